//! One table of links in a database of the caller's own, as ready statements.
//!
//! The crate does not use a database. These are texts for your own driver, and a
//! [`Row`] of types that every driver knows.
//!
//! ```
//! use genkan::token::{Record, sql::SQLITE};
//! # use genkan::token::{Key, KeyId, Keyring, Links, Reset};
//! # use genkan::time::Timestamp;
//! # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
//! # let links = Links::new("example.com", Keyring::new(Key::new(KeyId::new(1), [7; 32])));
//! # let now = Timestamp::from_unix_seconds(1_800_000_000);
//! # let issued = links.issue::<Reset>(7_i64, "", now, &mut ChaCha20Rng::seed_from_u64(1));
//! # let (record, token) = (issued.record, issued.token);
//!
//! // db.execute_batch(SQLITE.create)?;
//! // db.execute(SQLITE.insert, record.to_row())?;
//! let row = record.to_row();
//! // let row = db.query_one(SQLITE.find, [token.selector().to_string()], |row| row.try_into())?;
//! let found = Record::from_row(row)?;
//! // let deleted = db.execute(SQLITE.consume, [token.selector().to_string()])?;
//! # assert_eq!(found.selector, token.selector());
//! # Ok::<(), genkan::token::sql::InvalidRow>(())
//! ```

use alloc::string::{String, ToString as _};

use super::{KeyId, Mac, Record};
use crate::time::Timestamp;

/// The statements for one table, `genkan_links`, of one kind of database.
///
/// The numbers of the parameters are their order, also for drivers that write
/// `?` for each.
///
/// ```
/// use genkan::token::sql::{POSTGRESQL, SQLITE};
///
/// assert!(SQLITE.consume.ends_with("WHERE selector = ?1"));
/// assert!(POSTGRESQL.consume.ends_with("WHERE selector = $1"));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Statements {
    /// Creates the table and its indexes if they are missing. It can be more than
    /// one statement.
    pub create: &'static str,
    /// Stores a record: the seven parameters are a [`Row`].
    pub insert: &'static str,
    /// Finds the [`Row`] of a token by its selector.
    pub find: &'static str,
    /// Deletes the row of a selector, so that its link is used up. Of callers that
    /// do it at the same time, only one deletes the row: pass the number of deleted
    /// rows to [`Verified::redeem`](super::Verified::redeem). Execute it first in
    /// the transaction that does what the link allows.
    pub consume: &'static str,
    /// Deletes all links of a principal and a purpose but the newest ones. The
    /// parameters are the texts of both and how many stay:
    /// [`Purpose::PER_PRINCIPAL`](super::Purpose::PER_PRINCIPAL) after an insert, or
    /// zero to revoke all, for example when one of them has set a password. The
    /// number of rows that it deletes says nothing about one link.
    pub keep: &'static str,
    /// Deletes the rows that have expired at a time, in seconds since 1970.
    pub sweep: &'static str,
}

/// The columns of a [`Record`] in the order of the statements: `selector`,
/// `purpose`, `principal`, `key_id`, `mac`, `issued_at`, `expires_at`.
///
/// ```
/// use genkan::token::Record;
/// # use genkan::time::Timestamp;
/// # use genkan::token::{Key, KeyId, Keyring, Links, Reset};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1);
/// # let now = Timestamp::from_unix_seconds(1_800_000_000);
/// # let links = Links::new("example.com", Keyring::new(Key::new(KeyId::new(1), [7; 32])));
///
/// let issued = links.issue::<Reset>(7_i64, "taro@example.com", now, &mut rng);
/// let row = issued.record.to_row();
/// assert_eq!(row.1, "reset");
/// assert_eq!(row.2, "account:00000000000000000000000000000007");
/// assert!(Record::from_row(row).is_ok());
/// ```
pub type Row = (String, String, String, i64, String, i64, i64);

impl Record {
    /// Returns the row of the record.
    #[must_use]
    pub fn to_row(&self) -> Row {
        (
            self.selector.to_string(),
            self.purpose.to_string(),
            self.principal.to_string(),
            self.key_id.number().into(),
            self.mac.to_hex(),
            self.issued_at.to_column(),
            self.expires_at.to_column(),
        )
    }

    /// Returns the record of a row.
    ///
    /// # Errors
    ///
    /// The first column that [`to_row`](Self::to_row) cannot have written.
    pub fn from_row(row: Row) -> Result<Self, InvalidRow> {
        let (selector, purpose, principal, key_id, mac, issued_at, expires_at) = row;
        let time = |seconds: i64| u64::try_from(seconds).map(Timestamp::from_unix_seconds);
        Ok(Self {
            selector: selector.parse().map_err(|_| InvalidRow("selector"))?,
            purpose: purpose.parse().map_err(|_| InvalidRow("purpose"))?,
            principal: principal.parse().map_err(|_| InvalidRow("principal"))?,
            key_id: KeyId::new(u32::try_from(key_id).map_err(|_| InvalidRow("key_id"))?),
            mac: Mac::from_hex(&mac).ok_or(InvalidRow("mac"))?,
            issued_at: time(issued_at).map_err(|_| InvalidRow("issued_at"))?,
            expires_at: time(expires_at).map_err(|_| InvalidRow("expires_at"))?,
        })
    }
}

impl Timestamp {
    fn to_column(self) -> i64 {
        self.unix_seconds().try_into().unwrap_or(i64::MAX)
    }
}

/// The error of [`Record::from_row`].
///
/// # Examples
///
/// ```
/// use genkan::token::Record;
///
/// let row = ("", "reset", "account:7", 1, "", 0, 0);
/// let (selector, purpose, principal, key, mac, issued, expires) = row;
/// let row = (selector.into(), purpose.into(), principal.into(), key, mac.into(), issued, expires);
/// let error = Record::from_row(row).unwrap_err();
/// assert!(error.to_string().contains("`selector`"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the column `{0}` of the table of links has a value that the crate does not write")]
pub struct InvalidRow(&'static str);

/// For SQLite 3.37 and newer.
pub const SQLITE: Statements = Statements {
    create: "
CREATE TABLE IF NOT EXISTS genkan_links (
    selector TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    principal TEXT NOT NULL,
    key_id INTEGER NOT NULL,
    mac TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS genkan_links_of ON genkan_links (principal, purpose);
CREATE INDEX IF NOT EXISTS genkan_links_until ON genkan_links (expires_at);",
    insert: "INSERT INTO genkan_links
    (selector, purpose, principal, key_id, mac, issued_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    find: "SELECT selector, purpose, principal, key_id, mac, issued_at, expires_at
FROM genkan_links WHERE selector = ?1",
    consume: "DELETE FROM genkan_links WHERE selector = ?1",
    keep: "DELETE FROM genkan_links WHERE selector IN (
    SELECT selector FROM (
        SELECT selector, row_number() OVER (ORDER BY issued_at DESC, selector DESC) AS place
        FROM genkan_links WHERE principal = ?1 AND purpose = ?2
    ) AS placed WHERE place > ?3
)",
    sweep: "DELETE FROM genkan_links WHERE expires_at <= ?1",
};

/// For PostgreSQL.
pub const POSTGRESQL: Statements = Statements {
    create: r#"
CREATE TABLE IF NOT EXISTS genkan_links (
    selector text COLLATE "C" PRIMARY KEY,
    purpose text NOT NULL,
    principal text NOT NULL,
    key_id bigint NOT NULL,
    mac text NOT NULL,
    issued_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS genkan_links_of ON genkan_links (principal, purpose);
CREATE INDEX IF NOT EXISTS genkan_links_until ON genkan_links (expires_at);"#,
    insert: "INSERT INTO genkan_links
    (selector, purpose, principal, key_id, mac, issued_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)",
    find: "SELECT selector, purpose, principal, key_id, mac, issued_at, expires_at
FROM genkan_links WHERE selector = $1",
    consume: "DELETE FROM genkan_links WHERE selector = $1",
    keep: "DELETE FROM genkan_links WHERE selector IN (
    SELECT selector FROM (
        SELECT selector, row_number() OVER (ORDER BY issued_at DESC, selector DESC) AS place
        FROM genkan_links WHERE principal = $1 AND purpose = $2
    ) AS placed WHERE place > $3
)",
    sweep: "DELETE FROM genkan_links WHERE expires_at <= $1",
};

/// For MariaDB 10.2, MySQL 8.0, and newer ones, with InnoDB.
///
/// The tests run it on MariaDB. They do not run it on MySQL, for which Debian has
/// no package.
pub const MYSQL: Statements = Statements {
    create: "
CREATE TABLE IF NOT EXISTS genkan_links (
    selector char(32) NOT NULL PRIMARY KEY,
    purpose varchar(24) NOT NULL,
    principal varchar(41) NOT NULL,
    key_id bigint NOT NULL,
    mac char(64) NOT NULL,
    issued_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    INDEX genkan_links_of (principal, purpose),
    INDEX genkan_links_until (expires_at)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin",
    insert: "INSERT INTO genkan_links
    (selector, purpose, principal, key_id, mac, issued_at, expires_at)
VALUES (?, ?, ?, ?, ?, ?, ?)",
    find: "SELECT selector, purpose, principal, key_id, mac, issued_at, expires_at
FROM genkan_links WHERE selector = ?",
    consume: "DELETE FROM genkan_links WHERE selector = ?",
    keep: "DELETE FROM genkan_links WHERE selector IN (
    SELECT selector FROM (
        SELECT selector, row_number() OVER (ORDER BY issued_at DESC, selector DESC) AS place
        FROM genkan_links WHERE principal = ? AND purpose = ?
    ) AS placed WHERE place > ?
)",
    sweep: "DELETE FROM genkan_links WHERE expires_at <= ?",
};
