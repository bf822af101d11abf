use super::policy::Policy;
use super::rule::Rule;
use super::rules::LengthRange;

/// One requirement of a policy, as a line of a checklist shows it.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Policy, Requirement};
///
/// let policy = Policy::support_center();
/// let requirements: Vec<Requirement> = policy.requirements().collect();
/// assert!(matches!(requirements[0], Requirement::Size { max: 1024, .. }));
/// let codes: Vec<&str> = requirements.iter().map(Requirement::code).collect();
/// assert_eq!(codes, ["size", "control-characters", "length", "kinds", "local-part"]);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "rule", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Requirement<'p> {
    /// At most this size. Every policy requires it.
    #[non_exhaustive]
    Size {
        /// The largest size, in bytes of UTF-8.
        max: u32,
    },
    /// No control characters. Every policy requires it.
    ControlCharacters,
    /// A rule of this policy.
    #[cfg_attr(feature = "serde", serde(untagged))]
    Rule(&'p Rule),
    /// A rule of this policy, for passwords of some lengths only.
    #[cfg_attr(feature = "serde", serde(untagged))]
    #[non_exhaustive]
    Tier {
        /// The rule.
        #[cfg_attr(feature = "serde", serde(flatten))]
        rule: &'p Rule,
        /// The lengths.
        within: LengthRange,
    },
}

impl<'p> Requirement<'p> {
    /// Returns the stable name of the rule: `size`, `control-characters`, or
    /// that of the document.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Size { .. } => "size",
            Self::ControlCharacters => "control-characters",
            Self::Rule(rule) | Self::Tier { rule, .. } => rule.code(),
        }
    }

    /// Returns the requirement of a rule, or of a rule in a tier.
    pub(super) const fn of(rule: &'p Rule, within: Option<LengthRange>) -> Self {
        match within {
            None => Self::Rule(rule),
            Some(within) => Self::Tier { rule, within },
        }
    }

    /// Returns the rule of this policy, if it is one.
    #[must_use]
    pub const fn rule(&self) -> Option<&'p Rule> {
        match self {
            Self::Size { .. } | Self::ControlCharacters => None,
            Self::Rule(rule) | Self::Tier { rule, .. } => Some(rule),
        }
    }
}

impl Policy {
    /// Returns the requirements: first those of every policy, then this
    /// policy's own rules, those of a tier one by one.
    pub fn requirements(&self) -> impl Iterator<Item = Requirement<'_>> {
        let rules = self.rules.iter().flat_map(|rule| {
            let (rules, within) = rule.parts();
            rules.iter().map(move |rule| Requirement::of(rule, within))
        });
        self.always_required().into_iter().chain(rules)
    }

    /// Returns the requirements of every policy.
    pub(super) const fn always_required(&self) -> [Requirement<'_>; 2] {
        let max = self.max_bytes;
        [Requirement::Size { max }, Requirement::ControlCharacters]
    }

    /// Returns every rule, and then those that are inside it, of a tier or of
    /// groups.
    pub fn each_rule(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().flat_map(Rule::with_inner)
    }
}
