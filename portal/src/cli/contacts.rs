//! Registers contacts and shows them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::Language;
use genkan::id::CompanyId;
use genkan::onboarding::{Account, Accounts as _, State};

use super::common::{By, Common};
use super::contacts_change::{Change, Target};
use super::contacts_edit::Edit;
use super::contacts_import::Import;
use super::contacts_replace::Replace;
use super::{Failure, input, not_done, open};
use crate::clock::now;
use crate::service::Error;
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum Contacts {
    /// Register one contact.
    Add(Add),
    /// List every contact: address, state, name, company, as tab-separated
    /// lines. The state of an expired registration is `expired`.
    List(List),
    /// Register the contacts of a CSV file with the columns name, email and,
    /// optionally, company and language. All rows or none; contacts that are
    /// registered already stay as they are.
    Import(Import),
    /// Correct the name, company or language of a contact.
    Edit(Edit),
    /// Hand an account over to another person: the account ends, the other
    /// person is registered, and both are told by email.
    Replace(Replace),
    /// Remove a contact: password, sessions and links end.
    Remove(Target),
    /// Put a contact on hold: sessions and links end, nobody can sign in, and
    /// no link is sent.
    Hold(Target),
    /// Release a contact that is on hold.
    Release(Target),
    /// Send a link, however recently one was requested; earlier links end.
    Resend(Target),
    /// Renew the registration of a contact without a password, expired or not,
    /// and send a link.
    Renew(Target),
}

/// How contacts are registered.
#[derive(Args)]
pub(super) struct Registration {
    /// Tell the person by email how to set a password.
    #[arg(long)]
    pub(super) notify: bool,
    #[command(flatten)]
    pub(super) by: By,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Args)]
pub(super) struct Add {
    /// The person's name.
    #[arg(long)]
    name: String,
    /// The email address.
    #[arg(long)]
    email: String,
    /// The customer company; it is created if there is none of that name.
    #[arg(long, default_value = "")]
    company: String,
    /// The language of emails: ja or en.
    #[arg(long, default_value = "")]
    language: String,
    #[command(flatten)]
    registration: Registration,
}

#[derive(Args)]
pub(super) struct List {
    /// The configuration file.
    #[arg(long)]
    config: PathBuf,
}

impl Contacts {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Import(import) => import.run(),
            Self::Edit(edit) => edit.run(),
            Self::Replace(replace) => replace.run(),
            Self::Remove(target) => target.run(Change::Remove),
            Self::Hold(target) => target.run(Change::Hold),
            Self::Release(target) => target.run(Change::Release),
            Self::Resend(target) => target.run(Change::Resend),
            Self::Renew(target) => target.run(Change::Renew),
        }
    }
}

impl Add {
    fn run(self) -> Result<ExitCode, Failure> {
        let Registration { notify, by, common } = self.registration;
        let told = common.language();
        let new = input::contact(told, &self.name, &self.email, &self.company, &self.language);
        let new = [new.map_err(Failure::usage)?];
        let address = &new[0].contact.address;
        open::with_portal_or_new(&common.config, async |service| {
            let author = by.author(service, told).await?;
            let known = service.register(&new, notify, &author).await;
            let known = known.map_err(|error| not_done::failure(told, error, address))?;
            if !known.is_empty() {
                return Err(not_done::taken(told, address));
            }
            match told {
                Language::Ja => println!("{address} を登録しました。"),
                _ => println!("registered {address}"),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let mut companies = CompanyNames::default();
            let mut after = None;
            loop {
                let accounts = store.accounts(after.as_ref(), 500).await?;
                for account in &accounts {
                    let company = companies.of(store, account).await?;
                    let line = writeln!(
                        stdout(),
                        "{}\t{}\t{}\t{company}",
                        account.address,
                        state(account),
                        account.name,
                    );
                    if line.is_err() {
                        return Ok(ExitCode::SUCCESS); // The reader has closed.
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

/// The names of the companies that were looked up.
#[derive(Default)]
struct CompanyNames(BTreeMap<CompanyId, String>);

impl CompanyNames {
    /// Returns the name of an account's company, empty if it has none.
    async fn of(&mut self, store: &Database, account: &Account) -> Result<&str, Error> {
        let Some(id) = account.company else {
            return Ok("");
        };
        Ok(match self.0.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let company = store.company(id).await?;
                unknown.insert(company.map_or_else(String::new, |company| company.name.to_string()))
            }
        })
    }
}

/// Returns the state as `explain` names it.
fn state(account: &Account) -> &'static str {
    match account.state {
        State::Registered { expires_at } if expires_at <= now() => "expired",
        _ => account.state.code(),
    }
}
