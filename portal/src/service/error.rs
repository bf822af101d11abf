use genkan::limit::Throttled;
use genkan::onboarding::Refusal;
use genkan::token::Ended;

use crate::{passwords, store};

/// A failure below the ceremonies, for the operator and never for a page. It
/// contains no secret and no personal data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A password could not be checked or hashed.
    #[error(transparent)]
    Passwords(#[from] passwords::Error),
    /// The database failed while it committed, and for as long as the plan was
    /// retried. What was to be done has been done completely, or not at all.
    #[error("it is not known whether the change was made: {0}")]
    OutcomeUnknown(#[source] store::Error),
    /// A limit refuses a charge of the plan.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// The account kept changing while a plan was made for it.
    #[error("the account kept changing; try again")]
    Contended,
}

impl Error {
    /// Returns whether the same may work a little later without a repair.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Store(error) => error.is_temporary(),
            Self::Passwords(_) | Self::Throttled(_) => false,
            Self::Contended | Self::OutcomeUnknown(_) => true,
        }
    }

    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Passwords(error) => error.code(),
            Self::OutcomeUnknown(_) => "outcome-unknown",
            Self::Throttled(throttled) => throttled.by.code(),
            Self::Contended => "contended",
        }
    }
}

/// Why a ceremony of a contact did not take place.
#[derive(Debug, thiserror::Error)]
#[expect(clippy::exhaustive_enums, reason = "a page has an answer to each")]
pub enum CeremonyError {
    /// The ceremony refused it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The text is no whole link of this kind: it was copied incompletely, or
    /// changed.
    #[error("the text is not a whole link")]
    Damaged,
    /// The link has expired. That can be seen in the link itself.
    #[error("the link has expired")]
    Expired,
    /// The link ended before it expired. Only its bearer gets this.
    #[error("the link has ended before it expired")]
    Ended(Ended),
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Lets `?` convert errors into a variant that holds what they convert into;
/// `thiserror` converts one step only.
macro_rules! converts {
    ($error:ty, $variant:ident: $($below:ty),*) => {$(
        impl From<$below> for $error {
            fn from(error: $below) -> Self {
                Self::$variant(error.into())
            }
        }
    )*};
}

converts!(CeremonyError, Failed: passwords::Error, store::Error);
pub(super) use converts;
