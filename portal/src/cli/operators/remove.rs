use std::process::ExitCode;

use clap::Args;

use crate::cli::options::{By, ConfigFile};
use crate::cli::output::{done, texts};
use crate::cli::texts::NameOf;
use crate::cli::{Failure, input, open};

#[derive(Args)]
pub(in crate::cli) struct Remove {
    #[arg(help = texts().operators.name)]
    name: String,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    config: ConfigFile,
}

impl Remove {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let name = input::name(NameOf::Operator, &self.name)?;
        open::with_service(&self.config, async |_, service| {
            let author = self.by.author(service).await?;
            let removed = service.remove_operator(&name, &author).await;
            removed.map_err(|error| Failure::not_done(error, &name))?;
            done((texts().operators.removed)(&name))
        })
    }
}
