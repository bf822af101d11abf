use alloc::vec::Vec;

use crate::policy::rules::{
    AnyOfRule, BlocklistRule, BreachedRule, CharacterPosition, CharactersRule, ContextWordRule,
    GuessabilityRule, Kind, LengthRule, LocalPartRule, NumberRangeRule, OccurrencesRule,
    RepetitionRule, ReuseRule, SequenceRule, SimilarityRule, TierRule, WhiteSpacePosition,
    WhiteSpaceRule, WordSearch,
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
    /// its code. After the fields of a rule come those that do not have their
    /// default: the position of `characters` by its code, and the options that
    /// [`CanonicalForm::option`] writes, by their name. A preparation that is not
    /// the default is at the end, by its code.
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
            Rule::LocalPart(LocalPartRule { words, of: _ }) => self.words(*words),
            Rule::ContextWord(ContextWordRule { sources, words }) => {
                self.list(sources, |form, source: &ContextSource| {
                    form.text(source.code())
                });
                self.words(*words);
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
            Rule::Repetition(RepetitionRule { max, block, of }) => {
                self.number(*max);
                self.number(*block);
                if !of.is_empty() {
                    self.text("of");
                    self.list(of, Self::kind);
                }
            }
            Rule::Occurrences(OccurrencesRule { max }) => self.number(*max),
            Rule::Sequence(SequenceRule {
                length,
                of,
                wrap,
                columns,
            }) => {
                self.number(*length);
                self.list(of, |form, pattern| form.text(pattern.code()));
                self.flag(*wrap);
                self.option("columns", *columns);
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
                look_alikes,
                one_edit,
                points,
            }) => {
                self.text(list);
                self.maybe(*contained);
                self.flag(*reversed);
                self.option("look_alikes", *look_alikes);
                self.option("one_edit", *one_edit);
                self.optional("points", *points);
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
            Rule::AnyOf(AnyOfRule { groups }) => {
                self.list(groups, |form, group| form.list(group, Self::rule));
            }
        }
    }

    fn words(&mut self, words: WordSearch) {
        let WordSearch {
            min_piece,
            reversed,
            look_alikes,
            min_whole,
            min_east_asian,
            consecutive,
            accents,
        } = words;
        self.number(min_piece);
        self.flag(reversed);
        self.flag(look_alikes);
        self.optional("min_whole", min_whole);
        self.optional("min_east_asian", min_east_asian);
        self.option("consecutive", consecutive);
        self.option("accents", accents);
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

    /// Writes a flag that is set, by its name. No rule and no preparation has
    /// such a name, so the form is unambiguous.
    fn option(&mut self, name: &str, flag: bool) {
        if flag {
            self.text(name);
        }
    }

    /// Writes a number that is there, after its name.
    fn optional(&mut self, name: &str, number: Option<u32>) {
        if let Some(number) = number {
            self.text(name);
            self.number(number);
        }
    }

    fn flag(&mut self, flag: bool) {
        self.0.push(u8::from(flag));
    }
}
