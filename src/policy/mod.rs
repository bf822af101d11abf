//! Judges a password.
//!
//! A [`Policy`] is data: it can be read from and written to one JSON document.
//! [`Policy::check`] answers with a [`Report`] that lists every requirement,
//! met or unmet, with codes and numbers and never the password or the address.
//! [`Policy::accept`] answers with an [`AcceptedPassword`], the only value
//! that may be hashed.

mod accepted;
mod alphabet;
mod audit;
mod blocklist;
#[cfg(feature = "breach")]
mod breach;
mod candidate;
mod canonical;
mod construction;
mod context;
mod document;
mod export;
mod fingerprint;
mod generate;
mod hint;
mod inline;
mod invalid_document;
mod judge;
mod kind;
#[cfg_attr(
    target_family = "wasm",
    expect(dead_code, reason = "the small search for words asks for less")
)]
mod lanes;
mod language;
mod lint;
pub mod message;
mod outline;
mod preparation;
mod preset;
mod report;
mod requirement;
mod rule;
mod rules;
mod span;
mod violation;
mod word;

pub use accepted::AcceptedPassword;
pub use audit::{Clause, Conformity, Standard};
#[cfg(feature = "common-blocklist")]
pub use blocklist::common;
pub use blocklist::{
    Blocklist, CompactList, Draft, Form, HashList, IndexDraft, InvalidList, WordList,
};
#[cfg(feature = "breach")]
pub use breach::{Malformed, RangeQuery};
pub use context::{Context, Source};
pub use document::Document;
pub use export::{HtmlAttributes, NotExportable, PasswordRules, StringSchema};
pub use fingerprint::Fingerprint;
pub use generate::Ungeneratable;
pub use hint::Hint;
pub use invalid_document::InvalidDocument;
pub use judge::Policy;
pub use kind::{Kind, Kinds};
pub use language::Language;
pub use lint::{Finding, Manager, Severity};
pub use preparation::Preparation;
pub use report::{Item, Listener, Report, Status};
pub use requirement::{Always, Requirement};
pub use rule::{Rule, Unit, Within};
pub use rules::{
    BlocklistRule, BreachedRule, CharactersRule, ContextWordRule, GuessabilityRule, KindsRule,
    LengthRule, LocalPartRule, NumberRangeRule, OccurrencesRule, Pattern, Place, RepetitionRule,
    ReuseRule, SequenceRule, SimilarityRule, TierRule, WhiteSpace, WhiteSpaceRule,
};
pub use span::Span;
pub use violation::Violation;
