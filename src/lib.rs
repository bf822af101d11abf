//! The entrance hall of an account: a password policy, single-use links, and
//! the first days of an account, decided without any I/O.
//!
//! ```
//! use genkan::policy::{Context, Policy};
//!
//! let policy = Policy::support_center();
//! let context = Context::new().email("taro.yamada@example.co.jp");
//!
//! let report = policy.check("Taro-2026", &context);
//! assert!(!report.is_accepted());
//! assert_eq!(report.violations().next().unwrap().code(), "contains-local-part");
//!
//! let password = policy.accept("blue7Kite!", &context).unwrap();
//! # let _ = password;
//! ```
//!
//! # Rooms
//!
//! Each room may use the ones before it and none after it.
//!
//! - [`text`]: the prepared and the folded form of a string.
//! - [`time`]: points in time and lifetimes.
//! - [`policy`]: judges a password: [`Policy`](policy::Policy),
//!   [`Report`](policy::Report), and
//!   [`AcceptedPassword`](policy::AcceptedPassword), which nothing else makes.
//! - [`token`]: single-use links: [`Keyring`](token::Keyring),
//!   [`Token`](token::Token), and [`Verified`](token::Verified), the proof
//!   that somebody followed one.
//! - [`onboarding`]: the account's life. Every ceremony is a pure function
//!   from what is known to a [`Plan`](onboarding::Plan) or a
//!   [`Refusal`](onboarding::Refusal); a [`Store`](onboarding::Store) commits
//!   a plan whole or not at all.
//!
//! Time and randomness are arguments. There is no clock, no random source, no
//! network and no database in this crate.
//!
//! # Features
//!
//! - `unicode-normalization` (default): the Unicode tables. Without them,
//!   bring your own [`text::Unicode`].
//! - `serde` (default): the policy document and the report as data.
//! - `zxcvbn`: the [`strength`] estimate. Needs std.
//! - `conformance`: the suite that shows that a store keeps its contract, and
//!   a store in memory. Needs std.

#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::exhaustive_enums, clippy::exhaustive_structs)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(test, feature = "zxcvbn", feature = "conformance"))]
extern crate std;

pub mod address;
pub mod audit_log;
mod code;
#[cfg(feature = "conformance")]
pub mod conformance;
mod hex;
pub mod id;
/// TODO
pub mod language {
    pub use crate::policy::Language;
}
pub mod limit;
pub mod onboarding;
pub mod policy;
#[cfg(feature = "zxcvbn")]
pub mod strength;
pub mod text;
pub mod time;
pub mod token;

pub use code::UnknownCode;

/// The README's example is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
