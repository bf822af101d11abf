//! Rows become the core's values, and are refused where they are none.

use genkan::onboarding::audit::{Entry, Hash};
use genkan::onboarding::limit::Cell;
use genkan::onboarding::{
    Account, Actor, Address, Event, EventKind, Former, Letter, LetterId, LetterKind, LetterStatus,
    OperatorId, PasswordHash, Progress, Replacement, Reply, State,
};
use genkan::policy::Language;
use genkan::token::{AccountId, KeyId, Mac, Principal, PurposeName, Record, Selector, Timestamp};
use tokio_postgres::Row;

use crate::fault::Fault;

/// The columns of [`account`].
pub(super) const ACCOUNT: &str = "accounts.id, revision, address, name, company, language, state, \
     state_at, password, registered_at, link_requested_at, replacement, \
     replacement_requested_at, replacement_expires_at, former, former_name, former_undo_until";
/// The columns of [`record`], beside those of an account.
pub(super) const RECORD: &str = "selector, purpose, account, key_id, mac, issued_at, expires_at";
/// The columns of [`letter`].
pub(super) const LETTER: &str =
    "id, account, kind, state, tries, queued_at, due_at, settled_at, reply";

pub(super) fn account(row: &Row) -> Result<Account, Fault> {
    Ok(Account {
        id: AccountId::from_bytes(bytes(row, "id")?),
        revision: row.try_get::<_, i64>("revision")?.cast_unsigned(),
        address: address(row.try_get("address")?)?,
        name: row.try_get("name")?,
        company: row.try_get("company")?,
        language: Language::from_tag(row.try_get("language")?)
            .ok_or(Fault::StoreContent("language"))?,
        state: state(row)?,
        registered_at: time(row.try_get("registered_at")?),
        link_requested_at: time_if_any(row, "link_requested_at")?,
        replacement: replacement(row)?,
        former: former(row)?,
    })
}

fn state(row: &Row) -> Result<State, Fault> {
    let password: Option<String> = row.try_get("password")?;
    let password = password.map(PasswordHash::from_stored);
    let at = time_if_any(row, "state_at")?;
    match (row.try_get("state")?, at, password) {
        ("registered", Some(expires_at), None) => Ok(State::Registered { expires_at }),
        ("active", None, Some(password)) => Ok(State::Active { password }),
        ("held", Some(since), password) => Ok(State::Held { since, password }),
        ("removed", Some(at), None) => Ok(State::Removed { at }),
        _ => Err(Fault::StoreContent("state")),
    }
}

fn replacement(row: &Row) -> Result<Option<Replacement>, Fault> {
    let Some(text) = row.try_get("replacement")? else {
        return Ok(None);
    };
    Ok(Some(Replacement {
        address: address(text)?,
        requested_at: time(row.try_get("replacement_requested_at")?),
        expires_at: time(row.try_get("replacement_expires_at")?),
    }))
}

fn former(row: &Row) -> Result<Option<Former>, Fault> {
    let Some(text) = row.try_get("former")? else {
        return Ok(None);
    };
    Ok(Some(Former {
        address: address(text)?,
        name: row.try_get("former_name")?,
        undo_until: time_if_any(row, "former_undo_until")?,
    }))
}

fn address(text: &str) -> Result<Address, Fault> {
    Address::parse(text).map_err(|_| Fault::StoreContent("address"))
}

pub(super) fn record(row: &Row) -> Result<Record, Fault> {
    Ok(Record {
        selector: Selector::from_bytes(bytes(row, "selector")?),
        purpose: PurposeName::from_code(row.try_get("purpose")?)
            .ok_or(Fault::StoreContent("purpose"))?,
        principal: Principal::Account(AccountId::from_bytes(bytes(row, "account")?)),
        key_id: KeyId::new(number(row, "key_id")?),
        mac: Mac::from_bytes(bytes(row, "mac")?),
        issued_at: time(row.try_get("issued_at")?),
        expires_at: time(row.try_get("expires_at")?),
    })
}

pub(super) fn letter(row: &Row) -> Result<LetterStatus, Fault> {
    let reply: Option<&str> = row.try_get("reply")?;
    let reply = reply.map(Reply::new);
    let settled_at = time_if_any(row, "settled_at")?;
    Ok(LetterStatus {
        id: LetterId::from_bytes(bytes(row, "id")?),
        letter: Letter {
            account: AccountId::from_bytes(bytes(row, "account")?),
            kind: letter_kind(row)?,
        },
        queued_at: time(row.try_get("queued_at")?),
        tries: number(row, "tries")?,
        progress: match (row.try_get("state")?, settled_at, reply) {
            ("queued", None, reply) => Progress::Queued {
                due_at: time(row.try_get("due_at")?),
                reply,
            },
            ("sent", Some(at), Some(reply)) => Progress::Sent { at, reply },
            ("dead", Some(at), Some(reason)) => Progress::Dead { at, reason },
            _ => return Err(Fault::StoreContent("letter")),
        },
    })
}

pub(super) fn letter_kind(row: &Row) -> Result<LetterKind, Fault> {
    LetterKind::from_code(row.try_get("kind")?).ok_or(Fault::StoreContent("letter"))
}

pub(super) fn entry(row: &Row) -> Result<Entry, Fault> {
    let operator: Option<&[u8]> = row.try_get("operator")?;
    let operator = match operator {
        Some(_) => Some(OperatorId::from_bytes(bytes(row, "operator")?)),
        None => None,
    };
    Ok(Entry {
        seq: row.try_get::<_, i64>("seq")?.cast_unsigned(),
        previous: Hash::from_bytes(bytes(row, "previous")?),
        event: Event {
            at: time(row.try_get("at")?),
            account: AccountId::from_bytes(bytes(row, "account")?),
            kind: EventKind::from_code(row.try_get("kind")?)
                .ok_or(Fault::StoreContent("audit entry"))?,
            actor: Actor::from_code(row.try_get("actor")?, operator)
                .ok_or(Fault::StoreContent("audit entry"))?,
        },
        hash: Hash::from_bytes(bytes(row, "hash")?),
    })
}

pub(super) fn cell(row: &Row) -> Result<Cell, Fault> {
    Ok(Cell {
        at: time(row.try_get("at")?),
        count: number(row, "count")?,
        ends: time_if_any(row, "ends")?,
    })
}

/// A column of exactly so many bytes.
pub(super) fn bytes<const N: usize>(row: &Row, column: &'static str) -> Result<[u8; N], Fault> {
    let bytes: &[u8] = row.try_get(column)?;
    bytes.try_into().map_err(|_| Fault::StoreContent(column))
}

pub(super) fn number(row: &Row, column: &'static str) -> Result<u32, Fault> {
    let number: i64 = row.try_get(column)?;
    number.try_into().map_err(|_| Fault::StoreContent(column))
}

fn time_if_any(row: &Row, column: &str) -> Result<Option<Timestamp>, Fault> {
    let seconds: Option<i64> = row.try_get(column)?;
    Ok(seconds.map(time))
}

/// PostgreSQL's integers are signed; their last one is the end of time.
pub(super) fn seconds(time: Timestamp) -> i64 {
    i64::try_from(time.unix_seconds()).unwrap_or(i64::MAX)
}

/// Times before 1970 are never written.
fn time(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds.cast_unsigned())
}
