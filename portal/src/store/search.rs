//! The statements of searches. Each reads a range of an index, in its order.

use genkan::audit_log::SubjectId;
use genkan::id::CompanyId;
use genkan::onboarding::case::{Case, Matter};
use genkan::onboarding::{
    Account, Companies, Company, ContactSearch, company_search_key, search_key,
};

use super::columns::{Value, values};
use super::sql;
use super::table::Statement;

/// How a database takes the first rows of each item of a list.
#[derive(Clone, Copy)]
pub(super) enum InEach {
    /// SQLite has no lateral joins.
    RowIds,
    /// PostgreSQL has no row identities that an index finds.
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
        // What is pasted may be full-width.
        ContactSearch::Address(text) => ("address_key", search_key(text)),
        ContactSearch::Name(text) => ("name_key", search_key(text)),
        ContactSearch::Company(_) | ContactSearch::Managers(_) => ("name_key", String::new()),
    };
    let after = after.map(|account| {
        let key = match search {
            ContactSearch::Address(_) => account.address.key(),
            _ => search_key(account.name.as_str()),
        };
        (key, account.id.to_bytes())
    });
    let range = Range {
        table: "accounts",
        column,
        present: match search {
            ContactSearch::Managers(_) => {
                "AND is_manager = 1 AND kind = 'contact' AND address_key IS NOT NULL"
            }
            _ => "AND kind = 'contact' AND address_key IS NOT NULL",
        },
        prefix,
        after,
        limit,
    };
    match (search, scope) {
        (ContactSearch::Company(id) | ContactSearch::Managers(id), scope) => {
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
        prefix: company_search_key(name),
        after: after.map(|company| {
            let key = company_search_key(company.name.as_str());
            (key, company.id.to_bytes())
        }),
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
        let First {
            which,
            order,
            limit,
            values,
        } = self.rows(1);
        let mut all = Vec::from(values![realm]);
        all.extend(values);
        let sql = format!(
            "SELECT * FROM {table} WHERE realm = $1 AND {which} ORDER BY {order} LIMIT ${limit}"
        );
        Statement::new(sql, all)
    }

    fn of_companies(
        self,
        in_each: InEach,
        column: &'static str,
        realm: i64,
        scope: &Companies,
    ) -> Statement<'static> {
        let companies = Each {
            column,
            is_identity: true,
            items: identities(scope),
        };
        let rows = self.rows(2);
        first_in_each(in_each, self.table, vec![companies], realm, rows)
    }

    /// Returns which rows are in the range, after so many parameters.
    fn rows(&self, before: usize) -> First {
        let Self {
            column, present, ..
        } = self;
        let [from, to, key, id, limit] = [1, 2, 3, 4, 5].map(|n| before + n);
        let which = format!(
            "{column} >= ${from} AND {column} < ${to} AND ({column} || '', id) > (${key}, ${id})
             {present}"
        );
        let order = format!("{column}, id");
        // Greater than every text that begins with the prefix.
        let end = format!("{}\u{10FFFF}", self.prefix);
        // A page starts at the key of the last one before. The comparison with the
        // identity is a filter only: as a bound of the index, SQLite would plan
        // the statement anew for each value.
        let (from, key, id) = match self.after.clone() {
            Some((key, id)) => (key.clone(), key, Value::from(id)),
            // Less than any identity.
            None => (
                self.prefix.clone(),
                String::new(),
                Value::Bytes(Some(Vec::new())),
            ),
        };
        let values = vec![from.into(), end.into(), key.into(), id, self.limit.into()];
        First {
            which,
            order,
            limit,
            values,
        }
    }
}

/// Returns the statement that finds open cases.
pub(super) fn open_cases(
    in_each: InEach,
    realm: i64,
    matter: Option<&str>,
    scope: &Companies,
    after: Option<&Case>,
    limit: u32,
) -> Statement<'static> {
    let matters = match matter {
        Some(matter) => serde_json::json!([matter]),
        None => serde_json::json!(Matter::CODES),
    };
    let mut each = vec![Each {
        column: "matter",
        is_identity: false,
        items: matters.to_string(),
    }];
    if let Companies::Only(_) = scope {
        each.push(Each {
            column: "company",
            is_identity: true,
            items: identities(scope),
        });
    }
    let [due_at, id, limit_at] = [2, 3, 4].map(|n| each.len() + n);
    let (time, identity) = sql::after(after.map(|case| (case.due_at, case.id.to_bytes())));
    let rows = First {
        which: format!("closed_at IS NULL AND (due_at, id) > (${due_at}, ${id})"),
        order: "due_at, id".into(),
        limit: limit_at,
        values: Vec::from(values![time, identity, limit]),
    };
    first_in_each(in_each, "cases", each, realm, rows)
}

/// The first rows of a table in an order.
struct First {
    which: String,
    order: String,
    /// The number of the parameter with the limit.
    limit: usize,
    values: Vec<Value<'static>>,
}

/// A column and the items of a list that it is compared with.
struct Each {
    column: &'static str,
    /// Whether the items are hexadecimal digits of identities.
    is_identity: bool,
    /// A JSON array, which both databases take as one value.
    items: String,
}

/// Returns the statement that takes the first rows of each combination of items,
/// and of these the first ones. So each combination reads a range of an index, in
/// its order, and no more rows than are asked for. The lists come first among the
/// parameters, then the realm.
fn first_in_each(
    in_each: InEach,
    table: &str,
    each: Vec<Each>,
    realm: i64,
    first: First,
) -> Statement<'static> {
    let First {
        which,
        order,
        limit,
        values,
    } = first;
    let (mut lists, mut equal, mut all) = (String::new(), String::new(), Vec::new());
    for (n, list) in (1..).zip(each) {
        let (item, rows) = match (in_each, list.is_identity) {
            (InEach::RowIds, false) => (format!("each_{n}.value"), format!("json_each(${n})")),
            (InEach::RowIds, true) => {
                (format!("unhex(each_{n}.value)"), format!("json_each(${n})"))
            }
            (InEach::Lateral, is_identity) => {
                let item = format!("jsonb_array_elements_text(${n}::text::jsonb)");
                let item = match is_identity {
                    true => format!("decode({item}, 'hex')"),
                    false => item,
                };
                (
                    format!("each_{n}.value"),
                    format!("(SELECT {item} AS value)"),
                )
            }
        };
        lists += &format!("{rows} AS each_{n} CROSS JOIN ");
        equal += &format!("{} = {item} AND ", list.column);
        all.push(list.items.into());
    }
    let realm_at = all.len() + 1;
    all.push(realm.into());
    all.extend(values);
    let rows = format!(
        "FROM {table} AS one WHERE {equal}realm = ${realm_at} AND {which}
         ORDER BY {order} LIMIT ${limit}"
    );
    let sql = match in_each {
        InEach::RowIds => format!(
            "SELECT {table}.* FROM {lists}{table} WHERE {table}.rowid IN (SELECT rowid {rows})
             ORDER BY {order} LIMIT ${limit}"
        ),
        InEach::Lateral => format!(
            "SELECT found.* FROM {lists}LATERAL (SELECT * {rows}) AS found
             ORDER BY {order} LIMIT ${limit}"
        ),
    };
    Statement::new(sql, all)
}

/// Returns identities as a JSON array, which both databases take as one value.
fn identities(scope: &Companies) -> String {
    let ids = match scope {
        Companies::All => Vec::new(),
        Companies::Only(ids) => ids.iter().map(CompanyId::to_string).collect(),
    };
    serde_json::Value::from(ids).to_string()
}

macro_rules! history_of {
    ($realm:literal) => {
        concat!(
            "SELECT * FROM audit_log WHERE ",
            $realm,
            " = $1 AND subject_id = $2 AND subject_kind = $3 AND seq < $4
             ORDER BY seq DESC LIMIT $5"
        )
    };
}

/// Returns the statement that finds entries of the audit log, the newest first.
pub(super) fn history(
    in_each: InEach,
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
            match in_each {
                // An expression, which no index serves: SQLite would read the whole
                // log of the realm backwards until it has found enough.
                InEach::RowIds => history_of!("+realm"),
                // PostgreSQL would expect few entries that equal an expression, and
                // read all of a subject.
                InEach::Lateral => history_of!("realm"),
            },
            values![realm, subject.id(), subject.code(), before, limit],
        ),
    }
}
