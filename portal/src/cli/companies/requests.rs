use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::cli::options::{ConfigFile, Order};
use crate::cli::output::{done, texts};
use crate::cli::texts::NameOf;
use crate::cli::{Failure, input, open};

#[derive(Args)]
pub(in crate::cli) struct Requests {
    #[arg(help = texts().companies.name)]
    name: String,
    #[arg(help = texts().companies.decided_by)]
    decided_by: DecidedBy,
    #[command(flatten)]
    order: Order,
    #[command(flatten)]
    config: ConfigFile,
}

/// Who decides the requests of a company.
#[derive(Clone, Copy, Eq, PartialEq, ValueEnum)]
enum DecidedBy {
    Managers,
    Desk,
}

impl Requests {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let name = input::name(NameOf::Company, &self.name)?;
        let managers_act = self.decided_by == DecidedBy::Managers;
        open::with_service(&self.config, async |_, service| {
            let author = self.order.author(service).await?;
            let set = async {
                let company = service.company_by_name(&name).await?;
                service
                    .set_managers_act(company.id, managers_act, &author)
                    .await
            };
            set.await.map_err(|error| Failure::not_done(error, &name))?;
            done((texts().companies.requests_set)(&name, managers_act))
        })
    }
}
