//! Sequences of [`Command`]s, in which whatever can happen to an account
//! happens in any order, held against a naive account of what should be.

mod command;
mod life;
mod mail;
mod walk;

pub use command::Command;
pub use walk::run_commands;
