//! The portal of a support center.
//!
//! The core ([`genkan::onboarding`]) decides; here are the clock, the random
//! source, the database, the emails, the pages and the command line.
//!
//! - [`portal`] runs the ceremonies on a store
//! - [`judge`] gives a policy what its rules need
//! - [`store`] stores accounts, tokens and messages
//! - [`mail`] composes emails of messages and sends them
//! - [`web`] has the pages, [`server`] serves them to clients of any speed
//! - [`blocklist`] builds lists of passwords and maps them into memory
//! - [`cli`] is the command line

pub mod blocklist;
pub mod cli;
pub mod config;
mod date;
pub mod fault;
pub mod hasher;
mod hex;
pub mod judge;
pub mod keys;
pub mod mail;
pub mod portal;
pub mod server;
pub mod store;
pub mod system;
pub mod web;
