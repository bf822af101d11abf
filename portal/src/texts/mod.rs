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
}

/// Returns the texts of a language.
pub(crate) const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ja => &ja::TEXTS,
    }
}
