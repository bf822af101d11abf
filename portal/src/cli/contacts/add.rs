use std::process::ExitCode;

use clap::Args;
use genkan::Language;

use crate::cli::options::{By, ConfigFile};
use crate::cli::output::{done, texts};
use crate::cli::times::shown;
use crate::cli::{Failure, input, open};
use crate::service::Registration;

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
    registration: RegistrationArgs,
}

// How contacts are registered.
#[derive(Args)]
pub(in crate::cli) struct RegistrationArgs {
    #[arg(long, alias = "tell", help = texts().contacts.notify)]
    notify: bool,
    #[arg(long, help = texts().contacts.allow_reserved)]
    allow_reserved: bool,
    #[command(flatten)]
    pub(super) by: By,
    #[command(flatten)]
    pub(super) config: ConfigFile,
}

impl RegistrationArgs {
    pub(super) const fn how(&self) -> Registration {
        Registration {
            notify: self.notify,
            allow_reserved: self.allow_reserved,
            update: false,
        }
    }
}

impl Add {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let how = self.registration.how();
        let RegistrationArgs { by, config, .. } = self.registration;
        let company = self.company.as_deref().unwrap_or_default();
        let new = input::contact(texts(), &self.name, &self.email, company, self.language);
        let new = [new.map_err(Failure::usage)?];
        let address = &new[0].contact.address;
        open::with_service_or_new(&config, async |config, service| {
            let author = by.author(service).await?;
            let registered = service.register(&new, how, &author, |_| ()).await;
            let registered = registered.map_err(|error| Failure::not_done(error, address))?;
            if !registered.operators.is_empty() {
                return Err(Failure::refused((texts().failures.operator_address)(
                    address,
                )));
            }
            if !registered.known.is_empty() {
                return Err(Failure::refused((texts().failures.address_taken)(address)));
            }
            if let [(address, until)] = registered.reserved.as_slice() {
                let until = shown(*until, &config.time_zone);
                let reserved = (texts().failures.address_reserved)(address, &until);
                return Err(Failure::refused(reserved));
            }
            done((texts().contacts.registered)(address))
        })
    }
}
