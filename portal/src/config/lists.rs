use std::collections::BTreeMap;
use std::path::PathBuf;

/// The files of the lists that a policy may ask for.
#[derive(Clone, Debug, Default)]
pub struct ListFiles {
    /// Lists of texts, by the names that policies use for them.
    pub blocklists: BTreeMap<String, PathBuf>,
    /// A list of SHA-1 digests of breached passwords.
    pub breached: Option<PathBuf>,
}
