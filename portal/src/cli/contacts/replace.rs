use std::process::ExitCode;

use clap::Args;
use genkan::Language;
use genkan::onboarding::{Contact, Refusal};

use super::change::Target;
use crate::cli::output::{done, texts};
use crate::cli::times::shown;
use crate::cli::{Failure, input, open};
use crate::service::NotDone;

#[derive(Args)]
pub(in crate::cli) struct Replace {
    #[command(flatten)]
    target: Target,
    #[arg(help = texts().contacts.successor_address)]
    new: String,
    #[arg(long, help = texts().contacts.successor_name)]
    name: String,
    #[arg(long, value_parser = input::language(), help = texts().contacts.successor_language)]
    language: Option<Language>,
    #[arg(long, help = texts().contacts.allow_reserved)]
    allow_reserved: bool,
}

impl Replace {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_service(&self.target.config, async |config, service| {
            let account = self.target.account(service).await?;
            let language = self.language.unwrap_or(account.language);
            let successor = Contact::new(&self.name, &self.new, account.company, language);
            let successor = successor
                .map_err(|invalid| Failure::usage(input::invalid_contact(texts(), invalid)))?;
            let author = self.target.order.author(service).await?;
            let handed_over =
                service.hand_over(account.id, &successor, self.allow_reserved, &author);
            let handed_over = handed_over.await;
            let (old, new) = (&account.address, &successor.address);
            handed_over.map_err(|error| match error {
                NotDone::Refused(Refusal::AddressTaken) => {
                    Failure::refused((texts().failures.address_taken)(new))
                }
                NotDone::AddressReserved(until) => {
                    let until = shown(until, &config.time_zone);
                    Failure::refused((texts().failures.address_reserved)(new, &until))
                }
                error => Failure::not_done(error, old),
            })?;
            done((texts().contacts.handed_over)(old, new))
        })
    }
}
