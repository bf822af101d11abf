use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use genkan::Language;
use genkan::onboarding::{Name, Role};

use crate::cli::options::{By, ConfigFile};
use crate::cli::output::{done, texts};
use crate::cli::texts::NameOf;
use crate::cli::{Failure, input, open};
use crate::service::InvitedOperator;

#[derive(Args)]
pub(in crate::cli) struct Add {
    #[arg(help = texts().operators.name)]
    name: String,
    #[arg(help = texts().operators.address)]
    address: String,
    #[arg(long, default_value = "ja", value_parser = input::language(), help = texts().contacts.language)]
    language: Language,
    #[arg(long, help = texts().operators.role)]
    #[arg(value_parser = PossibleValuesParser::new(Role::ALL.map(Role::code))
        .try_map(|code| code.parse::<Role>()))]
    role: Role,
    #[arg(long = "company", value_name = "COMPANY", help = texts().operators.companies)]
    companies: Vec<String>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    config: ConfigFile,
}

impl Add {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let name = input::name(NameOf::Operator, &self.name)?;
        let companies = self.companies.iter();
        let companies: Vec<Name> = companies
            .map(|company| input::name(NameOf::Company, company))
            .collect::<Result<_, _>>()?;
        let invited = InvitedOperator {
            address: input::address(&self.address)?,
            language: self.language,
            role: self.role,
            companies,
            name,
        };
        let name = &invited.name;
        open::with_service_or_new(&self.config, async |_, service| {
            let author = self.by.author(service).await?;
            let added = service.add_operator(&invited, &author).await;
            added.map_err(|error| Failure::not_done(error, &invited.address))?;
            done((texts().operators.added)(
                name,
                &self.role,
                &invited.address,
            ))
        })
    }
}
