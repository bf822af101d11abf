//! Whatever is changed by hand is found in the audit log.

use serde_json::Value;

use super::{BASE, refusal, run, said};
use crate::support::House;
use crate::support::databases::houses;

#[tokio::test]
async fn every_change_by_hand_is_found_in_the_audit_log() {
    for house in houses(BASE).await {
        let head = five_entries(&house).await;
        for (sql, found) in EDITS {
            refuses(&house, &head, sql, found).await;
        }
        let whole = run(&house, &["audit-log", "verify", "--head", &head]);
        said(&whole);
    }
}

#[tokio::test]
async fn every_column_of_an_entry_is_looked_at() {
    for house in houses(BASE).await {
        let head = five_entries(&house).await;
        for seq in [1, 3, 5] {
            for (column, value, found) in [
                ("at", "at - 1", "edited: "),
                ("account", "ZEROS16", "edited: "),
                ("kind", "'password-set'", "edited: "),
                ("actor", "'contact'", "edited: "),
                ("previous", "ZEROS32", "detached: "),
                ("hash", "ZEROS32", "edited: "),
                // Nobody's name belongs to what the system did.
                ("operator", "ZEROS16", "store-content: "),
            ] {
                // The first one comes after nothing, which is all zeros.
                let value = match (column, seq) {
                    ("previous", 1) => "hash",
                    _ => value,
                };
                let sql = format!("UPDATE audit SET {column} = {value} WHERE seq = {seq}");
                refuses(&house, &head, &sql, &format!("entry {seq}: {found}")).await;
            }
        }
    }
}

#[tokio::test]
async fn what_an_operator_did_is_nobody_elses() {
    for house in houses(BASE).await {
        let add = ["contacts", "add", "--name", "太郎", "--email"];
        let by = ["taro@example.com", "--by", "佐藤"];
        said(&run(&house, &[&add[..], &by].concat()));
        house.register("hanako@example.com").await;
        let head = keep(&house).await;
        for (sql, found) in [
            ("UPDATE audit SET operator = ZEROS16", "edited: "),
            ("UPDATE audit SET operator = NULL", "store-content: "),
            (
                "UPDATE audit SET operator = NULL, actor = 'system'",
                "edited: ",
            ),
        ] {
            let sql = format!("{sql} WHERE seq = 1");
            refuses(&house, &head, &sql, &format!("entry 1: {found}")).await;
        }
    }
}

#[tokio::test]
async fn another_log_is_told_by_a_head_that_was_kept() {
    // Whoever can write the whole table can write another log; the head that
    // was kept elsewhere tells.
    for house in houses(BASE).await {
        let head = five_entries(&house).await;
        house.sql("DELETE FROM audit").await;
        for n in 5..11 {
            house.register(&format!("contact{n}@example.com")).await;
        }
        let verify = |more: &[&str]| run(&house, &[&["audit-log", "verify"], more].concat());
        said(&verify(&[]));
        assert!(refusal(&verify(&["--head", &head])).contains("entry 5: rewritten: "));
        let japanese = verify(&["--head", &head, "--lang", "ja"]);
        assert!(refusal(&japanese).contains("audit-log-broken: 5件目: rewritten: "));
    }
}

#[tokio::test]
async fn a_log_of_many_pages_is_verified_and_given_out_whole() {
    for house in houses(BASE).await {
        for n in 0..1050 {
            house.register(&format!("contact{n}@example.com")).await;
        }
        assert!(said(&run(&house, &["audit-log", "verify"])).contains("1050 entries"));
        let all = run(&house, &["audit-log", "export"]);
        assert_eq!(said(&all).lines().count(), 1050);
        let rest = run(&house, &["audit-log", "export", "--after", "1049"]);
        let last: Value = serde_json::from_str(said(&rest).trim_end()).unwrap();
        assert_eq!(last["seq"], 1050);
        house
            .sql("UPDATE audit SET at = at + 1 WHERE seq = 1001")
            .await;
        let broken = run(&house, &["audit-log", "verify"]);
        assert!(refusal(&broken).contains("entry 1001: edited: "));
    }
}

/// What somebody does who has the database, and what is said of it.
const EDITS: [(&str, &str); 20] = [
    (
        "UPDATE audit SET at = at + 1 WHERE seq = 3",
        "entry 3: edited: ",
    ),
    (
        "UPDATE audit SET kind = 'removed' WHERE seq = 1",
        "entry 1: edited: ",
    ),
    (
        "UPDATE audit SET kind = 'robbed' WHERE seq = 4",
        "entry 4: store-content: ",
    ),
    (
        "UPDATE audit SET actor = 'contact' WHERE seq = 5",
        "entry 5: edited: ",
    ),
    (
        "UPDATE audit SET account = ZEROS16 WHERE seq = 2",
        "entry 2: edited: ",
    ),
    (
        "UPDATE audit SET hash = ZEROS32 WHERE seq = 2",
        "entry 2: edited: ",
    ),
    (
        "UPDATE audit SET hash = ZEROS3 WHERE seq = 2",
        "entry 2: store-content: ",
    ),
    (
        "UPDATE audit SET previous = ZEROS32 WHERE seq = 2",
        "entry 2: detached: ",
    ),
    ("DELETE FROM audit WHERE seq = 3", "entry 3: missing: "),
    ("DELETE FROM audit WHERE seq = 1", "entry 1: missing: "),
    (
        "UPDATE audit SET seq = seq + 10 WHERE seq > 2",
        "entry 3: missing: ",
    ),
    // Two change places.
    (
        "UPDATE audit SET seq = -seq WHERE seq IN (2, 3);
         UPDATE audit SET seq = 5 + seq WHERE seq < 0",
        "entry 2: detached: ",
    ),
    // The last one comes first, and the others one place later.
    (
        "UPDATE audit SET seq = 100 + seq;
         UPDATE audit SET seq = (seq - 100) % 5 + 1",
        "entry 1: detached: ",
    ),
    // One is put in between the others, and one at the end.
    (
        "UPDATE audit SET seq = 100 + seq WHERE seq > 2;
         UPDATE audit SET seq = seq - 99 WHERE seq > 100;
         INSERT INTO audit (seq, previous, at, account, kind, actor, hash)
             SELECT 3, previous, at, account, kind, actor, hash FROM audit WHERE seq = 2",
        "entry 3: detached: ",
    ),
    (
        "INSERT INTO audit (seq, previous, at, account, kind, actor, hash)
             SELECT 6, hash, at, account, kind, actor, hash FROM audit WHERE seq = 5",
        "entry 6: edited: ",
    ),
    // Behind a gap that the number cannot hide.
    (
        "INSERT INTO audit (seq, previous, at, account, kind, actor, hash)
             SELECT 9223372036854775807, hash, at, account, kind, actor, hash
             FROM audit WHERE seq = 5",
        "entry 6: missing: ",
    ),
    // Before the first, with numbers that none has.
    (
        "INSERT INTO audit (seq, previous, at, account, kind, actor, hash)
             SELECT 0, previous, at, account, kind, actor, hash FROM audit WHERE seq = 1",
        "entry 1: missing: ",
    ),
    (
        "INSERT INTO audit (seq, previous, at, account, kind, actor, hash)
             SELECT -9223372036854775807 - 1, previous, at, account, kind, actor, hash
             FROM audit WHERE seq = 1",
        "entry 1: missing: ",
    ),
    ("DELETE FROM audit WHERE seq = 5", "entry 5: cut-off: "),
    ("DELETE FROM audit", "entry 1: cut-off: "),
];

/// A log of five entries; its head.
async fn five_entries(house: &House) -> String {
    for n in 0..5 {
        house.register(&format!("contact{n}@example.com")).await;
    }
    let head = keep(house).await;
    assert!(head.starts_with("5:"), "{head}");
    said(&run(house, &["audit-log", "verify", "--head", &head]));
    head
}

/// Keeps a copy of the log, and the head that `verify` shows.
async fn keep(house: &House) -> String {
    let whole = run(house, &["audit-log", "verify"]);
    let copy = "CREATE TABLE kept AS SELECT * FROM audit";
    house.sql(copy).await;
    let line = said(&whole).trim_end();
    line.rsplit(' ').next().unwrap().to_owned()
}

/// An edit is found, and undone before the next one.
async fn refuses(house: &House, head: &str, sql: &str, found: &str) {
    house.sql(&zeros(house, sql)).await;
    let broken = run(house, &["audit-log", "verify", "--head", head]);
    let line = refusal(&broken);
    assert!(line.contains("audit-log-broken: "), "{sql}: {line}");
    assert!(line.contains(found), "{sql}: {line}");
    house
        .sql("DELETE FROM audit; INSERT INTO audit SELECT * FROM kept")
        .await;
}

/// `ZEROS16` is sixteen bytes of zero, which each store writes its own way.
fn zeros(house: &House, sql: &str) -> String {
    let mut sql = sql.to_owned();
    for length in [32, 16, 3] {
        let digits = "00".repeat(length);
        let bytes = if house.is_on_a_server() {
            format!("'\\x{digits}'::bytea")
        } else {
            format!("x'{digits}'")
        };
        sql = sql.replace(&format!("ZEROS{length}"), &bytes);
    }
    sql
}
