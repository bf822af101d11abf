//! What the command line and the support desk both say, one folder for each
//! language.

mod en;
mod ja;

use genkan::Language;
use genkan::time::Timestamp;

use super::Finding;

pub(super) struct ServiceTexts {
    pub(super) found: fn(&Finding<'_>, &dyn Fn(Timestamp) -> String) -> String,
}

/// Returns the texts of a language.
pub(super) const fn texts(language: Language) -> &'static ServiceTexts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ja => &ja::TEXTS,
    }
}
