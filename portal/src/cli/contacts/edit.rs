use std::process::ExitCode;

use clap::{ArgGroup, Args};
use genkan::Language;

use super::change::Target;
use crate::cli::output::{done, texts};
use crate::cli::texts::NameOf;
use crate::cli::{Failure, input, open};
use crate::service::Correction;

#[derive(Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true)))]
pub(in crate::cli) struct Edit {
    #[command(flatten)]
    target: Target,
    #[arg(long, group = "what", help = texts().contacts.name)]
    name: Option<String>,
    #[arg(long, group = "what", help = texts().contacts.new_company)]
    company: Option<String>,
    #[arg(long, group = "what", value_parser = input::language(), help = texts().contacts.language)]
    language: Option<Language>,
}

impl Edit {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let name = self.name.map(|name| input::name(NameOf::Person, &name));
        let company = self.company.map(|company| match company.trim() {
            "" => Ok(None),
            company => input::name(NameOf::Company, company).map(Some),
        });
        let correction = Correction {
            name: name.transpose()?,
            company: company.transpose()?,
            language: self.language,
        };
        open::with_service(&self.target.config, async |_, service| {
            let account = self.target.account(service).await?;
            let author = self.target.order.author(service).await?;
            let edited = service.edit(account.id, &correction, &author).await;
            edited.map_err(|error| Failure::not_done(error, &account.address))?;
            done((texts().contacts.edited)(&account.address))
        })
    }
}
