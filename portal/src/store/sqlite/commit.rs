//! A plan is committed completely or not at all.

use genkan::onboarding::{Change, Commit, CommitError, Companies, Guard, Plan};
use genkan::time::Timestamp;
use rusqlite::Connection;

use super::super::columns::{Column, insert, join, upsert, values, values_of};
use super::super::{Error, message_id, rows, sql};
use super::{Sqlite, audit_log, counters, query};

impl Commit for Sqlite {
    async fn commit(&self, plan: Plan) -> Result<(), CommitError<Error>> {
        let realm = self.realm;
        let work = move |connection: &Connection| match apply(connection, realm, &plan) {
            Ok(true) => Ok(()),
            Ok(false) => Err(CommitError::Conflict),
            Err(error) if error.is_duplicate() => Err(CommitError::Conflict),
            Err(error) => Err(CommitError::Store(error)),
        };
        self.writer.write(work).await
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Error> {
        let realm = self.realm;
        for (table, key, ended, time) in sql::swept(now) {
            // A reader finds them, so that no writer waits for the search. They
            // are deleted a few at a time, if they still have ended.
            let find = format!("SELECT {key} AS id FROM {table} WHERE realm = $1 AND {ended}");
            let work = move |connection: &Connection| {
                query::all::<[u8; 16]>(connection, &find, &values![realm, time])
            };
            let found = self.readers.read(work).await?;
            for some in found.chunks(SWEPT) {
                let some = some.to_vec();
                let delete =
                    format!("DELETE FROM {table} WHERE realm = $1 AND {ended} AND {key} = $3");
                let work = move |connection: &Connection| {
                    for key in some {
                        query::execute(connection, &delete, &values![realm, time, key])?;
                    }
                    Ok(())
                };
                self.write(work).await?;
            }
        }
        Ok(())
    }
}

/// Returns `false` if the plan conflicts. The caller rolls back then, and after
/// an error.
fn apply(connection: &Connection, realm: i64, plan: &Plan) -> Result<bool, Error> {
    for guard in &plan.guards {
        let (sql, values) = sql::guarded(realm, *guard);
        let found = query::exists(connection, &sql, &values)?;
        if found == matches!(guard, Guard::Absent(_)) {
            return Ok(false);
        }
    }
    for (selector, principal) in &plan.consume {
        let (kind, id) = (principal.code(), principal.id_bytes());
        let values = values![realm, selector.to_bytes(), kind, id];
        if query::execute(connection, sql::CONSUME_TOKEN, &values)? == 0 {
            return Ok(false);
        }
    }
    for (principal, revocation) in &plan.revoke {
        let values = values![realm, principal.code(), principal.id_bytes()];
        query::execute(connection, &sql::revoke(*revocation), &values)?;
    }
    for change in sql::changes(plan) {
        write(connection, realm, change)?;
    }
    for record in &plan.records {
        add(connection, "tokens", rows::token(realm, record))?;
    }
    for message in &plan.messages {
        let row = rows::message(realm, message_id(plan.at), message, plan.at);
        add(connection, "messages", row)?;
    }
    counters::refund(connection, realm, &plan.refunds, plan.at)?;
    for reason in &plan.reasons {
        let row = rows::reason(realm, reason);
        let sql = insert("reasons", &row) + " ON CONFLICT DO NOTHING";
        query::execute(connection, &sql, &values_of(row))?;
    }
    audit_log::append(connection, realm, &plan.events)?;
    Ok(true)
}

fn write(connection: &Connection, realm: i64, change: &Change) -> Result<(), Error> {
    match change {
        Change::Account(account) => {
            let row = rows::account(realm, account);
            if query::execute(connection, &update(&row), &values_of(row))? == 0 {
                put(connection, "accounts", rows::account(realm, account))?;
            }
            Ok(())
        }
        Change::Company(company) => put(connection, "companies", rows::company(realm, company)),
        Change::Operator(operator) => {
            put(connection, "operators", rows::operator(realm, operator))?;
            let id = operator.id.to_bytes();
            query::execute(connection, sql::NO_OPERATOR_COMPANIES, &values![realm, id])?;
            if let Companies::Only(companies) = &operator.companies {
                for company in companies {
                    let values = values![realm, id, company.to_bytes()];
                    query::execute(connection, sql::OPERATOR_COMPANY, &values)?;
                }
            }
            Ok(())
        }
    }
}

/// Replaces an account that keeps its address. The index of addresses is a page
/// of its own to write for each account, and most changes need not.
fn update(row: &[Column<'_>]) -> String {
    let mut sql = String::with_capacity(1024);
    sql.push_str("UPDATE accounts SET ");
    // The first three columns are the key, and are compared below.
    join(
        &mut sql,
        row.get(3..).unwrap_or_default(),
        |sql, n, name| {
            sql.extend([name, " = ?", &(n + 3).to_string()]);
        },
    );
    sql.push_str(" WHERE realm = ?1 AND id = ?2 AND address_key = ?3");
    sql
}

fn add(connection: &Connection, table: &str, row: Vec<Column<'_>>) -> Result<(), Error> {
    query::execute(connection, &insert(table, &row), &values_of(row)).map(drop)
}

fn put(connection: &Connection, table: &str, row: Vec<Column<'_>>) -> Result<(), Error> {
    query::execute(connection, &upsert(table, &row), &values_of(row)).map(drop)
}

/// How many rows are deleted in one piece of work.
const SWEPT: usize = 512;
