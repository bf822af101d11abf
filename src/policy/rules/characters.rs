use super::candidate::Candidate;
use super::character_position::CharacterPosition;
use super::kind::Kind;
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Forbidden, Span, Status, Violation};
use crate::text::Unicode;

/// Only some characters, or not some characters: anywhere, or as the first or
/// the last one.
///
/// NIST SP 800-63B-4 section 3.1.1.2, requirements 3 and 4: all printing ASCII
/// characters, the space and Unicode should be accepted. Some older systems
/// cannot accept them.
///
/// In a document:
///
/// ```json
/// {"rule": "characters", "allowed": [{"name": "lower"}, {"name": "digit"}],
///   "forbidden": [{"name": "zero", "characters": "0"}], "where": "start"}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::policy::rules::{CharactersRule, Kind};
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Characters(CharactersRule::forbidden(vec![Kind::new("quotes", "'\"")]));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// assert!(!policy.check("kite'7", &Context::new()).is_accepted());
/// assert!(policy.check("kite7", &Context::new()).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CharactersRule {
    /// The only characters that are accepted, as kinds. If empty, all are.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub allowed: alloc::vec::Vec<Kind>,
    /// The characters that are not accepted, as kinds.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub forbidden: alloc::vec::Vec<Kind>,
    /// The positions of the characters that it is about.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "where", skip_serializing_if = "is_default")
    )]
    pub position: CharacterPosition,
}

impl CharactersRule {
    /// Returns the rule that accepts only characters of one of these kinds.
    #[must_use]
    pub const fn allowed(kinds: alloc::vec::Vec<Kind>) -> Self {
        Self {
            allowed: kinds,
            forbidden: alloc::vec::Vec::new(),
            position: CharacterPosition::Anywhere,
        }
    }

    /// Returns the rule that accepts no character of any of these kinds.
    #[must_use]
    pub const fn forbidden(kinds: alloc::vec::Vec<Kind>) -> Self {
        Self {
            allowed: alloc::vec::Vec::new(),
            forbidden: kinds,
            position: CharacterPosition::Anywhere,
        }
    }

    /// Limits the rule to one position.
    #[must_use]
    pub const fn at(mut self, position: CharacterPosition) -> Self {
        self.position = position;
        self
    }

    /// Returns whether the rule accepts a character of ASCII that it is about.
    pub(in crate::policy) fn accepts_ascii(&self, c: char) -> bool {
        self.accepts(|kind| kind.contains_ascii(c))
    }

    fn accepts(&self, is_of: impl Fn(&Kind) -> bool) -> bool {
        let is_in = |kinds: &[Kind]| kinds.iter().any(&is_of);
        (self.allowed.is_empty() || is_in(&self.allowed)) && !is_in(&self.forbidden)
    }

    /// Checks a password.
    pub fn check(&self, candidate: &Candidate<'_, impl Unicode>) -> Status<'_> {
        let of = Forbidden::Characters(self);
        let length = candidate.length() as usize;
        let is_accepted = |c| self.accepts(|kind| kind.contains_with(candidate.unicode(), c));
        let (edge, start) = match self.position {
            CharacterPosition::Anywhere => return forbidden(candidate, of, |c| !is_accepted(c)),
            CharacterPosition::Start => (candidate.prepared().chars().next(), 0),
            CharacterPosition::End => (
                candidate.prepared().chars().next_back(),
                length.saturating_sub(1),
            ),
        };
        match edge {
            Some(c) if !is_accepted(c) => Status::Unmet(Violation::ForbiddenCharacter {
                count: 1,
                at: Span::new(start, start + 1),
                of,
            }),
            _ => Status::Met,
        }
    }
}

/// Counts the characters that are not accepted, and reports the first run of
/// them.
pub(super) fn forbidden<'p>(
    candidate: &Candidate<'_, impl Unicode>,
    of: Forbidden<'p>,
    is_forbidden: impl Fn(char) -> bool,
) -> Status<'p> {
    let mut count = 0;
    let mut first: Option<(usize, usize)> = None;
    for (at, c) in candidate.prepared().chars().enumerate() {
        if is_forbidden(c) {
            count += 1;
            first = match first {
                Some((start, end)) if end == at => Some((start, at + 1)),
                Some(run) => Some(run),
                None => Some((at, at + 1)),
            };
        }
    }
    match first {
        None => Status::Met,
        Some((start, end)) => Status::Unmet(Violation::ForbiddenCharacter {
            count,
            at: Span::new(start, end),
            of,
        }),
    }
}
