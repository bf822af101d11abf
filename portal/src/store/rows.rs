//! Which columns each value of the core has.

use std::collections::BTreeSet;

use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::{Actor, Entry, Event, Hash, Head, Reason, ReasonDigest, SubjectId};
use genkan::id::{AccountId, CaseId, CompanyId, MessageId, OperatorId};
use genkan::limit::{Cell, CellId, LimitName};
use genkan::onboarding::case::{Case, Matter, Step};
use genkan::onboarding::{
    Account, Companies, Company, Former, LeasedMessage, Message, MessageStatus, Occasion, Operator,
    Outcome, PasswordHash, Progress, Replacement, Reply, State, company_search_key, search_key,
};
use genkan::time::Timestamp;
use genkan::token::{Ended, KeyId, Mac, Principal, Record, Selector};

use super::columns::{Columns, Read, Value};
use super::table::{Row, Table};
use super::{Error, second_factor};

static ACCOUNTS: Table = Table::new("accounts");
static CASES: Table = Table::new("cases");
static COMPANIES: Table = Table::new("companies");
static OPERATORS: Table = Table::new("operators");
static TOKENS: Table = Table::new("tokens");
static MESSAGES: Table = Table::new("messages");
static COUNTERS: Table = Table::new("counters");
static AUDIT_LOG: Table = Table::new("audit_log");
static REASONS: Table = Table::new("reasons");

pub(super) fn account(realm: i64, account: &Account) -> Row<'_> {
    let key = Some(account.address.key());
    let (key, removed_key) = match account.state {
        State::Removed { .. } => (None, key),
        _ => (key, None),
    };
    let (state_at, password) = match &account.state {
        State::Registered { expires_at } => (Some(*expires_at), None),
        State::Active { password } => (None, Some(password)),
        State::Held { since, password } => (Some(*since), password.as_ref()),
        State::Removed { at } => (Some(*at), None),
    };
    let replacement = account.replacement.as_ref();
    let former = account.former.as_ref();
    ACCOUNTS.row(vec![
        ("removed_address_key", removed_key.into()),
        ("revision", account.revision.into()),
        ("kind", account.kind.code().into()),
        ("name", account.name.as_str().into()),
        ("address", account.address.as_str().into()),
        ("is_manager", u32::from(account.is_manager).into()),
        ("language", account.language.tag().into()),
        ("state", account.state.code().into()),
        ("state_at", state_at.into()),
        ("password", password.map(PasswordHash::as_phc).into()),
        ("registered_at", account.registered_at.into()),
        ("password_set_at", account.password_set_at.into()),
        ("notified_at", account.notified_at.into()),
        ("links_ended_at", account.links_ended_at.into()),
        ("link_requested_at", account.link_requested_at.into()),
        ("link_used_again_at", account.link_used_again_at.into()),
        ("undeliverable_since", account.undeliverable_since.into()),
        (
            "replacement_address",
            replacement.map(|new| new.address.as_str()).into(),
        ),
        (
            "replacement_revision",
            replacement.map(|new| new.revision).into(),
        ),
        (
            "replacement_requested_at",
            replacement.map(|new| new.requested_at).into(),
        ),
        (
            "replacement_expires_at",
            replacement.map(|new| new.expires_at).into(),
        ),
        (
            "former_address",
            former.map(|old| old.address.as_str()).into(),
        ),
        (
            "former_address_key",
            former.map(|old| old.address.key()).into(),
        ),
        ("former_revision", former.map(|old| old.revision).into()),
        (
            "former_undo_until",
            former.and_then(|old| old.undo_until).into(),
        ),
        (
            "successor",
            account.successor.map(AccountId::to_bytes).into(),
        ),
        ("name_key", search_key(account.name.as_str()).into()),
        ("company", account.company.map(CompanyId::to_bytes).into()),
        ("address_key", key.into()),
        ("realm", realm.into()),
        ("id", account.id.to_bytes().into()),
    ])
}

/// In the order of the columns, which is the order in which SQLite finds them
/// fast.
impl Read for Account {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self {
            id: AccountId::from_bytes(row.array("id")?),
            revision: row.u64("revision")?,
            kind: row.code("kind")?,
            name: row.name("name")?,
            address: Address::from_stored(row.text("address")?),
            company: row.array_or_null("company")?.map(CompanyId::from_bytes),
            is_manager: row.u32("is_manager")? == 1,
            language: Language::from_tag(row.text("language")?)
                .ok_or(Error::Content("language"))?,
            state: State::read(row)?,
            registered_at: row.time("registered_at")?,
            password_set_at: row.time_or_null("password_set_at")?,
            notified_at: row.time_or_null("notified_at")?,
            links_ended_at: row.u64("links_ended_at")?,
            link_requested_at: row.time_or_null("link_requested_at")?,
            link_used_again_at: row.time_or_null("link_used_again_at")?,
            undeliverable_since: row.time_or_null("undeliverable_since")?,
            replacement: match row.text_or_null("replacement_address")? {
                None => None,
                Some(address) => Some(Replacement {
                    address: Address::from_stored(address),
                    revision: row.u64("replacement_revision")?,
                    requested_at: row.time("replacement_requested_at")?,
                    expires_at: row.time("replacement_expires_at")?,
                }),
            },
            former: match row.text_or_null("former_address")? {
                None => None,
                Some(address) => Some(Former {
                    address: Address::from_stored(address),
                    revision: row.u64("former_revision")?,
                    undo_until: row.time_or_null("former_undo_until")?,
                }),
            },
            successor: row.array_or_null("successor")?.map(AccountId::from_bytes),
        })
    }
}

impl Read for PasswordHash {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self::from_stored(row.text("password")?.into()))
    }
}

impl Read for State {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        let (state, at) = (row.text("state")?, row.time_or_null("state_at")?);
        let password = row.text_or_null("password")?;
        let password = password.map(|phc| PasswordHash::from_stored(phc.into()));
        match (state, at, password) {
            ("registered", Some(expires_at), None) => Ok(Self::Registered { expires_at }),
            ("active", None, Some(password)) => Ok(Self::Active { password }),
            ("held", Some(since), password) => Ok(Self::Held { since, password }),
            ("removed", Some(at), None) => Ok(Self::Removed { at }),
            _ => Err(Error::Content("state")),
        }
    }
}

pub(super) fn company(realm: i64, company: &Company) -> Row<'_> {
    COMPANIES.row(vec![
        ("revision", company.revision.into()),
        ("name", company.name.as_str().into()),
        ("name_key", company_search_key(company.name.as_str()).into()),
        ("managers_act", u32::from(company.managers_act).into()),
        ("realm", realm.into()),
        ("id", company.id.to_bytes().into()),
    ])
}

impl Read for Company {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self {
            id: CompanyId::from_bytes(row.array("id")?),
            revision: row.u64("revision")?,
            name: row.name("name")?,
            managers_act: row.u32("managers_act")? == 1,
        })
    }
}

pub(super) fn case(realm: i64, case: &Case) -> Row<'_> {
    let body = serde_json::json!({"matter": case.matter, "steps": case.steps});
    CASES.row(vec![
        ("revision", case.revision.into()),
        ("matter", case.matter.code().into()),
        ("company", case.company.map(CompanyId::to_bytes).into()),
        ("opened_at", case.opened_at.into()),
        ("due_at", case.due_at.into()),
        ("acts_at", case.acts_at.into()),
        ("closed_at", case.closed_at.into()),
        ("body", body.to_string().into()),
        ("realm", realm.into()),
        ("id", case.id.to_bytes().into()),
    ])
}

/// The column `body` of a case.
#[derive(serde::Deserialize)]
struct CaseBody {
    matter: Matter,
    steps: Vec<Step>,
}

impl Read for Case {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        let body = serde_json::from_str(row.text("body")?);
        let CaseBody { matter, steps } = body.map_err(|_| Error::Content("body"))?;
        Ok(Self {
            id: CaseId::from_bytes(row.array("id")?),
            revision: row.u64("revision")?,
            company: row.array_or_null("company")?.map(CompanyId::from_bytes),
            opened_at: row.time("opened_at")?,
            due_at: row.time("due_at")?,
            acts_at: row.time_or_null("acts_at")?,
            closed_at: row.time_or_null("closed_at")?,
            matter,
            steps,
        })
    }
}

/// Its companies are rows of `operator_companies`.
pub(super) fn operator(realm: i64, operator: &Operator) -> Row<'_> {
    let scope = match operator.companies {
        Companies::All => "all",
        Companies::Only(_) => "only",
    };
    OPERATORS.row(vec![
        ("revision", operator.revision.into()),
        ("name", operator.name.as_str().into()),
        ("role", operator.role.code().into()),
        ("scope", scope.into()),
        (
            "second_factor",
            second_factor::written(&operator.second_factor).into(),
        ),
        ("removed_at", operator.removed_at.into()),
        ("realm", realm.into()),
        ("id", operator.id.to_bytes().into()),
    ])
}

/// The column `companies` has the identities of its companies, as text, with
/// commas between them.
impl Read for Operator {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        let companies = match row.text("scope")? {
            "all" => Companies::All,
            _ => {
                let ids = row.text_or_null("companies")?.unwrap_or_default();
                let ids = ids.split_terminator(',').map(str::parse);
                let ids: Result<BTreeSet<CompanyId>, _> = ids.collect();
                Companies::Only(ids.map_err(|_| Error::Content("companies"))?)
            }
        };
        Ok(Self {
            id: OperatorId::from_bytes(row.array("id")?),
            revision: row.u64("revision")?,
            name: row.name("name")?,
            role: row.code("role")?,
            companies,
            second_factor: second_factor::read(row.text("second_factor")?)?,
            removed_at: row.time_or_null("removed_at")?,
        })
    }
}

pub(super) fn token(realm: i64, record: &Record) -> Row<'_> {
    TOKENS.row(vec![
        ("purpose", record.purpose.code().into()),
        ("principal_kind", record.principal.code().into()),
        ("principal_id", record.principal.id_bytes().into()),
        ("key_id", record.key_id.number().into()),
        ("mac", record.mac.to_bytes().into()),
        ("issued_at", record.issued_at.into()),
        ("expires_at", record.expires_at.into()),
        ("realm", realm.into()),
        ("selector", record.selector.to_bytes().into()),
    ])
}

impl Read for Record {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self {
            selector: Selector::from_bytes(row.array("selector")?),
            purpose: row.code("purpose")?,
            principal: principal(row, "principal_kind", "principal_id")?,
            key_id: KeyId::new(row.u32("key_id")?),
            mac: Mac::from_bytes(row.array("mac")?),
            issued_at: row.time("issued_at")?,
            expires_at: row.time("expires_at")?,
        })
    }
}

impl Read for (Record, Account, Ended) {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        let ended = Ended {
            at: row.time("ended_at")?,
            how: row.code("ended_how")?,
        };
        Ok((Record::read(row)?, Account::read(row)?, ended))
    }
}

impl Read for (Record, Account) {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok((Record::read(row)?, Account::read(row)?))
    }
}

fn principal(row: &impl Columns, kind: &'static str, id: &'static str) -> Result<Principal, Error> {
    Principal::from_parts(row.text(kind)?, row.array(id)?).ok_or(Error::Content(kind))
}

fn subject(row: &impl Columns, kind: &'static str, id: &'static str) -> Result<SubjectId, Error> {
    SubjectId::from_parts(row.text(kind)?, row.array(id)?).ok_or(Error::Content(kind))
}

/// A message that is due at once.
pub(super) fn message(realm: i64, id: MessageId, message: &Message, now: Timestamp) -> Row<'_> {
    let Message {
        to,
        kind,
        about,
        is_counted,
    } = message;
    MESSAGES.row(vec![
        ("to_kind", to.code().into()),
        ("to_id", to.id_bytes().into()),
        ("kind", kind.code().into()),
        ("about_kind", about.subject.code().into()),
        ("about_id", about.subject.id().into()),
        ("about_revision", about.revision.into()),
        ("is_counted", u32::from(*is_counted).into()),
        ("is_awaited", u32::from(kind.is_awaited()).into()),
        ("queued_at", now.into()),
        ("due_at", now.into()),
        ("realm", realm.into()),
        ("id", id.to_bytes().into()),
    ])
}

impl Read for Message {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self {
            to: principal(row, "to_kind", "to_id")?,
            kind: row.code("kind")?,
            about: Occasion {
                subject: subject(row, "about_kind", "about_id")?,
                revision: row.u64("about_revision")?,
            },
            is_counted: row.u32("is_counted")? == 1,
        })
    }
}

impl Read for LeasedMessage {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self {
            id: MessageId::from_bytes(row.array("id")?),
            message: Message::read(row)?,
            queued_at: row.time("queued_at")?,
            tries: row.u32("tries")?,
            slowed_by: row.code_or_null("slowed_by")?,
            leased_until: row.time("leased_until")?,
        })
    }
}

impl Read for MessageStatus {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self {
            id: MessageId::from_bytes(row.array("id")?),
            message: Message::read(row)?,
            queued_at: row.time("queued_at")?,
            tries: row.u32("tries")?,
            progress: Progress::read(row)?,
        })
    }
}

/// The columns `state`, `due_at`, `settled_at`, `cause`, `reply` and `slowed_by`
/// after an attempt, in this order, and how many tries it counts. `due_at`,
/// `reply` and `slowed_by` are null if they stay.
pub(super) fn outcome(outcome: &Outcome, now: Timestamp) -> [Value<'_>; 7] {
    let (state, due_at, settled_at) = match outcome {
        Outcome::Sent { .. } => ("sent", None, Some(now)),
        Outcome::RetryAt { at, .. } => ("queued", Some(*at), None),
        Outcome::Waits { until, .. } | Outcome::SlowedDown { until, .. } => {
            ("queued", Some(*until), None)
        }
        Outcome::Failed { .. } => ("failed", None, Some(now)),
    };
    let (cause, reply, slowed_by) = match outcome {
        Outcome::Sent { reply } | Outcome::RetryAt { reply, .. } => (None, Some(reply), None),
        Outcome::Waits { reply, by, .. } => (None, Some(reply), by.map(LimitName::code)),
        Outcome::SlowedDown { by, .. } => (None, None, by.map(LimitName::code)),
        Outcome::Failed { cause, reply } => (Some(cause.code()), Some(reply), None),
    };
    let is_try = !matches!(outcome, Outcome::SlowedDown { .. } | Outcome::Waits { .. });
    [
        state.into(),
        due_at.into(),
        settled_at.into(),
        cause.into(),
        reply.map(Reply::as_str).into(),
        slowed_by.into(),
        u32::from(is_try).into(),
    ]
}

impl Read for Progress {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        let reply = row.text_or_null("reply")?.map(Reply::new);
        match (row.text("state")?, row.time_or_null("settled_at")?, reply) {
            ("queued", None, reply) => Ok(Self::Queued {
                due_at: row.time("due_at")?,
                reply,
                slowed_by: row.code_or_null("slowed_by")?,
            }),
            ("sent", Some(at), Some(reply)) => Ok(Self::Sent { at, reply }),
            ("failed", Some(at), Some(reply)) => Ok(Self::Failed {
                at,
                cause: row.code("cause")?,
                reply,
            }),
            ("bounced", Some(at), Some(reply)) => Ok(Self::Bounced { at, reply }),
            _ => Err(Error::Content("state")),
        }
    }
}

pub(super) fn cell(realm: i64, id: CellId, cell: Cell) -> Row<'static> {
    COUNTERS.row(vec![
        ("at", cell.at.into()),
        ("count", cell.count.into()),
        ("ends", cell.ends.into()),
        ("realm", realm.into()),
        ("id", id.to_bytes().into()),
    ])
}

impl Read for Cell {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self {
            at: row.time("at")?,
            count: row.u32("count")?,
            ends: row.time_or_null("ends")?,
        })
    }
}

impl Read for (CellId, Cell) {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok((CellId::from_bytes(row.array("id")?), Cell::read(row)?))
    }
}

pub(super) fn entry(realm: i64, entry: &Entry) -> Row<'static> {
    let event = entry.event;
    AUDIT_LOG.row(vec![
        ("previous", entry.previous.to_bytes().into()),
        ("at", event.at.into()),
        ("subject_kind", event.subject.code().into()),
        ("subject_id", event.subject.id().into()),
        ("kind", event.kind.code().into()),
        ("actor_kind", event.actor.code().into()),
        ("actor_id", event.actor.id().into()),
        ("reason", event.reason.map(ReasonDigest::to_bytes).into()),
        ("hash", entry.hash.to_bytes().into()),
        ("realm", realm.into()),
        ("seq", entry.seq.into()),
    ])
}

impl Read for Entry {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        let actor = Actor::from_parts(row.text("actor_kind")?, row.array_or_null("actor_id")?);
        let reason = row.array_or_null("reason")?;
        Ok(Self {
            seq: row.u64("seq")?,
            previous: Hash::from_bytes(row.array("previous")?),
            event: Event {
                at: row.time("at")?,
                subject: subject(row, "subject_kind", "subject_id")?,
                kind: row.code("kind")?,
                actor: actor.ok_or(Error::Content("actor_kind"))?,
                reason: reason.map(ReasonDigest::from_bytes),
            },
            hash: Hash::from_bytes(row.array("hash")?),
        })
    }
}

/// A subject, and what people call it.
impl Read for (SubjectId, String) {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok((subject(row, "kind", "id")?, row.text("name")?.into()))
    }
}

/// An account, and when it signed in last.
impl Read for (AccountId, Timestamp) {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        let id = AccountId::from_bytes(row.array("id")?);
        Ok((id, row.time("signed_in_at")?))
    }
}

impl Read for Head {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self {
            seq: row.u64("seq")?,
            hash: Hash::from_bytes(row.array("hash")?),
        })
    }
}

pub(super) fn reason(realm: i64, reason: &Reason) -> Row<'_> {
    REASONS.row(vec![
        ("salt", reason.salt().into()),
        ("text", reason.text().into()),
        ("realm", realm.into()),
        ("digest", reason.digest().to_bytes().into()),
    ])
}

impl Read for Reason {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        Ok(Self::from_stored(
            row.array("salt")?,
            row.text("text")?.into(),
        ))
    }
}

/// The column `id`.
impl Read for [u8; 16] {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        row.array("id")
    }
}
