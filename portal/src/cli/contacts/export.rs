use std::process::ExitCode;

use clap::Args;

use super::import::protected;
use super::{CompanyNames, for_each};
use crate::cli::options::ConfigFile;
use crate::cli::output::Rows;
use crate::cli::{Failure, open};

#[derive(Args)]
pub(in crate::cli) struct Export {
    #[command(flatten)]
    config: ConfigFile,
}

impl Export {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let (mut companies, mut rows) = (CompanyNames::default(), Rows::new());
            // Spreadsheets take a file without a mark for one of another encoding.
            rows.print("\u{feff}name,email,company,language\r")?;
            for_each(store, async |account| {
                if account.state.is_removed() {
                    return Ok(());
                }
                let company = companies.of(store, account).await?;
                let (name, address) = (account.name.as_str(), account.address.as_str());
                let cells = [name, address, company, account.language.tag()];
                // Every cell is quoted, so that no other separator divides one.
                let cells = cells.map(|cell| {
                    let cell = protected(cell).replace('"', "\"\"");
                    format!("\"{cell}\"")
                });
                rows.print(format_args!("{}\r", cells.join(",")))
            })
            .await?;
            rows.finish()
        })
    }
}
