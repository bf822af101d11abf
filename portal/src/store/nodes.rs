use genkan::time::Timestamp;

use super::columns::{Columns, Read};
use super::{Database, Error};

/// A process that serves pages, as it has noted itself.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Node {
    /// Random, for as long as the process runs.
    pub id: [u8; 16],
    /// The machine's name.
    pub name: String,
    /// The fingerprints of its keys. The first one issues.
    pub keys: Vec<String>,
    /// When it noted itself last.
    pub seen_at: Timestamp,
}

impl Node {
    /// Returns a node.
    #[must_use]
    pub const fn new(id: [u8; 16], name: String, keys: Vec<String>, seen_at: Timestamp) -> Self {
        Self {
            id,
            name,
            keys,
            seen_at,
        }
    }

    /// Returns whether each of two nodes accepts what the other one issues.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let accepts = |node: &Self, other: &Self| match other.keys.first() {
            Some(key) => node.keys.contains(key),
            None => true,
        };
        accepts(self, other) && accepts(other, self)
    }
}

impl Read for Node {
    fn read(row: &impl Columns) -> Result<Self, Error> {
        let keys = row.text("keys")?.split(',');
        Ok(Self {
            id: row.array("id")?,
            name: row.text("name")?.to_owned(),
            keys: keys.map(str::to_owned).collect(),
            seen_at: row.time("seen_at")?,
        })
    }
}

impl Database {
    /// Notes that a node runs, and forgets those that were last seen before a time.
    ///
    /// # Errors
    ///
    /// [`Error`] if the database does not answer.
    pub async fn note_node(&self, node: &Node, forget: Timestamp) -> Result<(), Error> {
        match self {
            Self::Sqlite(store) => store.note_node(node.clone(), forget).await,
            Self::Postgres(store) => store.note_node(node, forget).await,
        }
    }

    /// Returns the nodes that have been seen since a time.
    ///
    /// # Errors
    ///
    /// [`Error`] if the database does not answer.
    pub async fn nodes(&self, since: Timestamp) -> Result<Vec<Node>, Error> {
        match self {
            Self::Sqlite(store) => store.nodes(since).await,
            Self::Postgres(store) => store.nodes(since).await,
        }
    }
}
