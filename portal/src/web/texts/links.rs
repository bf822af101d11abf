use genkan::token::End;

use super::Text;

/// The pages that links in emails open, and the pages after them.
pub(in crate::web) struct Links {
    pub(in crate::web) confirm_email: ConfirmText,
    pub(in crate::web) email_confirmed: ResultText,
    pub(in crate::web) undo_email: ConfirmText,
    pub(in crate::web) email_restored: ResultText,
    /// Another account has the address.
    pub(in crate::web) email_taken: ResultText,
    /// The contact did not request a link.
    pub(in crate::web) disable_links: ConfirmText,
    pub(in crate::web) links_disabled: ResultText,
    /// The contact did not request another address.
    pub(in crate::web) cancel_change: ConfirmText,
    pub(in crate::web) change_cancelled: ResultText,
    /// The contact did not set the password.
    pub(in crate::web) disable_password: ConfirmText,
    pub(in crate::web) password_disabled: ResultText,
    /// The address of the page has no link.
    pub(in crate::web) missing: Text,
    /// The link is not whole.
    pub(in crate::web) damaged: Text,
    /// The link has expired.
    pub(in crate::web) expired: Text,
    /// Why another link does not work. It is the same whatever the reason is.
    pub(in crate::web) unusable_why: Text,
    /// How and when a link ended, for its bearer.
    pub(in crate::web) ended: fn(End, time: &str) -> String,
    /// What to do if a link does not work, by the page that it opens.
    pub(in crate::web) unusable_reset: ResultText,
    pub(in crate::web) unusable_confirm: ResultText,
    pub(in crate::web) unusable_undo: ResultText,
    pub(in crate::web) unusable_disavow: ResultText,
    pub(in crate::web) unusable_answer: ResultText,
    pub(in crate::web) unusable_object: ResultText,
    /// The heading of what the button does.
    pub(in crate::web) effects_title: Text,
    pub(in crate::web) account: Text,
    pub(in crate::web) new_email: Text,
    pub(in crate::web) former_email: Text,
    /// Before the support address.
    pub(in crate::web) support_desk: Text,
}

/// A page with one button.
pub(in crate::web) struct ConfirmText {
    pub(in crate::web) title: Text,
    pub(in crate::web) text: Text,
    /// What the button does.
    pub(in crate::web) effects: &'static [Text],
    pub(in crate::web) button: Text,
    /// For a reader who should not press the button.
    pub(in crate::web) otherwise: Text,
}

/// A page that says what has happened, and what to do next.
pub(in crate::web) struct ResultText {
    pub(in crate::web) title: Text,
    pub(in crate::web) texts: &'static [Text],
    pub(in crate::web) next: Option<(Text, Text)>,
}
