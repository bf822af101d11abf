//! Changes the state of one contact.

use std::process::ExitCode;

use clap::Args;
use genkan::Language;
use genkan::onboarding::{Account, Accounts as _, Refusal, State};

use super::common::{Common, Order};
use super::{Failure, input, not_done, open};
use crate::service::{NotDone, Service};
use crate::store::Database;

/// Which contact, and who orders it.
#[derive(Args)]
pub(super) struct Target {
    /// The contact's email address.
    address: String,
    #[command(flatten)]
    pub(super) order: Order,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What is done.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    Remove,
    Hold,
    Release,
    Resend,
    Renew,
}

impl Target {
    pub(super) fn run(self, change: Change) -> Result<ExitCode, Failure> {
        let told = self.common.language();
        open::with_portal(&self.common.config, async |_, service| {
            let account = self.account(service).await?;
            let author = self.order.author(service, told).await?;
            let id = account.id;
            let done = match change {
                Change::Remove => service.remove(id, &author).await,
                Change::Hold => service.hold(id, &author).await,
                Change::Release => service.release(id, &author).await,
                Change::Resend => service.resend(id, &author).await,
                Change::Renew => service.renew(id, &author).await,
            };
            done.map_err(|error| match error {
                NotDone::Refused(Refusal::State) => wrong_state(told, change, &account),
                error => not_done::failure(told, error, &account.address),
            })?;
            println!("{}", done_text(told, change, account.address.as_str()));
            Ok(ExitCode::SUCCESS)
        })
    }

    /// Returns the account that has the address.
    pub(super) async fn account(&self, service: &Service<Database>) -> Result<Account, Failure> {
        let told = self.common.language();
        let address = input::address(told, &self.address)?;
        let found = service.store.account_by_address(&address).await?;
        found
            .filter(|account| !account.state.is_removed())
            .ok_or_else(|| not_done::unregistered(told, &address))
    }
}

fn done_text(told: Language, change: Change, address: &str) -> String {
    match (told, change) {
        (Language::Ja, Change::Remove) => {
            format!("{address} を削除しました。本人に通知メールを送ります。")
        }
        (Language::Ja, Change::Hold) => {
            format!("{address} を利用停止にしました。本人に通知メールを送ります。")
        }
        (Language::Ja, Change::Release) => {
            format!("{address} の利用停止を解除しました。本人に通知メールを送ります。")
        }
        (Language::Ja, Change::Resend) => format!("{address} にリンクのメールを送ります。"),
        (Language::Ja, Change::Renew) => {
            format!("{address} の登録期限を延長しました。リンクのメールを送ります。")
        }
        (_, Change::Remove) => format!("removed {address}; the contact is told by email"),
        (_, Change::Hold) => format!("put {address} on hold; the contact is told by email"),
        (_, Change::Release) => format!("released {address}; the contact is told by email"),
        (_, Change::Resend) => format!("a link will be sent to {address}"),
        (_, Change::Renew) => format!("renewed {address}; a link will be sent"),
    }
}

fn wrong_state(told: Language, change: Change, account: &Account) -> Failure {
    let address = &account.address;
    let problem = match (told, change, &account.state) {
        (Language::Ja, _, State::Held { .. }) => {
            format!("{address} はすでに利用停止中です。")
        }
        (Language::Ja, Change::Release, _) => {
            format!("{address} は利用停止中ではありません。解除は不要です。")
        }
        (Language::Ja, Change::Renew, _) => format!(
            "{address} はパスワードを設定済みのため、登録期限はありません。リンクを送るには: genkan contacts resend {address}"
        ),
        (_, _, State::Held { .. }) => format!("{address} is on hold already"),
        (_, Change::Release, _) => format!("{address} is not on hold; nothing needs a release"),
        (_, Change::Renew, _) => format!(
            "{address} has a password, so its registration does not expire. To send a link: \
             genkan contacts resend {address}"
        ),
        _ => return not_done::failure(told, Refusal::State.into(), address),
    };
    Failure::refused(format_args!("{}: {problem}", Refusal::State.code()))
}
