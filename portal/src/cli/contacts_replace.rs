//! Hands the account of one contact over to another person.

use std::process::ExitCode;

use clap::Args;
use genkan::Language;
use genkan::onboarding::{Contact, Refusal};

use super::contacts_change::Target;
use super::{Failure, input, language, not_done, open};
use crate::service::NotDone;

#[derive(Args)]
pub(super) struct Replace {
    #[command(flatten)]
    target: Target,
    /// The other person's email address.
    new: String,
    /// The other person's name.
    #[arg(long)]
    name: String,
    /// The language of the other person's emails, ja or en; by default as
    /// before.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
}

impl Replace {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let common = &self.target.common;
        let told = common.language();
        open::with_portal(&common.config, async |_, service| {
            let account = self.target.account(service).await?;
            let language = self.language.unwrap_or(account.language);
            let successor = Contact::new(&self.name, &self.new, account.company, language);
            let successor = successor
                .map_err(|invalid| Failure::usage(input::invalid_contact(told, invalid)))?;
            let author = self.target.order.author(service, told).await?;
            let done = service.hand_over(account.id, &successor, &author).await;
            let (old, new) = (&account.address, &successor.address);
            done.map_err(|error| match error {
                NotDone::Refused(Refusal::AddressTaken) => not_done::taken(told, new),
                error => not_done::failure(told, error, old),
            })?;
            match told {
                Language::Ja => println!(
                    "{old} から {new} に引き継ぎました。前任の方にも後任の方にも通知メールを送ります。"
                ),
                _ => println!("handed {old} over to {new}; both are told by email"),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
