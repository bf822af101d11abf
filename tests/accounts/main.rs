//! Accounts: addresses, tokens, limits, the audit log and the ceremonies.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a failed test panics")]

mod address;
mod audit_log;
mod limit;
mod links;
mod model;
mod onboarding;
mod token;
