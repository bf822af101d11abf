//! The statements of `genkan::token::sql` on the databases that they are for.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a failed test panics")]

use std::thread;
use std::time::Duration;

use genkan::time::Timestamp;
use genkan::token::sql::{MYSQL, POSTGRESQL, Row, SQLITE, Statements};
use genkan::token::{Key, KeyId, Keyring, Links, Purpose, Record, Reset};
use genkan_sql_tests::{Database, MariaDb, PostgreSql, Sqlite, Value};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

genkan::purposes! {
    enum Invitation {
        name: "abcdefghijklmnopqrs-0123",
        prefix: "app_inv_",
        lifetime_seconds: 60,
        per_principal: 3,
    }
}

#[test]
fn the_statements_work_on_sqlite() {
    check(&Sqlite::start(), &SQLITE);
}

#[test]
fn the_statements_work_on_postgresql() {
    check(&PostgreSql::start(), &POSTGRESQL);
}

#[test]
fn the_statements_work_on_mariadb() {
    check(&MariaDb::start(), &MYSQL);
}

const NOW: i64 = 1_800_000_000;

fn check(database: &dyn Database, sql: &'static Statements) {
    database.batch(sql.create);
    database.batch(sql.create);
    let table = Table { database, sql };
    table.rows_read_back();
    table.a_link_is_used_once();
    table.the_other_links_of_a_user_end_with_one();
    table.a_newer_link_is_not_used_in_place_of_one();
    table.the_newest_links_are_kept();
    table.expired_links_are_swept();
}

struct Table<'d> {
    database: &'d dyn Database,
    sql: &'static Statements,
}

impl Table<'_> {
    fn rows_read_back(&self) {
        let one = self.insert::<Reset>(7, NOW);
        let other = self.insert::<Invitation>(-1, NOW + 1);
        for record in [&one, &other] {
            assert_eq!(self.find(record).unwrap().to_row(), record.to_row());
        }
        assert_eq!(self.count(self.sql.consume, &[of(&one)]), 1);
        assert_eq!(self.count(self.sql.consume, &[of(&one)]), 0);
        assert!(self.find(&one).is_none());
        assert_eq!(self.count(self.sql.consume, &[of(&other)]), 1);
    }

    /// Of callers at the same time, one has deleted the row.
    fn a_link_is_used_once(&self) {
        for _ in 0..10 {
            let record = self.insert::<Reset>(7, NOW);
            let deleted: u64 = thread::scope(|scope| {
                let consume = || self.count(self.sql.consume, &[of(&record)]);
                let callers: Vec<_> = (0..4).map(|_| scope.spawn(consume)).collect();
                callers.into_iter().map(|it| it.join().unwrap()).sum()
            });
            assert_eq!(deleted, 1);
        }
    }

    fn the_other_links_of_a_user_end_with_one(&self) {
        let of_user: Vec<Record> = (0..3).map(|n| self.insert::<Reset>(7, NOW + n)).collect();
        let of_another = self.insert::<Reset>(8, NOW);
        let invitation = self.insert::<Invitation>(7, NOW);
        assert_eq!(self.count(self.sql.consume, &[of(&of_user[1])]), 1);
        assert_eq!(self.keep(&of_user[1], 0), 2);
        for record in &of_user {
            assert_eq!(self.count(self.sql.consume, &[of(record)]), 0);
        }
        for record in [of_another, invitation] {
            assert_eq!(self.count(self.sql.consume, &[of(&record)]), 1);
        }
    }

    /// While one caller uses a link, its user gets a newer one, and another caller
    /// uses the first link, too.
    fn a_newer_link_is_not_used_in_place_of_one(&self) {
        if !self.database.writes_concurrently() {
            return;
        }
        let consume = |record: &Record| self.count(self.sql.consume, &[of(record)]);
        let used = self.insert::<Reset>(7, NOW);
        let (mut newer, mut second) = (None, 1);
        thread::scope(|scope| {
            let mut caller = None;
            let first = self.database.hold(self.sql.consume, &[of(&used)], &mut || {
                newer = Some(self.insert::<Reset>(7, NOW + 1));
                caller = Some(scope.spawn(|| consume(&used)));
                // It waits for the row.
                thread::sleep(Duration::from_millis(500));
            });
            assert_eq!(first, 1);
            second = caller.unwrap().join().unwrap();
        });
        assert_eq!(second, 0);
        assert_eq!(consume(&newer.unwrap()), 1);
    }

    fn the_newest_links_are_kept(&self) {
        let newest = |n| self.insert::<Invitation>(7, NOW + n);
        let records: Vec<Record> = (0..5).map(newest).collect();
        let others = [
            self.insert::<Invitation>(8, NOW),
            self.insert::<Reset>(7, NOW),
        ];
        let keep = |most| self.keep(&records[0], most);
        assert_eq!(keep(Invitation::PER_PRINCIPAL), 2);
        let kept: Vec<bool> = records.iter().map(|it| self.find(it).is_some()).collect();
        assert_eq!(kept, [false, false, true, true, true]);
        assert_eq!(keep(Invitation::PER_PRINCIPAL), 0);
        assert_eq!(keep(0), 3);
        for record in others {
            assert_eq!(self.count(self.sql.consume, &[of(&record)]), 1);
        }
    }

    fn expired_links_are_swept(&self) {
        let record = self.insert::<Reset>(7, NOW);
        let end = NOW + 3600;
        assert_eq!(self.count(self.sql.sweep, &[(end - 1).into()]), 0);
        assert!(self.find(&record).is_some());
        assert_eq!(self.count(self.sql.sweep, &[end.into()]), 1);
    }

    /// Keeps so many links of the user and the purpose of a record.
    fn keep(&self, record: &Record, most: u32) -> u64 {
        let principal = Value::Text(record.principal.to_string());
        let purpose = record.purpose.code().into();
        self.count(self.sql.keep, &[principal, purpose, i64::from(most).into()])
    }

    /// Stores a new link of a user.
    fn insert<P: Purpose>(&self, user: i64, now: i64) -> Record {
        use std::sync::atomic::{AtomicU64, Ordering};
        static SEED: AtomicU64 = AtomicU64::new(0);
        let mut rng = ChaCha20Rng::seed_from_u64(SEED.fetch_add(1, Ordering::Relaxed));
        let links = Links::new(
            "example.com",
            Keyring::new(Key::new(KeyId::new(1), [7; 32])),
        );
        let now = Timestamp::from_unix_seconds(now as u64);
        let record = links
            .issue::<P>(user, "taro@example.com", now, &mut rng)
            .record;
        let (selector, purpose, principal, key, mac, issued, expires) = record.to_row();
        let texts = [selector, purpose, principal].map(Value::Text);
        let numbers = [issued.into(), expires.into()];
        let values = [&texts[..], &[key.into(), Value::Text(mac)], &numbers].concat();
        assert_eq!(self.count(self.sql.insert, &values), 1);
        record
    }

    fn find(&self, record: &Record) -> Option<Record> {
        let mut rows = self.database.query(self.sql.find, &[of(record)]);
        let row = rows.pop()?;
        assert!(rows.is_empty());
        let [selector, purpose, principal, key, mac, issued, expires] = row.try_into().unwrap();
        let number = |text: String| text.parse().unwrap();
        let (key, issued, expires) = (number(key), number(issued), number(expires));
        let row: Row = (selector, purpose, principal, key, mac, issued, expires);
        Some(Record::from_row(row).unwrap())
    }

    fn count(&self, sql: &str, values: &[Value]) -> u64 {
        self.database.execute(sql, values)
    }
}

fn of(record: &Record) -> Value {
    Value::Text(record.selector.to_string())
}
