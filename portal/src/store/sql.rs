//! The statements that are the same for both databases.
//!
//! SQLite numbers `$1`, `$2`, … in the order in which they first appear, so
//! they appear in ascending order here.

use std::collections::BTreeSet;
use std::time::Duration;

use base16ct::lower::encode_string;
use genkan::address::Address;
use genkan::audit_log::SubjectId;
use genkan::id::{CompanyId, PlanId};
use genkan::onboarding::case::Case;
use genkan::onboarding::{
    CASES_KEPT, Change, Companies, Guard, MESSAGES_KEPT, PLANS_REMEMBERED, Plan, Revocation,
};
use genkan::time::Timestamp;
use genkan::token::{End, PurposeName};

use super::columns::{Value, values};
use super::table::Statement;
use super::{message_id, rows};

pub(super) const ACCOUNT: &str = "SELECT * FROM accounts WHERE realm = $1 AND id = $2";
pub(super) const ACCOUNT_BY_ADDRESS: &str = "SELECT * FROM accounts
     WHERE realm = $1 AND address_key = $2 OR realm = $1 AND removed_address_key = $2
     ORDER BY address_key IS NULL, state_at DESC LIMIT 1";
pub(super) const NODES: &str = "SELECT * FROM nodes
     WHERE realm = $1 AND seen_at >= $2 ORDER BY name, id";
pub(super) const NOTE_NODE: &str = "INSERT INTO nodes (realm, id, name, keys, seen_at)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (realm, id) DO UPDATE SET keys = $4, seen_at = $5";
pub(super) const FORGET_NODES: &str = "DELETE FROM nodes WHERE realm = $1 AND seen_at < $2";

/// The condition is that of an index.
pub(super) const IMPORTED_HASH: &str = "SELECT password FROM accounts
     WHERE realm = $1 AND substr(password, 1, 31) <> '$argon2id$v=19$m=19456,t=2,p=1$' LIMIT 1";
pub(super) const ACCOUNTS: &str = "SELECT * FROM accounts
     WHERE realm = $1 AND address_key > $2 AND kind = 'contact' ORDER BY address_key LIMIT $3";

pub(super) const CASE: &str = "SELECT * FROM cases WHERE realm = $1 AND id = $2";
pub(super) const CASES_OF: &str = "SELECT * FROM cases
     WHERE realm = $1 AND company = $2 AND (opened_at, id) < ($3, $4)
     ORDER BY opened_at DESC, id DESC LIMIT $5";
pub(super) const CASES_TO_ACT_ON: &str = "SELECT * FROM cases
     WHERE realm = $1 AND closed_at IS NULL AND acts_at <= $2
     ORDER BY acts_at, id LIMIT $3";

pub(super) const COMPANY: &str = "SELECT * FROM companies WHERE realm = $1 AND id = $2";
pub(super) const COMPANY_BY_NAME: &str = "SELECT * FROM companies WHERE realm = $1 AND name = $2";
pub(super) const COMPANIES: &str = "SELECT * FROM companies
     WHERE realm = $1 AND name > $2 ORDER BY name LIMIT $3";

/// The statement that finds a token and its account.
macro_rules! token {
    ($ended:literal) => {
        concat!(
            "SELECT tokens.*, accounts.* FROM tokens
             JOIN accounts ON accounts.realm = tokens.realm AND accounts.id = tokens.principal_id
             WHERE tokens.realm = $1 AND tokens.selector = $2
                 AND tokens.principal_kind = 'account' AND tokens.ended_at ",
            $ended
        )
    };
}
pub(super) const TOKEN: &str = token!("IS NULL");
pub(super) const ENDED_TOKEN: &str = token!("IS NOT NULL");
pub(super) const CONSUME_TOKEN: &str = "UPDATE tokens SET ended_at = $1, ended_how = $2
     WHERE realm = $3 AND selector = $4 AND principal_kind = $5 AND principal_id = $6
         AND ended_at IS NULL";

/// The first seven values are those of [`outcome`](super::rows::outcome).
pub(super) const SETTLE_MESSAGE: &str = "UPDATE messages SET
         state = $1, due_at = coalesce($2, due_at), settled_at = $3, cause = $4,
         reply = coalesce($5, reply), slowed_by = coalesce($6, slowed_by),
         tries = tries + $7, leased_until = NULL
     WHERE realm = $8 AND id = $9 AND leased_until = $10";
pub(super) const BOUNCE_MESSAGE: &str = "UPDATE messages SET
         state = 'bounced', settled_at = $1, reply = $2
     WHERE realm = $3 AND id = $4 AND state = 'sent'";
pub(super) const RETRY_MESSAGE: &str = "UPDATE messages SET
         state = 'queued', tries = 0, due_at = $1, leased_until = NULL, settled_at = NULL,
         cause = NULL
     WHERE realm = $2 AND id = $3 AND state IN ('queued', 'failed')
         AND (leased_until IS NULL OR leased_until <= $1)";
pub(super) const MESSAGE: &str = "SELECT * FROM messages WHERE realm = $1 AND id = $2";
pub(super) const MESSAGES: &str = "SELECT * FROM messages
     WHERE realm = $1 AND to_kind = 'account' AND to_id = $2
     ORDER BY queued_at DESC, id DESC LIMIT $3";
pub(super) const UNDELIVERED: &str = "SELECT * FROM messages
     WHERE realm = $1 AND state <> 'sent' AND (queued_at, id) > ($2, $3)
     ORDER BY queued_at, id LIMIT $4";

pub(super) const CELL: &str = "SELECT * FROM counters WHERE realm = $1 AND id = $2";

pub(super) const ENTRIES: &str = "SELECT * FROM audit_log
     WHERE realm = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
pub(super) const HEAD: &str = "SELECT seq, hash FROM audit_log
     WHERE realm = $1 ORDER BY seq DESC LIMIT 1";

/// The statements that find rows by lists of identities, each of which is one
/// value. Each database has its own condition for a member of the list, around the
/// number of the parameter.
macro_rules! by_identities {
    ($before:literal, $after:literal) => {
        pub(super) const ACCOUNTS_BY_IDS: &str = concat!(
            "SELECT * FROM accounts WHERE realm = $1 AND id ",
            $before,
            "$2",
            $after,
            " ORDER BY id"
        );
        pub(super) const REASONS: &str = concat!(
            "SELECT * FROM reasons WHERE realm = $1 AND digest ",
            $before,
            "$2",
            $after
        );
        /// Accounts, companies and operators.
        pub(super) const NAMES: &str = concat!(
            "SELECT 'account' AS kind, id, address AS name FROM accounts
                 WHERE realm = $1 AND id ",
            $before,
            "$2",
            $after,
            " UNION ALL SELECT 'company', id, name FROM companies WHERE realm = $1 AND id ",
            $before,
            "$3",
            $after,
            " UNION ALL SELECT 'operator', id, name FROM operators WHERE realm = $1 AND id ",
            $before,
            "$4",
            $after
        );
    };
}
pub(super) use by_identities;

pub(super) const OPERATOR_COMPANY: &str =
    "INSERT INTO operator_companies (realm, operator, company) VALUES ($1, $2, $3)";
pub(super) const NO_OPERATOR_COMPANIES: &str =
    "DELETE FROM operator_companies WHERE realm = $1 AND operator = $2";

/// Ends the links of a realm and a principal that a plan revokes.
pub(super) fn revoke_links(revocation: Revocation) -> String {
    let ended = purposes(|purpose| revocation.ends(purpose) && !is_deleted(purpose));
    format!(
        "UPDATE tokens SET ended_at = $1, ended_how = $2
             WHERE realm = $3 AND principal_kind = $4 AND principal_id = $5 AND ended_at IS NULL
                 AND {ended}"
    )
}

/// Deletes the other tokens that it revokes; `None` if there are none.
pub(super) fn revoke_others(revocation: Revocation) -> Option<String> {
    let is_ended = |purpose| revocation.ends(purpose) && is_deleted(purpose);
    PurposeName::ALL.into_iter().find(|it| is_ended(*it))?;
    let ended = purposes(is_ended);
    Some(format!(
        "DELETE FROM tokens WHERE realm = $1 AND principal_kind = $2 AND principal_id = $3
             AND {ended}"
    ))
}

/// Returns whether nobody asks how such a token ended.
const fn is_deleted(purpose: PurposeName) -> bool {
    matches!(
        purpose,
        PurposeName::Session
            | PurposeName::DeskSession
            | PurposeName::AwaitingFactor
            | PurposeName::Device
    )
}

/// The condition for some purposes. SQLite would build a table for each execution
/// of `IN` with more than two texts.
fn purposes(is_one: impl Fn(PurposeName) -> bool) -> String {
    let ones = PurposeName::ALL.into_iter().filter(|it| is_one(*it));
    let ones: String = ones
        .map(|purpose| format!(" WHEN '{purpose}' THEN TRUE"))
        .collect();
    format!("CASE purpose{ones} ELSE FALSE END")
}

/// Deletes the oldest tokens of a realm, a principal and a purpose before new
/// ones begin: all but so many, and all but so many that have ended. Each plan
/// ends as many as begin, so there are never more than a hundred to delete, unless
/// something else has written them; then the rest expires.
///
/// PostgreSQL would expect to skip a tenth of the table if the number were a
/// value. The order does not begin with the selectors, so that it uses the index of
/// the principals, and not the primary key, which has their order too.
pub(super) fn delete_oldest_tokens(kept: u32, kept_ended: u32) -> [String; 2] {
    let delete = |which: &str, order: &str, kept: u32| {
        format!(
            "DELETE FROM tokens WHERE realm = $1 AND selector IN (
                 SELECT selector FROM tokens
                 WHERE realm = $1 AND principal_kind = $2 AND principal_id = $3 AND purpose = $4
                     AND ended_at {which}
                 ORDER BY {order} LIMIT 100 OFFSET {kept}
             )"
        )
    };
    [
        delete("IS NULL", "issued_at DESC, selector DESC", kept),
        delete("IS NOT NULL", "ended_at DESC, issued_at DESC", kept_ended),
    ]
}

/// What [`sweep`](genkan::onboarding::Commit::sweep) deletes: the table, its key,
/// when a row has ended, and the time that `$2` stands for there.
pub(super) fn swept(now: Timestamp) -> [(&'static str, &'static str, &'static str, Timestamp); 5] {
    let before = |kept: Duration| {
        Timestamp::from_unix_seconds(now.unix_seconds().saturating_sub(kept.as_secs()))
    };
    let settled = "state <> 'queued' AND settled_at <= $2";
    [
        ("tokens", "selector", "expires_at <= $2", now),
        ("counters", "id", "ends <= $2", now),
        ("messages", "id", settled, before(MESSAGES_KEPT)),
        ("cases", "id", "closed_at <= $2", before(CASES_KEPT)),
        ("plans", "id", "at <= $2", before(PLANS_REMEMBERED)),
    ]
}

/// Finds the row of a realm with an identity and, if the guard says so, with a
/// revision.
pub(super) fn guarded(realm: i64, guard: Guard) -> (String, Vec<Value<'static>>) {
    let table = match guard.subject() {
        SubjectId::Account(_) => "accounts",
        SubjectId::Case(_) => "cases",
        SubjectId::Company(_) => "companies",
        SubjectId::Operator(_) => "operators",
    };
    let mut sql = format!("SELECT 1 FROM {table} WHERE realm = $1 AND id = $2");
    let mut values = Vec::from(values![realm, guard.subject().id()]);
    if let Guard::Revision(_, revision) = guard {
        sql.push_str(" AND revision = $3");
        values.push(revision.into());
    }
    (sql, values)
}

/// The guards of a plan in one order for all plans, so that two plans that
/// lock them do not wait for each other. A subject that must be absent and that
/// the plan adds is not looked for: if it is there, it is not added.
pub(super) fn guards(plan: &Plan) -> Vec<Guard> {
    let added: BTreeSet<_> = plan.changes.iter().map(Change::subject).collect();
    let is_implied =
        |guard: &Guard| matches!(guard, Guard::Absent(_)) && added.contains(&guard.subject());
    let guards = plan.guards.iter().copied();
    let mut guards: Vec<Guard> = guards.filter(|guard| !is_implied(guard)).collect();
    guards.sort_by_key(|guard| guard.subject());
    guards
}

/// Stores the identity of a plan. Changes no row if it is stored already.
pub(super) fn identify(realm: i64, id: PlanId, plan: &Plan) -> Statement<'static> {
    let sql = "INSERT INTO plans (realm, id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Statement::new(sql, values![realm, id.to_bytes(), plan.at])
}

/// Uses up the tokens of a plan. If one of the statements changes no row, the
/// plan conflicts.
pub(super) fn consume(realm: i64, plan: &Plan) -> Vec<Statement<'_>> {
    let consumed = plan.consume.iter().map(|(selector, principal)| {
        let (kind, id) = (principal.code(), principal.id_bytes());
        let used = End::Used.code();
        let values = values![plan.at, used, realm, selector.to_bytes(), kind, id];
        Statement::new(CONSUME_TOKEN, values)
    });
    consumed.collect()
}

/// Writes everything else in a plan but the charges, the refunds and the events,
/// in the order of the plan.
pub(super) fn statements(realm: i64, plan: &Plan) -> Vec<Statement<'_>> {
    let mut all = Vec::new();
    for (principal, revocation) in &plan.revoke {
        let (kind, id) = (principal.code(), principal.id_bytes());
        let values = values![plan.at, plan.revoked_as().code(), realm, kind, id];
        all.push(Statement::new(revoke_links(*revocation), values));
        let others = revoke_others(*revocation);
        all.extend(others.map(|sql| Statement::new(sql, values![realm, kind, id])));
    }
    for change in &plan.changes {
        let row = match change {
            Change::Account(account) => rows::account(realm, account),
            Change::Case(case) => rows::case(realm, case),
            Change::Company(company) => rows::company(realm, company),
            Change::Operator(operator) => rows::operator(realm, operator),
        };
        // Another plan may be adding the same row at the same time. It must not
        // be replaced.
        let is_new = plan.guards.contains(&Guard::Absent(change.subject()));
        all.push(match change {
            _ if is_new => row.insert(),
            Change::Account(_) => row.update_or_upsert(),
            Change::Case(_) | Change::Company(_) | Change::Operator(_) => row.upsert(),
        });
        if let Change::Operator(operator) = change {
            let id = operator.id.to_bytes();
            all.push(Statement::new(NO_OPERATOR_COMPANIES, values![realm, id]));
            if let Companies::Only(companies) = &operator.companies {
                let values = |company: &CompanyId| values![realm, id, company.to_bytes()];
                let companies = companies.iter().map(values);
                all.extend(companies.map(|values| Statement::new(OPERATOR_COMPANY, values)));
            }
        }
    }
    for (principal, purpose, kept) in plan.kept_tokens() {
        let (kind, id) = (principal.code(), principal.id_bytes());
        let values = || values![realm, kind, id, purpose.code().to_owned()];
        let oldest = delete_oldest_tokens(kept, purpose.per_principal());
        all.extend(oldest.map(|sql| Statement::new(sql, values())));
    }
    let records = plan.records.iter();
    all.extend(records.map(|record| rows::token(realm, record).insert()));
    let messages = plan.messages.iter();
    let row = |message| rows::message(realm, message_id(plan.at), message, plan.at);
    all.extend(messages.map(|message| row(message).insert()));
    // The digest determines the salt and the text, so one that is stored
    // already stays as it is.
    let reasons = plan.reasons.iter();
    all.extend(reasons.map(|reason| rows::reason(realm, reason).upsert()));
    all
}

/// Returns the keys of addresses as a JSON array, which both databases take as
/// one value.
pub(super) fn keys(addresses: &[Address]) -> String {
    let keys = addresses.iter().map(|address| address.key().into());
    serde_json::Value::Array(keys.collect()).to_string()
}

/// Returns identities as a JSON array of hexadecimal digits.
pub(super) fn identities<const N: usize>(ids: impl IntoIterator<Item = [u8; N]>) -> String {
    let ids = ids.into_iter().map(|id| encode_string(&id).into());
    serde_json::Value::Array(ids.collect()).to_string()
}

/// The values of the statement that finds names.
pub(super) fn names(realm: i64, subjects: &[SubjectId]) -> [Value<'static>; 4] {
    let (mut accounts, mut companies, mut operators) = (Vec::new(), Vec::new(), Vec::new());
    for subject in subjects {
        match subject {
            SubjectId::Account(_) => accounts.push(subject.id()),
            SubjectId::Company(_) => companies.push(subject.id()),
            SubjectId::Operator(_) => operators.push(subject.id()),
            SubjectId::Case(_) => {}
        }
    }
    let [accounts, companies, operators] = [accounts, companies, operators].map(identities);
    values![realm, accounts, companies, operators]
}

/// The time and identity after which a list starts.
pub(super) fn after(after: Option<(Timestamp, [u8; 16])>) -> (Timestamp, Value<'static>) {
    match after {
        Some((at, id)) => (at, id.into()),
        // Less than any time and identity.
        None => (
            Timestamp::from_unix_seconds(0),
            Value::Bytes(Some(Vec::new())),
        ),
    }
}

/// The time and identity before which [`CASES_OF`] starts.
pub(super) fn cases_of_after(after: Option<&Case>) -> (Timestamp, Value<'static>) {
    match after {
        Some(case) => (case.opened_at, case.id.to_bytes().into()),
        // More than any identity.
        None => (
            Timestamp::from_unix_seconds(u64::MAX),
            Value::Bytes(Some(vec![u8::MAX; 17])),
        ),
    }
}

/// The number from which on the entries come after `after`; `None` if no entry
/// can come after it. The first entry has whatever number is stored, even one
/// that is less than 1.
pub(super) fn first_after(after: Option<u64>) -> Option<i64> {
    match after {
        None => Some(i64::MIN),
        Some(after) => i64::try_from(after).ok()?.checked_add(1),
    }
}
