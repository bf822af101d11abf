//! Lists, shows and decides the cases of the support desk.

mod act;
mod list;
mod show;

use std::process::ExitCode;

use clap::Subcommand;
use genkan::id::CaseId;

use super::Failure;
use super::output::texts;

#[derive(Subcommand)]
pub(super) enum Cases {
    #[command(about = texts().cases.list)]
    List(list::List),
    #[command(about = texts().cases.show)]
    Show(show::Show),
    #[command(about = texts().cases.ask)]
    Ask(act::Ask),
    #[command(about = texts().cases.skip)]
    Skip(act::Skip),
    #[command(about = texts().cases.proof)]
    Proof(act::Proof),
    #[command(about = texts().cases.propose)]
    Propose(act::Propose),
    #[command(about = texts().cases.approve)]
    Approve(act::Decide),
    #[command(about = texts().cases.carry_out)]
    CarryOut(act::Decide),
    #[command(about = texts().cases.refuse)]
    Refuse(act::Close),
    #[command(about = texts().cases.close)]
    Close(act::Close),
}

impl Cases {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::List(list) => list.run(),
            Self::Show(show) => show.run(),
            Self::Ask(ask) => ask.run(),
            Self::Skip(skip) => skip.run(),
            Self::Proof(proof) => proof.run(),
            Self::Propose(propose) => propose.run(),
            Self::Approve(decide) => decide.approve(),
            Self::CarryOut(decide) => decide.carry_out(),
            Self::Refuse(close) | Self::Close(close) => close.run(),
        }
    }
}

fn case_id(text: &str) -> Result<CaseId, &'static str> {
    text.parse().map_err(|_| texts().cases.invalid_case)
}
