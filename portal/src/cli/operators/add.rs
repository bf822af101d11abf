use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use genkan::onboarding::{Name, Role};

use crate::cli::options::By;
use crate::cli::output::{done, texts};
use crate::cli::texts::NameOf;
use crate::cli::{Failure, input, open};

#[derive(Args)]
pub(in crate::cli) struct Add {
    #[arg(help = texts().operators.name)]
    name: String,
    #[arg(long, help = texts().operators.role)]
    #[arg(value_parser = PossibleValuesParser::new(Role::ALL.map(Role::code))
        .try_map(|code| code.parse::<Role>()))]
    role: Role,
    #[arg(long = "company", value_name = "COMPANY", help = texts().operators.companies)]
    companies: Vec<String>,
    #[command(flatten)]
    by: By,
    #[arg(long, help = texts().arguments.config)]
    config: PathBuf,
}

impl Add {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let name = input::name(NameOf::Operator, &self.name)?;
        let companies = self.companies.iter();
        let companies: Vec<Name> = companies
            .map(|company| input::name(NameOf::Company, company))
            .collect::<Result<_, _>>()?;
        open::with_service_or_new(&self.config, async |_, service| {
            let author = self.by.author(service).await?;
            let added = service.add_operator(&name, self.role, &companies, &author);
            let added = added.await;
            added.map_err(|error| Failure::not_done(error, &name))?;
            done((texts().operators.added)(&name, &self.role))
        })
    }
}
