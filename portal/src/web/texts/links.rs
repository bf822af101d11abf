//! What the pages behind the links of a mail say.

/// Everything that they say.
pub(in crate::web) struct Links {
    /// A new address takes its place.
    pub(in crate::web) prove: ConfirmText,
    pub(in crate::web) proved: ResultText,
    /// A former address takes its place back.
    pub(in crate::web) undo: ConfirmText,
    pub(in crate::web) undone: ResultText,
    /// Another account has the address.
    pub(in crate::web) taken: ResultText,
    /// Somebody else asked for a link.
    pub(in crate::web) decline: ConfirmText,
    pub(in crate::web) declined: ResultText,
    /// Somebody else asked for another address.
    pub(in crate::web) decline_change: ConfirmText,
    pub(in crate::web) change_declined: ResultText,
    /// Somebody else set the password.
    pub(in crate::web) disown: ConfirmText,
    pub(in crate::web) disowned: ResultText,
    /// The links that do not work, by the page that they open.
    pub(in crate::web) unusable_reset: ResultText,
    pub(in crate::web) unusable_address: ResultText,
    pub(in crate::web) unusable_undo: ResultText,
    pub(in crate::web) unusable_not_me: ResultText,
    /// Above what will happen.
    pub(in crate::web) happens: &'static str,
    pub(in crate::web) new_address: &'static str,
    pub(in crate::web) former_address: &'static str,
    /// Before the support address.
    pub(in crate::web) desk: &'static str,
}

/// A page with one button.
pub(in crate::web) struct ConfirmText {
    pub(in crate::web) title: &'static str,
    pub(in crate::web) text: &'static str,
    /// What the button does, one by one.
    pub(in crate::web) happens: &'static [&'static str],
    pub(in crate::web) button: &'static str,
    /// What to do where the button is not for the reader.
    pub(in crate::web) otherwise: &'static str,
}

/// A page that says what has happened and what to do next.
pub(in crate::web) struct ResultText {
    pub(in crate::web) title: &'static str,
    pub(in crate::web) texts: &'static [&'static str],
    pub(in crate::web) next: Option<(&'static str, &'static str)>,
}
