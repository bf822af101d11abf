//! What the desk does to one contact, on the command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::replace_address::Successor;
use genkan::onboarding::{Account, Address, NoLetter, Refusal, State, Store as _};
use genkan::policy::Language;

use super::contact::contact;
use super::operator::By;
use super::{Failure, language, open, terminal_language};
use crate::portal::Portal;
use crate::store::Database;

/// Which contact, and by whom.
#[derive(Args)]
pub(super) struct Case {
    /// The contact's mail address.
    address: String,
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    #[command(flatten)]
    by: By,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

#[derive(Args)]
pub(super) struct Replace {
    #[command(flatten)]
    case: Case,
    /// The address that mail goes to from now on.
    new: String,
    /// The name of the person whose it is; by default it is the same person.
    #[arg(long)]
    name: Option<String>,
    /// The language of mails, ja or en; by default as before.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
}

/// What is done to a contact.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    Remove,
    Hold,
    Release,
    Resend,
    Renew,
}

impl Case {
    pub(super) fn run(self, deed: Deed) -> Result<ExitCode, Failure> {
        let told = self.language();
        open::with_portal(&self.config, async |_, portal| {
            let account = self.account(portal, &self.address, told).await?;
            let (id, by) = (account.id, self.by.actor());
            let done = match deed {
                Deed::Remove => portal.remove(id, by).await?,
                Deed::Hold => portal.hold(id, by).await?,
                Deed::Release => portal.release(id, by).await?,
                // Who has a password has nothing that could be renewed.
                Deed::Renew if !matches!(account.state, State::Registered { .. }) => {
                    Err(Refusal::State)
                }
                Deed::Renew | Deed::Resend => match portal.resend(id, by).await? {
                    Ok(()) => Ok(()),
                    Err(reason) => return Err(no_letter(told, &account, reason)),
                },
            };
            done.map_err(|refusal| refused(told, &account, refusal))?;
            println!("{}", done_words(told, deed, account.address.as_str()));
            Ok(ExitCode::SUCCESS)
        })
    }

    fn language(&self) -> Language {
        self.lang.unwrap_or_else(terminal_language)
    }

    /// The account that is not over.
    async fn account(
        &self,
        portal: &Portal<Database>,
        address: &str,
        told: Language,
    ) -> Result<Account, Failure> {
        let address = Address::parse(address)
            .map_err(|invalid| Failure::usage(format_args!("{}: {invalid}", invalid.code())))?;
        let found = portal.store.account_by_address(&address).await?;
        found
            .filter(|account| !account.state.is_removed())
            .ok_or_else(|| unregistered(told, &address))
    }
}

impl Replace {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let told = self.case.language();
        open::with_portal(&self.case.config, async |_, portal| {
            let account = self.case.account(portal, &self.case.address, told).await?;
            let name = self.name.as_deref().unwrap_or(&account.name);
            let language = self.language.unwrap_or(account.language);
            let checked = contact(name, &self.new, &account.company, language);
            let checked = checked.map_err(Failure::usage)?;
            let successor = Successor {
                address: checked.address,
                name: checked.name,
                language,
            };
            let by = self.case.by.actor();
            let done = portal.hand_over(account.id, &successor, by).await?;
            done.map_err(|refusal| match refusal {
                Refusal::AddressTaken => taken(told, &successor.address),
                refusal => refused(told, &account, refusal),
            })?;
            let (old, new) = (account.address.as_str(), successor.address.as_str());
            match told {
                Language::Ja => println!(
                    "{old} を {new} に変更しました。旧アドレスと新アドレスに通知メールを送ります。"
                ),
                _ => println!("replaced {old} by {new}; both are told by mail"),
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn done_words(told: Language, deed: Deed, address: &str) -> String {
    match (told, deed) {
        (Language::Ja, Deed::Remove) => {
            format!("{address} を削除しました。本人に通知メールを送ります。")
        }
        (Language::Ja, Deed::Hold) => {
            format!("{address} を利用停止にしました。本人に通知メールを送ります。")
        }
        (Language::Ja, Deed::Release) => {
            format!("{address} の利用停止を解除しました。本人に通知メールを送ります。")
        }
        (Language::Ja, Deed::Resend) => format!("{address} にリンクのメールを送ります。"),
        (Language::Ja, Deed::Renew) => {
            format!("{address} の登録期限を延長しました。リンクのメールを送ります。")
        }
        (_, Deed::Remove) => format!("removed {address}; the contact is told by mail"),
        (_, Deed::Hold) => format!("held {address}; the contact is told by mail"),
        (_, Deed::Release) => format!("released {address}; the contact is told by mail"),
        (_, Deed::Resend) => format!("a link is on its way to {address}"),
        (_, Deed::Renew) => format!("renewed {address}; a link is on its way"),
    }
}

fn unregistered(told: Language, address: &Address) -> Failure {
    let address = address.as_str();
    Failure::refused(match told {
        Language::Ja => format!("unregistered: {address} は登録されていません。"),
        _ => format!("unregistered: {address} is not registered"),
    })
}

/// The address is somebody's already.
pub(super) fn taken(told: Language, address: &Address) -> Failure {
    let address = address.as_str();
    Failure::refused(match told {
        Language::Ja => format!("address-taken: {address} は登録済みです。"),
        _ => format!("address-taken: {address} is registered already"),
    })
}

fn no_letter(told: Language, account: &Account, reason: NoLetter) -> Failure {
    match (told, reason) {
        (Language::Ja, NoLetter::Held) => Failure::refused(format_args!(
            "held: {} は利用停止中です。先に release で解除してください。",
            account.address.as_str()
        )),
        (Language::Ja, _) => refused(told, account, Refusal::State),
        _ => Failure::refused(format_args!("{}: {reason}", reason.code())),
    }
}

fn refused(told: Language, account: &Account, refusal: Refusal) -> Failure {
    let address = account.address.as_str();
    Failure::refused(match (told, refusal) {
        (Language::Ja, Refusal::State) => format!(
            "account-state: {address} は「{}」の状態のため、この操作はできません。",
            state_in_japanese(&account.state)
        ),
        (_, Refusal::State) => format!(
            "account-state: {address} is {}, which is no state for this",
            account.state.code()
        ),
        (_, refusal) => format!("{}: {refusal}", refusal.code()),
    })
}

const fn state_in_japanese(state: &State) -> &'static str {
    match state {
        State::Registered { .. } => "パスワード未設定",
        State::Active { .. } => "利用中",
        State::Held { .. } => "利用停止中",
        State::Removed { .. } => "削除済み",
    }
}
