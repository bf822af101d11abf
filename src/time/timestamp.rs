use core::ops::Add;
use core::time::Duration;

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

    #[test]
    fn time_since_a_later_point_is_zero() {
        assert_eq!(at(7).since(at(4)), Duration::from_secs(3));
        assert_eq!(at(4).since(at(4)), Duration::ZERO);
        assert_eq!(at(4).since(at(7)), Duration::ZERO);
        assert_eq!(at(u64::MAX).since(at(0)), Duration::from_secs(u64::MAX));
    }
}
