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
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in-refused",
            Self::Link => "link-unusable",
            Self::CurrentPassword => "current-password-wrong",
        }
    }
}
