use super::Text;
use crate::service::Finding;

pub(crate) struct ExplainTexts {
    pub(crate) about: Text,
    pub(crate) note: Text,
    pub(crate) address: Text,
    /// What to do about a finding of this address, if anything.
    pub(crate) next: fn(&Finding<'_>, &str) -> Option<String>,
}
