//! What the pages behind the links of a mail say.

/// Everything that they say.
pub(in crate::web) struct Links {
    /// A new address takes its place.
    pub(in crate::web) prove: Step,
    pub(in crate::web) proved: Outcome,
    /// A former address takes its place back.
    pub(in crate::web) undo: Step,
    pub(in crate::web) undone: Outcome,
    /// Another account has the address.
    pub(in crate::web) taken: Outcome,
    /// Somebody else asked for a link.
    pub(in crate::web) decline: Step,
    pub(in crate::web) declined: Outcome,
    /// Somebody else asked for another address.
    pub(in crate::web) decline_change: Step,
    pub(in crate::web) change_declined: Outcome,
    /// Somebody else set the password.
    pub(in crate::web) disown: Step,
    pub(in crate::web) disowned: Outcome,
    /// The links that do not work, by the page that they open.
    pub(in crate::web) unusable_reset: Outcome,
    pub(in crate::web) unusable_address: Outcome,
    pub(in crate::web) unusable_undo: Outcome,
    pub(in crate::web) unusable_not_me: Outcome,
    /// Above what will happen.
    pub(in crate::web) happens: &'static str,
    pub(in crate::web) new_address: &'static str,
    pub(in crate::web) former_address: &'static str,
    /// Before the support address.
    pub(in crate::web) desk: &'static str,
}

/// A page with one button.
pub(in crate::web) struct Step {
    pub(in crate::web) title: &'static str,
    pub(in crate::web) text: &'static str,
    /// What the button does, one by one.
    pub(in crate::web) happens: &'static [&'static str],
    pub(in crate::web) button: &'static str,
    /// What to do where the button is not for the reader.
    pub(in crate::web) otherwise: &'static str,
}

/// A page that says what has happened and what to do next.
pub(in crate::web) struct Outcome {
    pub(in crate::web) title: &'static str,
    pub(in crate::web) texts: &'static [&'static str],
    pub(in crate::web) next: Option<(&'static str, &'static str)>,
}
