//! The texts about a policy: a folder for each language that has all of them,
//! and a file for each that has only the sentences for people.

mod de;
mod en;
mod es;
mod fr;
mod ja;
mod ko;
mod plural;
mod sentences;
mod templates;
mod zh_hans;

use alloc::string::String;

use super::conformity::Statement;
use super::export::NotExportable;
use super::generate::Ungeneratable;
use super::lint::Finding;
use crate::language::Language;

pub use plural::Plural;
pub use sentences::Sentences;
pub use templates::Templates;

pub use de::DE;
pub use en::EN;
pub use es::ES;
pub use fr::FR;
pub use ja::JA;
pub use ko::KO;
pub use zh_hans::ZH_HANS;

/// The texts of one language.
pub(super) struct Texts {
    pub(super) sentences: &'static Sentences,
    pub(super) finding: fn(&Finding) -> String,
    pub(super) statement: fn(Statement) -> &'static str,
    pub(super) not_exportable: fn(NotExportable) -> String,
    pub(super) ungeneratable: fn(Ungeneratable) -> String,
}

/// Returns the texts of a language.
pub(super) const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ja => &ja::TEXTS,
    }
}

impl From<Language> for &'static Sentences {
    fn from(language: Language) -> Self {
        texts(language).sentences
    }
}
