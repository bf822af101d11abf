use core::fmt;

use crate::token::Timestamp;

/// A limit has been reached: for the log and the operator, never for the
/// page, where it would tell a stranger what others do.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the limit {by} has been reached")]
#[expect(clippy::exhaustive_structs, reason = "it is these two things")]
pub struct Throttled {
    /// The limit that refuses. Of several it is one that [tells nothing of an
    /// account](LimitName::tells_of_an_account), where there is one, and the
    /// one that keeps the door shut for the longest.
    pub by: LimitName,
    /// The first second at which it lets the same through, if nothing else is
    /// charged meanwhile; `None` where only a new password opens it.
    pub until: Option<Timestamp>,
}

/// Which limit.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum LimitName {
    /// From one letter with a link to the next, to one address.
    LinkPause,
    /// Requests for links to one address.
    LinkAddress,
    /// Requests for links to the contacts of one company, after the first to
    /// each.
    LinkCompany,
    /// Requests for links by one client.
    LinkClient,
    /// Requests for links by everybody.
    LinkSystem,
    /// Attempts to sign in by one client.
    SignInClient,
    /// Attempts to sign in by everybody.
    SignInSystem,
    /// Wrong passwords for one account from browsers that are not known to it.
    SignInStranger,
    /// Wrong passwords for one account from browsers that are known to it.
    SignInDevice,
}

impl LimitName {
    /// Every limit.
    pub const ALL: [Self; 9] = [
        Self::LinkPause,
        Self::LinkAddress,
        Self::LinkCompany,
        Self::LinkClient,
        Self::LinkSystem,
        Self::SignInClient,
        Self::SignInSystem,
        Self::SignInStranger,
        Self::SignInDevice,
    ];

    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LinkPause => "link-pause",
            Self::LinkAddress => "link-address",
            Self::LinkCompany => "link-company",
            Self::LinkClient => "link-client",
            Self::LinkSystem => "link-system",
            Self::SignInClient => "sign-in-client",
            Self::SignInSystem => "sign-in-system",
            Self::SignInStranger => "sign-in-stranger",
            Self::SignInDevice => "sign-in-device",
        }
    }
}

impl LimitName {
    /// Whether a refusal tells something of an account, or of whether there is
    /// one: then it must look like any other answer, and take as long. The
    /// other refusals are the same for every address and may come at once.
    #[must_use]
    pub const fn tells_of_an_account(self) -> bool {
        !matches!(self, Self::SignInClient | Self::SignInSystem)
    }
}

impl fmt::Display for LimitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
