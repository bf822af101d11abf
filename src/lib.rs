//! Password policy, single-use links and account onboarding for backend
//! services, without any I/O.
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
//! // Only `accept` makes a password that can be hashed.
//! let password = policy.accept("blue7Kite!", &context).unwrap();
//! # let _ = password;
//! ```
//!
//! # Modules
//!
//! - [`policy`] checks a password: [`Policy`](policy::Policy),
//!   [`Report`](policy::Report),
//!   [`AcceptedPassword`](policy::AcceptedPassword). [`blocklist`], [`breach`]
//!   and [`strength`] provide what a policy may need.
//! - [`token`]: links and sessions: [`Keyring`](token::Keyring),
//!   [`Token`](token::Token), and [`Verified`](token::Verified), the proof that
//!   a token was presented.
//! - [`onboarding`]: the life of an account. Every ceremony takes the current
//!   data and returns a [`Plan`](onboarding::Plan) or a
//!   [`Refusal`](onboarding::Refusal). A [`Store`](onboarding::Store) commits a
//!   plan completely or not at all.
//! - [`limit`]: rate limits. [`audit_log`]: a hash chain of what has happened.
//! - [`text`], [`time`], [`address`], [`id`], [`Language`]: types that the
//!   other modules share.
//!
//! Time and randomness are arguments. The crate has no clock, no random source,
//! no network and no database.
//!
//! For reset links beside your own table of users, [`policy`] and [`token`] are
//! enough: see [`token::Links`].
//!
//! # Randomness
//!
//! A function that needs randomness takes a [`rand_core::CryptoRng`] of
//! `rand_core` 0.10. These generators implement it:
//!
//! - `rand::rng()` of `rand` 0.10;
//! - `UnwrapErr(SysRng)` of `getrandom` 0.4 with its feature `sys_rng`, where
//!   `UnwrapErr` is [`rand_core::UnwrapErr`].
//!
//! # Features
//!
//! - `std` (default): the system's time as a [`time::Timestamp`].
//! - `unicode-normalization` (default): the Unicode tables. Without it, pass
//!   your own [`text::Unicode`].
//! - `serde` (default): the policy document, the report and the
//!   [`token::Record`] of a link as data.
//! - `common-blocklist`: [`blocklist::common()`], a list of common passwords,
//!   60 KB.
//! - `breach`: [`breach`], the range search of Have I Been Pwned.
//! - `strength`: the [`strength`] estimate by zxcvbn. Includes `std`.
//! - `conformance`: the test suite for stores, and a store in memory. Includes
//!   `std`.

#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::exhaustive_enums, clippy::exhaustive_structs)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod address;
pub mod audit_log;
pub mod blocklist;
#[cfg(feature = "breach")]
pub mod breach;
mod code;
#[cfg(feature = "conformance")]
pub mod conformance;
mod hex;
pub mod id;
mod language;
pub mod limit;
pub mod onboarding;
pub mod policy;
#[cfg(feature = "strength")]
pub mod strength;
pub mod text;
mod text_data;
pub mod time;
pub mod token;

pub use code::UnknownCode;
pub use language::Language;
/// The crate whose traits describe the randomness that callers pass in.
pub use rand_core;
/// The crate whose types hold passwords and other secrets.
pub use zeroize;

/// The example of the README is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("README.md")]
struct Readme;
