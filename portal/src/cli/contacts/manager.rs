use std::process::ExitCode;

use clap::Args;

use super::change::Target;
use crate::cli::output::{done, texts};
use crate::cli::{Failure, open};

#[derive(Args)]
pub(in crate::cli) struct Manager {
    #[command(flatten)]
    target: Target,
    #[arg(long, help = texts().contacts.manager_off)]
    off: bool,
}

impl Manager {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_service(&self.target.config, async |_, service| {
            let account = self.target.account(service).await?;
            let author = self.target.order.author(service).await?;
            let set = service.set_manager(account.id, !self.off, &author).await;
            set.map_err(|error| Failure::not_done(error, &account.address))?;
            done((texts().contacts.manager_set)(&account.address, !self.off))
        })
    }
}
