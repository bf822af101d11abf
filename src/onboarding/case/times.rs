use core::time::Duration;

/// How long the steps of cases take.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// use std::time::Duration;
///
/// let mut realm = realm();
/// realm.case_times = CaseTimes {
///     waiting: Duration::from_secs(21 * 24 * 60 * 60),
///     ..CaseTimes::default()
/// };
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "`..CaseTimes::default()` completes it"
)]
pub struct CaseTimes {
    /// Within which the support desk should have decided. Nothing happens when
    /// it ends; the oldest case is shown first.
    pub desk: Duration,
    /// How long a manager has time to confirm a request. Then the support desk
    /// decides.
    pub confirm_request: Duration,
    /// How long registered contacts have time to confirm an inquiry.
    pub confirm_inquiry: Duration,
    /// How long contacts can object before a takeover.
    pub waiting: Duration,
    /// How long a proposal waits for a second operator.
    pub approval: Duration,
    /// How long before the date of a hand-over the people concerned are
    /// reminded.
    pub reminder: Duration,
}

impl CaseTimes {
    /// The default times.
    pub const DEFAULT: Self = Self {
        desk: days(3),
        confirm_request: days(3),
        confirm_inquiry: days(7),
        waiting: days(14),
        approval: days(3),
        reminder: days(7),
    };
}

impl Default for CaseTimes {
    fn default() -> Self {
        Self::DEFAULT
    }
}

const fn days(days: u64) -> Duration {
    Duration::from_secs(days * 24 * 60 * 60)
}
