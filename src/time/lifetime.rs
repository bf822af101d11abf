use core::time::Duration;

/// How long a token, a cookie or a registration is valid: at least one second,
/// at most 30 days, in whole seconds.
///
/// A lifetime that never ends cannot be expressed:
///
/// ```
/// use core::time::Duration;
/// use genkan::time::Lifetime;
///
/// const HOUR: Lifetime = Lifetime::from_seconds(3600).unwrap();
/// assert_eq!(HOUR.as_duration(), Duration::from_secs(3600));
/// assert_eq!(Lifetime::try_from(Duration::from_secs(3600)), Ok(HOUR));
///
/// assert!(Lifetime::try_from(Duration::ZERO).is_err());
/// assert!(Lifetime::try_from(Duration::MAX).is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Lifetime(u64);

impl Lifetime {
    /// Returns a lifetime of `seconds`, `None` if it is out of range.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Option<Self> {
        match seconds {
            1..=MOST => Some(Self(seconds)),
            _ => None,
        }
    }

    /// Returns the lifetime in seconds.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0
    }

    /// Returns the lifetime as a duration.
    #[must_use]
    pub const fn as_duration(self) -> Duration {
        Duration::from_secs(self.0)
    }
}

/// Fails if the duration is out of range or not whole seconds.
impl TryFrom<Duration> for Lifetime {
    type Error = InvalidLifetime;

    fn try_from(duration: Duration) -> Result<Self, InvalidLifetime> {
        match duration.subsec_nanos() {
            0 => Self::from_seconds(duration.as_secs()).ok_or(InvalidLifetime(())),
            _ => Err(InvalidLifetime(())),
        }
    }
}

/// The error of `Lifetime::try_from`.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use genkan::time::Lifetime;
///
/// let error = Lifetime::try_from(Duration::from_secs(31 * 24 * 60 * 60)).unwrap_err();
/// assert!(error.to_string().ends_with("from 1 second to 30 days"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a lifetime is a whole number of seconds, from 1 second to 30 days")]
pub struct InvalidLifetime(());

const MOST: u64 = 30 * 24 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifetime_is_a_second_to_thirty_days() {
        let of = |duration: Duration| Lifetime::try_from(duration).map(Lifetime::seconds);
        for seconds in [1, 2, MOST - 1, MOST] {
            assert_eq!(of(Duration::from_secs(seconds)), Ok(seconds));
        }
        for duration in [
            Duration::ZERO,
            Duration::from_millis(999),
            Duration::from_millis(1500),
            Duration::from_secs(MOST + 1),
            Duration::MAX,
        ] {
            assert_eq!(of(duration), Err(InvalidLifetime(())), "{duration:?}");
        }
    }
}
