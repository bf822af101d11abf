use alloc::vec::Vec;

use crate::policy::ascii_set::AsciiSet;
use crate::policy::rules::LengthRange;
use crate::policy::rules::{CharacterPosition, KindsRule, LengthRule, Unit, WhiteSpacePosition};
use crate::policy::{Policy, Preparation, Rule};

/// The requirements of a policy for passwords of printable ASCII whose lengths
/// all have the same rules. A policy without tiers has one range of lengths;
/// with tiers it has one for each range between their borders. Each group of
/// which a password must meet one has constraints of its own.
#[derive(Clone, Debug)]
pub(super) struct Constraints<'p> {
    /// The smallest length.
    pub(super) min: u32,
    /// The largest length.
    pub(super) max: u32,
    /// The characters that no rule about single characters rejects.
    pub(super) alphabet: AsciiSet,
    /// Those of them that no rule rejects as the first character.
    pub(super) first: AsciiSet,
    /// Those of them that no rule rejects as the last character.
    pub(super) last: AsciiSet,
    /// The form in which the policy checks passwords.
    pub(super) preparation: Preparation,
    /// The rules for these lengths. None of them is a tier.
    pub(super) rules: Vec<&'p Rule>,
}

impl Policy {
    /// The constraints for each range of lengths with the same rules, the
    /// shortest first, and for each group of rules. A range without a possible
    /// length is left out.
    pub(super) fn constraints(&self) -> Vec<Constraints<'_>> {
        let mut starts: Vec<u32> = Vec::from([0]);
        for tier in self.tiers() {
            starts.push(tier.from);
            starts.extend(tier.below);
        }
        starts.sort_unstable();
        starts.dedup();
        let ends = starts
            .iter()
            .skip(1)
            .map(|start| start - 1)
            .chain([u32::MAX]);
        let groups = self.groups();
        let mut all = Vec::new();
        for (start, end) in starts.iter().zip(ends) {
            let of = |group| self.constraints_between(*start, end, group);
            if groups.is_empty() {
                all.extend(of(&[]));
            }
            all.extend(groups.iter().filter_map(|group| of(group)));
        }
        all
    }

    /// Returns the groups of rules of which a password must meet one.
    pub(super) fn groups(&self) -> &[Vec<Rule>] {
        let mut groups = self.rules.iter().filter_map(|rule| match rule {
            Rule::AnyOf(rule) => Some(rule.groups.as_slice()),
            _ => None,
        });
        groups.next().unwrap_or_default()
    }

    fn tiers(&self) -> impl Iterator<Item = LengthRange> {
        self.rules.iter().filter_map(|rule| match rule {
            Rule::Tier(tier) => Some(tier.within()),
            _ => None,
        })
    }

    fn constraints_between<'p>(
        &'p self,
        start: u32,
        end: u32,
        group: &'p [Rule],
    ) -> Option<Constraints<'p>> {
        let mut rules: Vec<&Rule> = group.iter().collect();
        for rule in &self.rules {
            match rule {
                Rule::Tier(tier) if tier.within().contains(start) => rules.extend(&tier.rules),
                Rule::Tier(_) | Rule::AnyOf(_) => {}
                rule => rules.push(rule),
            }
        }
        let (mut min, mut max) = (start, end.min(self.max_bytes));
        let [mut alphabet, mut first, mut last] = [AsciiSet::PRINTABLE; 3];
        for rule in &rules {
            match rule {
                // A character of ASCII is one code point and one byte. A word, but
                // the last one, needs one more, which ends it.
                Rule::Length(LengthRule {
                    min: least,
                    max: most,
                    unit,
                }) => match unit {
                    Unit::CodePoints | Unit::Bytes => {
                        min = min.max(*least);
                        max = max.min(most.unwrap_or(max));
                    }
                    Unit::DifferentCharacters => min = min.max(*least),
                    Unit::Words => {
                        min = min.max(least.saturating_mul(2).saturating_sub(1));
                    }
                },
                Rule::Characters(rule) => {
                    let alphabet = match rule.position {
                        CharacterPosition::Anywhere => &mut alphabet,
                        CharacterPosition::Start => &mut first,
                        CharacterPosition::End => &mut last,
                    };
                    *alphabet = alphabet.and(AsciiSet::of(|c| rule.accepts_ascii(c)));
                }
                Rule::WhiteSpace(rule) => {
                    let space = AsciiSet::of(char::is_whitespace);
                    match rule.position {
                        WhiteSpacePosition::Anywhere => alphabet = alphabet.without(space),
                        WhiteSpacePosition::Edges => {
                            first = first.without(space);
                            last = last.without(space);
                        }
                    }
                }
                _ => {}
            }
        }
        (min <= max).then_some(Constraints {
            min,
            max,
            alphabet,
            first: first.and(alphabet),
            last: last.and(alphabet),
            preparation: self.preparation,
            rules,
        })
    }
}

impl<'p> Constraints<'p> {
    pub(super) fn kinds(&self) -> impl Iterator<Item = &'p KindsRule> {
        self.rules.iter().filter_map(|rule| match rule {
            Rule::Kinds(rule) => Some(rule),
            _ => None,
        })
    }

    /// Returns the characters to draw from: all permitted ones except the space,
    /// which gets lost at an edge and in an email.
    pub(super) fn drawn(&self) -> AsciiSet {
        let without = self.alphabet.without(AsciiSet::of(|c| c == ' '));
        if without.is_empty() {
            self.alphabet
        } else {
            without
        }
    }

    /// Returns the permitted characters of the kinds that the policy counts, or
    /// all permitted ones if it counts none.
    pub(super) fn counted(&self) -> AsciiSet {
        let all = self.kinds().map(KindsRule::counted_ascii);
        let counted = all.fold(AsciiSet::default(), AsciiSet::or);
        let counted = self.alphabet.and(counted);
        if counted.is_empty() {
            self.alphabet
        } else {
            counted
        }
    }

    /// Returns the constraints with these characters left out.
    pub(super) fn without(mut self, characters: AsciiSet) -> Self {
        for set in [&mut self.alphabet, &mut self.first, &mut self.last] {
            *set = set.without(characters);
        }
        self
    }
}
