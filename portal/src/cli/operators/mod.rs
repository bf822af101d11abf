//! Adds, lists, changes and removes the operators of the support desk.

mod add;
mod change;
mod list;
mod remove;

use std::process::ExitCode;

use clap::Subcommand;

use super::Failure;
use super::output::texts;

#[derive(Subcommand)]
pub(super) enum Operators {
    #[command(about = texts().operators.add)]
    Add(add::Add),
    #[command(about = texts().operators.change)]
    Change(change::Change),
    #[command(about = texts().operators.list)]
    List(list::List),
    #[command(about = texts().operators.remove)]
    Remove(remove::Remove),
    #[command(about = texts().operators.reset_factor)]
    ResetFactor(change::ResetFactor),
}

impl Operators {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run(),
            Self::Change(change) => change.run(),
            Self::ResetFactor(reset) => reset.run(),
            Self::List(list) => list.run(),
            Self::Remove(remove) => remove.run(),
        }
    }
}
