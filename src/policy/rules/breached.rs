use crate::policy::{Context, Status, Violation};

/// Not seen in breaches more than `max` times.
///
/// OWASP ASVS 5.0 6.2.12; by NIST SP 800-63B-4 section 3.1.1.2 a blocklist may
/// have passwords from breaches. The caller determines how often
/// ([`Context::breached`]), for example by the range search of Have I Been
/// Pwned.
///
/// In a document:
///
/// ```json
/// {"rule": "breached", "max": 3, "fail_open": true}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::BreachedRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Breached(BreachedRule::new());
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite7", &Context::new().breached(Some(3))).is_accepted());
/// assert!(policy.check("kite7", &Context::new().breached(Some(0))).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct BreachedRule {
    /// The accepted number of times.
    pub max: u32,
    /// What to do if that is unknown: `false` rejects the password, `true`
    /// accepts it.
    pub fail_open: bool,
}

impl BreachedRule {
    /// Returns the rule that rejects a password that was seen at all, or of
    /// which that is unknown.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max: 0,
            fail_open: false,
        }
    }

    /// Accepts a password if it is unknown.
    #[must_use]
    pub const fn fail_open(mut self) -> Self {
        self.fail_open = true;
        self
    }

    /// Checks a password.
    pub fn check(&self, context: &Context<'_>) -> Status<'static> {
        let Some(breaches) = context.breaches else {
            return Status::Unchecked;
        };
        match breaches {
            Some(count) if count > u64::from(self.max) => {
                Status::Unmet(Violation::Breached { count })
            }
            None if !self.fail_open => Status::Unmet(Violation::Breached { count: 0 }),
            _ => Status::Met,
        }
    }
}

impl Default for BreachedRule {
    fn default() -> Self {
        Self::new()
    }
}
