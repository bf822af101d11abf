//! The portal of a support center.
//!
//! The core ([`genkan::onboarding`]) decides; the portal has the clock, the
//! random source, the database, the emails, the pages and the command line. A
//! module uses only modules below it:
//!
//! - [`cli`] is the command line and the composition root
//! - [`server`] serves the pages of [`web`] to clients of any speed
//! - [`metrics`] shows the counters of a process
//! - [`bounces`] receives the reports about emails that were not delivered
//! - [`mail`] composes emails of messages and sends them
//! - [`service`] runs the ceremonies on a store
//! - [`passwords`] checks passwords by a policy and hashes them,
//!   [`store`] stores accounts, tokens and messages, [`keys`] has the keys of
//!   the tokens, [`blocklist`] builds and maps lists of passwords
//! - [`alarm`] has what an operator must hear of
//! - [`config`] reads the configuration

// They panic if the output is full or closed; `cli::output` does not.
#![warn(clippy::print_stderr, clippy::print_stdout)]

pub mod alarm;
pub mod blocklist;
pub mod bounces;
mod byte_order_mark;
pub mod cli;
pub mod clock;
pub mod config;
mod date;
mod fair_queue;
mod file_error;
pub mod keys;
pub mod mail;
pub mod metrics;
pub mod passwords;
mod private_folder;
pub mod random;
pub mod server;
pub mod service;
pub mod store;
mod texts;
mod tls;
pub mod web;

pub use file_error::FileError;

/// The examples of the repository's READMEs are compiled and run here, because
/// the crate is also tested without them.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../../README.ja.md")]
struct Readme;
