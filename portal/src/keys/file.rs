//! The key file: TOML with `[current]`, `[next]` if there is one, and `[[retired]]`
//! for each retired key, oldest first.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use genkan::token::{Key, KeyId, Keyring};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use super::Error;
use crate::private_folder::{give_to_owner_of_folder, open_private};
use crate::{FileError, clock, random};

/// What a key is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "operators see every role")]
pub enum Role {
    /// It is accepted until this time.
    Retired(jiff::Timestamp),
    /// It is accepted, and issues.
    Current,
    /// It is accepted, and issues after the next rotation.
    Next,
}

impl Role {
    /// Returns the stable name: `retired`, `current` or `next`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Retired(_) => "retired",
            Self::Current => "current",
            Self::Next => "next",
        }
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyFile {
    pub(super) current: StoredKey,
    pub(super) next: Option<StoredKey>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) retired: Vec<RetiredKey>,
}

#[derive(Deserialize, Serialize)]
pub(super) struct RetiredKey {
    #[serde(flatten)]
    pub(super) key: StoredKey,
    pub(super) accepted_until: jiff::Timestamp,
}

#[derive(Deserialize, Serialize)]
pub(super) struct StoredKey {
    pub(super) number: u32,
    /// 64 hexadecimal digits.
    secret: Zeroizing<String>,
}

impl StoredKey {
    pub(super) fn random(number: u32) -> Self {
        let secret = Zeroizing::new(random::random_bytes::<32>());
        let secret = Zeroizing::new(base16ct::lower::encode_string(&*secret));
        Self { number, secret }
    }

    pub(super) const fn id(&self) -> KeyId {
        KeyId::new(self.number)
    }

    /// The key has 256 random bits, so that a digest reveals nothing of it.
    fn fingerprint(&self) -> String {
        let digest = Sha256::new()
            .chain_update(b"genkan fingerprint of a key 1\0")
            .chain_update(self.number.to_be_bytes())
            .chain_update(self.secret.as_bytes())
            .finalize();
        base16ct::lower::encode_string(&digest[..8])
    }

    fn key(&self) -> Option<Key> {
        let mut secret = Zeroizing::new([0; 32]);
        let decoded = base16ct::lower::decode(&*self.secret, &mut *secret).ok()?;
        (decoded.len() == 32).then(|| Key::new(self.id(), *secret))
    }
}

impl KeyFile {
    /// Returns the keyring, or `None` if a secret is damaged or two keys have
    /// the same number.
    fn keyring(&self) -> Option<Keyring> {
        let retired = self.retired.iter().map(|retired| &retired.key);
        // The last key of a keyring issues.
        let keys = retired.chain(&self.next).chain([&self.current]);
        let mut keys = keys.map(StoredKey::key);
        let first = Keyring::new(keys.next()??);
        keys.try_fold(first, |keyring, key| keyring.rotate(key?).ok())
    }
}

/// Opens the keys of a data folder. If there is no key file, it is created with
/// one key, readable by its owner only.
///
/// If two processes start at once, both get the same key: the file is created
/// complete, and only by one of them.
///
/// # Errors
///
/// [`Error::File`] if the file cannot be read or created, [`Error::Invalid`] if
/// it is not a key file.
pub fn open(folder: &Path) -> Result<Keyring, Error> {
    let path = folder.join(NAME);
    match read(&path) {
        Ok(file) => file.keyring().ok_or(Error::Invalid(path)),
        Err(Error::File(error)) if error.source.kind() == ErrorKind::NotFound => {
            create(folder, &path)?;
            open(folder)
        }
        Err(error) => Err(error),
    }
}

/// Returns short digests of the keys of a data folder, by which nodes compare
/// theirs. The first one is of the key that issues.
///
/// # Errors
///
/// Those of [`list`].
pub fn fingerprints(folder: &Path) -> Result<Vec<String>, Error> {
    let file = read(&folder.join(NAME))?;
    let others = file.next.iter();
    let others = others.chain(file.retired.iter().map(|retired| &retired.key));
    let keys = std::iter::once(&file.current).chain(others);
    Ok(keys.map(StoredKey::fingerprint).collect())
}

/// Returns the keys of a data folder and their roles, oldest first.
///
/// # Errors
///
/// [`Error::File`] if the file cannot be read, [`Error::Invalid`] if it is not a
/// key file.
pub fn list(folder: &Path) -> Result<Vec<(KeyId, Role)>, Error> {
    let file = read(&folder.join(NAME))?;
    let retired = file.retired.iter();
    let retired = retired.map(|retired| (retired.key.id(), Role::Retired(retired.accepted_until)));
    let current = [(file.current.id(), Role::Current)];
    let next = file.next.iter().map(|next| (next.id(), Role::Next));
    Ok(retired.chain(current).chain(next).collect())
}

/// Changes the keys, in one process at a time. Keys that are no longer accepted
/// are dropped. If `change` returns `None`, the file stays as it is.
pub(super) fn change<T>(
    folder: &Path,
    change: impl FnOnce(&mut KeyFile) -> Option<T>,
) -> Result<T, Error> {
    let (path, lock) = (folder.join(NAME), folder.join(LOCK));
    // Nothing is created beside keys that do not exist.
    fs::metadata(&path).map_err(FileError::at(&path))?;
    let locked = open_private(&lock).map_err(FileError::at(&lock))?;
    locked.lock().map_err(FileError::at(&lock))?;
    let mut file = read(&path)?;
    let changed = change(&mut file).ok_or_else(|| Error::Invalid(path.clone()))?;
    let written = write(folder, &path, &file)?.persist(&path);
    written.map_err(|error| FileError::at(&path)(error.error))?;
    // The new file survives a crash only after its folder is on the disk, too.
    #[cfg(unix)]
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(FileError::at(folder))?;
    Ok(changed)
}

fn create(folder: &Path, path: &Path) -> Result<(), Error> {
    let first = KeyFile {
        current: StoredKey::random(1),
        next: None,
        retired: Vec::new(),
    };
    match write(folder, path, &first)?.persist_noclobber(path) {
        Ok(_) => Ok(()),
        // Another process was faster; its key is used.
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(FileError::at(path)(error.error).into()),
    }
}

/// Writes the keys to a temporary file, which only its owner can read.
fn write(folder: &Path, path: &Path, keys: &KeyFile) -> Result<NamedTempFile, Error> {
    let text = toml::to_string(keys).map_err(|_| Error::Invalid(path.into()))?;
    let text = Zeroizing::new(text);
    let mut file = NamedTempFile::new_in(folder).map_err(FileError::at(folder))?;
    file.write_all(HEADER.as_bytes())
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| give_to_owner_of_folder(file.as_file(), path))
        .and_then(|()| file.as_file().sync_all())
        .map_err(FileError::at(path))?;
    Ok(file)
}

/// Reads the keys that are still accepted.
fn read(path: &Path) -> Result<KeyFile, Error> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = fs::metadata(path).map_err(FileError::at(path))?;
        // A group may read it: volumes of containers are given to one.
        if metadata.permissions().mode() & 0o027 != 0 {
            return Err(Error::Permissions(path.into()));
        }
    }
    let text = Zeroizing::new(fs::read_to_string(path).map_err(FileError::at(path))?);
    // The parser's error quotes the text, so it is not reported.
    let file = toml::from_str(&text).ok();
    let file = file.filter(|file: &KeyFile| file.keyring().is_some());
    let mut file = file.ok_or_else(|| Error::Invalid(path.into()))?;
    let now = clock::now().unix_seconds();
    let has_ended = |until: jiff::Timestamp| u64::try_from(until.as_second()).unwrap_or(0) <= now;
    file.retired
        .retain(|retired| !has_ended(retired.accepted_until));
    Ok(file)
}

pub const NAME: &str = "genkan.keys";
const LOCK: &str = ".genkan.keys.lock";
const HEADER: &str = "# The keys of genkan's links and sessions. Keep this file secret.\n\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_created_once_and_stays_private() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let contents = || fs::read(folder.join(NAME)).unwrap();
        open(folder).unwrap();
        let first = contents();
        open(folder).unwrap();
        assert_eq!(contents(), first);
        for _ in 0..2 {
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                let metadata = fs::metadata(folder.join(NAME)).unwrap();
                assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
            }
            change(folder, |_| Some(())).unwrap();
        }
    }

    fn write_text(folder: &Path, text: &str) {
        let mut file = NamedTempFile::new_in(folder).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.persist(folder.join(NAME)).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_or_change_is_rejected() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).unwrap();
        for (mode, is_accepted) in [
            (0o600, true),
            (0o400, true),
            (0o640, true),
            (0o644, false),
            (0o620, false),
            (0o602, false),
        ] {
            let permissions = fs::Permissions::from_mode(mode);
            fs::set_permissions(folder.path().join(NAME), permissions).unwrap();
            let code = open(folder.path()).map_err(|error| error.code()).err();
            assert_eq!(code.is_none(), is_accepted, "{mode:o}");
            assert!(code.is_none_or(|code| code == "key-file-permissions"));
        }
    }

    #[test]
    fn every_role_is_read_and_written() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let secret = "0f".repeat(32);
        let text = format!(
            "{HEADER}[current]\nnumber = 2\nsecret = \"{secret}\"\n\n\
             [next]\nnumber = 7\nsecret = \"{secret}\"\n\n\
             [[retired]]\nnumber = 1\nsecret = \"{secret}\"\n\
             accepted_until = \"2100-01-31T09:00:00Z\"\n"
        );
        write_text(folder, &text);
        let until = "2100-01-31T09:00:00Z".parse().unwrap();
        let roles = [
            (1, Role::Retired(until)),
            (2, Role::Current),
            (7, Role::Next),
        ];
        let roles = roles.map(|(number, role)| (KeyId::new(number), role));
        assert_eq!(list(folder).unwrap(), roles);
        change(folder, |_| Some(())).unwrap();
        assert_eq!(fs::read_to_string(folder.join(NAME)).unwrap(), text);
    }

    #[test]
    fn a_damaged_file_is_rejected() {
        let folder = tempfile::tempdir().unwrap();
        let secret = "0".repeat(64);
        let good = format!("[current]\nnumber = 1\nsecret = \"{secret}\"\n");
        let other = |header: &str| good.replace("[current]", header).replace("= 1", "= 2");
        let until = |text: &str| format!("accepted_until = \"{text}\"\n");
        for text in [
            String::new(),
            format!("# genkan keys\n1 {secret}\n"),
            other("[next]"),
            other("[[retired]]") + &until("2100-01-31T09:00:00Z"),
            good.replace(&secret, &secret[2..]),
            good.replace(&secret, &format!("{secret}00")),
            good.replace(&secret, &"g".repeat(64)),
            good.replace("= 1", "= -1"),
            good.replace("number", "numbers"),
            good.clone() + &good,
            good.clone() + &good.replace("current", "next"),
            good.clone() + &other("[other]"),
            good.clone() + &other("[[retired]]"),
            good.clone() + &other("[[retired]]") + &until("soon"),
        ] {
            write_text(folder.path(), &text);
            let changed = change(folder.path(), |_| Some(())).unwrap_err();
            for error in [open(folder.path()).unwrap_err(), changed] {
                assert_eq!(error.code(), "key-file", "{text}");
                assert!(!error.to_string().contains("00"), "{error}");
            }
        }
        let both = format!("{good}{}", other("[next]"));
        write_text(folder.path(), &both);
        open(folder.path()).unwrap();
    }
}
