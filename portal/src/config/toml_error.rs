use std::borrow::Cow;

/// Returns an error of TOML with its line, without the excerpt of the file.
pub(super) fn in_one_line(text: &str, error: &toml::de::Error) -> String {
    let at = error.span().map_or(0, |span| span.start);
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    format!("line {line}: {}", message(error))
}

/// Returns the message of an error in words of a configuration file, not of the
/// program.
pub(super) fn message(error: &toml::de::Error) -> String {
    let mut message = Cow::Borrowed(error.message());
    for (theirs, ours) in WORDS {
        if message.contains(theirs) {
            message = message.replace(theirs, ours).into();
        }
    }
    message.replace('\n', "; ")
}

const WORDS: [(&str, &str); 7] = [
    ("missing field", "a key is missing, which must be there:"),
    ("unknown field", "there is no such key:"),
    ("expected u8", "expected a whole number from 0 to 255"),
    ("expected u16", "expected a whole number from 0 to 65535"),
    ("expected u32", "expected a whole number"),
    ("expected u64", "expected a whole number"),
    (
        "string values must be quoted, expected literal string",
        "a text must be in quotation marks",
    ),
];
