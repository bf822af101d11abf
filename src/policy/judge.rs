use alloc::string::String;
use alloc::vec::Vec;

use super::candidate::Candidate;
use super::rules::{judge_characters, judge_size};
use super::{AcceptedPassword, Context, Hint, Item, Report, Requirement, Rule, Status};
use crate::text::Unicode;

/// A password policy: what is asked for, in the order in which it is told.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Context, Policy, Violation};
///
/// let policy = Policy::support_center();
/// let report = policy.check("abc_1", &Context::new());
/// let codes: Vec<_> = report.violations().map(Violation::code).collect();
/// assert_eq!(codes, ["too-short", "too-few-kinds"]);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Policy {
    pub(super) name: String,
    pub(super) max_bytes: u32,
    pub(super) rules: Vec<Rule>,
}

impl Policy {
    /// The policy's name, for people and logs.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The largest accepted size, in bytes of UTF-8.
    #[must_use]
    pub const fn max_bytes(&self) -> u32 {
        self.max_bytes
    }

    /// The rules, in the order in which they are told.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Judges a password.
    #[cfg(feature = "unicode-normalization")]
    pub fn check(&self, password: &str, context: &Context) -> Report<'_> {
        self.check_with(&crate::text::Tables, password, context)
    }

    /// Judges a password and, where nothing is wrong with it, makes it one
    /// that may be hashed.
    ///
    /// # Errors
    ///
    /// The report, where at least one requirement is not met.
    #[cfg(feature = "unicode-normalization")]
    pub fn accept(
        &self,
        password: &str,
        context: &Context,
    ) -> Result<AcceptedPassword, Report<'_>> {
        self.accept_with(&crate::text::Tables, password, context)
    }

    /// [`check`](Self::check) with the caller's Unicode operations.
    pub fn check_with(
        &self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context,
    ) -> Report<'_> {
        self.judge(unicode, password, context).0
    }

    /// [`accept`](Self::accept) with the caller's Unicode operations.
    ///
    /// # Errors
    ///
    /// The report, where at least one requirement is not met.
    pub fn accept_with(
        &self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context,
    ) -> Result<AcceptedPassword, Report<'_>> {
        match self.judge(unicode, password, context) {
            (report, Some(candidate)) if report.is_accepted() => {
                Ok(AcceptedPassword::new(candidate.prepared()))
            }
            (report, _) => Err(report),
        }
    }

    /// What is asked for, before a key is typed.
    pub fn requirements(&self) -> impl Iterator<Item = Requirement<'_>> {
        let always = [
            Requirement::Size {
                max: self.max_bytes,
            },
            Requirement::Characters,
        ];
        always
            .into_iter()
            .chain(self.rules.iter().map(Rule::requirement))
    }

    fn judge<'t>(
        &self,
        unicode: &impl Unicode,
        password: &'t str,
        context: &Context,
    ) -> (Report<'_>, Option<Candidate<'t>>) {
        let size = judge_size(password, self.max_bytes);
        if size != Status::Met {
            let unjudged = core::iter::repeat(Status::NotApplicable);
            let items = self.items(core::iter::once(size).chain(unjudged));
            return (Report::new(items, Vec::new()), None);
        }
        let mut candidate = Candidate::new(unicode, password);
        let characters = judge_characters(&candidate);
        let judged = self
            .rules
            .iter()
            .map(|rule| rule.judge(unicode, &mut candidate, context));
        let items = self.items([size, characters].into_iter().chain(judged));
        let special = self.rules.iter().find_map(Rule::special);
        let hints = Hint::all(candidate.prepared(), special.map(String::as_str));
        (Report::new(items, hints), Some(candidate))
    }

    fn items(&self, statuses: impl Iterator<Item = Status>) -> Vec<Item<'_>> {
        self.requirements()
            .zip(statuses)
            .map(|(requirement, status)| Item {
                requirement,
                status,
            })
            .collect()
    }
}
