use alloc::vec::Vec;

use super::accepted::AcceptedPassword;
use super::context::Context;
use super::hint::Hint;
use super::item::Item;
use super::policy::Policy;
use super::refused::Refused;
use super::report::Report;
use super::requirement::Requirement;
use super::rules::{Candidate, check_control_characters, check_size};
use super::status::Status;
use crate::text::Unicode;

impl Policy {
    /// Checks a password.
    #[cfg(feature = "unicode-normalization")]
    pub fn check(&self, password: &str, context: &Context<'_>) -> Report<'_> {
        self.check_with(&crate::text::Tables, password, context)
    }

    /// Checks a password and returns it for hashing if it is accepted.
    ///
    /// # Errors
    ///
    /// [`Refused`] if a requirement is not met or could not be checked.
    #[cfg(feature = "unicode-normalization")]
    pub fn accept(
        &self,
        password: &str,
        context: &Context<'_>,
    ) -> Result<AcceptedPassword, Refused<'_>> {
        self.accept_with(&crate::text::Tables, password, context)
    }

    /// Does what [`check`](Self::check) does, with the caller's Unicode
    /// operations.
    pub fn check_with(
        &self,
        unicode: &impl Unicode,
        password: &str,
        context: &Context<'_>,
    ) -> Report<'_> {
        let size = check_size(password, self.max_bytes);
        if !matches!(size, Status::Met) {
            return self.too_large(size);
        }
        let candidate = Candidate::new(unicode, self.preparation, password);
        self.report(&candidate, context)
    }

    /// Does what [`accept`](Self::accept) does, with the caller's Unicode
    /// operations.
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
        let size = check_size(password, self.max_bytes);
        if !matches!(size, Status::Met) {
            return Err(Refused::new(self.too_large(size)));
        }
        let candidate = Candidate::new(unicode, self.preparation, password);
        let report = self.report(&candidate, context);
        if report.is_accepted() {
            Ok(AcceptedPassword::new(candidate.prepared()))
        } else {
            Err(Refused::new(report))
        }
    }

    /// Returns the report on a password that is too large for any other check.
    fn too_large<'p>(&'p self, size: Status<'p>) -> Report<'p> {
        let items = self.requirements().map(|requirement| Item {
            requirement,
            status: match requirement {
                Requirement::Size { .. } => size,
                _ => Status::NotApplicable,
            },
        });
        Report::new(items.collect(), Vec::new())
    }

    fn report(&self, candidate: &Candidate<'_, impl Unicode>, context: &Context<'_>) -> Report<'_> {
        let mut items = Vec::with_capacity(2 + self.rules.len());
        let [size, control] = self.always_required();
        items.push(Item {
            requirement: size,
            status: Status::Met,
        });
        items.push(Item {
            requirement: control,
            status: check_control_characters(candidate),
        });
        let mut kinds = Vec::new();
        for rule in &self.rules {
            let (rules, within) = rule.parts();
            let applies = within.is_none_or(|within| within.contains(candidate.length()));
            for rule in rules {
                let status = if applies {
                    rule.add_kinds(&mut kinds);
                    rule.check(candidate, context)
                } else {
                    Status::NotApplicable
                };
                let requirement = Requirement::of(rule, within);
                items.push(Item {
                    requirement,
                    status,
                });
            }
        }
        let hints = Hint::of(candidate, kinds.iter().copied());
        Report::new(items, hints)
    }
}
