use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::{Accounts as _, Company};

use crate::cli::output::{Rows, texts};
use crate::cli::pages::{self, PAGE};
use crate::cli::{Failure, open};

#[derive(Args)]
pub(in crate::cli) struct List {
    #[arg(
        long,
        env = "GENKAN_CONFIG",
        default_value = "",
        hide_default_value = true
    )]
    #[arg(hide_env = true, value_name = "FILE", value_parser = crate::cli::input::config())]
    #[arg(help = texts().arguments.config)]
    config: PathBuf,
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
