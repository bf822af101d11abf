use alloc::vec::Vec;

use super::accepted::AcceptedPassword;
use super::context::Context;
use super::hint::Hint;
use super::item::Item;
use super::policy::Policy;
use super::refused::Refused;
use super::report::Report;
use super::requirement::Requirement;
use super::rule::Rule;
use super::rules::{Candidate, check_control_characters, check_size};
use super::status::Status;
use crate::text::Unicode;

impl Policy {
    /// Checks a password.
    #[cfg(feature = "unicode-normalization")]
    pub fn check(&self, password: &str, context: &Context<'_>) -> Report<'_> {
        self.check_with(&crate::text::Tables, password, context)
    }

    /// Checks a password and, if it is accepted, makes it one that may be
    /// hashed.
    ///
    /// # Errors
    ///
    /// [`Refused`] if a requirement is not met or could not be judged.
    #[cfg(feature = "unicode-normalization")]
    pub fn accept(
        &self,
        password: &str,
        context: &Context<'_>,
    ) -> Result<AcceptedPassword, Refused<'_>> {
        self.accept_with(&crate::text::Tables, password, context)
    }

    /// [`check`](Self::check) with the caller's Unicode operations.
    pub fn check_with(
        &self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context<'_>,
    ) -> Report<'_> {
        match self.candidate(unicode, password) {
            Ok(candidate) => self.report(&candidate, context),
            Err(report) => report,
        }
    }

    /// [`accept`](Self::accept) with the caller's Unicode operations.
    ///
    /// # Errors
    ///
    /// As for [`accept`](Self::accept).
    pub fn accept_with(
        &self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context<'_>,
    ) -> Result<AcceptedPassword, Refused<'_>> {
        let candidate = self.candidate(unicode, password).map_err(Refused::new)?;
        let report = self.report(&candidate, context);
        if report.is_accepted() {
            Ok(AcceptedPassword::new(candidate.prepared()))
        } else {
            Err(Refused::new(report))
        }
    }

    /// Returns the prepared password, or a report that it is too large.
    fn candidate<'t, U: Unicode>(
        &self,
        unicode: &'t U,
        password: &'t str,
    ) -> Result<Candidate<'t, U>, Report<'_>> {
        let size = check_size(password, self.max_bytes);
        if size == Status::Met {
            return Ok(Candidate::new(unicode, self.preparation, password));
        }
        let items = self.requirements().map(|requirement| Item {
            requirement,
            status: match requirement {
                Requirement::Size { .. } => size,
                _ => Status::NotApplicable,
            },
        });
        Err(Report::new(items.collect(), Vec::new()))
    }

    fn report(&self, candidate: &Candidate<'_, impl Unicode>, context: &Context<'_>) -> Report<'_> {
        let mut items = Vec::with_capacity(2 + self.rules.len());
        self.requirements().for_each(|requirement| {
            let status = match requirement {
                Requirement::Size { .. } => Status::Met,
                Requirement::ControlCharacters => check_control_characters(candidate),
                Requirement::Tier { within, .. } if !within.contains(candidate.length()) => {
                    Status::NotApplicable
                }
                Requirement::Rule(rule) | Requirement::Tier { rule, .. } => {
                    rule.check(candidate, context)
                }
            };
            items.push(Item {
                requirement,
                status,
            });
        });
        let applied = items
            .iter()
            .filter(|item| item.status != Status::NotApplicable);
        let kinds = applied.filter_map(|item| match item.requirement.rule() {
            Some(Rule::Kinds(rule)) => Some(rule),
            _ => None,
        });
        let hints = Hint::of(candidate, kinds).collect();
        Report::new(items, hints)
    }
}
