//! Adds, lists and removes the operators of the support desk.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};
use genkan::Language;
use genkan::onboarding::{Accounts as _, Companies, Name, Operator, Operators as _, Role};

use super::common::{By, Common};
use super::{Failure, input, not_done, open};
use crate::service::Error;
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum Operators {
    /// Add an operator.
    Add(Add),
    /// List every operator: name, role, companies ("*" for all), as
    /// tab-separated lines.
    List(List),
    /// Remove an operator. The audit log keeps what the operator has done.
    Remove(Remove),
}

#[derive(Args)]
pub(super) struct Add {
    /// The operator's name.
    name: String,
    /// What the operator may do: an administrator everything, an agent
    /// everything that concerns contacts, a viewer nothing but see them.
    #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::code))
        .try_map(|code| code.parse::<Role>()))]
    role: Role,
    /// A company that the operator works for; may be given again. By default
    /// the operator works for all companies.
    #[arg(long = "company", value_name = "COMPANY")]
    companies: Vec<String>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
pub(super) struct List {
    /// The configuration file.
    #[arg(long)]
    config: PathBuf,
}

#[derive(Args)]
pub(super) struct Remove {
    /// The operator's name.
    name: String,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    common: Common,
}

impl Operators {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Remove(remove) => remove.run(),
        }
    }
}

impl Add {
    fn run(self) -> Result<ExitCode, Failure> {
        let told = self.common.language();
        let name = input::operator(told, &self.name)?;
        let companies = self.companies.iter();
        let companies: Vec<Name> = companies
            .map(|company| input::company(told, company))
            .collect::<Result<_, _>>()?;
        open::with_portal_or_new(&self.common.config, async |service| {
            let author = self.by.author(service, told).await?;
            let added = service.add_operator(&name, self.role, &companies, &author);
            let added = added.await;
            added.map_err(|error| not_done::failure(told, error, &name))?;
            match told {
                Language::Ja => {
                    println!("オペレーター「{name}」を追加しました（{}）。", self.role);
                }
                _ => println!("added the operator {name} ({})", self.role),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            for operator in store.operators().await? {
                let companies = companies(store, &operator).await?;
                println!("{}\t{}\t{companies}", operator.name, operator.role);
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Returns the names of the companies that an operator works for.
async fn companies(store: &Database, operator: &Operator) -> Result<String, Error> {
    let Companies::Only(ids) = &operator.companies else {
        return Ok("*".into());
    };
    let mut names = Vec::new();
    for id in ids {
        let company = store.company(*id).await?;
        names.extend(company.map(|company| company.name.to_string()));
    }
    Ok(names.join(", "))
}

impl Remove {
    fn run(self) -> Result<ExitCode, Failure> {
        let told = self.common.language();
        let name = input::operator(told, &self.name)?;
        open::with_portal(&self.common.config, async |_, service| {
            let author = self.by.author(service, told).await?;
            let removed = service.remove_operator(&name, &author).await;
            removed.map_err(|error| not_done::failure(told, error, &name))?;
            match told {
                Language::Ja => println!("オペレーター「{name}」を削除しました。"),
                _ => println!("removed the operator {name}"),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
