use super::rule::Within;
use super::{Policy, Rule};

/// What a policy asks for, as it is told before a key is typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
#[non_exhaustive]
pub enum Requirement<'p> {
    /// What every policy asks for.
    Always(Always),
    /// A rule of this policy.
    Rule(&'p Rule),
    /// A rule of this policy, for passwords of some lengths only.
    #[non_exhaustive]
    Tier {
        /// The rule.
        #[cfg_attr(feature = "serde", serde(flatten))]
        rule: &'p Rule,
        /// For which lengths.
        within: Within,
    },
}

/// What every policy asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "rule", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Always {
    /// No more than this size.
    #[non_exhaustive]
    Size {
        /// The largest size, in bytes of UTF-8.
        max: u32,
    },
    /// No control characters.
    ControlCharacters,
}

impl<'p> Requirement<'p> {
    /// The stable name of the rule: `size`, `control-characters`, or that of
    /// the document.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Always(Always::Size { .. }) => "size",
            Self::Always(Always::ControlCharacters) => "control-characters",
            Self::Rule(rule) | Self::Tier { rule, .. } => rule.code(),
        }
    }

    /// The rule of this policy, where it is one.
    #[must_use]
    pub const fn rule(&self) -> Option<&'p Rule> {
        match self {
            Self::Always(_) => None,
            Self::Rule(rule) | Self::Tier { rule, .. } => Some(rule),
        }
    }
}

impl Policy {
    /// What is asked for, before a key is typed: first what every policy does,
    /// then the rules of this one, those of a tier one by one.
    pub fn requirements(&self) -> impl Iterator<Item = Requirement<'_>> {
        let size = Always::Size {
            max: self.max_bytes,
        };
        [size, Always::ControlCharacters]
            .into_iter()
            .map(Requirement::Always)
            .chain(self.rules.iter().flat_map(|rule| {
                let (alone, tier) = match rule {
                    Rule::Tier(tier) => (None, Some(tier)),
                    rule => (Some(rule), None),
                };
                let within = tier.into_iter().flat_map(|tier| {
                    let within = tier.within();
                    let rules = tier.rules.iter();
                    rules.map(move |rule| Requirement::Tier { rule, within })
                });
                alone.map(Requirement::Rule).into_iter().chain(within)
            }))
    }

    /// How many requirements there are.
    pub(super) fn requirement_count(&self) -> usize {
        let own = self.rules.iter().map(|rule| match rule {
            Rule::Tier(tier) => tier.rules.len(),
            _ => 1,
        });
        2 + own.sum::<usize>()
    }
}
