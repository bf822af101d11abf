//! The texts about a policy, one folder for each language.

mod en;
mod ja;

use alloc::string::String;

use super::conformity::Statement;
use super::export::NotExportable;
use super::generate::Ungeneratable;
use super::lint::Finding;
use crate::language::Language;

/// The texts of one language.
pub(super) struct Texts {
    /// Templates by key, in the same order in every language.
    pub(super) templates: &'static [(&'static str, &'static str)],
    pub(super) finding: fn(&Finding) -> String,
    pub(super) statement: fn(Statement) -> &'static str,
    pub(super) not_exportable: fn(NotExportable) -> String,
    pub(super) ungeneratable: fn(Ungeneratable) -> &'static str,
}

/// Returns the texts of a language.
pub(super) const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ja => &ja::TEXTS,
    }
}

/// A language that lacks a template does not compile.
const _: () = {
    let mut at = 0;
    while at < Language::ALL.len() {
        let texts = texts(Language::ALL[at]);
        assert!(has_same_keys(texts.templates, en::TEXTS.templates));
        at += 1;
    }
};

const fn has_same_keys(some: &[(&str, &str)], others: &[(&str, &str)]) -> bool {
    let mut at = 0;
    while at < some.len() && at < others.len() {
        let (a, b) = (some[at].0.as_bytes(), others[at].0.as_bytes());
        let mut byte = 0;
        while byte < a.len() && byte < b.len() && a[byte] == b[byte] {
            byte += 1;
        }
        if byte < a.len() || byte < b.len() || some[at].1.is_empty() {
            return false;
        }
        at += 1;
    }
    some.len() == others.len()
}
