//! Sentences for people, in seven languages and in any language of the caller.
//!
//! A sentence says what is asked, with the numbers, the place and the names of
//! kinds and lists. It is plain text: a page shows it and a screen reader reads
//! it as it is. The functions take a [`Language`], in which all texts of the
//! crate exist, or one of the [`Sentences`]: [`LANGUAGES`] lists those of the
//! crate. Only the languages that a program names are linked. The browser
//! package is generated from the same templates and has the same sentences.
//!
//! # Examples
//!
#![cfg_attr(feature = "unicode-normalization", doc = "```")]
#![cfg_attr(not(feature = "unicode-normalization"), doc = "```ignore")]
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
//! assert_eq!(
//!     message::violation(&message::DE, violation),
//!     "Verwenden Sie mindestens 6 Zeichen: Es fehlen noch 3.",
//! );
//! ```
//!
//! # A language of the caller's own
//!
//! It is one constant: a tag, the [`Plural`] forms and the [`Templates`]. A
//! language of the crate, such as `src/policy/texts/en/sentences.rs`, is the
//! pattern. Here the macro `all_but_one!` writes every template except
//! `list_and`:
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/message/own_language.in"));
//! use genkan::policy::message::{Plural, Sentences, Templates};
//!
//! static MINE: Sentences = Sentences::new("qps-ploc", Plural::ONE, all_but_one! {
//!     list_and: " āñđ ",
//! });
//! # fn main() {
//! # let policy = genkan::policy::Policy::support_center();
//! # for requirement in policy.requirements() {
//! #     assert!(genkan::policy::message::requirement(&MINE, &requirement).starts_with('['));
//! # }
//! # }
//! ```
//!
//! A language that lacks a template does not compile:
//!
//! ```compile_fail,E0063
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/message/own_language.in"));
//! use genkan::policy::message::{Plural, Sentences, Templates};
//!
//! static MINE: Sentences = Sentences::new("qps-ploc", Plural::ONE, all_but_one! {});
//! # fn main() {}
//! ```
//!
//! Nor does one with a template that lacks a parameter, has another one, or
//! lacks a plural form. These are the templates with "or" in place of "and":
//!
//! ```compile_fail,E0080
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/message/own_language.in"));
//! use genkan::policy::message::{Plural, Sentences, Templates};
//!
//! static MINE: Sentences = Sentences::new("qps-ploc", Plural::ONE, all_but_one! {
//!     list_and: " {and} ",
//! });
//! # fn main() {}
//! ```

mod list;
mod requirement;
mod template;
mod violation;

use alloc::string::String;

use crate::policy::{Hint, Status};
use template::Value::Number;
use template::fill;

#[cfg(doc)]
use crate::language::Language;

pub use crate::policy::texts::{DE, EN, ES, FR, JA, KO, Plural, Sentences, Templates, ZH_HANS};
pub use requirement::requirement;
pub use violation::violation;

/// The languages of the crate: German, English, Spanish, French, Japanese,
/// Korean, Simplified Chinese.
pub static LANGUAGES: [&Sentences; 7] = [&DE, &EN, &ES, &FR, &JA, &KO, &ZH_HANS];

/// Returns a hint as a sentence.
#[must_use]
pub fn hint<'s>(language: impl Into<&'s Sentences>, hint: &Hint) -> String {
    let language = language.into();
    let templates = &language.templates;
    match hint {
        Hint::UncountedCharacter { count, .. } => fill(
            language,
            templates.hint_uncounted_character,
            &[("count", Number(*count))],
        ),
        Hint::FullWidth { count, .. } => fill(
            language,
            templates.hint_full_width,
            &[("count", Number(*count))],
        ),
        Hint::Invisible { count, .. } => fill(
            language,
            templates.hint_invisible,
            &[("count", Number(*count))],
        ),
        Hint::EdgeSpace => templates.hint_edge_space.into(),
    }
}

/// Returns a status in a word or two.
#[must_use]
pub fn status<'s>(language: impl Into<&'s Sentences>, status: &Status<'_>) -> String {
    let templates = &language.into().templates;
    let text = match status {
        Status::Met => templates.status_met,
        Status::Unmet(_) => templates.status_unmet,
        Status::NotApplicable => templates.status_not_applicable,
        Status::Unchecked => templates.status_unchecked,
    };
    text.into()
}
