//! What the database has, read past the nodes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Row};

/// A connection that is opened again when it is lost.
pub(super) struct Database {
    url: String,
    client: Mutex<Option<Arc<Client>>>,
}

/// What is stored about an account.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) password: Option<String>,
    pub(super) address: String,
    /// How often each kind of event happened to it, without those that the mail
    /// worker and a second use of a link add at any time.
    pub(super) events: BTreeMap<String, usize>,
    /// The identity and the kind of each message to it.
    pub(super) messages: BTreeMap<String, String>,
}

impl Database {
    pub(super) fn new(url: String) -> Self {
        let client = Mutex::default();
        Self { url, client }
    }

    /// Queries until the server answers.
    pub(super) async fn query(&self, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Vec<Row> {
        for _ in 0..600 {
            if let Some(client) = self.connect().await {
                match client.query(sql, values).await {
                    Ok(rows) => return rows,
                    Err(error) if error.as_db_error().is_none() || client.is_closed() => {}
                    Err(error) => assert_eq!(
                        error.code().map(|code| &code.code()[..2]),
                        Some("57"),
                        "{error:?}"
                    ),
                }
                self.client.lock().unwrap().take();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the database does not answer for a minute");
    }

    async fn connect(&self) -> Option<Arc<Client>> {
        let known = self.client.lock().unwrap().clone();
        if let Some(client) = known.filter(|client| !client.is_closed()) {
            return Some(client);
        }
        let connected = tokio_postgres::connect(&self.url, NoTls);
        let connected = tokio::time::timeout(Duration::from_secs(5), connected).await;
        let (client, connection) = connected.ok()?.ok()?;
        tokio::spawn(connection);
        let client = Arc::new(client);
        *self.client.lock().unwrap() = Some(Arc::clone(&client));
        Some(client)
    }

    pub(super) async fn stored(&self, account: &str) -> Stored {
        let rows = self.query(STORED, &[&account]).await;
        let json = |text: &str| serde_json::from_str(text).unwrap();
        Stored {
            password: rows[0].get(0),
            address: rows[0].get(1),
            events: serde_json::from_str(rows[0].get(2)).unwrap(),
            messages: serde_json::from_value(json(rows[0].get(3))).unwrap(),
        }
    }
}

impl Stored {
    pub(super) fn happened(&self, event: &str) -> usize {
        self.events.get(event).copied().unwrap_or(0)
    }

    /// The messages that an earlier state does not have.
    pub(super) fn new_messages(&self, before: &Self) -> Vec<(String, String)> {
        let mut new = self.messages.clone();
        new.retain(|id, _| !before.messages.contains_key(id));
        new.into_iter().collect()
    }
}

const STORED: &str = "SELECT a.password, a.address,
    (SELECT coalesce(json_object_agg(kind, n), '{}')::text FROM (
        SELECT kind, count(*) AS n FROM audit_log
        WHERE subject_id = a.id AND kind NOT IN ('link-minted', 'link-used-again')
        GROUP BY kind) AS e),
    (SELECT coalesce(json_object_agg(encode(id, 'hex'), kind), '{}')::text FROM messages
        WHERE to_id = a.id)
    FROM accounts AS a WHERE encode(a.id, 'hex') = $1";
