use std::process::ExitCode;

use clap::Args;

use crate::cli::options::{ConfigFile, Order};
use crate::cli::output::{done, texts};
use crate::cli::texts::NameOf;
use crate::cli::{Failure, input, open};

#[derive(Args)]
pub(in crate::cli) struct Rename {
    #[arg(help = texts().companies.name)]
    name: String,
    #[arg(help = texts().companies.new)]
    new: String,
    #[command(flatten)]
    order: Order,
    #[command(flatten)]
    config: ConfigFile,
}

impl Rename {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let name = input::name(NameOf::Company, &self.name)?;
        let new = input::name(NameOf::Company, &self.new)?;
        open::with_service(&self.config, async |_, service| {
            let author = self.order.author(service).await?;
            let renamed = async {
                let company = service.company_by_name(&name).await?;
                service.rename_company(company.id, &new, &author).await
            };
            let renamed = renamed.await;
            renamed.map_err(|error| Failure::not_done(error, &name))?;
            done((texts().companies.renamed)(&name, &new))
        })
    }
}
