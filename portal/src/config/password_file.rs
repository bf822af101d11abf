//! The file from which PostgreSQL's own programs read passwords.

use std::fs;
use std::path::Path;

use zeroize::Zeroizing;

/// What a password is for.
pub(super) struct Place<'p> {
    pub(super) host: &'p str,
    pub(super) port: u16,
    pub(super) database: &'p str,
    pub(super) user: &'p str,
}

/// Why the file cannot be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unusable {
    /// It cannot be read.
    #[error("the file cannot be read; check its name and its permissions")]
    Unreadable,
    /// Other users can read it.
    #[error("other users can read the file; run chmod 600 on it")]
    Open,
}

/// Returns the password of the first line that matches:
/// `HOST:PORT:DATABASE:USER:PASSWORD`, with `*` for any, and a backslash before a
/// colon or a backslash.
pub(super) fn find(file: &Path, place: &Place<'_>) -> Result<Option<Zeroizing<String>>, Unusable> {
    let text = fs::read_to_string(file).map_err(|_| Unusable::Unreadable)?;
    let text = Zeroizing::new(text);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = fs::metadata(file).map_err(|_| Unusable::Unreadable)?;
        if metadata.permissions().mode() & 0o077 != 0 {
            return Err(Unusable::Open);
        }
    }
    let port = place.port.to_string();
    let wanted = [place.host, &port, place.database, place.user];
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.map(fields).find_map(|fields| {
        let (password, given) = fields.split_last()?;
        let matches = given.len() == wanted.len()
            && given
                .iter()
                .zip(wanted)
                .all(|(given, wanted)| **given == "*" || **given == wanted);
        matches.then(|| password.clone())
    }))
}

/// Splits a line at its first four colons that have no backslash before them.
fn fields(line: &str) -> Vec<Zeroizing<String>> {
    let mut fields = vec![Zeroizing::new(String::new())];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            '\\' => letters.next().unwrap_or('\\'),
            ':' if fields.len() < 5 => {
                fields.push(Zeroizing::new(String::new()));
                continue;
            }
            letter => letter,
        };
        if let Some(field) = fields.last_mut() {
            field.push(letter);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_first_line_that_matches_counts() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pgpass");
        let text = "# comment\nother:5432:*:*:no\ndb:5432:*:taro:a\\:b\\\\:c\ndb:*:*:*:last\n";
        fs::write(&file, text).unwrap();
        let set = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        set(0o600);
        let find = |host, port, user| {
            let database = "genkan";
            let place = Place {
                host,
                port,
                database,
                user,
            };
            super::find(&file, &place).map(|found| found.map(|password| password.to_string()))
        };
        assert_eq!(find("db", 5432, "taro"), Ok(Some("a:b\\:c".into())));
        assert_eq!(find("db", 5433, "taro"), Ok(Some("last".into())));
        assert_eq!(find("none", 5432, "taro"), Ok(None));
        set(0o644);
        assert_eq!(find("db", 5432, "taro"), Err(Unusable::Open));
        fs::remove_file(&file).unwrap();
        assert_eq!(find("db", 5432, "taro"), Err(Unusable::Unreadable));
    }
}
