use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::{Account, Accounts as _};

use super::{CompanyNames, state};
use crate::cli::output::{Rows, texts};
use crate::cli::pages::{self, PAGE};
use crate::cli::{Failure, open};

#[derive(Args)]
pub(in crate::cli) struct List {
    #[arg(long, help = texts().arguments.config)]
    config: PathBuf,
}

impl List {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let (mut companies, mut rows) = (CompanyNames::default(), Rows::new());
            let page = async |last: Option<&Account>| {
                let after = last.map(|account| &account.address);
                store.accounts(after, PAGE).await
            };
            pages::for_each(page, async |account| {
                let company = companies.of(store, account).await?;
                let (address, name) = (&account.address, &account.name);
                let state = state(account);
                rows.print(format_args!("{address}\t{state}\t{name}\t{company}"))
            })
            .await?;
            rows.finish()
        })
    }
}
