//! The rules of a policy and their parameters.
//!
//! A rule can check a password without a policy: call [`check_size`] first,
//! make a [`Candidate`], then check the rules in any order. A program that
//! needs few rules links only these:
//!
#![cfg_attr(feature = "unicode-normalization", doc = "```")]
#![cfg_attr(not(feature = "unicode-normalization"), doc = "```ignore")]
//! use genkan::policy::rules::{
//!     Candidate, Kind, KindsRule, LengthRule, LocalPartRule, check_control_characters, check_size,
//! };
//! use genkan::policy::{Hint, Preparation, Status};
//! use genkan::text::Tables;
//!
//! let kinds = KindsRule::new(2, vec![Kind::new("lower", ""), Kind::new("digit", "")]);
//! let password = "taro-ｘ";
//! assert_eq!(check_size(password, 1024), Status::Met);
//!
//! let candidate = Candidate::new(&Tables, Preparation::OpaqueString, password);
//! let statuses = [
//!     check_control_characters(&candidate),
//!     LengthRule::new(6).check(&candidate),
//!     kinds.check(&candidate),
//!     LocalPartRule::new(3).check(&candidate, &["taro.yamada@example.co.jp"]),
//! ];
//! assert_eq!(statuses.map(|status| status.code()), ["met", "met", "unmet", "unmet"]);
//!
//! let hints = Hint::of(&candidate, [&kinds].into_iter());
//! let codes: Vec<&str> = hints.iter().map(Hint::code).collect();
//! assert_eq!(codes, ["uncounted-character", "full-width"]);
//! ```
//!
//! These three link no Unicode tables: letters are those of the caller's
//! [`Unicode`](crate::text::Unicode).

mod any_of;
mod ascii_kinds;
mod birthday;
mod blocklist;
mod breached;
mod candidate;
mod character_position;
mod characters;
mod context_word;
mod control_characters;
mod guessability;
mod identifier;
mod keyboard;
mod kind;
mod kinds_rule;
mod length;
mod length_range;
mod local_part;
mod missing_kinds;
mod number_range;
mod occurrences;
mod repetition;
mod reuse;
mod sequence;
mod sequence_pattern;
mod similarity;
mod size;
mod tier;
mod unit;
mod white_space;
mod white_space_position;
mod word_search;

pub use any_of::AnyOfRule;
pub use ascii_kinds::AsciiKinds;
pub use blocklist::BlocklistRule;
pub(super) use blocklist::{Search as ListSearch, search as search_list};
pub use breached::BreachedRule;
pub use candidate::Candidate;
pub use character_position::CharacterPosition;
pub use characters::CharactersRule;
pub use context_word::ContextWordRule;
pub use control_characters::check_control_characters;
pub use guessability::GuessabilityRule;
pub use identifier::Identifier;
pub(super) use keyboard::{columns as keyboard_columns, rows as keyboard_rows};
pub use kind::Kind;
pub use kinds_rule::KindsRule;
pub use length::LengthRule;
pub use length_range::LengthRange;
pub use local_part::LocalPartRule;
pub use missing_kinds::MissingKinds;
pub use number_range::NumberRangeRule;
pub use occurrences::OccurrencesRule;
pub use repetition::RepetitionRule;
pub use reuse::ReuseRule;
pub use sequence::SequenceRule;
pub use sequence_pattern::SequencePattern;
pub use similarity::SimilarityRule;
pub use size::check_size;
pub use tier::TierRule;
pub use unit::Unit;
pub use white_space::WhiteSpaceRule;
pub use white_space_position::WhiteSpacePosition;
pub use word_search::WordSearch;
