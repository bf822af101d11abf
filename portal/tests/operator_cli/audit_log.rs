//! Whatever is changed by hand is found in the audit log.

use serde_json::Value;

use super::{BASE, refusal, run, said};
use crate::support::cli::text;
use crate::support::databases::portals;
use crate::support::{COMPANY, TARO, TestPortal};

#[tokio::test]
async fn every_change_by_hand_is_found_in_the_audit_log() {
    for portal in portals(BASE).await {
        let head = five_entries(&portal).await;
        for (sql, found) in EDITS {
            refuses(&portal, &head, sql, found).await;
        }
        let whole = run(&portal, &["audit-log", "verify", "--head", &head]);
        said(&whole);
    }
}

#[tokio::test]
async fn every_column_of_an_entry_is_looked_at() {
    for portal in portals(BASE).await {
        let head = five_entries(&portal).await;
        for seq in [1, 3, 5] {
            for (column, value, found) in [
                ("at", "at - 1", "edited: "),
                ("subject_id", "ZEROS16", "edited: "),
                ("subject_kind", "'company'", "edited: "),
                ("kind", "'password-set'", "edited: "),
                ("actor_kind", "'visitor'", "edited: "),
                ("previous", "ZEROS32", "detached: "),
                ("hash", "ZEROS32", "edited: "),
                // What the system did has no operator's name.
                ("actor_id", "ZEROS16", "store-content: "),
                // No reason was given.
                ("reason", "ZEROS32", "edited: "),
            ] {
                // The first one comes after nothing, which is all zeros.
                let value = match (column, seq) {
                    ("previous", 1) => "hash",
                    _ => value,
                };
                let sql = format!("UPDATE audit_log SET {column} = {value} WHERE seq = {seq}");
                refuses(&portal, &head, &sql, &format!("entry {seq}: {found}")).await;
            }
        }
    }
}

#[tokio::test]
async fn an_operators_actions_are_logged_as_their_own() {
    for portal in portals(BASE).await {
        said(&run(
            &portal,
            &[
                "operators",
                "add",
                "佐藤",
                "sato@provider.example",
                "--role",
                "agent",
            ],
        ));
        let add = ["contacts", "add", "--name", "太郎", "--email"];
        let by = ["taro@example.com", "--by", "佐藤"];
        said(&run(&portal, &[&add[..], &by].concat()));
        portal.register_for("", "hanako@example.com").await;
        let head = keep(&portal).await;
        for (sql, found) in [
            ("UPDATE audit_log SET actor_id = ZEROS16", "edited: "),
            ("UPDATE audit_log SET actor_id = NULL", "store-content: "),
            (
                "UPDATE audit_log SET actor_id = NULL, actor_kind = 'system'",
                "edited: ",
            ),
        ] {
            let sql = format!("{sql} WHERE seq = 2");
            refuses(&portal, &head, &sql, &format!("entry 2: {found}")).await;
        }
    }
}

#[tokio::test]
async fn another_log_is_told_by_a_head_that_was_kept() {
    // A person who can write the whole table can replace the log; the head that
    // was kept elsewhere tells.
    for portal in portals(BASE).await {
        let head = five_entries(&portal).await;
        portal.sql("DELETE FROM audit_log").await;
        for n in 5..11 {
            portal
                .register_for("", &format!("contact{n}@example.com"))
                .await;
        }
        let verify = |more: &[&str]| run(&portal, &[&["audit-log", "verify"], more].concat());
        said(&verify(&[]));
        assert!(refusal(&verify(&["--head", &head])).contains("entry 5: rewritten: "));
        let japanese = verify(&["--head", &head, "--lang", "ja"]);
        assert!(refusal(&japanese).contains("audit-log-broken: 5件目: rewritten: "));
    }
}

#[tokio::test]
async fn a_log_of_many_pages_is_verified_and_given_out_whole() {
    for portal in portals(BASE).await {
        for n in 0..1050 {
            portal
                .register_for("", &format!("contact{n}@example.com"))
                .await;
        }
        assert!(said(&run(&portal, &["audit-log", "verify"])).contains("1050 entries"));
        let all = run(&portal, &["audit-log", "export"]);
        assert_eq!(said(&all).lines().count(), 1050);
        let rest = run(&portal, &["audit-log", "export", "--after", "1049"]);
        let last: Value = serde_json::from_str(said(&rest).trim_end()).unwrap();
        assert_eq!(last["seq"], 1050);
        portal
            .sql("UPDATE audit_log SET at = at + 1 WHERE seq = 1001")
            .await;
        let broken = run(&portal, &["audit-log", "verify"]);
        assert!(refusal(&broken).contains("entry 1001: edited: "));
    }
}

#[tokio::test]
async fn a_reason_is_listed_as_long_as_it_is_stored() {
    for portal in portals(BASE).await {
        said(&run(
            &portal,
            &[
                "operators",
                "add",
                "佐藤",
                "sato@provider.example",
                "--role",
                "agent",
            ],
        ));
        portal.register(TARO).await;
        let reason = "山田様より電話でご依頼";
        let hold = ["contacts", "hold", TARO, "--by", "佐藤", "--reason", reason];
        said(&run(&portal, &hold));
        said(&run(&portal, &["contacts", "release", TARO]));
        let list = |language| {
            let output = run(&portal, &["audit-log", "list", "--lang", language]);
            let lines = said(&output).lines();
            let cells = lines.map(|line| line.split('\t').skip(2).map(str::to_owned).collect());
            cells.collect::<Vec<Vec<String>>>()
        };
        let listed = list("ja");
        assert_eq!(
            listed,
            [
                ["operator-added", "佐藤", "system", ""],
                ["company-created", COMPANY, "system", ""],
                ["registered", TARO, "system", ""],
                ["held", TARO, "佐藤", reason],
                ["released", TARO, "system", ""],
            ]
        );
        let after = run(&portal, &["audit-log", "list", "--after", "4"]);
        assert_eq!(said(&after).lines().count(), 1);

        // The export has the digest and no personal data.
        let export = run(&portal, &["audit-log", "export"]);
        let rows: Vec<Value> = said(&export)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let held = &rows[3];
        assert_eq!(
            (&held["kind"], &held["actor"]),
            (&"held".into(), &"operator".into())
        );
        assert_eq!(held["subject"], "account");
        assert_eq!(held["reason_digest"].as_str().unwrap().len(), 64);
        assert_eq!(rows[0]["subject_id"], held["actor_id"]);
        assert!(rows[4]["reason_digest"].is_null());
        for personal in ["佐藤", "example", COMPANY, reason] {
            assert!(!said(&export).contains(personal), "{personal}");
        }

        // After the text is erased, the log is still whole.
        portal.sql("DELETE FROM reasons").await;
        said(&run(&portal, &["audit-log", "verify"]));
        assert_eq!(list("en")[3][3], "(the reason was erased)");
        assert_eq!(list("ja")[3][3], "（理由は消去済み）");

        let bad = run(&portal, &["contacts", "hold", TARO, "--reason", " "]);
        assert_eq!(bad.status.code(), Some(2));
        assert!(text(&bad.stderr).starts_with("genkan: invalid-reason: "));
    }
}

/// Edits that a person with write access to the database makes, and what
/// `audit-log verify` reports.
const EDITS: [(&str, &str); 20] = [
    (
        "UPDATE audit_log SET at = at + 1 WHERE seq = 3",
        "entry 3: edited: ",
    ),
    (
        "UPDATE audit_log SET kind = 'removed' WHERE seq = 1",
        "entry 1: edited: ",
    ),
    (
        "UPDATE audit_log SET kind = 'robbed' WHERE seq = 4",
        "entry 4: store-content: ",
    ),
    (
        "UPDATE audit_log SET actor_kind = 'visitor' WHERE seq = 5",
        "entry 5: edited: ",
    ),
    (
        "UPDATE audit_log SET subject_id = ZEROS16 WHERE seq = 2",
        "entry 2: edited: ",
    ),
    (
        "UPDATE audit_log SET hash = ZEROS32 WHERE seq = 2",
        "entry 2: edited: ",
    ),
    (
        "UPDATE audit_log SET hash = ZEROS3 WHERE seq = 2",
        "entry 2: store-content: ",
    ),
    (
        "UPDATE audit_log SET previous = ZEROS32 WHERE seq = 2",
        "entry 2: detached: ",
    ),
    ("DELETE FROM audit_log WHERE seq = 3", "entry 3: missing: "),
    ("DELETE FROM audit_log WHERE seq = 1", "entry 1: missing: "),
    (
        "UPDATE audit_log SET seq = seq + 10 WHERE seq > 2",
        "entry 3: missing: ",
    ),
    // Two change places.
    (
        "UPDATE audit_log SET seq = -seq WHERE seq IN (2, 3);
         UPDATE audit_log SET seq = 5 + seq WHERE seq < 0",
        "entry 2: detached: ",
    ),
    // The last one comes first, and the others one place later.
    (
        "UPDATE audit_log SET seq = 100 + seq;
         UPDATE audit_log SET seq = (seq - 100) % 5 + 1",
        "entry 1: detached: ",
    ),
    // One is put in between the others, and one at the end.
    (
        "UPDATE audit_log SET seq = 100 + seq WHERE seq > 2;
         UPDATE audit_log SET seq = seq - 99 WHERE seq > 100;
         INSERT INTO audit_log (realm, seq, previous, at, subject_kind, subject_id, kind, actor_kind, hash)
             SELECT realm, 3, previous, at, subject_kind, subject_id, kind, actor_kind, hash FROM audit_log WHERE seq = 2",
        "entry 3: detached: ",
    ),
    (
        "INSERT INTO audit_log (realm, seq, previous, at, subject_kind, subject_id, kind, actor_kind, hash)
             SELECT realm, 6, hash, at, subject_kind, subject_id, kind, actor_kind, hash FROM audit_log WHERE seq = 5",
        "entry 6: edited: ",
    ),
    // Behind a gap that the number cannot hide.
    (
        "INSERT INTO audit_log (realm, seq, previous, at, subject_kind, subject_id, kind, actor_kind, hash)
             SELECT realm, 9223372036854775807, hash, at, subject_kind, subject_id, kind, actor_kind, hash
             FROM audit_log WHERE seq = 5",
        "entry 6: missing: ",
    ),
    // Before the first, with numbers that none has.
    (
        "INSERT INTO audit_log (realm, seq, previous, at, subject_kind, subject_id, kind, actor_kind, hash)
             SELECT realm, 0, previous, at, subject_kind, subject_id, kind, actor_kind, hash FROM audit_log WHERE seq = 1",
        "entry 1: missing: ",
    ),
    (
        "INSERT INTO audit_log (realm, seq, previous, at, subject_kind, subject_id, kind, actor_kind, hash)
             SELECT realm, -9223372036854775807 - 1, previous, at, subject_kind, subject_id, kind, actor_kind, hash
             FROM audit_log WHERE seq = 1",
        "entry 1: missing: ",
    ),
    ("DELETE FROM audit_log WHERE seq = 5", "entry 5: cut-off: "),
    ("DELETE FROM audit_log", "entry 1: cut-off: "),
];

/// A log of five entries; its head.
async fn five_entries(portal: &TestPortal) -> String {
    for n in 0..5 {
        portal
            .register_for("", &format!("contact{n}@example.com"))
            .await;
    }
    let head = keep(portal).await;
    assert!(head.starts_with("5:"), "{head}");
    said(&run(portal, &["audit-log", "verify", "--head", &head]));
    head
}

/// Keeps a copy of the log, and the head that `verify` shows.
async fn keep(portal: &TestPortal) -> String {
    let whole = run(portal, &["audit-log", "verify"]);
    let copy = "CREATE TABLE kept AS SELECT * FROM audit_log";
    portal.sql(copy).await;
    let line = said(&whole).trim_end();
    line.rsplit(' ').next().unwrap().to_owned()
}

/// An edit is found, and undone before the next one.
async fn refuses(portal: &TestPortal, head: &str, sql: &str, found: &str) {
    portal.sql(&zeros(portal, sql)).await;
    let broken = run(portal, &["audit-log", "verify", "--head", head]);
    let line = refusal(&broken);
    assert!(line.contains("audit-log-broken: "), "{sql}: {line}");
    assert!(line.contains(found), "{sql}: {line}");
    portal
        .sql("DELETE FROM audit_log; INSERT INTO audit_log SELECT * FROM kept")
        .await;
}

/// `ZEROS16` is sixteen bytes of zero, which each store writes its own way.
fn zeros(portal: &TestPortal, sql: &str) -> String {
    let mut sql = sql.to_owned();
    for length in [32, 16, 3] {
        let digits = "00".repeat(length);
        let bytes = if portal.is_on_a_server() {
            format!("'\\x{digits}'::bytea")
        } else {
            format!("x'{digits}'")
        };
        sql = sql.replace(&format!("ZEROS{length}"), &bytes);
    }
    sql
}
