/// Why a ceremony does not take place: what the page may say. Nothing here
/// tells a stranger who is registered.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Address and password do not open an account, for whatever reason.
    #[error("the address or the password is wrong")]
    SignIn,
    /// The link is used, replaced, expired, or none.
    #[error("the link can no longer be used")]
    Link,
    /// The password entered as the current one is not it.
    #[error("the current password is wrong")]
    CurrentPassword,
    /// The address was changed, or its change asked for, too short a time ago.
    #[error("the address was changed a short time ago; wait, or ask the desk")]
    TooSoon,
    /// Another account has the address. Said only to whoever has proven to
    /// own it, and to the desk.
    #[error("another account has the address")]
    AddressTaken,
    /// The account is not in a state for it. Said only to the desk.
    #[error("the account is not in a state for this")]
    State,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in-refused",
            Self::Link => "link-unusable",
            Self::CurrentPassword => "current-password-wrong",
            Self::TooSoon => "too-soon",
            Self::AddressTaken => "address-taken",
            Self::State => "account-state",
        }
    }
}
