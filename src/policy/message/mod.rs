//! Sentences for people, in every [`Language`].
//!
//! A template turns a stable code and its numbers into a sentence. The
//! templates are data ([`templates`]): the browser package is generated from
//! the same tables and has the same sentences.
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

mod list;
mod requirement;
mod template;
mod violation;

use alloc::format;
use alloc::string::String;

use crate::language::Language;
use crate::policy::texts::texts;
use crate::policy::{Hint, Status};
use template::{Value, render};

pub use requirement::requirement;
pub use violation::violation;

/// Returns every template of a language, by key, in the same order in every language.
///
/// `{name}` is replaced by a number or a text, and `{name|one|other}` by the
/// first word if the number is 1 and by the second otherwise.
#[must_use]
pub const fn templates(language: Language) -> &'static [(&'static str, &'static str)] {
    texts(language).templates
}

/// Returns a hint as a sentence.
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

/// Returns a status in a word or two.
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
