use genkan::onboarding::case::TroubleKind;

use super::Text;

/// The forms of the help page.
pub(in crate::web) struct VisitorForms {
    /// "I cannot sign in", "the email does not arrive".
    pub(in crate::web) trouble: VisitorForm,
    /// "We no longer know who is registered".
    pub(in crate::web) inquiry: VisitorForm,
    pub(in crate::web) account_email: Text,
    pub(in crate::web) kind: Text,
    pub(in crate::web) kinds: fn(TroubleKind) -> Text,
    pub(in crate::web) no_kind: Text,
    pub(in crate::web) details: Text,
    pub(in crate::web) details_hint: Text,
    pub(in crate::web) own_name: Text,
    pub(in crate::web) own_email: Text,
    pub(in crate::web) own_email_hint: Text,
    pub(in crate::web) company: Text,
    pub(in crate::web) no_company: Text,
    pub(in crate::web) to_help: Text,
}

/// A form and the page after it.
pub(in crate::web) struct VisitorForm {
    pub(in crate::web) title: Text,
    pub(in crate::web) text: Text,
    pub(in crate::web) submit: Text,
    pub(in crate::web) sent: Text,
    pub(in crate::web) sent_texts: &'static [Text],
}
