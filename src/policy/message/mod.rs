//! Sentences for people, in Japanese and English.
//!
//! A sentence is made from a stable code and its numbers by a template; the
//! templates are data ([`templates`]), so that the browser package, which is
//! generated from the same tables, says the same words.
//!
//! # Examples
//!
//! ```
//! use genkan::Language;
//! use genkan::policy::{Context, Policy, message};
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
mod list;
mod requirement;
mod template;
mod violation;

use alloc::format;
use alloc::string::String;

use crate::language::Language;
use crate::policy::{Hint, Status};
use template::{Value, render};

pub use requirement::requirement;
pub use violation::violation;

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
pub fn status(language: Language, status: &Status<'_>) -> String {
    fill(language, &format!("status.{}", status.code()), &[])
}

fn fill(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    render(template(language, key).unwrap_or_default(), values)
}

fn template(language: Language, key: &str) -> Option<&'static str> {
    templates(language)
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, template)| *template)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_keys() {
        let keys = |language| templates(language).iter().map(|(key, _)| *key);
        for language in Language::ALL {
            assert!(keys(language).eq(keys(Language::Ja)), "{language:?}");
            assert!(templates(language).iter().all(|(_, text)| !text.is_empty()));
        }
    }
}
