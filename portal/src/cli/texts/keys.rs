use super::{About, Text};

pub(crate) struct KeysTexts {
    pub(crate) about: Text,
    pub(crate) note: Text,
    pub(crate) list: Text,
    pub(crate) new: Text,
    pub(crate) rotate: Text,
    pub(crate) missing: About,
    pub(crate) ready: fn(u32) -> String,
    /// The key that issues now, the key before it, and until when that is
    /// accepted.
    pub(crate) rotated: fn(u32, u32, &str) -> String,
}
