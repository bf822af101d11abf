use genkan::policy::{
    BlocklistRule, BreachedRule, CharactersRule, ContextWordRule, Document, GuessabilityRule,
    InvalidDocument, Kind, KindsRule, LengthRule, LocalPartRule, NumberRangeRule, OccurrencesRule,
    Pattern, Place, Policy, Preparation, RepetitionRule, ReuseRule, Rule, SequenceRule,
    SimilarityRule, Source, TierRule, Unit, WhiteSpace, WhiteSpaceRule,
};

use super::Reader;

/// The policy of a document, or what is wrong with it, as a number from 1 on:
/// its place in `PROBLEMS` of `pkg/ts/rare.ts`.
///
/// The document is `version, max_bytes, preparation` and the list of its rules, each its tag
/// and then its fields in the order of `pkg/ts/rules.ts`.
pub(crate) fn read(bytes: &[u8]) -> Result<Policy, u32> {
    let mut from = Reader::new(bytes);
    let document = document(&mut from);
    if !from.is_done() {
        return Err(MALFORMED);
    }
    Policy::try_from(document).map_err(|error| problem(&error))
}

const fn problem(error: &InvalidDocument) -> u32 {
    match error {
        InvalidDocument::Version(_) => 2,
        InvalidDocument::MaxBytes(_) => 3,
        InvalidDocument::Length { .. } => 4,
        InvalidDocument::Required { .. } => 5,
        InvalidDocument::Kind { .. } => 6,
        InvalidDocument::Range { .. } => 7,
        InvalidDocument::List { .. } => 8,
        InvalidDocument::TooManyRules => 9,
        _ => MALFORMED,
    }
}

fn document(from: &mut Reader<'_>) -> Document {
    let version = from.number();
    let max_bytes = from.number();
    let preparation = from.choice([Preparation::OpaqueString, Preparation::AsIs]);
    // Nothing that is judged depends on the policy's name.
    let mut document = Document::new("", max_bytes, from.list(rule)).prepared(preparation);
    document.version = version;
    document
}

fn rule(from: &mut Reader<'_>) -> Rule {
    match from.number() {
        0 => {
            let mut rule = LengthRule::new(from.number());
            rule.max = from.optional();
            rule.unit = from.choice([Unit::CodePoints, Unit::Bytes]);
            Rule::Length(rule)
        }
        1 => Rule::Kinds(KindsRule::new(from.number(), from.list(kind))),
        2 => {
            let mut rule = LocalPartRule::new(from.number());
            rule.reversed = from.flag();
            rule.look_alikes = from.flag();
            Rule::LocalPart(rule)
        }
        3 => {
            let sources = from.list(|from| from.choice(Source::ALL));
            let mut rule = ContextWordRule::new(sources, from.number());
            rule.reversed = from.flag();
            rule.look_alikes = from.flag();
            Rule::ContextWord(rule)
        }
        4 => {
            let mut rule = CharactersRule::allowed(from.list(kind));
            rule.forbidden = from.list(kind);
            rule.place = from.choice([Place::Anywhere, Place::Start, Place::End]);
            Rule::Characters(rule)
        }
        5 => {
            let place = from.choice([WhiteSpace::Anywhere, WhiteSpace::Edges]);
            Rule::WhiteSpace(WhiteSpaceRule::new(place))
        }
        6 => Rule::Repetition(RepetitionRule::new(from.number()).blocks(from.number())),
        7 => Rule::Occurrences(OccurrencesRule::new(from.number())),
        8 => {
            let length = from.number();
            let mut rule = SequenceRule::new(length, from.list(|from| from.choice(Pattern::ALL)));
            rule.wrap = from.flag();
            Rule::Sequence(rule)
        }
        9 => {
            let mut rule = NumberRangeRule::new(from.number(), from.number());
            rule.dates = from.flag();
            Rule::NumberRange(rule)
        }
        10 => {
            let mut rule = BlocklistRule::new(from.text());
            rule.contained = from.optional();
            rule.reversed = from.flag();
            Rule::Blocklist(rule)
        }
        11 => {
            let mut rule = BreachedRule::new();
            rule.max = from.number();
            rule.fail_open = from.flag();
            Rule::Breached(rule)
        }
        12 => Rule::Reuse(ReuseRule::new(from.number())),
        13 => Rule::Similarity(SimilarityRule::new(from.number())),
        14 => Rule::Guessability(GuessabilityRule::new(from.number())),
        tag => {
            from.must(tag == 15);
            let first = from.number();
            let below = from.optional();
            let mut tier = TierRule::below(0, from.list(rule)).from(first);
            tier.below = below;
            Rule::Tier(tier)
        }
    }
}

fn kind(from: &mut Reader<'_>) -> Kind {
    let mut kind = Kind::new(from.text(), from.text());
    kind.ranges = from.list(|from| (from.character(), from.character()));
    kind.min = from.number();
    kind
}

/// What the TypeScript side never writes.
const MALFORMED: u32 = 1;

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;

    /// `max_bytes`, and every number of more than seven bits.
    const KIB: [u8; 2] = [0x80, 0x08];

    fn document(rules: &[&[u8]]) -> Vec<u8> {
        [&[1], &KIB[..], &[0, rules.len() as u8], &rules.concat()].concat()
    }

    #[test]
    fn a_document_is_read() {
        let names: [&[u8]; 3] = [b"\x05lower\0", b"\x05upper\0", b"\x05digit\0"];
        let special = b"\x07special\x08!@#$%^&*\0\x01";
        let kinds = names.map(|name| [name, &[0, 1]].concat()).concat();
        let kinds = [&[1, 3, 4], &kinds[..], special].concat();
        let document = document(&[&[0, 6, 0, 0], &kinds, &[2, 3, 0, 0]]);
        let policy = read(&document).unwrap();
        assert_eq!(policy.rules(), Policy::support_center().rules());
        for end in 0..document.len() {
            assert_eq!(read(&document[..end]), Err(MALFORMED), "{end}");
        }
    }

    #[test]
    fn a_number_has_32_bits() {
        for (bytes, number) in [
            (&[0][..], Some(0)),
            (&[0x7f], Some(127)),
            (&[0x80, 0x08], Some(1024)),
            (&[0xff, 0xff, 0xff, 0xff, 0x0f], Some(u32::MAX)),
            (&[0x80, 0x80, 0x80, 0x80, 0x80, 0x01], None),
            (&[0x80], None),
            (&[], None),
        ] {
            let mut from = Reader::new(bytes);
            let read = from.number();
            assert_eq!(from.is_done().then_some(read), number, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let of = |rule: &[u8]| document(&[rule]);
        let refused = [
            (vec![], MALFORMED),
            (vec![1, 0x80, 8, 2, 0], MALFORMED),
            (of(&[0, 6]), MALFORMED),
            (of(&[16]), MALFORMED),
            (document(&[]).into_iter().chain([0]).collect(), MALFORMED),
            (of(&[1, 1, 1, 99, 0, 0, 1]), MALFORMED),
            (vec![2, 0x80, 8, 0, 0], 2),
            (vec![1, 0, 0, 0], 3),
            (vec![1, 6, 0, 1, 0, 7, 0, 0], 4),
            (of(b"\x01\x02\x01\x05lower\0\0\x01"), 5),
            (of(b"\x01\x01\x01\x05lower\0\0\0"), 6),
            (of(&[2, 0, 0, 0]), 7),
            (of(&[15, 0, 0, 0]), 8),
        ];
        for (document, problem) in refused {
            assert_eq!(read(&document), Err(problem), "{document:?}");
        }
    }
}
