//! Contacts are registered by the provider, and looked after by the desk.

use std::io::{Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::onboarding::{Account, State, Store as _};
use genkan::policy::Language;

use super::contact::contact;
use super::contacts_import::Import;
use super::desk::{self, Case, Deed, Replace};
use super::registration::Registration;
use super::{Failure, open, terminal_language};
use crate::system::now;

#[derive(Subcommand)]
pub(super) enum Contacts {
    /// Register one contact.
    Add(Add),
    /// List every contact: address, state, name, company, as tab-separated
    /// lines. A registration whose time is over is `expired`.
    List(List),
    /// Register the contacts of a CSV file with the columns name, email and,
    /// where wanted, company and language. All rows or none.
    Import(Import),
    /// Hand an account over to another address at once, as the desk: password,
    /// sessions and links end, and both addresses are told.
    Replace(Replace),
    /// Remove a contact: password, sessions and links end.
    Remove(Case),
    /// Hold a contact: sessions and links end, nobody signs in, no link is
    /// sent.
    Hold(Case),
    /// Release a contact that is held.
    Release(Case),
    /// Send a link, whenever it was asked for last; it is the only one then.
    Resend(Case),
    /// Begin the registration of a contact without a password anew, expired
    /// or not, and send a link.
    Renew(Case),
}

#[derive(Args)]
pub(super) struct Add {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// The mail address.
    #[arg(long)]
    email: String,
    /// The customer company.
    #[arg(long, default_value = "")]
    company: String,
    /// The language of mails: ja or en.
    #[arg(long, default_value = "")]
    language: String,
    #[command(flatten)]
    registration: Registration,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = super::language)]
    lang: Option<Language>,
}

#[derive(Args)]
pub(super) struct List {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
}

impl Contacts {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Import(import) => import.run(),
            Self::Replace(replace) => replace.run(),
            Self::Remove(case) => case.run(Deed::Remove),
            Self::Hold(case) => case.run(Deed::Hold),
            Self::Release(case) => case.run(Deed::Release),
            Self::Resend(case) => case.run(Deed::Resend),
            Self::Renew(case) => case.run(Deed::Renew),
        }
    }
}

impl Add {
    fn run(self) -> Result<ExitCode, Failure> {
        let language = super::contact::language(&self.language).map_err(Failure::usage)?;
        let contact =
            contact(&self.name, &self.email, &self.company, language).map_err(Failure::usage)?;
        let told = self.lang.unwrap_or_else(terminal_language);
        open::with_portal_or_new(&self.config, async |portal| {
            let address = contact.address.clone();
            if !self.registration.register(portal, contact).await? {
                return Err(desk::taken(told, &address));
            }
            match told {
                Language::Ja => println!("{} を登録しました。", address.as_str()),
                _ => println!("registered {}", address.as_str()),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let mut after = None;
            loop {
                let accounts = store.accounts(after.as_ref(), 500).await?;
                for account in &accounts {
                    let line = writeln!(
                        stdout(),
                        "{}\t{}\t{}\t{}",
                        account.address.as_str(),
                        state(account),
                        account.name,
                        account.company
                    );
                    if line.is_err() {
                        return Ok(ExitCode::SUCCESS); // Nobody reads on.
                    }
                }
                match accounts.into_iter().last() {
                    Some(last) => after = Some(last.address),
                    None => return Ok(ExitCode::SUCCESS),
                }
            }
        })
    }
}

/// What `explain` calls it, too.
fn state(account: &Account) -> &'static str {
    match account.state {
        State::Registered { expires_at } if expires_at <= now() => "expired",
        _ => account.state.code(),
    }
}
