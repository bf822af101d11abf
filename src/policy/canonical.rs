use alloc::vec::Vec;

use crate::policy::rules::{
    BlocklistRule, BreachedRule, CharacterPosition, CharactersRule, ContextWordRule,
    GuessabilityRule, Kind, LengthRule, LocalPartRule, NumberRangeRule, OccurrencesRule,
    RepetitionRule, ReuseRule, SequenceRule, SimilarityRule, TierRule, WhiteSpacePosition,
    WhiteSpaceRule,
};
use crate::policy::{ContextSource, Policy, Preparation, Rule};

impl Policy {
    /// Returns the policy as bytes that are the same for equal rules and
    /// bounds, and different for different ones. What only sentences use does not count: the
    /// name, labels, and the identifier of `local-part`.
    ///
    /// The form starts with `genkan-policy` and its version. A number has four
    /// bytes in big-endian order. A list or a text is preceded by its length,
    /// an optional number by a byte that is 1 if there is one, and a rule by
    /// its code. Two fields are written, by their name, only if they do not
    /// have their default: the position of `characters`, after its lists, and
    /// the preparation, at the end.
    pub(super) fn canonical(&self) -> Vec<u8> {
        let mut form = CanonicalForm(Vec::from(*b"genkan-policy\x01"));
        form.number(self.max_bytes);
        form.list(&self.rules, CanonicalForm::rule);
        if self.preparation != Preparation::default() {
            form.text(self.preparation.code());
        }
        form.0
    }
}

struct CanonicalForm(Vec<u8>);

impl CanonicalForm {
    // Destructured by name: a new field does not compile until it is added.
    fn rule(&mut self, rule: &Rule) {
        self.text(rule.code());
        match rule {
            Rule::Length(LengthRule { min, max, unit }) => {
                self.number(*min);
                self.maybe(*max);
                self.text(unit.code());
            }
            Rule::Kinds(rule) => {
                self.number(rule.required());
                self.list(rule.of(), Self::kind);
            }
            Rule::LocalPart(LocalPartRule {
                min_piece,
                reversed,
                look_alikes,
                of: _,
            }) => {
                self.number(*min_piece);
                self.flag(*reversed);
                self.flag(*look_alikes);
            }
            Rule::ContextWord(ContextWordRule {
                sources,
                min_piece,
                reversed,
                look_alikes,
            }) => {
                self.list(sources, |form, source: &ContextSource| {
                    form.text(source.code())
                });
                self.number(*min_piece);
                self.flag(*reversed);
                self.flag(*look_alikes);
            }
            Rule::Characters(CharactersRule {
                allowed,
                forbidden,
                position,
            }) => {
                self.list(allowed, Self::kind);
                self.list(forbidden, Self::kind);
                // The next bytes are the code of a rule or of a preparation, so
                // the name of a position is unambiguous.
                if *position != CharacterPosition::default() {
                    self.text(position.code());
                }
            }
            Rule::WhiteSpace(WhiteSpaceRule { position }) => self.text(match position {
                WhiteSpacePosition::Anywhere => "anywhere",
                WhiteSpacePosition::Edges => "edges",
            }),
            Rule::Repetition(RepetitionRule { max, block }) => {
                self.number(*max);
                self.number(*block);
            }
            Rule::Occurrences(OccurrencesRule { max }) => self.number(*max),
            Rule::Sequence(SequenceRule { length, of, wrap }) => {
                self.number(*length);
                self.list(of, |form, pattern| form.text(pattern.code()));
                self.flag(*wrap);
            }
            Rule::NumberRange(NumberRangeRule { from, to, dates }) => {
                self.number(*from);
                self.number(*to);
                self.flag(*dates);
            }
            Rule::Blocklist(BlocklistRule {
                list,
                contained,
                reversed,
                label: _,
            }) => {
                self.text(list);
                self.maybe(*contained);
                self.flag(*reversed);
            }
            Rule::Breached(BreachedRule { max, fail_open }) => {
                self.number(*max);
                self.flag(*fail_open);
            }
            Rule::Reuse(ReuseRule { last }) => self.number(*last),
            Rule::Similarity(SimilarityRule { min }) => self.number(*min),
            Rule::Guessability(GuessabilityRule { min_score }) => self.number(*min_score),
            Rule::Tier(TierRule { from, below, rules }) => {
                self.number(*from);
                self.maybe(*below);
                self.list(rules, Self::rule);
            }
        }
    }

    fn kind(&mut self, kind: &Kind) {
        let Kind {
            name,
            characters,
            ranges,
            min,
            label: _,
        } = kind;
        self.text(name);
        self.text(characters);
        self.list(ranges, |form, (first, last)| {
            form.number(u32::from(*first));
            form.number(u32::from(*last));
        });
        self.number(*min);
    }

    fn list<T>(&mut self, list: &[T], each: impl Fn(&mut Self, &T)) {
        // A document's lists are far shorter than 4 GiB.
        self.number(list.len() as u32);
        list.iter().for_each(|item| each(self, item));
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.extend_from_slice(text.as_bytes());
    }

    fn number(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    fn maybe(&mut self, number: Option<u32>) {
        self.flag(number.is_some());
        self.number(number.unwrap_or(0));
    }

    fn flag(&mut self, flag: bool) {
        self.0.push(u8::from(flag));
    }
}
