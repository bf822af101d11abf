//! The comparison of a policy with the standards, clause by clause.

mod asvs;
mod nist;
mod statement;
mod traits;

use alloc::vec::Vec;

use crate::code::codes;
use crate::policy::Policy;
use traits::Traits;

pub(super) use statement::Statement;

codes! {
    /// A standard for passwords.
    #[non_exhaustive]
    pub enum Standard: Data {
        /// NIST SP 800-63B-4 (2025), section 3.1.1.2.
        NistSp80063b4 = "nist-sp80063b4",
        /// OWASP Application Security Verification Standard 5.0 (2025), chapter
        /// V6.2.
        OwaspAsvs5 = "owasp-asvs5",
    }
}

impl Standard {
    /// Returns the title as it is cited.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::NistSp80063b4 => "NIST SP 800-63B-4",
            Self::OwaspAsvs5 => "OWASP ASVS 5.0",
        }
    }
}

codes! {
    /// Whether a policy meets a clause.
    #[non_exhaustive]
    pub enum Conformity: Data {
        /// The policy meets it, or every policy of this crate does.
        Met = "met",
        /// The policy does not meet it.
        NotMet = "not-met",
        /// The clause is not about the policy: the application or its operator
        /// must meet it.
        Elsewhere = "elsewhere",
    }
}

/// One clause of a standard, and whether the policy meets it.
///
/// # Examples
///
/// ```
/// use genkan::policy::Policy;
/// use genkan::policy::conformity::{Conformity, Standard};
///
/// let clauses = Policy::support_center().audit();
/// let length = clauses.iter().find(|clause| clause.id == "6.2.1").unwrap();
/// assert_eq!(length.standard, Standard::OwaspAsvs5);
/// assert_eq!(length.conformity, Conformity::NotMet);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Clause {
    /// The standard.
    pub standard: Standard,
    /// The clause, as the standard numbers it.
    pub id: &'static str,
    /// How binding it is: `SHALL` or `SHOULD`; for ASVS the level, `L1` or
    /// `L2`.
    pub level: &'static str,
    /// Whether the policy meets it.
    pub conformity: Conformity,
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(super) statement: Statement,
}

impl Clause {
    const fn met_if(
        standard: Standard,
        clause: (&'static str, &'static str),
        is_met: bool,
        met: Statement,
        not_met: Statement,
    ) -> Self {
        if is_met {
            Self::new(standard, clause, Conformity::Met, met)
        } else {
            Self::new(standard, clause, Conformity::NotMet, not_met)
        }
    }

    const fn new(
        standard: Standard,
        (id, level): (&'static str, &'static str),
        conformity: Conformity,
        statement: Statement,
    ) -> Self {
        Self {
            standard,
            id,
            level,
            conformity,
            statement,
        }
    }
}

impl Policy {
    /// Compares the policy with NIST SP 800-63B-4 section 3.1.1.2 and OWASP
    /// ASVS 5.0 chapter V6.2, clause by clause.
    ///
    /// It is about the policy alone: what a clause requires of a form, a hasher
    /// or an operator is listed as [`Elsewhere`](Conformity::Elsewhere).
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::Policy;
    /// use genkan::policy::conformity::Conformity;
    ///
    /// let unmet = |policy: Policy| {
    ///     let clauses = policy.audit().into_iter();
    ///     clauses.filter(|clause| clause.conformity == Conformity::NotMet).count()
    /// };
    /// assert!(unmet(Policy::support_center()) > 5);
    /// ```
    #[must_use]
    pub fn audit(&self) -> Vec<Clause> {
        let traits = Traits::of(self);
        nist::clauses(&traits)
            .into_iter()
            .chain(asvs::clauses(&traits))
            .collect()
    }
}
