use crate::token::Timestamp;

/// A number of days of 24 hours, at least one: how long a registration waits
/// for its first password.
///
/// ```
/// use genkan::onboarding::Days;
///
/// assert!(Days::new(0).is_none());
/// assert_eq!(Days::new(180).map(Days::count), Some(180));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Days(u16);

impl Days {
    /// So many days, where that is at least one.
    #[must_use]
    pub const fn new(count: u16) -> Option<Self> {
        match count {
            0 => None,
            _ => Some(Self(count)),
        }
    }

    /// How many.
    #[must_use]
    pub const fn count(self) -> u16 {
        self.0
    }

    /// The point so many days later; the end of time where that is out of
    /// range.
    #[must_use]
    pub const fn after(self, time: Timestamp) -> Timestamp {
        let seconds = self.0 as u64 * 24 * 60 * 60;
        Timestamp::from_unix_seconds(time.unix_seconds().saturating_add(seconds))
    }

    /// Half a year: a handover's list is prepared months ahead, and no longer.
    pub(super) const REGISTRATION: Self = Self(180);
}
