use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::{Account, NoMessage, Refusal};

use crate::cli::options::{ConfigFile, Order};
use crate::cli::output::{done, texts};
use crate::cli::texts::Change;
use crate::cli::{Failure, input, open};
use crate::service::{NotDone, Service};
use crate::store::Database;

// Which contact is changed, and who orders it.
#[derive(Args)]
pub(in crate::cli) struct Target {
    #[arg(help = texts().contacts.address)]
    address: String,
    #[command(flatten)]
    pub(super) order: Order,
    #[command(flatten)]
    pub(super) config: ConfigFile,
}

impl Target {
    pub(super) fn run(self, change: Change) -> Result<ExitCode, Failure> {
        let (cases, texts) = (&texts().cases, &texts().contacts);
        open::with_service(&self.config, async |_, service| {
            let account = self.account(service).await?;
            let author = self.order.author(service).await?;
            let id = account.id;
            let mut proposed = None;
            let changed = match change {
                Change::Remove => {
                    let removed = service.remove(id, &author).await;
                    removed.map(|case| proposed = case)
                }
                Change::Hold => service.hold(id, &author).await,
                Change::Release => service.release(id, &author).await,
                Change::Resend => service.resend(id, &author).await,
                Change::Renew => service.renew(id, &author).await,
            };
            changed.map_err(|error| {
                let problem = match error {
                    NotDone::Refused(Refusal::State) => (texts.wrong_state)(change, &account),
                    _ => None,
                };
                let code = Refusal::State.code();
                match problem {
                    Some(problem) => Failure::refused(format_args!("{code}: {problem}")),
                    None => Failure::not_done(error, &account.address),
                }
            })?;
            match proposed {
                Some(case) => done((cases.proposed)(&case)),
                None => done((texts.changed)(change, account.address.as_str())),
            }
        })
    }

    /// Returns the account that has the address.
    pub(super) async fn account(&self, service: &Service<Database>) -> Result<Account, Failure> {
        let address = input::address(&self.address)?;
        let found = service.contact(&address).await;
        found
            .and_then(|contact| contact.ok_or_else(|| NoMessage::Unregistered.into()))
            .map_err(|error| Failure::not_done(error, &address))
    }
}
