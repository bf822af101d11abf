//! Registers, shows and changes contacts.

mod add;
mod change;
mod edit;
mod export;
mod import;
mod list;
mod manager;
mod replace;
mod show;

pub use import::contacts;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::process::ExitCode;

use clap::Subcommand;
use genkan::id::CompanyId;
use genkan::onboarding::{Account, Accounts as _, State};

use super::Failure;
use super::output::texts;
use super::pages::{self, PAGE};
use super::texts::Change;
use crate::clock::now;
use crate::service::Error;
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum Contacts {
    #[command(about = texts().contacts.add)]
    Add(add::Add),
    #[command(about = texts().contacts.list, after_help = texts().contacts.list_note)]
    List(list::List),
    #[command(about = texts().contacts.show)]
    Show(show::Show),
    #[command(about = texts().contacts.import, after_help = texts().contacts.import_note)]
    Import(import::Import),
    #[command(about = texts().contacts.export, after_help = texts().contacts.export_note)]
    Export(export::Export),
    #[command(about = texts().contacts.edit)]
    Edit(edit::Edit),
    #[command(about = texts().contacts.replace, after_help = texts().contacts.replace_note)]
    Replace(replace::Replace),
    #[command(about = texts().contacts.manager)]
    Manager(manager::Manager),
    #[command(about = texts().contacts.remove)]
    Remove(change::Target),
    #[command(about = texts().contacts.hold, after_help = texts().contacts.hold_note)]
    Hold(change::Target),
    #[command(about = texts().contacts.release)]
    Release(change::Target),
    #[command(about = texts().contacts.resend, after_help = texts().contacts.resend_note)]
    Resend(change::Target),
    #[command(about = texts().contacts.renew, after_help = texts().contacts.renew_note)]
    Renew(change::Target),
}

impl Contacts {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Show(show) => show.run(),
            Self::Import(import) => import.run(),
            Self::Export(export) => export.run(),
            Self::Edit(edit) => edit.run(),
            Self::Replace(replace) => replace.run(),
            Self::Manager(manager) => manager.run(),
            Self::Remove(target) => target.run(Change::Remove),
            Self::Hold(target) => target.run(Change::Hold),
            Self::Release(target) => target.run(Change::Release),
            Self::Resend(target) => target.run(Change::Resend),
            Self::Renew(target) => target.run(Change::Renew),
        }
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

/// Calls `each` with every contact, ordered by address.
async fn for_each(
    store: &Database,
    each: impl AsyncFnMut(&Account) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let page = async |last: Option<&Account>| {
        let after = last.map(|account| &account.address);
        store.accounts(after, PAGE).await
    };
    pages::for_each(page, each).await
}

/// Returns the state as `explain` names it.
fn state(account: &Account) -> &'static str {
    match account.state {
        State::Registered { expires_at } if expires_at <= now() => "expired",
        _ => account.state.code(),
    }
}
