//! Any bytes as the response of a range search: no panic, and only a row of
//! this password gives a count. Any rows, as the service and compatible ones
//! write them: the count is the largest of the rows.
#![no_main]

use genkan::breach::RangeQuery;
use libfuzzer_sys::fuzz_target;
use sha1::{Digest as _, Sha1};

/// A row: of this password or of another, its number if it has one, and its
/// spelling.
type Row = (Option<[u8; 18]>, Option<u64>, u8);

fuzz_target!(|input: (&str, &[u8], Vec<Row>)| {
    let (password, reply, rows) = input;
    let query = RangeQuery::new(password);
    let digest: String = Sha1::digest(password)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let (prefix, suffix) = digest.split_at(5);
    assert_eq!(query.prefix(), prefix);
    if query.read(reply).is_ok_and(|count| count > 0) {
        let upper = reply.to_ascii_uppercase();
        assert!(upper.windows(35).any(|part| part == suffix.as_bytes()));
    }

    let mut written = String::new();
    let mut expected = 0;
    for (other, count, style) in &rows {
        let other = other.map(|bytes| hex(&bytes));
        let row = other.as_deref().unwrap_or(suffix);
        if row.eq_ignore_ascii_case(suffix) {
            expected = expected.max(count.unwrap_or(1));
        }
        let row = if style & 1 == 0 {
            row.to_uppercase()
        } else {
            row.to_lowercase()
        };
        let space = if style & 2 == 0 { "" } else { " " };
        let number = count.map(|count| format!("{space}:{space}{count}"));
        let end = if style & 4 == 0 { "\r\n" } else { "\n" };
        written += &format!("{row}{}{end}", number.unwrap_or_default());
    }
    if rows.is_empty() || written.len() > RangeQuery::MAX_REPLY {
        return;
    }
    assert_eq!(query.read(written.as_bytes()), Ok(expected));
    // A response that was cut off within a row is invalid.
    let last = written.trim_end().rfind('\n').map_or(0, |at| at + 1);
    assert!(query.read(&written.as_bytes()[..last + 20]).is_err());
});

/// Returns 35 digits, the length of a row without its prefix.
fn hex(bytes: &[u8]) -> String {
    let mut text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    text.truncate(35);
    text
}
