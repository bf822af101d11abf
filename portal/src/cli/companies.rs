//! Shows and renames the customer companies.

use std::io::{Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::Language;
use genkan::onboarding::Accounts as _;

use super::common::{Common, Order};
use super::{Failure, input, not_done, open};

#[derive(Subcommand)]
pub(super) enum Companies {
    /// List the name of every company.
    List(List),
    /// Rename a company.
    Rename(Rename),
}

#[derive(Args)]
pub(super) struct List {
    /// The configuration file.
    #[arg(long)]
    config: PathBuf,
}

#[derive(Args)]
pub(super) struct Rename {
    /// The present name.
    name: String,
    /// The new name.
    new: String,
    #[command(flatten)]
    order: Order,
    #[command(flatten)]
    common: Common,
}

impl Companies {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::List(list) => list.run(),
            Self::Rename(rename) => rename.run(),
        }
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let mut after = None;
            loop {
                let companies = store.companies(after.as_ref(), 500).await?;
                for company in &companies {
                    if writeln!(stdout(), "{}", company.name).is_err() {
                        return Ok(ExitCode::SUCCESS); // The reader has closed.
                    }
                }
                match companies.into_iter().last() {
                    Some(last) => after = Some(last.name),
                    None => return Ok(ExitCode::SUCCESS),
                }
            }
        })
    }
}

impl Rename {
    fn run(self) -> Result<ExitCode, Failure> {
        let told = self.common.language();
        let name = input::company(told, &self.name)?;
        let new = input::company(told, &self.new)?;
        open::with_portal(&self.common.config, async |_, service| {
            let author = self.order.author(service, told).await?;
            let renamed = service.rename_company(&name, &new, &author).await;
            renamed.map_err(|error| not_done::failure(told, error, &name))?;
            match told {
                Language::Ja => println!("会社名を「{name}」から「{new}」に変更しました。"),
                _ => println!("renamed {name} to {new}"),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
