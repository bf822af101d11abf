//! The keys of the tokens' MACs, in a file beside the database.
//!
//! One key issues. Retired ones are accepted until the last token that they
//! issued has ended. One may wait: it is accepted and does not issue yet, so
//! that every node knows it before the first one issues with it.

mod error;

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use genkan::time::Timestamp;
use genkan::token::{Key, KeyId, Keyring};
use zeroize::Zeroizing;

use crate::FileError;
use crate::{clock, hex, random};
pub use error::Error;

/// Opens the keyring in a folder, making it where there is none.
///
/// The file is readable by its owner only. Two programs that start at once
/// agree on one key: the file appears whole or not at all, and only once.
///
/// # Errors
///
/// An [`Error`] where the file cannot be read or made, or is no key file.
pub fn open(folder: &Path) -> Result<Keyring, Error> {
    let path = folder.join(NAME);
    match read(&path) {
        Ok(keys) => keyring(keys).ok_or(Error::Invalid(path)),
        Err(Error::File(error)) if error.source.kind() == ErrorKind::NotFound => {
            make(folder, &path)?;
            open(folder)
        }
        Err(error) => Err(error),
    }
}

/// What a key is there for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "an operator is shown each")]
pub enum Role {
    /// It is accepted, and waits for the next rotation to issue.
    Next,
    /// It issues.
    Current,
    /// It is accepted until that time; none where an older program retired it.
    Retired(Option<Timestamp>),
}

impl Role {
    /// The stable name: `next`, `current`, `retired`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Current => "current",
            Self::Retired(_) => "retired",
        }
    }
}

/// The keys of a folder, and what each is there for; the oldest first.
///
/// # Errors
///
/// An [`Error`] where the file cannot be read, or is no key file.
pub fn list(folder: &Path) -> Result<Vec<(KeyId, Role)>, Error> {
    let keys = read(&folder.join(NAME))?;
    Ok(keys.iter().map(|key| (key.id, key.role)).collect())
}

/// Makes a key that waits, where none waits; answers with the one that waits.
///
/// # Errors
///
/// An [`Error`] where the file cannot be read or written, or is no key file.
pub fn prepare(folder: &Path) -> Result<KeyId, Error> {
    change(folder, |keys, _| next(keys))
}

/// Lets the key that waits issue, or a new one where none waits; the one that
/// issued is retired. Answers with both.
///
/// # Errors
///
/// As [`prepare`].
pub fn rotate(folder: &Path) -> Result<Rotation, Error> {
    change(folder, |keys, now| {
        let current = next(keys)?;
        let until = Timestamp::from_unix_seconds(now.unix_seconds().saturating_add(KEPT));
        let mut retired = current;
        for key in keys {
            match key.role {
                Role::Next => key.role = Role::Current,
                Role::Current => {
                    key.role = Role::Retired(Some(until));
                    retired = key.id;
                }
                Role::Retired(None) => key.role = Role::Retired(Some(until)),
                Role::Retired(Some(_)) => {}
            }
        }
        Some(Rotation {
            current,
            retired,
            until,
        })
    })
}

/// What a rotation did.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be taken apart")]
pub struct Rotation {
    /// The key that issues from now on.
    pub current: KeyId,
    /// The key that issued before.
    pub retired: KeyId,
    /// Until when that is accepted.
    pub until: Timestamp,
}

struct Line {
    id: KeyId,
    secret: Zeroizing<[u8; 32]>,
    role: Role,
}

/// The key that waits; a new one where none does; none where the numbers have
/// come to their end.
fn next(keys: &mut Vec<Line>) -> Option<KeyId> {
    if let Some(waiting) = keys.iter().find(|key| key.role == Role::Next) {
        return Some(waiting.id);
    }
    let highest = keys.iter().map(|key| key.id.number()).max()?;
    let id = KeyId::new(highest.checked_add(1)?);
    keys.push(Line {
        id,
        secret: Zeroizing::new(random::random_bytes()),
        role: Role::Next,
    });
    Some(id)
}

/// Changes the file, one program at a time; what has ended is left out.
fn change<T>(
    folder: &Path,
    work: impl FnOnce(&mut Vec<Line>, Timestamp) -> Option<T>,
) -> Result<T, Error> {
    let lock = folder.join(LOCK);
    let locked = File::create(&lock).map_err(FileError::at(&lock))?;
    locked.lock().map_err(FileError::at(&lock))?;
    let path = folder.join(NAME);
    let mut keys = read(&path)?;
    let done = work(&mut keys, clock::now()).ok_or_else(|| Error::Invalid(path.clone()))?;
    write(folder, &path, &keys)?
        .persist(&path)
        .map_err(|error| FileError::at(&path)(error.error))?;
    // The name is on the disk when the folder is.
    #[cfg(unix)]
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(FileError::at(folder))?;
    Ok(done)
}

fn make(folder: &Path, path: &Path) -> Result<(), Error> {
    let first = Line {
        id: KeyId::new(1),
        secret: Zeroizing::new(random::random_bytes()),
        role: Role::Current,
    };
    match write(folder, path, &[first])?.persist_noclobber(path) {
        Ok(_) => Ok(()),
        // Somebody else was faster; theirs is the key.
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(FileError::at(path)(error.error).into()),
    }
}

/// The file, on the disk, under another name.
fn write(folder: &Path, path: &Path, keys: &[Line]) -> Result<tempfile::NamedTempFile, Error> {
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(FileError::at(folder))?;
    let mut text = Zeroizing::new(format!("{HEADER}\n"));
    // Room for every line, so that no copy is left behind by growth.
    text.reserve(keys.len() * LINE);
    for Line { id, secret, role } in keys {
        let hex = Zeroizing::new(hex::encode(&**secret));
        text.push_str(&id.number().to_string());
        text.push(' ');
        text.push_str(&hex);
        match role {
            Role::Next => text.push_str(" next"),
            Role::Current | Role::Retired(None) => {}
            Role::Retired(Some(until)) => {
                text.push_str(&format!(" until {}", until.unix_seconds()));
            }
        }
        text.push('\n');
    }
    file.write_all(text.as_bytes())
        .map_err(FileError::at(path))?;
    file.as_file().sync_all().map_err(FileError::at(path))?;
    Ok(file)
}

/// The keys that have not ended.
fn read(path: &Path) -> Result<Vec<Line>, Error> {
    let text = fs::read_to_string(path).map_err(FileError::at(path))?;
    let text = Zeroizing::new(text);
    let mut keys = parse(&text).ok_or_else(|| Error::Invalid(path.into()))?;
    let now = clock::now();
    keys.retain(|key| !matches!(key.role, Role::Retired(Some(until)) if until <= now));
    Ok(keys)
}

/// Each line is a number, 64 hexadecimal digits, and `next`, or `until` and
/// seconds since 1970, or nothing. Of those with nothing the last one issues.
fn parse(text: &str) -> Option<Vec<Line>> {
    let mut lines = text.lines();
    lines.next().filter(|header| *header == HEADER)?;
    let mut keys: Vec<Line> = Vec::new();
    for line in lines {
        let mut words = line.split(' ');
        let id = KeyId::new(words.next()?.parse().ok()?);
        let secret = unhex(words.next()?)?;
        let role = match (words.next(), words.next(), words.next()) {
            (None, None, None) => Role::Current,
            (Some("next"), None, None) => Role::Next,
            (Some("until"), Some(seconds), None) => {
                Role::Retired(Some(Timestamp::from_unix_seconds(seconds.parse().ok()?)))
            }
            _ => return None,
        };
        let is_known = keys.iter().any(|key| key.id == id);
        let is_waiting = keys.iter().any(|key| key.role == Role::Next);
        if is_known || (role == Role::Next && is_waiting) {
            return None;
        }
        if role == Role::Current {
            for before in keys.iter_mut().filter(|key| key.role == Role::Current) {
                before.role = Role::Retired(None);
            }
        }
        keys.push(Line { id, secret, role });
    }
    let is_whole = keys.iter().any(|key| key.role == Role::Current);
    is_whole.then_some(keys)
}

fn keyring(mut keys: Vec<Line>) -> Option<Keyring> {
    // The last one issues, all are accepted.
    keys.sort_by_key(|key| key.role == Role::Current);
    let mut keys = keys.iter().map(|key| Key::new(key.id, *key.secret));
    let first = Keyring::new(keys.next()?);
    // Two keys of one identity: not a key file.
    keys.try_fold(first, Keyring::rotate).ok()
}

fn unhex(hex: &str) -> Option<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    if hex.len() != 64 {
        return None;
    }
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * n..2 * n + 2)?, 16).ok()?;
    }
    Some(bytes)
}

const NAME: &str = "genkan.keys";
const LOCK: &str = ".genkan.keys.lock";
const HEADER: &str = "# genkan keys, oldest first; keep them secret and in the backup";
/// More than a line has.
const LINE: usize = 128;
/// No token lives longer than 30 days; two more for nodes that issue with the
/// old key until they are restarted.
const KEPT: u64 = 32 * 24 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).unwrap();
        let first = fs::read(folder.path().join(NAME)).unwrap();
        open(folder.path()).unwrap();
        assert_eq!(fs::read(folder.path().join(NAME)).unwrap(), first);
        rotate(folder.path()).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let metadata = fs::metadata(folder.path().join(NAME)).unwrap();
            assert_eq!(metadata.permissions().mode() & 0o077, 0);
        }
    }

    #[test]
    fn a_damaged_key_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let key = "0".repeat(64);
        for text in [
            "",
            "1 00",
            HEADER,
            &format!("{HEADER}\n1 zz"),
            "x\n1 00",
            &format!("x\n1 {key}"),
            &format!("{HEADER}\n1 {key} next"),
            &format!("{HEADER}\n1 {key} until"),
            &format!("{HEADER}\n1 {key} until 9999999999"),
            &format!("{HEADER}\n1 {key}\n1 {key}"),
            &format!("{HEADER}\n1 {key}\n2 {key} next\n3 {key} next"),
            &format!("{HEADER}\n1 {key} later"),
        ] {
            fs::write(folder.path().join(NAME), text).unwrap();
            let error = open(folder.path()).unwrap_err();
            assert_eq!(error.code(), "key-file", "{text}");
        }
    }

    #[test]
    fn a_key_waits_then_issues_then_retires_then_goes() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        open(folder).unwrap();
        let roles = || {
            let keys = list(folder).unwrap();
            let role = |(id, role): &(KeyId, Role)| (id.number(), role.code());
            keys.iter().map(role).collect::<Vec<_>>()
        };
        assert_eq!(prepare(folder).unwrap(), KeyId::new(2));
        assert_eq!(prepare(folder).unwrap(), KeyId::new(2), "one waits");
        assert_eq!(roles(), [(1, "current"), (2, "next")]);
        let rotation = rotate(folder).unwrap();
        assert_eq!(rotation.retired, KeyId::new(1));
        assert_eq!(rotation.current, KeyId::new(2));
        assert_eq!(roles(), [(1, "retired"), (2, "current")]);
        let kept = rotation.until.since(clock::now()).as_secs();
        assert!(kept > 30 * 86_400, "longer than any token");

        let path = folder.join(NAME);
        let text = fs::read_to_string(&path).unwrap();
        let past = text.replace(&rotation.until.unix_seconds().to_string(), "1000");
        fs::write(&path, past).unwrap();
        assert_eq!(roles(), [(2, "current")]);
        rotate(folder).unwrap();
        assert_eq!(roles(), [(2, "retired"), (3, "current")]);
        assert!(!fs::read_to_string(&path).unwrap().contains("until 1000"));
    }

    #[test]
    fn keys_that_an_older_program_retired_are_accepted() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = ("1".repeat(64), "2".repeat(64));
        let text = format!("{HEADER}\n1 {one}\n2 {two}\n");
        fs::write(folder.path().join(NAME), text).unwrap();
        open(folder.path()).unwrap();
        let keys = list(folder.path()).unwrap();
        assert_eq!(keys.first().unwrap().1, Role::Retired(None));
        assert_eq!(keys.last().unwrap().1, Role::Current);
    }
}
