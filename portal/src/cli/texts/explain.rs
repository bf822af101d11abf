use jiff::tz::TimeZone;

use super::Text;
use crate::service::Finding;

pub(crate) struct ExplainTexts {
    pub(crate) about: Text,
    pub(crate) note: Text,
    pub(crate) address: Text,
    pub(crate) advice: fn(&Finding<'_>, &str, &TimeZone) -> Advice,
}

/// What an operator reads of a finding: what was found, and what to do.
pub(crate) struct Advice {
    pub(crate) found: String,
    pub(crate) next: Option<String>,
}
