/// How long a token lives: at least a second, at most 30 days.
///
/// A token that never ends cannot be asked for:
///
/// ```
/// use genkan::token::Lifetime;
///
/// assert!(Lifetime::from_seconds(0).is_none());
/// assert!(Lifetime::from_seconds(u64::MAX).is_none());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Lifetime(u64);

impl Lifetime {
    /// A lifetime of so many seconds, where that is allowed.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Option<Self> {
        match seconds {
            1..=MOST => Some(Self(seconds)),
            _ => None,
        }
    }

    /// The lifetime in seconds.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0
    }

    pub(super) const fn minutes(minutes: u16) -> Self {
        Self(minutes as u64 * 60)
    }
}

const MOST: u64 = 30 * 24 * 60 * 60;
