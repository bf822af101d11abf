use core::fmt;

use super::report::Report;
use super::status::Status;

/// The error of [`Policy::accept`](super::Policy::accept): the password was not
/// accepted.
///
/// Its text lists the codes of the violations and the requirements that could
/// not be checked. It contains no part of the password, so it may be logged.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy};
///
/// let policy = Policy::support_center();
/// let refused = policy.accept("abc_1", &Context::new()).unwrap_err();
/// assert_eq!(refused.to_string(), "the password was refused: too-short, too-few-kinds");
/// assert_eq!(refused.report().violations().count(), 2);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refused<'p> {
    report: Report<'p>,
}

impl<'p> Refused<'p> {
    pub(super) const fn new(report: Report<'p>) -> Self {
        Self { report }
    }

    /// Returns the report on the password.
    pub const fn report(&self) -> &Report<'p> {
        &self.report
    }

    /// Returns the report on the password.
    pub fn into_report(self) -> Report<'p> {
        self.report
    }
}

impl fmt::Display for Refused<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the password was refused")?;
        let mut separator = ": ";
        for item in self.report.items() {
            match item.status {
                Status::Unmet(violation) => write!(f, "{separator}{}", violation.code())?,
                Status::Unchecked => {
                    write!(
                        f,
                        "{separator}{} could not be checked",
                        item.requirement.code()
                    )?;
                }
                Status::Met | Status::NotApplicable => continue,
            }
            separator = ", ";
        }
        Ok(())
    }
}

impl core::error::Error for Refused<'_> {}
