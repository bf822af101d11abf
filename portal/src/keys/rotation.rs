//! Prepares the next key, and lets it issue.

use std::mem;
use std::path::Path;
use std::time::Duration;

use genkan::time::Timestamp;
use genkan::token::KeyId;

use super::Error;
use super::file::{KeyFile, RetiredKey, StoredKey, change};
use crate::clock;

/// What a rotation changed.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the caller reads every field")]
pub struct Rotation {
    /// The key that issues from now on.
    pub current: KeyId,
    /// The key that issued before.
    pub retired: KeyId,
    /// The time until which the retired key is accepted.
    pub until: Timestamp,
}

/// Makes a key for the next rotation and returns it. If there is one already,
/// that one is returned and nothing changes.
///
/// # Errors
///
/// [`Error::File`] if the key file cannot be read or written,
/// [`Error::Invalid`] if it is not a key file.
pub fn prepare(folder: &Path) -> Result<KeyId, Error> {
    change(folder, |file| next(file).map(|next| next.id()))
}

/// Retires the key that issues, and lets the prepared key issue. If none is
/// prepared, a new key issues.
///
/// # Errors
///
/// The errors of [`prepare`].
pub fn rotate(folder: &Path) -> Result<Rotation, Error> {
    let until = clock::now() + ACCEPTED_AFTER_ROTATION;
    change(folder, |file| {
        let seconds = until.unix_seconds().try_into().ok()?;
        next(file)?;
        let key = mem::replace(&mut file.current, file.next.take()?);
        let rotation = Rotation {
            current: file.current.id(),
            retired: key.id(),
            until,
        };
        file.retired.push(RetiredKey {
            key,
            accepted_until: jiff::Timestamp::from_second(seconds).ok()?,
        });
        Some(rotation)
    })
}

/// Returns the next key, and makes it if there is none. Returns `None` if no
/// number is left for it.
fn next(file: &mut KeyFile) -> Option<&StoredKey> {
    if file.next.is_none() {
        file.next = Some(StoredKey::random(file.current.number.checked_add(1)?));
    }
    file.next.as_ref()
}

/// No token is valid for longer than 30 days. Two more days remain for nodes
/// that issue with the old key until they are restarted.
const ACCEPTED_AFTER_ROTATION: Duration = Duration::from_secs(32 * 24 * 60 * 60);

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::file::NAME;
    use super::super::{Role, list, open};
    use super::*;

    #[test]
    fn a_key_is_next_then_current_then_retired_then_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        open(folder).unwrap();
        let roles = || {
            let keys = list(folder).unwrap();
            let role = |(id, role): &(KeyId, Role)| (id.number(), role.code());
            keys.iter().map(role).collect::<Vec<_>>()
        };
        assert_eq!(prepare(folder).unwrap(), KeyId::new(2));
        assert_eq!(prepare(folder).unwrap(), KeyId::new(2), "only one is next");
        assert_eq!(roles(), [(1, "current"), (2, "next")]);
        let rotation = rotate(folder).unwrap();
        assert_eq!(rotation.retired, KeyId::new(1));
        assert_eq!(rotation.current, KeyId::new(2));
        assert_eq!(roles(), [(1, "retired"), (2, "current")]);
        let accepted_for = rotation.until.since(clock::now()).as_secs();
        assert!(accepted_for > 30 * 86_400, "longer than any token");

        let path = folder.join(NAME);
        let text = fs::read_to_string(&path).unwrap();
        let (before, after) = text.split_once("accepted_until = \"20").unwrap();
        fs::write(&path, format!("{before}accepted_until = \"19{after}")).unwrap();
        assert_eq!(roles(), [(2, "current")]);
        rotate(folder).unwrap();
        assert_eq!(roles(), [(2, "retired"), (3, "current")]);
        assert!(!fs::read_to_string(&path).unwrap().contains("\"19"));
    }
}
