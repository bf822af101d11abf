use genkan::blocklist::InvalidList;

use super::Text;
use crate::blocklist::{BuildError, Built, Progress};

pub(crate) struct BlocklistTexts {
    pub(crate) about: Text,
    pub(crate) build: Text,
    pub(crate) build_note: Text,
    pub(crate) check: Text,
    pub(crate) file: Text,
    pub(crate) hashes: Text,
    pub(crate) inputs: Text,
    pub(crate) memory: Text,
    pub(crate) min_count: Text,
    pub(crate) output: Text,
    pub(crate) prefix: Text,
    pub(crate) invalid_prefix: Text,
    pub(crate) prefix_of_several: Text,
    pub(crate) built: fn(&Built) -> String,
    pub(crate) not_built: fn(&BuildError) -> String,
    pub(crate) invalid: fn(InvalidList) -> String,
    /// The number of texts, and the size in bytes.
    pub(crate) texts_intact: fn(u64, usize) -> String,
    /// The number of digests, the bytes of each, and the size in bytes.
    pub(crate) digests_intact: fn(u64, usize, usize) -> String,
    pub(crate) progress: fn(Progress) -> String,
}
