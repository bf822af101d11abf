//! Rows become the core's values, and are refused where they are none.

use genkan::onboarding::{Account, Address, PasswordHash, State};
use genkan::policy::Language;
use genkan::token::{AccountId, KeyId, Mac, PurposeName, Record, Selector, Timestamp};
use rusqlite::Row;

use crate::fault::Fault;

/// The columns of [`account`].
pub(super) const ACCOUNT: &str = "accounts.id, revision, address, name, company, language, state, \
     password, registered_at, link_requested_at";
/// The columns of [`record`], beside those of an account.
pub(super) const RECORD: &str = "selector, purpose, account, key_id, mac, issued_at, expires_at";

pub(super) fn account(row: &Row<'_>) -> Result<Account, Fault> {
    let address: String = row.get("address")?;
    let language: String = row.get("language")?;
    let state: String = row.get("state")?;
    let password: Option<String> = row.get("password")?;
    let requested: Option<i64> = row.get("link_requested_at")?;
    Ok(Account {
        id: AccountId::from_bytes(row.get("id")?),
        revision: row.get::<_, i64>("revision")? as u64,
        address: Address::parse(&address).map_err(|_| Fault::StoreContent("address"))?,
        name: row.get("name")?,
        company: row.get("company")?,
        language: Language::from_tag(&language).ok_or(Fault::StoreContent("language"))?,
        state: match (state.as_str(), password) {
            ("registered", None) => State::Registered,
            ("active", Some(phc)) => State::Active {
                password: PasswordHash::from_stored(phc),
            },
            _ => return Err(Fault::StoreContent("state")),
        },
        registered_at: time(row.get("registered_at")?),
        link_requested_at: requested.map(time),
    })
}

pub(super) fn record(row: &Row<'_>) -> Result<Record, Fault> {
    let purpose: String = row.get("purpose")?;
    Ok(Record {
        selector: Selector::from_bytes(row.get("selector")?),
        purpose: PurposeName::from_code(&purpose).ok_or(Fault::StoreContent("purpose"))?,
        account: AccountId::from_bytes(row.get("account")?),
        key_id: KeyId::new(row.get("key_id")?),
        mac: Mac::from_bytes(row.get("mac")?),
        issued_at: time(row.get("issued_at")?),
        expires_at: time(row.get("expires_at")?),
    })
}

/// SQLite's integers are signed; times before 1970 are never written.
pub(super) const fn seconds(time: Timestamp) -> i64 {
    time.unix_seconds().cast_signed()
}

pub(super) const fn time(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds.cast_unsigned())
}
