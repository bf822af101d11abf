//! Results as sentences. The types are below the texts, which name them; their
//! sentences are above.

use alloc::string::String;

use super::conformity::Clause;
use super::export::NotExportable;
use super::generate::Ungeneratable;
use super::lint::Finding;
use super::texts::texts;
use crate::language::Language;

impl Clause {
    /// Returns a sentence about what the clause requires and whether the policy
    /// meets it.
    #[must_use]
    pub fn sentence(&self, language: Language) -> &'static str {
        (texts(language).statement)(self.statement)
    }
}

impl Finding {
    /// Returns the finding as a sentence, with an example if there is one.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        (texts(language).finding)(self)
    }
}

impl NotExportable {
    /// Returns the reason as a sentence.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        (texts(language).not_exportable)(self)
    }
}

impl Ungeneratable {
    /// Returns the reason as a sentence.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        (texts(language).ungeneratable)(self)
    }
}
