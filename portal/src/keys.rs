//! The key of the tokens' MACs, in a file beside the database.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use genkan::token::{Key, KeyId, Keyring};
use zeroize::Zeroizing;

use crate::fault::Fault;
use crate::{hex, system};

/// Opens the keyring in a folder, making it where there is none.
///
/// The file is readable by its owner only. Two programs that start at once
/// agree on one key: the file appears whole or not at all, and only once.
///
/// # Errors
///
/// A [`Fault`] where the file cannot be read or made, or is no key file.
pub fn open(folder: &Path) -> Result<Keyring, Fault> {
    let path = folder.join(NAME);
    match fs::read_to_string(&path) {
        Ok(text) => parse(&Zeroizing::new(text)).ok_or(Fault::KeyFile(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make(folder, &path)?;
            open(folder)
        }
        Err(error) => Err(Fault::file(&path)(error)),
    }
}

fn make(folder: &Path, path: &Path) -> Result<(), Fault> {
    let secret = Zeroizing::new(system::random_bytes::<32>());
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(Fault::file(folder))?;
    let hex = Zeroizing::new(hex::encode(&*secret));
    writeln!(file, "{HEADER}\n1 {}", *hex).map_err(Fault::file(path))?;
    file.as_file().sync_all().map_err(Fault::file(path))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        // Somebody else was faster; theirs is the key.
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(Fault::file(path)(error.error)),
    }
}

fn parse(text: &str) -> Option<Keyring> {
    let mut keyring: Option<Keyring> = None;
    for line in text.lines().skip(1) {
        let (id, hex) = line.split_once(' ')?;
        let key = Key::new(KeyId::new(id.parse().ok()?), *unhex(hex)?);
        keyring = Some(match keyring {
            Some(keyring) => keyring.rotate(key),
            None => Keyring::new(key),
        });
    }
    keyring.filter(|_| text.starts_with(HEADER))
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
const HEADER: &str = "# genkan keys, oldest first; keep them secret and in the backup";

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
        for text in ["", "1 00", HEADER, &format!("{HEADER}\n1 zz"), "x\n1 00"] {
            fs::write(folder.path().join(NAME), text).unwrap();
            let fault = open(folder.path()).unwrap_err();
            assert_eq!(fault.code(), "key-file", "{text}");
        }
    }
}
