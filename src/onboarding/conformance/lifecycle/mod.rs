//! Sequences of [`Command`]s, in which whatever can happen to an account
//! happens in any order, held against a naive account of what should be.

mod command;
mod contact;
mod desk;
mod holder;
mod life;
mod look;
mod mail;
mod places;
mod walk;
mod worker;

pub use command::Command;
pub use walk::run_commands;
