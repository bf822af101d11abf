use alloc::format;
use alloc::string::String;

use super::fill;
use super::list::{any_of, name};
use super::template::Value::{Number, Text};
use crate::language::Language;
use crate::policy::Violation;
use crate::policy::rules::Unit;

/// Returns what is wrong and what to do, as a sentence.
#[must_use]
pub fn violation(language: Language, violation: &Violation<'_>) -> String {
    let code = violation.code();
    let sentence = |key: &str, values: &[_]| fill(language, &format!("violation.{key}"), values);
    match violation {
        Violation::TooLong { max, actual, unit } => {
            let values = [("max", Number(*max)), ("actual", Number(*actual))];
            sentence(in_unit("too-long", "too-long.bytes", *unit), &values)
        }
        Violation::TooShort { min, actual, unit } => {
            let more = Number(min.saturating_sub(*actual));
            let values = [
                ("min", Number(*min)),
                ("actual", Number(*actual)),
                ("more", more),
            ];
            sentence(in_unit("too-short", "too-short.bytes", *unit), &values)
        }
        Violation::ForbiddenCharacter { count, .. } => sentence(code, &[("count", Number(*count))]),
        Violation::TooFewKinds {
            required,
            actual,
            missing,
        } => {
            let names = any_of(language, missing.iter().map(|kind| name(language, kind)));
            let more = Number(required.saturating_sub(*actual));
            let values = [
                ("required", Number(*required)),
                ("actual", Number(*actual)),
                ("more", more),
                ("missing", Text(&names)),
            ];
            sentence(code, &values)
        }
        Violation::ContainsContextWord { source, .. } => {
            let source = fill(language, &format!("source.{}", source.code()), &[]);
            sentence(code, &[("source", Text(&source))])
        }
        Violation::Repetition { max, actual, .. } => {
            sentence(code, &[("max", Number(*max)), ("actual", Number(*actual))])
        }
        Violation::Sequence { pattern, .. } => {
            let pattern = fill(language, &format!("pattern.{}", pattern.code()), &[]);
            sentence(code, &[("pattern", Text(&pattern))])
        }
        Violation::Breached { count: 0 } => sentence("breached.unknown", &[]),
        Violation::TooSimilar { min, actual } | Violation::TooGuessable { min, actual } => {
            sentence(code, &[("min", Number(*min)), ("actual", Number(*actual))])
        }
        Violation::ContainsLocalPart { .. }
        | Violation::Blocklisted { .. }
        | Violation::Breached { .. }
        | Violation::Reused => sentence(code, &[]),
    }
}

const fn in_unit(code_points: &'static str, bytes: &'static str, unit: Unit) -> &'static str {
    match unit {
        Unit::CodePoints => code_points,
        Unit::Bytes => bytes,
    }
}
