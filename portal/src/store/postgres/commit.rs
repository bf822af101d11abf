//! A plan is committed whole or not at all.
//!
//! Plans of one account wait for one another at its row, whatever the node;
//! everything else of it is decided behind that lock, so that `READ COMMITTED`
//! is enough.

use std::time::Duration;

use deadpool_postgres::{Pool, Transaction};
use genkan::onboarding::{Account, Guard, Letter, PasswordHash, Plan, Revocation, State};
use genkan::token::{PurposeName, Record, Timestamp};
use tokio_postgres::IsolationLevel;

use super::rows::seconds;
use super::{audit, cells};
use crate::fault::Fault;
use crate::system;

/// Commits a plan. Answers `false`, with nothing changed, where what it was
/// made for is no longer so.
pub(super) async fn commit(pool: &Pool, plan: &Plan) -> Result<bool, Fault> {
    let mut tries = 0;
    loop {
        tries += 1;
        match attempt(pool, plan).await {
            Err(Fault::Postgres(failure)) if failure.is_passing() && tries < TRIES => {
                tokio::time::sleep(PAUSE * tries).await;
            }
            // The address or the identity is somebody else's.
            Err(Fault::Postgres(failure)) if failure.is_taken() => return Ok(false),
            other => return other,
        }
    }
}

async fn attempt(pool: &Pool, plan: &Plan) -> Result<bool, Fault> {
    let mut client = pool.get().await?;
    let transaction = client
        .build_transaction()
        .isolation_level(IsolationLevel::ReadCommitted)
        .start()
        .await?;
    let applied = apply(&transaction, plan).await?;
    if applied {
        transaction.commit().await?;
    } else {
        transaction.rollback().await?;
    }
    Ok(applied)
}

async fn apply(transaction: &Transaction<'_>, plan: &Plan) -> Result<bool, Fault> {
    let owner = plan.event.account.to_bytes();
    if let Guard::Revision(id, revision) = plan.guard {
        // A plan that came too late finds no such row, and nobody waits for it.
        let lock = transaction
            .prepare_cached("SELECT 1 FROM accounts WHERE id = $1 AND revision = $2 FOR UPDATE")
            .await?;
        let (id, revision) = (id.to_bytes(), revision.cast_signed());
        let found = transaction
            .query_opt(&lock, &[&id.as_slice(), &revision])
            .await?;
        if found.is_none() {
            return Ok(false);
        }
    }
    if let Some(selector) = plan.consume {
        let delete = transaction
            .prepare_cached("DELETE FROM tokens WHERE selector = $1 AND account = $2")
            .await?;
        let consumed = transaction
            .execute(
                &delete,
                &[&selector.to_bytes().as_slice(), &owner.as_slice()],
            )
            .await?;
        if consumed == 0 {
            return Ok(false);
        }
    }
    if plan.revoke != Revocation::None {
        let ending: Vec<&str> = PurposeName::ALL
            .into_iter()
            .filter(|purpose| plan.revoke.ends(*purpose))
            .map(PurposeName::code)
            .collect();
        let delete = transaction
            .prepare_cached("DELETE FROM tokens WHERE account = $1 AND purpose = ANY ($2)")
            .await?;
        transaction
            .execute(&delete, &[&owner.as_slice(), &ending])
            .await?;
    }
    if let Some(account) = &plan.account
        && !write(transaction, account, plan.guard).await?
    {
        return Ok(false);
    }
    for record in &plan.records {
        begin(transaction, record).await?;
    }
    for letter in &plan.letters {
        queue(transaction, letter, plan.event.at).await?;
    }
    cells::refund_within(transaction, plan).await?;
    audit::append(transaction, plan.event).await?;
    Ok(true)
}

async fn write(
    transaction: &Transaction<'_>,
    account: &Account,
    guard: Guard,
) -> Result<bool, Fault> {
    let statement = transaction
        .prepare_cached(match guard {
            Guard::Unregistered => INSERT,
            Guard::Revision(..) => UPDATE,
        })
        .await?;
    let (at, password) = match &account.state {
        State::Registered { expires_at } => (Some(expires_at), None),
        State::Active { password } => (None, Some(password)),
        State::Held { since, password } => (Some(since), password.as_ref()),
        State::Removed { at } => (Some(at), None),
    };
    let replacement = account.replacement.as_ref();
    let former = account.former.as_ref();
    let written = transaction
        .execute(
            &statement,
            &[
                &account.id.to_bytes().as_slice(),
                &account.revision.cast_signed(),
                &account.address.as_str(),
                &account.address.key(),
                &account.name,
                &account.company,
                &account.language.tag(),
                &account.state.code(),
                &at.copied().map(seconds),
                &password.map(PasswordHash::as_phc),
                &seconds(account.registered_at),
                &account.link_requested_at.map(seconds),
                &replacement.map(|new| new.address.as_str()),
                &replacement.map(|new| seconds(new.requested_at)),
                &replacement.map(|new| seconds(new.expires_at)),
                &former.map(|former| former.address.as_str()),
                &former.map(|former| former.name.as_str()),
                &former.and_then(|former| former.undo_until).map(seconds),
            ],
        )
        .await?;
    Ok(written == 1)
}

/// Nothing where the identity or the address is taken.
const INSERT: &str = "INSERT INTO accounts (id, revision, address, address_key, name, company,
         language, state, state_at, password, registered_at, link_requested_at, replacement,
         replacement_requested_at, replacement_expires_at, former, former_name, former_undo_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE accounts SET revision = $2, address = $3, address_key = $4, name = $5,
         company = $6, language = $7, state = $8, state_at = $9, password = $10,
         registered_at = $11, link_requested_at = $12, replacement = $13,
         replacement_requested_at = $14, replacement_expires_at = $15, former = $16,
         former_name = $17, former_undo_until = $18
     WHERE id = $1";

async fn begin(transaction: &Transaction<'_>, record: &Record) -> Result<(), Fault> {
    let insert = transaction
        .prepare_cached(
            "INSERT INTO tokens (selector, purpose, account, key_id, mac, issued_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .await?;
    transaction
        .execute(
            &insert,
            &[
                &record.selector.to_bytes().as_slice(),
                &record.purpose.code(),
                &record.principal.id_bytes().as_slice(),
                &i64::from(record.key_id.number()),
                &record.mac.to_bytes().as_slice(),
                &seconds(record.issued_at),
                &seconds(record.expires_at),
            ],
        )
        .await?;
    Ok(())
}

async fn queue(
    transaction: &Transaction<'_>,
    letter: &Letter,
    now: Timestamp,
) -> Result<(), Fault> {
    let insert = transaction
        .prepare_cached("INSERT INTO letters (id, account, kind, queued_at, due_at) VALUES ($1, $2, $3, $4, $4)")
        .await?;
    transaction
        .execute(
            &insert,
            &[
                &system::random_bytes::<16>().as_slice(),
                &letter.account.to_bytes().as_slice(),
                &letter.kind.code(),
                &seconds(now),
            ],
        )
        .await?;
    Ok(())
}

/// How often a transaction is tried that was rolled back for another one.
const TRIES: u32 = 8;
const PAUSE: Duration = Duration::from_millis(5);
