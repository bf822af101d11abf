use core::ops::Add;
use core::time::Duration;
#[cfg(feature = "std")]
use std::time::{SystemTime, UNIX_EPOCH};

/// A point in time: whole seconds since 1970-01-01T00:00:00Z, leap seconds
/// not counted.
///
/// ```
/// use core::time::Duration;
/// use genkan::time::Timestamp;
///
/// let now = Timestamp::from_unix_seconds(1_800_000_000);
/// let later = now + Duration::from_secs(60);
/// assert!(later > now);
/// assert_eq!(later.since(now), Duration::from_secs(60));
/// assert_eq!(now.since(later), Duration::ZERO);
/// ```
///
/// With the feature `std`, the system's time becomes one:
///
/// ```
/// # #[cfg(feature = "std")] {
/// use std::time::SystemTime;
/// use genkan::time::Timestamp;
///
/// let now = Timestamp::from(SystemTime::now());
/// assert!(now.to_system_time().unwrap() <= SystemTime::now());
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Timestamp(u64);

impl Timestamp {
    /// Returns the point `seconds` after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_unix_seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_seconds(self) -> u64 {
        self.0
    }

    /// Returns the time from `earlier` to this point, zero if `earlier` is
    /// later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_secs(self.0.saturating_sub(earlier.0))
    }

    /// Returns the point as the system's time, `None` if that cannot express it.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn to_system_time(self) -> Option<SystemTime> {
        UNIX_EPOCH.checked_add(Duration::from_secs(self.0))
    }
}

/// The system's time, in whole seconds. A time before 1970 becomes 1970.
#[cfg(feature = "std")]
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let since = time.duration_since(UNIX_EPOCH);
        Self(since.map_or(0, |since| since.as_secs()))
    }
}

/// Adds the whole seconds of a duration and drops the rest. Saturates at
/// `u64::MAX` seconds.
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.as_secs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    #[test]
    fn a_sum_counts_whole_seconds_and_saturates() {
        assert_eq!(at(5) + Duration::ZERO, at(5));
        assert_eq!(at(5) + Duration::from_millis(1999), at(6));
        assert_eq!(at(5) + Duration::from_secs(u64::MAX - 5), at(u64::MAX));
        assert_eq!(at(5) + Duration::MAX, at(u64::MAX));
    }

    #[cfg(feature = "std")]
    #[test]
    fn the_systems_time_has_whole_seconds_from_1970_on() {
        let before = UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(Timestamp::from(before), at(0));
        let after = UNIX_EPOCH + Duration::from_millis(1_800_000_000_999);
        assert_eq!(Timestamp::from(after), at(1_800_000_000));
        let second = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        assert_eq!(at(1_800_000_000).to_system_time(), Some(second));
        assert_eq!(at(u64::MAX).to_system_time(), None);
    }

    #[test]
    fn time_since_a_later_point_is_zero() {
        assert_eq!(at(7).since(at(4)), Duration::from_secs(3));
        assert_eq!(at(4).since(at(4)), Duration::ZERO);
        assert_eq!(at(4).since(at(7)), Duration::ZERO);
        assert_eq!(at(u64::MAX).since(at(0)), Duration::from_secs(u64::MAX));
    }
}
