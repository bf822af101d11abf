//! Finds the problems of a policy before it is in use.

mod finding;
mod password_manager;

pub use finding::{Finding, Severity};
pub use password_manager::PasswordManager;

use alloc::string::String;
use alloc::vec::Vec;

use super::construction::Construction;
use crate::policy::rules::Unit;
use crate::policy::{Context, Policy, Preparation, Status};
use crate::text::Unicode;

impl Policy {
    /// Returns the problems that the policy would cause, the most severe first:
    /// it cannot be satisfied, by anyone or by this person, it rejects what
    /// password managers generate, it rejects everything because the context
    /// lacks what a rule needs, it accepts what a hasher cuts off, or it does not
    /// normalize.
    ///
    /// To decide whether the policy can be satisfied, it builds a password of
    /// printable ASCII, which every keyboard has.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::{Context, Document, Policy, Rule};
    /// use genkan::policy::rules::LengthRule;
    ///
    /// let rules = vec![
    ///     Rule::Length(LengthRule::new(12)),
    ///     Rule::Length(LengthRule::new(0).at_most(10)),
    /// ];
    /// let policy = Policy::try_from(Document::new("broken", 64, rules))?;
    /// let findings = policy.lint(&Context::new());
    /// assert_eq!(findings[0].code(), "unsatisfiable");
    /// # Ok::<(), genkan::policy::InvalidDocument>(())
    /// ```
    #[cfg(feature = "unicode-normalization")]
    #[must_use]
    pub fn lint(&self, context: &Context<'_>) -> Vec<Finding> {
        self.lint_with(&crate::text::Tables, context)
    }

    /// Does what [`lint`](Self::lint) does, with the caller's Unicode
    /// operations.
    #[must_use]
    pub fn lint_with(&self, unicode: &impl Unicode, context: &Context<'_>) -> Vec<Finding> {
        let empty = Context::new();
        match self.satisfaction(unicode, &empty) {
            // All other findings would only repeat this one.
            Construction::Impossible => return Vec::from([Finding::Unsatisfiable]),
            Construction::Unknown => return Vec::from([Finding::Undecided]),
            Construction::Found(_) => {}
        }
        let mut findings = Vec::new();
        let mut unchecked = Vec::new();
        match self.satisfaction(unicode, context) {
            Construction::Impossible => findings.push(Finding::UnsatisfiableHere),
            Construction::Unknown => findings.push(Finding::Undecided),
            Construction::Found(password) => {
                unchecked = self.unchecked(unicode, context, &password);
            }
        }
        for manager in PasswordManager::ALL {
            findings.extend(self.refusal(unicode, manager));
        }
        if !unchecked.is_empty() {
            findings.push(Finding::Unchecked { rules: unchecked });
        }
        let max = self.most_bytes();
        if max > BCRYPT {
            findings.push(Finding::ExceedsBcrypt { max, limit: BCRYPT });
        }
        if self.preparation == Preparation::AsIs {
            findings.push(Finding::NotNormalized);
        }
        findings
    }

    /// Returns the codes of the rules, each once, that cannot be checked with this
    /// context.
    fn unchecked(
        &self,
        unicode: &impl Unicode,
        context: &Context<'_>,
        password: &str,
    ) -> Vec<&'static str> {
        let mut codes = Vec::new();
        for item in self.check_with(unicode, password, context).items() {
            let code = item.requirement.code();
            if matches!(item.status, Status::Unchecked) && !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }

    fn satisfaction(&self, unicode: &impl Unicode, context: &Context<'_>) -> Construction {
        let mut result = Construction::Impossible;
        for constraints in self.constraints() {
            match constraints.construct(unicode, context) {
                Construction::Found(password) => return Construction::Found(password),
                Construction::Unknown => result = Construction::Unknown,
                Construction::Impossible => {}
            }
        }
        result
    }

    fn refusal(&self, unicode: &impl Unicode, manager: PasswordManager) -> Option<Finding> {
        let context = Context::new();
        let mut refused = 0;
        let mut first: Option<(String, Vec<&'static str>)> = None;
        for sample in manager.samples(SAMPLES) {
            let report = self.check_with(unicode, &sample, &context);
            if report.is_refused() {
                refused += 1;
                let codes = report.violations().map(super::Violation::code).collect();
                first.get_or_insert((sample, codes));
            }
        }
        let (example, violations) = first?;
        // If few are rejected, a manager simply generates another one.
        (refused > SAMPLES / 16).then_some(Finding::RefusesGenerated {
            manager,
            refused,
            of: SAMPLES,
            example,
            violations,
        })
    }

    /// Returns the size of the largest accepted password, in bytes.
    fn most_bytes(&self) -> u32 {
        let lengths = self.rules.iter().filter_map(|rule| match rule {
            super::Rule::Length(rule) => Some((rule.max?, rule.unit)),
            _ => None,
        });
        lengths.fold(self.max_bytes, |most, (max, unit)| match unit {
            Unit::Bytes => most.min(max),
            Unit::CodePoints => most.min(max.saturating_mul(4)),
            Unit::DifferentCharacters | Unit::Words => most,
        })
    }
}

/// The bytes that bcrypt hashes. It drops the rest (OWASP Password Storage
/// Cheat Sheet).
const BCRYPT: u32 = 72;
/// The number of passwords of each manager that are checked.
const SAMPLES: u32 = 64;
