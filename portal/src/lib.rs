//! The portal of a support center: the service door of genkan.
//!
//! The decisions are the core's ([`genkan::onboarding`]); here are the clock,
//! the random source, the database, the mail and the pages.
//!
//! - [`portal`] runs the ceremonies on a store
//! - [`judge`] brings a policy what its rules ask for
//! - [`store`] keeps accounts, tokens and letters
//! - [`mail`] makes mails of letters and sends them
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
