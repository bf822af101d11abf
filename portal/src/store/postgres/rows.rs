//! Rows become the core's values, and are refused where they are none.

use genkan::onboarding::{Account, Address, PasswordHash, State};
use genkan::policy::Language;
use genkan::token::{AccountId, KeyId, Mac, PurposeName, Record, Selector, Timestamp};
use tokio_postgres::Row;

use crate::fault::Fault;

/// The columns of [`account`].
pub(super) const ACCOUNT: &str = "accounts.id, revision, address, name, company, language, state, \
     password, registered_at, link_requested_at";
/// The columns of [`record`], beside those of an account.
pub(super) const RECORD: &str = "selector, purpose, account, key_id, mac, issued_at, expires_at";

pub(super) fn account(row: &Row) -> Result<Account, Fault> {
    let password: Option<String> = row.try_get("password")?;
    let requested: Option<i64> = row.try_get("link_requested_at")?;
    Ok(Account {
        id: AccountId::from_bytes(bytes(row, "id")?),
        revision: row.try_get::<_, i64>("revision")?.cast_unsigned(),
        address: Address::parse(row.try_get("address")?)
            .map_err(|_| Fault::StoreContent("address"))?,
        name: row.try_get("name")?,
        company: row.try_get("company")?,
        language: Language::from_tag(row.try_get("language")?)
            .ok_or(Fault::StoreContent("language"))?,
        state: match (row.try_get("state")?, password) {
            ("registered", None) => State::Registered,
            ("active", Some(phc)) => State::Active {
                password: PasswordHash::from_stored(phc),
            },
            _ => return Err(Fault::StoreContent("state")),
        },
        registered_at: time(row.try_get("registered_at")?),
        link_requested_at: requested.map(time),
    })
}

pub(super) fn record(row: &Row) -> Result<Record, Fault> {
    let key_id = u32::try_from(row.try_get::<_, i64>("key_id")?);
    Ok(Record {
        selector: Selector::from_bytes(bytes(row, "selector")?),
        purpose: PurposeName::from_code(row.try_get("purpose")?)
            .ok_or(Fault::StoreContent("purpose"))?,
        account: AccountId::from_bytes(bytes(row, "account")?),
        key_id: KeyId::new(key_id.map_err(|_| Fault::StoreContent("key identity"))?),
        mac: Mac::from_bytes(bytes(row, "mac")?),
        issued_at: time(row.try_get("issued_at")?),
        expires_at: time(row.try_get("expires_at")?),
    })
}

/// A column of exactly so many bytes.
pub(super) fn bytes<const N: usize>(row: &Row, column: &'static str) -> Result<[u8; N], Fault> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes.try_into().map_err(|_| Fault::StoreContent(column))
}

/// PostgreSQL's integers are signed; times before 1970 are never written.
pub(super) const fn seconds(time: Timestamp) -> i64 {
    time.unix_seconds().cast_signed()
}

pub(super) const fn time(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds.cast_unsigned())
}
