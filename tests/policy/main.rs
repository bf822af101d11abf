//! Policies: rules, reports, messages, lists, exports and generators.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a failed test panics")]

mod blocklist;
mod bounds;
mod breach;
mod conformity;
mod document;
mod export;
mod generate;
mod lint;
mod message;
mod peer_vectors;
mod preparation;
mod report;
mod rules;
mod schema;
mod support;
mod unicode;
mod vectors;
