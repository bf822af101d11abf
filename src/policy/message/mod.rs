//! Sentences for people, in Japanese and English.
//!
//! A sentence is made from a stable code and its numbers by a template; the
//! templates are data ([`templates`]), so that the browser package, which is
//! generated from the same tables, says the same words.
//!
//! # Examples
//!
//! ```
//! use genkan::policy::{Context, Language, Policy, message};
//!
//! let policy = Policy::support_center();
//! let report = policy.check("Ab1", &Context::new());
//! let violation = report.violations().next().unwrap();
//! assert_eq!(
//!     message::violation(Language::En, violation),
//!     "Use at least 6 characters: 3 more to go.",
//! );
//! ```

mod en;
mod ja;
mod template;

use alloc::format;
use alloc::string::String;

use super::{Hint, Kinds, Language, Requirement, Status, Violation};
use template::{Value, render};

/// Every template of a language, by key, in the same order in every language.
///
/// `{name}` stands for a number or a text. `{name|one|other}` stands for the
/// first word where the number is 1 and for the second elsewhere.
#[must_use]
pub const fn templates(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::Ja => ja::TEMPLATES,
        Language::En => en::TEMPLATES,
    }
}

/// What is asked for, as a line of a list.
#[must_use]
pub fn requirement(language: Language, requirement: &Requirement<'_>) -> String {
    let key = format!("requirement.{}", requirement.code());
    match requirement {
        Requirement::Size { max } => fill(language, &key, &[("max", Value::Number(*max))]),
        Requirement::Length { min } => fill(language, &key, &[("min", Value::Number(*min))]),
        Requirement::Kinds { required, special } => fill(
            language,
            &key,
            &[
                ("required", Value::Number(*required)),
                ("special", Value::Text(special)),
            ],
        ),
        Requirement::LocalPart { min_piece } => {
            fill(language, &key, &[("min_piece", Value::Number(*min_piece))])
        }
        Requirement::Characters => fill(language, &key, &[]),
    }
}

/// What is wrong and what to do, as a sentence.
#[must_use]
pub fn violation(language: Language, violation: &Violation) -> String {
    let key = format!("violation.{}", violation.code());
    match violation {
        Violation::TooLong { max, actual } => fill(
            language,
            &key,
            &[
                ("max", Value::Number(*max)),
                ("actual", Value::Number(*actual)),
            ],
        ),
        Violation::ForbiddenCharacter { count } => {
            fill(language, &key, &[("count", Value::Number(*count))])
        }
        Violation::TooShort { min, actual } => fill(
            language,
            &key,
            &[
                ("min", Value::Number(*min)),
                ("actual", Value::Number(*actual)),
                ("more", Value::Number(min - actual)),
            ],
        ),
        Violation::TooFewKinds {
            required,
            actual,
            missing,
        } => fill(
            language,
            &key,
            &[
                ("required", Value::Number(*required)),
                ("actual", Value::Number(*actual)),
                ("more", Value::Number(required - actual)),
                ("missing", Value::Text(&kinds(language, *missing))),
            ],
        ),
        Violation::ContainsLocalPart => fill(language, &key, &[]),
    }
}

/// What is worth knowing, as a sentence.
#[must_use]
pub fn hint(language: Language, hint: &Hint) -> String {
    let key = format!("hint.{}", hint.code());
    match hint {
        Hint::UncountedCharacter { count, .. } | Hint::FullWidth { count, .. } => {
            fill(language, &key, &[("count", Value::Number(*count))])
        }
        Hint::EdgeSpace => fill(language, &key, &[]),
    }
}

/// How a password stands to a requirement, in a word or two.
#[must_use]
pub fn status(language: Language, status: &Status) -> String {
    fill(language, &format!("status.{}", status.code()), &[])
}

fn kinds(language: Language, kinds: Kinds) -> String {
    let last = kinds.len().saturating_sub(1);
    let mut list = String::new();
    for (at, kind) in (0..).zip(kinds.iter()) {
        if at > 0 {
            list += template(
                language,
                if at == last {
                    "list.last"
                } else {
                    "list.separator"
                },
            );
        }
        list += template(language, &format!("kind.{}", kind.code()));
    }
    list
}

fn fill(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    render(template(language, key), values)
}

fn template(language: Language, key: &str) -> &'static str {
    templates(language)
        .iter()
        .find(|(known, _)| *known == key)
        .map_or("", |(_, template)| template)
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    #[test]
    fn every_language_has_the_same_keys() {
        let keys = |language| templates(language).iter().map(|(key, _)| *key);
        for language in Language::ALL {
            assert!(keys(language).eq(keys(Language::Ja)), "{language:?}");
            assert!(templates(language).iter().all(|(_, text)| !text.is_empty()));
        }
    }

    #[test]
    fn every_sentence_is_filled_in() {
        let kinds: Kinds = super::super::Kind::ALL.into_iter().collect();
        let violations = [
            Violation::TooLong {
                max: 1024,
                actual: 1025,
            },
            Violation::ForbiddenCharacter { count: 1 },
            Violation::TooShort { min: 6, actual: 5 },
            Violation::TooFewKinds {
                required: 3,
                actual: 0,
                missing: kinds,
            },
            Violation::ContainsLocalPart,
        ];
        let requirements = [
            Requirement::Size { max: 1024 },
            Requirement::Characters,
            Requirement::Length { min: 6 },
            Requirement::Kinds {
                required: 3,
                special: "!@",
            },
            Requirement::LocalPart { min_piece: 3 },
        ];
        let hints = [
            Hint::UncountedCharacter { count: 1, at: 0 },
            Hint::FullWidth { count: 2, at: 0 },
            Hint::EdgeSpace,
        ];
        for language in Language::ALL {
            let mut sentences: Vec<String> = Vec::new();
            sentences.extend(violations.iter().map(|v| violation(language, v)));
            sentences.extend(requirements.iter().map(|r| requirement(language, r)));
            sentences.extend(hints.iter().map(|h| hint(language, h)));
            for sentence in sentences {
                assert!(!sentence.is_empty());
                assert!(!sentence.contains(['{', '}', '|']), "{sentence}");
            }
        }
    }
}
