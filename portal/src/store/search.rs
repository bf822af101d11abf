//! The statements of searches. Each reads a range of an index, in its order.

use genkan::audit_log::SubjectId;
use genkan::id::CompanyId;
use genkan::onboarding::{Account, Companies, Company, ContactSearch, search_key};

use super::columns::{Value, values};
use super::table::Statement;

/// How a database searches in each company of a list.
#[derive(Clone, Copy)]
pub(super) enum InEach {
    /// SQLite reads the companies one after the other if the join says so.
    CrossJoin,
    /// PostgreSQL does so only if it cannot do otherwise.
    Lateral,
}

/// Returns the statement that finds contacts; `None` if none is in scope.
pub(super) fn contacts(
    in_each: InEach,
    realm: i64,
    search: ContactSearch<'_>,
    scope: &Companies,
    after: Option<&Account>,
    limit: u32,
) -> Option<Statement<'static>> {
    let (column, prefix) = match search {
        ContactSearch::Address(text) => ("address_key", text.to_lowercase()),
        ContactSearch::Name(text) => ("name_key", search_key(text)),
        ContactSearch::Company(_) => ("name_key", String::new()),
    };
    let after = after.map(|account| {
        let key = match search {
            ContactSearch::Address(_) => account.address.key(),
            ContactSearch::Name(_) | ContactSearch::Company(_) => search_key(account.name.as_str()),
        };
        (key, account.id.to_bytes())
    });
    let range = Range {
        table: "accounts",
        column,
        present: "AND kind = 'contact' AND address_key IS NOT NULL",
        prefix,
        after,
        limit,
    };
    match (search, scope) {
        (ContactSearch::Company(id), scope) => {
            let only = Companies::Only([id].into());
            let is_in_scope = scope.contains(Some(id));
            is_in_scope.then(|| range.of_companies(in_each, "company", realm, &only))
        }
        (_, Companies::All) => Some(range.of_all(realm)),
        (_, scope) => Some(range.of_companies(in_each, "company", realm, scope)),
    }
}

/// Returns the statement that finds companies.
pub(super) fn companies(
    in_each: InEach,
    realm: i64,
    name: &str,
    scope: &Companies,
    after: Option<&Company>,
    limit: u32,
) -> Statement<'static> {
    let range = Range {
        table: "companies",
        column: "name_key",
        present: "",
        prefix: search_key(name),
        after: after.map(|company| (search_key(company.name.as_str()), company.id.to_bytes())),
        limit,
    };
    match scope {
        Companies::All => range.of_all(realm),
        Companies::Only(_) => range.of_companies(in_each, "id", realm, scope),
    }
}

/// The rows whose column begins with a prefix.
struct Range {
    table: &'static str,
    column: &'static str,
    present: &'static str,
    prefix: String,
    after: Option<(String, [u8; 16])>,
    limit: u32,
}

impl Range {
    fn of_all(self, realm: i64) -> Statement<'static> {
        let table = self.table;
        let (rows, values) = self.rows(1);
        let mut all = Vec::from(values![realm]);
        all.extend(values);
        let sql = format!("SELECT * FROM {table} WHERE realm = $1 {rows}");
        Statement::new(sql, all)
    }

    fn of_companies(
        self,
        in_each: InEach,
        company: &str,
        realm: i64,
        scope: &Companies,
    ) -> Statement<'static> {
        let table = self.table;
        let (rows, values) = self.rows(2);
        let mut all = Vec::from(values![identities(scope), realm]);
        all.extend(values);
        let sql = match in_each {
            InEach::CrossJoin => format!(
                "SELECT {table}.* FROM (
                     SELECT unhex(value) AS one_of_scope FROM json_each($1)
                 ) CROSS JOIN {table}
                 WHERE {company} = one_of_scope AND realm = $2 {rows}"
            ),
            InEach::Lateral => {
                let order = rows.split_once("ORDER BY").map_or("", |(_, order)| order);
                format!(
                    "SELECT found.* FROM (
                         SELECT decode(jsonb_array_elements_text($1::text::jsonb), 'hex') AS id
                     ) AS scope CROSS JOIN LATERAL (
                         SELECT * FROM {table}
                         WHERE {company} = scope.id AND realm = $2 {rows}
                     ) AS found ORDER BY {order}"
                )
            }
        };
        Statement::new(sql, all)
    }

    /// Returns the conditions, the order and the limit, after so many
    /// parameters, and their values.
    fn rows(self, before: usize) -> (String, Vec<Value<'static>>) {
        let Self {
            column, present, ..
        } = self;
        let [from, to, key, id, limit] = [1, 2, 3, 4, 5].map(|n| before + n);
        let sql = format!(
            "AND {column} >= ${from} AND {column} < ${to} AND ({column} || '', id) > (${key}, ${id})
             {present} ORDER BY {column}, id LIMIT ${limit}"
        );
        // Greater than every text that begins with the prefix.
        let end = format!("{}\u{10FFFF}", self.prefix);
        // A page starts at the key of the last one before. The comparison with the
        // identity is a filter only: as a bound of the index, SQLite would plan
        // the statement anew for each value.
        let (from, key, id) = match self.after {
            Some((key, id)) => (key.clone(), key, Value::from(id)),
            // Less than any identity.
            None => (self.prefix, String::new(), Value::Bytes(Some(Vec::new()))),
        };
        let values = vec![from.into(), end.into(), key.into(), id, self.limit.into()];
        (sql, values)
    }
}

/// Returns identities as a JSON array, which both databases take as one value.
fn identities(scope: &Companies) -> String {
    let ids = match scope {
        Companies::All => Vec::new(),
        Companies::Only(ids) => ids.iter().map(CompanyId::to_string).collect(),
    };
    serde_json::Value::from(ids).to_string()
}

/// Returns the statement that finds entries of the audit log, the newest first.
pub(super) fn history(
    realm: i64,
    subject: Option<SubjectId>,
    before: Option<u64>,
    limit: u32,
) -> Statement<'static> {
    let before = before.and_then(|before| i64::try_from(before).ok());
    let before = before.unwrap_or(i64::MAX);
    match subject {
        None => Statement::new(
            "SELECT * FROM audit_log WHERE realm = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
            values![realm, before, limit],
        ),
        Some(subject) => Statement::new(
            // By expressions: both databases would read the whole log backwards
            // until it has found enough.
            "SELECT * FROM audit_log
             WHERE realm = $1 AND subject_id = $2 AND subject_kind = $3 AND +seq < $4
             ORDER BY +seq DESC LIMIT $5",
            values![realm, subject.id(), subject.code(), before, limit],
        ),
    }
}
