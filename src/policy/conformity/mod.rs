//! A policy held against the standards, clause by clause.

mod asvs;
mod nist;
mod traits;

use alloc::vec::Vec;

use crate::language::Language;
use crate::policy::Policy;
use traits::Traits;

/// A standard for passwords.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Standard {
    /// NIST SP 800-63B-4 (2025), section 3.1.1.2.
    NistSp80063b4,
    /// OWASP Application Security Verification Standard 5.0 (2025), chapter
    /// V6.2.
    OwaspAsvs5,
}

impl Standard {
    /// The title as it is cited.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::NistSp80063b4 => "NIST SP 800-63B-4",
            Self::OwaspAsvs5 => "OWASP ASVS 5.0",
        }
    }
}

/// How a policy stands to a clause.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Conformity {
    /// The policy, or the way in which every policy is judged here, meets it.
    Met,
    /// The policy does not meet it.
    NotMet,
    /// It is not a matter of the policy: whoever uses the policy sees to it.
    Elsewhere,
}

impl Conformity {
    /// The stable name: `met`, `not-met`, `elsewhere`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// One clause of a standard and how the policy stands to it.
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
    /// How the policy stands to it.
    pub conformity: Conformity,
    #[cfg_attr(feature = "serde", serde(skip))]
    sentences: Sentences,
}

/// The same in Japanese and English.
type Sentences = (&'static str, &'static str);

impl Clause {
    /// What the clause asks for and how the policy stands to it, in our words.
    #[must_use]
    pub const fn sentence(&self, language: Language) -> &'static str {
        match language {
            Language::Ja => self.sentences.0,
            Language::En => self.sentences.1,
        }
    }

    const fn met_if(
        standard: Standard,
        (id, level): (&'static str, &'static str),
        is_met: bool,
        met: Sentences,
        not_met: Sentences,
    ) -> Self {
        let (conformity, sentences) = if is_met {
            (Conformity::Met, met)
        } else {
            (Conformity::NotMet, not_met)
        };
        Self {
            standard,
            id,
            level,
            conformity,
            sentences,
        }
    }

    const fn elsewhere(
        standard: Standard,
        (id, level): (&'static str, &'static str),
        sentences: Sentences,
    ) -> Self {
        Self {
            standard,
            id,
            level,
            conformity: Conformity::Elsewhere,
            sentences,
        }
    }
}

impl Policy {
    /// Holds the policy against NIST SP 800-63B-4 section 3.1.1.2 and OWASP
    /// ASVS 5.0 chapter V6.2, clause by clause.
    ///
    /// It is about the policy alone: what a clause asks of a form, a hasher or
    /// an operator is listed as [`Elsewhere`](Conformity::Elsewhere).
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
