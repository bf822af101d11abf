//! The same portal on either store, and what its tables hold.

use std::fmt::Write as _;

use genkan_portal::store::{Database, Postgres, Sqlite};
use rusqlite::types::ValueRef;

#[cfg(unix)]
use super::postgres;
use super::{REALM, TestPortal};

/// A portal on SQLite and one on PostgreSQL.
pub(crate) async fn portals(base_url: &str) -> Vec<TestPortal> {
    let mut portals = vec![TestPortal::new(base_url)];
    #[cfg(unix)]
    {
        let server = postgres::shared();
        let name = server.create().await;
        let store = Postgres::open(&server.url(&name, ""), REALM).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut portal = TestPortal::on(base_url, folder, Database::Postgres(store));
        portal.database = Some(name);
        portals.push(portal);
    }
    portals
}

impl TestPortal {
    /// Another node of this portal, on the same database, with the same keys.
    pub(crate) async fn node(&self) -> Self {
        let store = match &self.database {
            None => {
                let file = self.folder.path().join("genkan.sqlite");
                Database::Sqlite(Sqlite::open(&file, REALM).unwrap())
            }
            #[cfg(unix)]
            Some(name) => {
                let url = postgres::shared().url(name, "");
                Database::Postgres(Postgres::open(&url, REALM).await.unwrap())
            }
            #[cfg(not(unix))]
            Some(_) => unreachable!(),
        };
        let mut node = self.twin(store);
        node.database.clone_from(&self.database);
        node
    }

    /// Runs SQL behind the portal's back.
    pub(crate) async fn sql(&self, sql: &str) {
        match &self.database {
            None => self.file().execute_batch(sql).unwrap(),
            #[cfg(unix)]
            Some(name) => postgres::shared().execute(name, sql).await,
            #[cfg(not(unix))]
            Some(_) => unreachable!(),
        }
    }

    /// Runs SQL that may be refused.
    pub(crate) async fn try_sql(&self, sql: &str) -> Result<(), String> {
        match &self.database {
            None => self.file().execute_batch(sql).map_err(|e| e.to_string()),
            #[cfg(unix)]
            Some(name) => {
                let client = postgres::shared().client(name).await;
                client.batch_execute(sql).await.map_err(|e| e.to_string())
            }
            #[cfg(not(unix))]
            Some(_) => unreachable!(),
        }
    }

    /// The line of a configuration that says where its database is.
    pub(crate) fn database_setting(&self) -> String {
        match &self.database {
            None => String::new(),
            #[cfg(unix)]
            Some(name) => {
                let address = postgres::shared().address(name);
                format!("database = \"{address}\"\n")
            }
            #[cfg(not(unix))]
            Some(_) => unreachable!(),
        }
    }

    /// A connection for many rows.
    pub(crate) async fn bulk(&self) -> Bulk {
        match &self.database {
            None => {
                let file = self.file();
                let settings = "PRAGMA cache_size = -1000000; PRAGMA synchronous = OFF";
                file.execute_batch(settings).unwrap();
                Bulk::File(file)
            }
            #[cfg(unix)]
            Some(name) => Bulk::Server(postgres::shared().client(name).await),
            #[cfg(not(unix))]
            Some(_) => unreachable!(),
        }
    }

    pub(crate) const fn is_on_a_server(&self) -> bool {
        self.database.is_some()
    }

    /// Every row of the tables, as text; bytes as hexadecimal digits.
    pub(crate) async fn rows(&self, tables: &[&str]) -> String {
        let mut rows = String::new();
        for table in tables {
            let mut found = match &self.database {
                None => self.file_rows(table),
                #[cfg(unix)]
                Some(name) => {
                    let client = postgres::shared().client(name).await;
                    let sql = format!("SELECT r::text FROM {table} r");
                    let rows = client.query(&sql, &[]).await.unwrap();
                    rows.iter().map(|row| row.get(0)).collect()
                }
                #[cfg(not(unix))]
                Some(_) => unreachable!(),
            };
            found.sort();
            writeln!(rows, "{table}\n{}", found.join("\n")).unwrap();
        }
        rows
    }

    /// Every row that there is.
    pub(crate) async fn everything(&self) -> String {
        self.rows(&TABLES).await
    }

    fn file(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.path().join("genkan.sqlite")).unwrap()
    }

    fn file_rows(&self, table: &str) -> Vec<String> {
        let file = self.file();
        let mut statement = file.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let mut text = String::new();
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Blob(bytes) => bytes
                        .iter()
                        .for_each(|byte| write!(text, "{byte:02x}").unwrap()),
                    ValueRef::Text(bytes) => text += &String::from_utf8_lossy(bytes),
                    other => write!(text, "{other:?}").unwrap(),
                }
                text.push('|');
            }
            Ok(text)
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

/// A connection of a test's own to the database of a portal.
pub(crate) enum Bulk {
    File(rusqlite::Connection),
    #[cfg(unix)]
    Server(tokio_postgres::Client),
}

impl Bulk {
    pub(crate) async fn run(&self, sql: &str) {
        match self {
            Self::File(file) => file.execute_batch(sql).unwrap(),
            #[cfg(unix)]
            Self::Server(client) => client.batch_execute(sql).await.unwrap(),
        }
    }

    /// The two numbers of the row that a server answers.
    pub(crate) async fn numbers(&self, sql: &str) -> (i64, i64) {
        match self {
            Self::File(_) => panic!("no test asks a file for them"),
            #[cfg(unix)]
            Self::Server(client) => {
                let row = client.query_one(sql, &[]).await.unwrap();
                (row.get(0), row.get(1))
            }
        }
    }

    /// Bytes of these hexadecimal digits, as SQL writes them.
    pub(crate) fn bytes(&self, digits: &str) -> String {
        match self {
            Self::File(_) => format!("x'{digits}'"),
            #[cfg(unix)]
            Self::Server(_) => format!("'\\x{digits}'"),
        }
    }
}

const TABLES: [&str; 9] = [
    "accounts",
    "audit_log",
    "companies",
    "counters",
    "messages",
    "operator_companies",
    "operators",
    "reasons",
    "tokens",
];
