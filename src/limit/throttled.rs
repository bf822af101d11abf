use crate::code::codes;
use crate::time::Timestamp;

/// A limit has been reached. This is for the log and the operator, never for a
/// page, where it would reveal to a stranger what others do.
///
/// # Examples
///
/// ```
/// use genkan::limit::{LimitName, Throttled};
///
/// let throttled = Throttled { by: LimitName::SignInClient, until: None };
/// assert_eq!(throttled.to_string(), "the limit sign-in-client has been reached");
/// assert!(!throttled.by.reveals_account());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the limit {by} has been reached")]
#[expect(clippy::exhaustive_structs, reason = "there is nothing more to report")]
pub struct Throttled {
    /// The limit. If several refuse, this is one that [reveals nothing about an
    /// account](LimitName::reveals_account), if there is one, and the one that
    /// lasts the longest.
    pub by: LimitName,
    /// The first second at which the same is allowed again, if nothing else is
    /// charged in the meantime; `None` if only a new password allows it.
    pub until: Option<Timestamp>,
}

codes! {
    /// A limit.
    #[non_exhaustive]
    pub enum LimitName {
        /// The pause between two messages with a link to one address.
        LinkPause = "link-pause",
        /// Link requests for one address.
        LinkAddress = "link-address",
        /// Link requests for the contacts of one company, except the first for
        /// each.
        LinkCompany = "link-company",
        /// Link requests by one client.
        LinkClient = "link-client",
        /// Link requests by all clients.
        LinkSystem = "link-system",
        /// Emails to one account that were requested.
        EmailAccount = "email-account",
        /// Emails to the contacts of one company that were requested.
        EmailCompany = "email-company",
        /// Emails to all contacts that were requested.
        EmailSystem = "email-system",
        /// Requests for another address by one account.
        ReplacementAccount = "replacement-account",
        /// Requests for changes of contacts by one account.
        RequestAccount = "request-account",
        /// Cases that visitors open, for one address.
        CaseAddress = "case-address",
        /// Cases that visitors open, by one client.
        CaseClient = "case-client",
        /// Cases that visitors open, by all clients.
        CaseSystem = "case-system",
        /// Sign-in attempts by one client.
        SignInClient = "sign-in-client",
        /// Sign-in attempts by all clients.
        SignInSystem = "sign-in-system",
        /// Wrong passwords for one account from browsers that it does not know.
        SignInStranger = "sign-in-stranger",
        /// Wrong passwords for one account from one browser that it knows.
        SignInDevice = "sign-in-device",
        /// Wrong codes of a second factor for one operator.
        SecondFactor = "second-factor",
    }
}

impl LimitName {
    /// Returns whether a refusal reveals something about an account, or
    /// whether there is one. Such a refusal must look like any other answer
    /// and take as long. The other refusals are the same for every address and
    /// may be sent at once.
    #[must_use]
    pub const fn reveals_account(self) -> bool {
        !matches!(self, Self::SignInClient | Self::SignInSystem)
    }
}
