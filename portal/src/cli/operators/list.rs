use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::{Accounts as _, Companies, Operator, Operators as _};

use crate::cli::output::{Rows, texts};
use crate::cli::{Failure, open};
use crate::store::{Database, Error};

#[derive(Args)]
pub(in crate::cli) struct List {
    #[arg(long, help = texts().arguments.config)]
    config: PathBuf,
}

impl List {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let mut rows = Rows::new();
            for operator in store.operators().await? {
                let companies = companies(store, &operator).await?;
                let account = store.account(operator.id.account()).await?;
                let address = account.map(|account| account.address.to_string());
                rows.print(format_args!(
                    "{}\t{}\t{companies}\t{}",
                    operator.name,
                    operator.role,
                    address.unwrap_or_default()
                ))?;
            }
            rows.finish()
        })
    }
}

/// Returns the names of the companies that an operator works for.
async fn companies(store: &Database, operator: &Operator) -> Result<String, Error> {
    let Companies::Only(ids) = &operator.companies else {
        return Ok("*".into());
    };
    let mut names = Vec::new();
    for id in ids {
        let company = store.company(*id).await?;
        names.extend(company.map(|company| company.name.to_string()));
    }
    Ok(names.join(", "))
}
