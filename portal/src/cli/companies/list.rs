use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::{Accounts as _, Company};

use crate::cli::options::ConfigFile;
use crate::cli::output::Rows;
use crate::cli::pages::{self, PAGE};
use crate::cli::{Failure, open};

#[derive(Args)]
pub(in crate::cli) struct List {
    #[command(flatten)]
    config: ConfigFile,
}

impl List {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let mut rows = Rows::new();
            let page = async |last: Option<&Company>| {
                store
                    .companies(last.map(|company| &company.name), PAGE)
                    .await
            };
            pages::for_each(page, async |company| rows.print(&company.name)).await?;
            rows.finish()
        })
    }
}
