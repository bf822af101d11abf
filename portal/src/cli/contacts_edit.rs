//! Corrects the data of one contact.

use std::process::ExitCode;

use clap::{ArgGroup, Args};
use genkan::Language;

use super::contacts_change::Target;
use super::{Failure, input, language, not_done, open};
use crate::service::Correction;

#[derive(Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true)))]
pub(super) struct Edit {
    #[command(flatten)]
    target: Target,
    /// The person's name.
    #[arg(long, group = "what")]
    name: Option<String>,
    /// The customer company, which is created if there is none of that name;
    /// "" for none.
    #[arg(long, group = "what")]
    company: Option<String>,
    /// The language of emails: ja or en.
    #[arg(long, group = "what", value_parser = language)]
    language: Option<Language>,
}

impl Edit {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let common = &self.target.common;
        let told = common.language();
        let name = self.name.map(|name| input::person(told, &name));
        let company = self.company.map(|company| match company.trim() {
            "" => Ok(None),
            company => input::company(told, company).map(Some),
        });
        let correction = Correction {
            name: name.transpose()?,
            company: company.transpose()?,
            language: self.language,
        };
        open::with_portal(&common.config, async |_, service| {
            let account = self.target.account(service).await?;
            let author = self.target.order.author(service, told).await?;
            let edited = service.edit(account.id, &correction, &author).await;
            edited.map_err(|error| not_done::failure(told, error, &account.address))?;
            match told {
                Language::Ja => println!("{} の登録内容を更新しました。", account.address),
                _ => println!("edited {}", account.address),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
