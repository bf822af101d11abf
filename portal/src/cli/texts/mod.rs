//! Everything that the commands print for people.
//!
//! A text that one language lacks does not compile. To add a language, add a
//! folder beside `ja` and `en`, and name it in [`in_language`].

mod arguments;
mod audit_log;
mod blocklist;
mod cases;
mod companies;
mod config;
mod contacts;
mod en;
mod explain;
mod failures;
mod ja;
mod keys;
mod mail;
mod operators;
mod outbox;
mod passwords;
mod policy;
mod portal;
mod status;

use std::fmt::Display;

use genkan::Language;

pub(crate) use contacts::Change;

pub(crate) use failures::NameOf;
pub(crate) use status::StatusTexts;

/// A text that never changes.
type Text = &'static str;
/// A sentence about one name, address, file or error.
type About = fn(&dyn Display) -> String;
/// A sentence about two of them.
type AboutTwo = fn(&dyn Display, &dyn Display) -> String;

pub(crate) struct Texts {
    /// What the program is.
    pub(crate) about: Text,
    pub(crate) arguments: arguments::ArgumentTexts,
    pub(crate) audit_log: audit_log::AuditLogTexts,
    pub(crate) blocklist: blocklist::BlocklistTexts,
    pub(crate) cases: cases::CasesTexts,
    pub(crate) check: passwords::CheckTexts,
    pub(crate) companies: companies::CompaniesTexts,
    pub(crate) config: config::ConfigTexts,
    pub(crate) contacts: contacts::ContactsTexts,
    pub(crate) demo: portal::DemoTexts,
    pub(crate) explain: explain::ExplainTexts,
    pub(crate) failures: failures::FailureTexts,
    pub(crate) generate: passwords::GenerateTexts,
    pub(crate) keys: keys::KeysTexts,
    pub(crate) mail: mail::MailTexts,
    pub(crate) operators: operators::OperatorsTexts,
    pub(crate) outbox: outbox::OutboxTexts,
    pub(crate) policy: policy::PolicyTexts,
    pub(crate) serve: portal::ServeTexts,
    pub(crate) status: status::StatusTexts,
}

/// Returns the texts of a language.
pub(crate) const fn in_language(language: Language) -> &'static Texts {
    match language {
        Language::Ja => &ja::TEXTS,
        Language::En => &en::TEXTS,
    }
}
