//! Rows become the core's values, and are refused where they are none.

use genkan::onboarding::audit::{Entry, Hash};
use genkan::onboarding::limit::Cell;
use genkan::onboarding::{
    Account, Actor, Address, Event, EventKind, Former, Letter, LetterId, LetterKind, LetterStatus,
    OperatorId, PasswordHash, Progress, Replacement, Reply, State,
};
use genkan::policy::Language;
use genkan::token::{AccountId, KeyId, Mac, Principal, PurposeName, Record, Selector, Timestamp};
use rusqlite::Row;

use crate::fault::Fault;

/// The columns of [`account`], in its order.
pub(super) const ACCOUNT: &str = "accounts.id, revision, address, name, company, language, state, \
     state_at, password, registered_at, link_requested_at, replacement, \
     replacement_requested_at, replacement_expires_at, former, former_name, former_undo_until";
/// How many columns they are.
const ACCOUNT_COLUMNS: usize = 17;
/// The columns of [`record`], which come after those of an account.
pub(super) const RECORD: &str = "selector, purpose, account, key_id, mac, issued_at, expires_at";
/// The columns of [`letter`], in its order.
pub(super) const LETTER: &str =
    "id, account, kind, state, tries, queued_at, due_at, settled_at, reply";
/// The columns of [`entry`], in its order.
pub(super) const ENTRY: &str = "seq, previous, at, account, kind, actor, operator, hash";

pub(super) fn account(row: &Row<'_>) -> Result<Account, Fault> {
    Ok(Account {
        id: AccountId::from_bytes(row.get(0)?),
        revision: row.get::<_, i64>(1)?.cast_unsigned(),
        address: address(row, 2)?,
        name: row.get(3)?,
        company: row.get(4)?,
        language: Language::from_tag(text(row, 5)?).ok_or(Fault::StoreContent("language"))?,
        state: state(row)?,
        registered_at: time(row.get(9)?),
        link_requested_at: row.get::<_, Option<i64>>(10)?.map(time),
        replacement: match row.get::<_, Option<i64>>(12)? {
            None => None,
            Some(requested_at) => Some(Replacement {
                address: address(row, 11)?,
                requested_at: time(requested_at),
                expires_at: time(row.get(13)?),
            }),
        },
        former: match row.get(15)? {
            None => None,
            Some(name) => Some(Former {
                address: address(row, 14)?,
                name,
                undo_until: row.get::<_, Option<i64>>(16)?.map(time),
            }),
        },
    })
}

fn state(row: &Row<'_>) -> Result<State, Fault> {
    let at = row.get::<_, Option<i64>>(7)?.map(time);
    let password: Option<String> = row.get(8)?;
    let password = password.map(PasswordHash::from_stored);
    match (text(row, 6)?, at, password) {
        ("registered", Some(expires_at), None) => Ok(State::Registered { expires_at }),
        ("active", None, Some(password)) => Ok(State::Active { password }),
        ("held", Some(since), password) => Ok(State::Held { since, password }),
        ("removed", Some(at), None) => Ok(State::Removed { at }),
        _ => Err(Fault::StoreContent("state")),
    }
}

pub(super) fn record(row: &Row<'_>) -> Result<Record, Fault> {
    const FIRST: usize = ACCOUNT_COLUMNS;
    Ok(Record {
        selector: Selector::from_bytes(row.get(FIRST)?),
        purpose: PurposeName::from_code(text(row, FIRST + 1)?)
            .ok_or(Fault::StoreContent("purpose"))?,
        principal: Principal::Account(AccountId::from_bytes(row.get(FIRST + 2)?)),
        key_id: KeyId::new(row.get(FIRST + 3)?),
        mac: Mac::from_bytes(row.get(FIRST + 4)?),
        issued_at: time(row.get(FIRST + 5)?),
        expires_at: time(row.get(FIRST + 6)?),
    })
}

pub(super) fn letter(row: &Row<'_>) -> Result<LetterStatus, Fault> {
    let settled_at = row.get::<_, Option<i64>>(7)?.map(time);
    let reply: Option<String> = row.get(8)?;
    let reply = reply.as_deref().map(Reply::new);
    Ok(LetterStatus {
        id: LetterId::from_bytes(row.get(0)?),
        letter: Letter {
            account: AccountId::from_bytes(row.get(1)?),
            kind: letter_kind(row, 2)?,
        },
        tries: row.get(4)?,
        queued_at: time(row.get(5)?),
        progress: match (text(row, 3)?, settled_at, reply) {
            ("queued", None, reply) => Progress::Queued {
                due_at: time(row.get(6)?),
                reply,
            },
            ("sent", Some(at), Some(reply)) => Progress::Sent { at, reply },
            ("dead", Some(at), Some(reason)) => Progress::Dead { at, reason },
            _ => return Err(Fault::StoreContent("letter")),
        },
    })
}

pub(super) fn letter_kind(row: &Row<'_>, column: usize) -> Result<LetterKind, Fault> {
    LetterKind::from_code(text(row, column)?).ok_or(Fault::StoreContent("letter"))
}

pub(super) fn entry(row: &Row<'_>) -> Result<Entry, Fault> {
    let operator = row.get::<_, Option<[u8; 16]>>(6)?;
    let unreadable = Fault::StoreContent("audit entry");
    let said = EventKind::from_code(text(row, 4)?).zip(Actor::from_code(
        text(row, 5)?,
        operator.map(OperatorId::from_bytes),
    ));
    let (kind, actor) = said.ok_or(unreadable)?;
    Ok(Entry {
        seq: row.get::<_, i64>(0)?.cast_unsigned(),
        previous: Hash::from_bytes(row.get(1)?),
        event: Event {
            at: time(row.get(2)?),
            account: AccountId::from_bytes(row.get(3)?),
            kind,
            actor,
        },
        hash: Hash::from_bytes(row.get(7)?),
    })
}

/// The columns at, count and ends.
pub(super) fn cell(row: &Row<'_>) -> rusqlite::Result<Cell> {
    Ok(Cell {
        at: time(row.get(0)?),
        count: row.get(1)?,
        ends: row.get::<_, Option<i64>>(2)?.map(time),
    })
}

fn address(row: &Row<'_>, column: usize) -> Result<Address, Fault> {
    Address::parse(text(row, column)?).map_err(|_| Fault::StoreContent("address"))
}

/// A text without a copy.
fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, Fault> {
    let value = row.get_ref(column)?;
    value.as_str().map_err(|_| Fault::StoreContent("text"))
}

/// SQLite's integers are signed; their last one is the end of time.
pub(super) fn seconds(time: Timestamp) -> i64 {
    i64::try_from(time.unix_seconds()).unwrap_or(i64::MAX)
}

/// Times before 1970 are never written.
pub(super) const fn time(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds.cast_unsigned())
}
