use super::{About, Text};

pub(crate) struct CheckTexts {
    pub(crate) about: Text,
    pub(crate) note: Text,
    pub(crate) company: Text,
    pub(crate) email: Text,
    pub(crate) jsonl: Text,
    pub(crate) name: Text,
    pub(crate) strength: Text,
    pub(crate) label_strength: Text,
    pub(crate) line_malformed: fn(usize) -> String,
    pub(crate) line_not_json: fn(usize) -> String,
    pub(crate) line_too_long: fn(u64) -> String,
    pub(crate) line_unreadable: fn(usize, &std::io::Error) -> String,
    pub(crate) no_password: About,
    pub(crate) nothing_on_input: Text,
    pub(crate) prompt: Text,
}

pub(crate) struct GenerateTexts {
    pub(crate) about: Text,
    pub(crate) count: Text,
    pub(crate) length: Text,
    pub(crate) no_look_alikes: Text,
    pub(crate) passphrase: Text,
    pub(crate) words: Text,
    pub(crate) no_passphrase: Text,
    pub(crate) bits: fn(u32) -> String,
}
