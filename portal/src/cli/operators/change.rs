use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use genkan::id::CaseId;
use genkan::onboarding::{Name, Role};

use crate::cli::options::{By, ConfigFile, Record};
use crate::cli::output::{done, texts};
use crate::cli::texts::NameOf;
use crate::cli::{Failure, input, open};
use crate::service::NotDone;

// Which operator, on whose behalf, and why.
#[derive(Args)]
struct Target {
    #[arg(help = texts().operators.name)]
    name: String,
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    config: ConfigFile,
}

impl Target {
    fn name(&self) -> Result<Name, Failure> {
        input::name(NameOf::Operator, &self.name)
    }
}

#[derive(Args)]
pub(in crate::cli) struct Change {
    #[command(flatten)]
    target: Target,
    #[arg(long, help = texts().operators.role)]
    #[arg(value_parser = PossibleValuesParser::new(Role::ALL.map(Role::code))
        .try_map(|code| code.parse::<Role>()))]
    role: Role,
    #[arg(long = "company", value_name = "COMPANY", help = texts().operators.companies)]
    companies: Vec<String>,
}

impl Change {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let (name, note) = (self.target.name()?, self.target.record.note()?);
        let companies = self.companies.iter();
        let companies: Vec<Name> = companies
            .map(|company| input::name(NameOf::Company, company))
            .collect::<Result<_, _>>()?;
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let changed = service.change_role(&name, self.role, &companies, &note, &author);
            ended(&name, changed.await)
        })
    }
}

#[derive(Args)]
pub(in crate::cli) struct ResetFactor {
    #[command(flatten)]
    target: Target,
}

impl ResetFactor {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let (name, note) = (self.target.name()?, self.target.record.note()?);
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let reset = service.reset_second_factor(&name, &note, &author).await;
            ended(&name, reset)
        })
    }
}

/// Prints whether the change is made, or in which case it waits for an approval.
fn ended(name: &Name, result: Result<Option<CaseId>, NotDone>) -> Result<ExitCode, Failure> {
    match result.map_err(|error| Failure::not_done(error, name))? {
        Some(case) => done((texts().cases.proposed)(&case)),
        None => done((texts().operators.changed)(name)),
    }
}
