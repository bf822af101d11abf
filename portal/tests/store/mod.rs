//! Either store keeps the contract of the core.

mod postgres;
mod sqlite;
