//! The form in which a document comes in and a report goes out: numbers.
//!
//! A JSON parser and writer would be several times as large as the judge. The
//! other side is `pkg/ts/wire.ts`; what it makes of a report is held against
//! the native JSON, byte for byte, in `pkg/test/equality.test.js`.
//!
//! A document is `version, max_bytes`, then for each rule its tag and two
//! numbers. A report is for each requirement a status and its numbers, in the
//! policy's order, then the hints.

use alloc::string::String;
use alloc::vec::Vec;

use genkan::policy::{
    Document, Hint, Kind, Kinds, KindsRule, LengthRule, LocalPartRule, Policy, Report, Rule,
    Status, Violation,
};

/// The policy of a document, or the stable code of what is wrong with it.
///
/// `special` holds the special characters of all `kinds` rules, one after the
/// other; each such rule says how many of them are its own.
pub(crate) fn read(document: &[u32], special: &str) -> Result<Policy, &'static str> {
    let [version, max_bytes, rules @ ..] = document else {
        return Err(MALFORMED);
    };
    let (rules, []) = rules.as_chunks() else {
        return Err(MALFORMED);
    };
    let mut special = special.chars();
    let mut read = Vec::with_capacity(rules.len());
    for rule in rules {
        read.push(match *rule {
            [1, min, _] => Rule::Length(LengthRule::new(min)),
            [2, required, count] => {
                let special: String = special.by_ref().take(count as usize).collect();
                Rule::Kinds(KindsRule::new(required, &special))
            }
            [3, min_piece, _] => Rule::LocalPart(LocalPartRule::new(min_piece)),
            _ => return Err(MALFORMED),
        });
    }
    // Nothing that is judged depends on the policy's name.
    let mut document = Document::new("", *max_bytes, read);
    document.version = *version;
    Policy::try_from(document).map_err(|error| error.code())
}

/// A report in numbers.
pub(crate) fn write(report: &Report<'_>) -> Vec<u32> {
    let mut numbers = Vec::new();
    for item in report.items() {
        match &item.status {
            Status::Met => numbers.push(0),
            Status::NotApplicable => numbers.push(1),
            Status::Unmet(violation) => write_violation(&mut numbers, violation),
        }
    }
    for hint in report.hints() {
        match hint {
            Hint::UncountedCharacter { count, at, .. } => numbers.extend([1, *count, *at]),
            Hint::FullWidth { count, at, .. } => numbers.extend([2, *count, *at]),
            Hint::EdgeSpace => numbers.push(3),
            _ => numbers.push(UNKNOWN),
        }
    }
    numbers
}

fn write_violation(numbers: &mut Vec<u32>, violation: &Violation) {
    match violation {
        Violation::TooLong { max, actual, .. } => numbers.extend([2, *max, *actual]),
        Violation::ForbiddenCharacter { count, .. } => numbers.extend([3, *count]),
        Violation::TooShort { min, actual, .. } => numbers.extend([4, *min, *actual]),
        Violation::TooFewKinds {
            required,
            actual,
            missing,
            ..
        } => numbers.extend([5, *required, *actual, bits(*missing)]),
        Violation::ContainsLocalPart => numbers.push(6),
        _ => numbers.push(UNKNOWN),
    }
}

/// A set of kinds as a number: bit 0 is the first of `Kind::ALL`.
fn bits(kinds: Kinds) -> u32 {
    (0..)
        .zip(Kind::ALL)
        .filter(|(_, kind)| kinds.contains(*kind))
        .fold(0, |bits, (at, _)| bits | 1 << at)
}

/// What the TypeScript side never writes.
const MALFORMED: &str = "policy-malformed";
/// A code that this crate does not know; the TypeScript side refuses it.
const UNKNOWN: u32 = u32::MAX;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read() {
        let document = [1, 1024, 1, 6, 0, 2, 3, 8, 3, 3, 0];
        let policy = read(&document, "!@#$%^&*").unwrap();
        assert_eq!(policy.rules(), Policy::support_center().rules());
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let refused = [
            (&[][..], MALFORMED),
            (&[1], MALFORMED),
            (&[1, 1024, 1, 6], MALFORMED),
            (&[1, 1024, 4, 6, 0], MALFORMED),
            (&[2, 1024], "policy-version"),
            (&[1, 0], "policy-max-bytes"),
            (&[1, 6, 1, 7, 0], "policy-length"),
            (&[1, 1024, 2, 5, 1], "policy-required"),
            (&[1, 1024, 2, 3, u32::MAX], "policy-special"),
            (&[1, 1024, 3, 0, 0], "policy-min-piece"),
        ];
        for (document, code) in refused {
            assert_eq!(read(document, "!!"), Err(code), "{document:?}");
        }
    }
}
