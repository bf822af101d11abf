use std::collections::BTreeSet;
use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::{
    Account, Accounts as _, Companies, Company, ContactSearch, Name, Search as _,
};
use serde::Serialize;

use super::{CompanyNames, for_each, state};
use crate::cli::options::ConfigFile;
use crate::cli::output::{Rows, texts};
use crate::cli::pages::{self, PAGE};
use crate::cli::times::written;
use crate::cli::{Failure, open};
use crate::store::Database;

#[derive(Args)]
pub(in crate::cli) struct List {
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, value_name = "TEXT", help = texts().contacts.search)]
    search: Option<String>,
    #[arg(long, help = texts().contacts.json_lines)]
    json: bool,
}

/// A contact, for programs.
#[derive(Serialize)]
struct ContactRow<'c> {
    id: String,
    address: &'c str,
    state: &'static str,
    name: &'c str,
    company: Option<&'c str>,
    language: &'static str,
    is_manager: bool,
    undeliverable_since: Option<String>,
}

impl List {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let (mut companies, mut rows) = (CompanyNames::default(), Rows::new());
            let each = async |account: &Account| {
                let company = companies.of(store, account).await?;
                let (address, name) = (account.address.as_str(), account.name.as_str());
                let state = state(account);
                if !self.json {
                    return rows.print(format_args!("{address}\t{state}\t{name}\t{company}"));
                }
                rows.print_json(&ContactRow {
                    id: account.id.to_string(),
                    address,
                    state,
                    name,
                    company: account.company.map(|_| company),
                    language: account.language.tag(),
                    is_manager: account.is_manager,
                    undeliverable_since: account.undeliverable_since.map(written),
                })
            };
            match self.search.as_deref().map(str::trim) {
                None => for_each(store, each).await?,
                Some(text) => for_each_found(store, text, each).await?,
            }
            rows.finish()
        })
    }
}

/// Calls `each` with every contact whose address or name begins with a text, or
/// whose company has this name.
async fn for_each_found(
    store: &Database,
    text: &str,
    mut each: impl AsyncFnMut(&Account) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let company: Option<Company> = match text.parse::<Name>() {
        Ok(name) => store.company_by_name(&name).await?,
        Err(_) => None,
    };
    let company = company.map(|company| ContactSearch::Company(company.id));
    let searches = [ContactSearch::Address(text), ContactSearch::Name(text)];
    let mut known = BTreeSet::new();
    for search in searches.into_iter().chain(company) {
        let page = async |last: Option<&Account>| {
            let found = store.search_contacts(search, &Companies::All, last, PAGE);
            found.await
        };
        pages::for_each(page, async |account| match known.insert(account.id) {
            true => each(account).await,
            false => Ok(()),
        })
        .await?;
    }
    Ok(())
}
