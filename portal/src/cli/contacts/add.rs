use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::Language;

use crate::cli::options::By;
use crate::cli::output::{done, texts};
use crate::cli::{Failure, input, open};

#[derive(Args)]
pub(in crate::cli) struct Add {
    #[arg(long, help = texts().contacts.name)]
    name: String,
    #[arg(long, help = texts().contacts.email)]
    email: String,
    #[arg(long, help = texts().contacts.company)]
    company: Option<String>,
    #[arg(long, default_value = "ja", value_parser = input::language(), help = texts().contacts.language)]
    language: Language,
    #[command(flatten)]
    registration: Registration,
}

// How contacts are registered.
#[derive(Args)]
pub(in crate::cli) struct Registration {
    #[arg(long, help = texts().contacts.notify)]
    pub(super) notify: bool,
    #[command(flatten)]
    pub(super) by: By,
    #[arg(long, help = texts().arguments.config)]
    pub(super) config: PathBuf,
}

impl Add {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let Registration { notify, by, config } = self.registration;
        let company = self.company.as_deref().unwrap_or_default();
        let new = input::contact(texts(), &self.name, &self.email, company, self.language);
        let new = [new.map_err(Failure::usage)?];
        let address = &new[0].contact.address;
        open::with_service_or_new(&config, async |service| {
            let author = by.author(service).await?;
            let known = service.register(&new, notify, &author).await;
            let known = known.map_err(|error| Failure::not_done(error, address))?;
            if !known.is_empty() {
                return Err(Failure::refused((texts().failures.address_taken)(address)));
            }
            done((texts().contacts.registered)(address))
        })
    }
}
