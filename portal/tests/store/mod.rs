//! Either store keeps the contract of the core, alone and beside others.

mod connections;
mod contract;
mod crash;
mod fixture;
mod many_tokens;
mod plans;
mod poolers;
mod portals;
mod postgres;
mod realms;
mod round_trips;
mod schema;
mod sqlite;
mod unknown_outcomes;
