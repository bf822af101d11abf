use super::{ResultText, Text};

/// The pages on which a registered contact answers an inquiry, or stops a
/// takeover.
pub(in crate::web) struct Inquiries {
    pub(in crate::web) question: Text,
    pub(in crate::web) question_text: Text,
    pub(in crate::web) name: Text,
    pub(in crate::web) company_as_entered: Text,
    pub(in crate::web) asked_at: Text,
    pub(in crate::web) answer_until: Text,
    /// What each button does.
    pub(in crate::web) effects: &'static [Text],
    pub(in crate::web) yes: Text,
    pub(in crate::web) no: Text,
    pub(in crate::web) unknown: Text,
    /// For a reader who is not sure.
    pub(in crate::web) otherwise: Text,
    pub(in crate::web) answered_yes: ResultText,
    pub(in crate::web) answered_no: ResultText,
    pub(in crate::web) answered_unknown: ResultText,
    pub(in crate::web) takeover: Text,
    pub(in crate::web) takeover_text: Text,
    pub(in crate::web) replaced: Text,
    pub(in crate::web) takes_place: Text,
    pub(in crate::web) object_effects: &'static [Text],
    pub(in crate::web) object: Text,
    pub(in crate::web) object_otherwise: Text,
    pub(in crate::web) objected: ResultText,
}
