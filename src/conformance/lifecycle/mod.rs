//! Sequences of [`Command`]s: everything that can happen to accounts, in any
//! order, compared with a naive model of what should happen.

mod checks;
mod command;
mod contact;
mod email;
mod life;
mod operator;
mod runner;
mod values;
mod visitor;
mod worker;

pub use command::Command;
pub use runner::run_commands;
