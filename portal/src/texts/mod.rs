//! The texts that pages, emails and commands share, one folder for each
//! language.

mod en;
mod ja;

use genkan::Language;
use jiff::Zoned;
use jiff::civil::Date;

/// The texts of one language.
pub(crate) struct Texts {
    /// The service's name, if it has none of its own.
    pub(crate) service_name: &'static str,
    /// A time to the minute, with the name of its zone, such as `CET`.
    pub(crate) date: fn(&Zoned, &str) -> String,
    /// A day.
    pub(crate) day: fn(Date) -> String,
    pub(crate) case: CaseLabels,
}

/// The names of what is stored about a case.
pub(crate) struct CaseLabels {
    pub(crate) case: &'static str,
    pub(crate) change: &'static str,
    pub(crate) closed: &'static str,
    pub(crate) company: &'static str,
    pub(crate) company_name: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) date: &'static str,
    pub(crate) due: &'static str,
    pub(crate) explanation: &'static str,
    pub(crate) matter: &'static str,
    pub(crate) opened: &'static str,
    pub(crate) operator: &'static str,
    pub(crate) person: &'static str,
    pub(crate) proof: &'static str,
    pub(crate) proposal: &'static str,
    /// The contact whose account ends if a person is registered.
    pub(crate) replaced: &'static str,
    pub(crate) requester: &'static str,
    pub(crate) state: &'static str,
    pub(crate) trouble: &'static str,
    pub(crate) until: &'static str,
}

/// Returns the texts of a language.
pub(crate) const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ja => &ja::TEXTS,
    }
}
