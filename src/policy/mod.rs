//! Checks a password.
//!
//! A [`Policy`] is data: it can be read from and written to one JSON document.
//! [`Policy::check`] returns a [`Report`] that lists every requirement, met or
//! unmet, with codes and numbers and never the password or the address.
//! [`Policy::accept`] returns an [`AcceptedPassword`], the only value that may
//! be hashed.
//!
//! | module | what |
//! |---|---|
//! | [`rules`] | the rules, each of which can also check a password by itself |
//! | [`message`] | requirements, violations and hints as sentences |
//! | [`lint`] | the problems of a policy, found before it is in use |
//! | [`conformity`] | the comparison of a policy with the standards, clause by clause |
//! | [`export`] | a policy as HTML attributes, `passwordrules` and JSON Schema |
//! | [`generate`] | passwords and passphrases that a policy accepts |

mod accepted;
mod ascii_set;
mod canonical;
mod check;
pub mod conformity;
mod constraints;
mod construction;
mod context;
mod context_source;
mod context_words;
#[cfg(feature = "serde")]
mod defaults;
mod document;
#[cfg(feature = "serde")]
mod document_reader;
#[cfg(test)]
mod documented_tables;
pub mod export;
mod fingerprint;
pub mod generate;
mod hint;
mod invalid_document;
mod item;
mod labels;
mod limits;
pub mod lint;
pub mod message;
mod needs;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod policy;
mod preparation;
mod preset;
mod refused;
mod report;
mod requirement;
mod rule;
pub mod rules;
mod sentences;
mod span;
mod spelling;
mod status;
mod texts;
mod validation;
mod violation;

pub use crate::language::Language;
pub use accepted::AcceptedPassword;
pub use context::Context;
pub use context_source::ContextSource;
pub use document::Document;
pub use fingerprint::Fingerprint;
pub use hint::Hint;
pub use invalid_document::InvalidDocument;
pub use item::Item;
pub use labels::{InvalidLabel, Labels};
pub use needs::Needs;
pub use policy::Policy;
pub use preparation::Preparation;
pub use refused::Refused;
pub use report::Report;
pub use requirement::Requirement;
pub use rule::Rule;
pub use span::Span;
pub use status::Status;
pub use violation::{Forbidden, Violation};
