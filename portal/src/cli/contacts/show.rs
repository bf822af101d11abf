use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::NoMessage;
use genkan::onboarding::{Account, State};
use genkan::time::Timestamp;
use serde::Serialize;

use super::{CompanyNames, state};
use crate::cli::options::ConfigFile;
use crate::cli::output::{Rows, print_json, texts};
use crate::cli::times::{shown, written};
use crate::cli::{Failure, input, open};
use crate::service::Explanation;
use crate::service::NotDone;

#[derive(Args)]
pub(in crate::cli) struct Show {
    #[arg(help = texts().contacts.address)]
    address: String,
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, help = texts().arguments.json)]
    json: bool,
}

/// Everything that is stored about a contact, except the password.
#[derive(Serialize)]
struct ContactRow<'c> {
    address: &'c str,
    account: String,
    name: &'c str,
    company: &'c str,
    language: &'static str,
    state: &'static str,
    since: Option<String>,
    expires_at: Option<String>,
    has_password: bool,
    registered_at: String,
    link_requested_at: Option<String>,
    link_used_again_at: Option<String>,
    undeliverable_since: Option<String>,
    new_address: Option<AddressRow<'c>>,
    former_address: Option<AddressRow<'c>>,
    successor: Option<&'c str>,
}

#[derive(Serialize)]
struct AddressRow<'c> {
    address: &'c str,
    until: Option<String>,
}

impl Show {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let address = input::address(&self.address)?;
        open::with_service(&self.config, async |config, service| {
            let explanation = service.explain(&address, &service.limits).await?;
            let Some(account) = &explanation.account else {
                let reason = match explanation.is_operator {
                    true => NotDone::OperatorAddress(address.clone()),
                    false => NoMessage::Unregistered.into(),
                };
                return Err(Failure::not_done(reason, &address));
            };
            let mut companies = CompanyNames::default();
            let company = companies.of(&service.store, account).await?;
            if self.json {
                print_json(&row(account, company, &explanation, &written))
            } else {
                let time = |time| shown(time, &config.time_zone);
                print(&row(account, company, &explanation, &time))
            }
        })
    }
}

fn row<'c>(
    account: &'c Account,
    company: &'c str,
    explanation: &'c Explanation,
    time: &dyn Fn(Timestamp) -> String,
) -> ContactRow<'c> {
    let (since, expires_at, has_password) = match &account.state {
        State::Registered { expires_at } => (None, Some(*expires_at), false),
        State::Active { .. } => (None, None, true),
        State::Held { since, password } => (Some(*since), None, password.is_some()),
        State::Removed { at } => (Some(*at), None, false),
    };
    ContactRow {
        address: account.address.as_str(),
        account: account.id.to_string(),
        name: account.name.as_str(),
        company,
        language: account.language.tag(),
        state: state(account),
        since: since.map(time),
        expires_at: expires_at.map(time),
        has_password,
        registered_at: time(account.registered_at),
        link_requested_at: account.link_requested_at.map(time),
        link_used_again_at: account.link_used_again_at.map(time),
        undeliverable_since: account.undeliverable_since.map(time),
        new_address: account.replacement.as_ref().map(|replacement| AddressRow {
            address: replacement.address.as_str(),
            until: Some(time(replacement.expires_at)),
        }),
        former_address: account.former.as_ref().map(|former| AddressRow {
            address: former.address.as_str(),
            until: former.undo_until.map(time),
        }),
        successor: explanation
            .successor
            .as_ref()
            .map(|successor| successor.address.as_str()),
    }
}

fn print(row: &ContactRow<'_>) -> Result<ExitCode, Failure> {
    let mut rows = Rows::new();
    let texts = &texts().contacts.label;
    let address = |row: &AddressRow<'_>| match &row.until {
        Some(until) => (texts.until)(&row.address, until),
        None => row.address.to_owned(),
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    for (label, value) in [
        (texts.address, some(row.address)),
        (texts.account, some(&row.account)),
        (texts.name, some(row.name)),
        (texts.company, some(row.company)),
        (texts.language, some(row.language)),
        (texts.state, some(row.state)),
        (texts.since, row.since.clone()),
        (texts.expires_at, row.expires_at.clone()),
        (texts.password, some((texts.is_set)(row.has_password))),
        (texts.registered_at, some(&row.registered_at)),
        (texts.link_requested_at, row.link_requested_at.clone()),
        (texts.link_used_again_at, row.link_used_again_at.clone()),
        (texts.undeliverable_since, row.undeliverable_since.clone()),
        (texts.new_address, row.new_address.as_ref().map(address)),
        (
            texts.former_address,
            row.former_address.as_ref().map(address),
        ),
        (texts.successor, row.successor.map(str::to_owned)),
    ] {
        if let Some(value) = value {
            rows.print(format_args!("{label}: {value}"))?;
        }
    }
    rows.finish()
}
