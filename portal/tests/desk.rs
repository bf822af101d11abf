//! The desk's command line, as it is run.
#![allow(clippy::unwrap_used, reason = "a failure is the verdict")]

mod command;
mod house;

use std::path::Path;
use std::process::Output;
use std::time::Duration;

use command::{genkan, text};
use genkan::onboarding::limit::{Asker, Limits};
use genkan::onboarding::{Address, Outcome, Realm, Reply, Store as _};
use genkan::policy::Policy;
use genkan::token::KeyId;
use genkan_portal::judge::{Judge, Lists};
use genkan_portal::keys;
use genkan_portal::portal::{Origin, Portal};
use genkan_portal::store::Sqlite;
use genkan_portal::system::{later, now};
use house::{House, TARO};
use serde_json::Value;

/// Runs a command on a house's folder, in English unless it says otherwise.
fn run(house: &House, arguments: &[&str]) -> Output {
    let path = house.folder.path().join("genkan.toml");
    std::fs::write(&path, CONFIG).unwrap();
    let config = ["--config", path.to_str().unwrap()];
    genkan(&[arguments, &config].concat(), "")
}

fn said(output: &Output) -> &str {
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The one line of a refusal.
fn refusal(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "");
    let line = text(&output.stderr);
    assert_eq!(line.lines().count(), 1, "{line}");
    line
}

/// The codes of what is found, and all of it.
fn explained(house: &House, address: &str) -> (Vec<String>, Value) {
    let output = run(house, &["explain", address, "--json"]);
    let value: Value = serde_json::from_str(said(&output)).unwrap();
    let findings = value["findings"].as_array().unwrap();
    let code = |finding: &Value| finding["code"].as_str().unwrap().to_owned();
    (findings.iter().map(code).collect(), value)
}

fn codes(house: &House, address: &str) -> Vec<String> {
    explained(house, address).0
}

#[tokio::test]
async fn the_desk_looks_after_a_contact() {
    let house = House::new("http://127.0.0.1:8080/");
    let new = "hanako@example.com";
    let add = [
        "contacts", "add", "--name", "太郎", "--email", TARO, "--tell",
    ];
    said(&run(&house, &[&add[..], &["--by", "佐藤"]].concat()));
    let taken = run(&house, &add);
    assert!(refusal(&taken).starts_with("genkan: address-taken: "));

    let desk = |deed, address: &'static str| run(&house, &["contacts", deed, address]);
    for (deed, starts) in [
        ("hold", "held "),
        ("release", "released "),
        ("resend", "a link is on its way"),
        ("renew", "renewed "),
    ] {
        assert!(said(&desk(deed, TARO)).starts_with(starts), "{deed}");
    }
    let refused = desk("release", TARO);
    assert!(refusal(&refused).contains("account-state: taro.yamada@example.co.jp is registered"));
    let japanese = run(&house, &["contacts", "release", TARO, "--lang", "ja"]);
    assert!(refusal(&japanese).contains("account-state: "));
    assert!(refusal(&japanese).contains("「パスワード未設定」の状態"));
    said(&desk("hold", TARO));
    assert!(refusal(&desk("resend", TARO)).starts_with("genkan: held: "));
    said(&desk("release", TARO));

    house.register(new).await;
    let replace = |new| {
        run(
            &house,
            &["contacts", "replace", TARO, new, "--name", "花子"],
        )
    };
    assert!(refusal(&replace(new)).starts_with("genkan: address-taken: "));
    said(&desk("remove", new));
    said(&replace(new));
    assert!(refusal(&desk("hold", TARO)).starts_with("genkan: unregistered: "));
    let listed = run(&house, &["contacts", "list"]);
    assert_eq!(said(&listed), format!("{new}\tregistered\t花子\t\n"));

    // Who did it stands in the log, and nobody's name or address does.
    let export = ["audit-log", "export", "--operator", "佐藤"];
    let log = run(&house, &export);
    let entries: Vec<Value> = said(&log)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(entries[0]["kind"], "registered");
    assert_eq!(entries[0]["actor"], "desk");
    assert_eq!(entries[0]["operator_name"], "佐藤");
    assert_eq!(entries[1]["actor"], "system");
    let plain = run(&house, &["audit-log", "export"]);
    assert!(!said(&plain).contains("佐藤") && !said(&plain).contains("example"));
}

#[tokio::test]
async fn explain_tells_why_there_is_no_mail() {
    let house = House::new("http://127.0.0.1:8080/");
    let address = Address::parse(TARO).unwrap();
    assert_eq!(codes(&house, TARO), ["unregistered"]);

    // An address that nobody has registered has its counts, too.
    let limits = Limits::default();
    let charges = limits.link_request(
        &Asker {
            address: &address,
            account: None,
            device: None,
            client: "192.0.2.1",
        },
        now(),
    );
    let charged = house.portal.store.charge(&charges, now()).await.unwrap();
    charged.unwrap();
    let (found, value) = explained(&house, TARO);
    assert_eq!(found, ["unregistered", "throttled"]);
    assert_eq!(value["findings"][1]["by"], "link-pause");
    assert!(value["findings"][1]["until"].is_string());

    house.register(TARO).await;
    assert_eq!(codes(&house, TARO), ["registered", "no-link"]);
    house
        .portal
        .request_link(&address, &Origin::default())
        .await
        .unwrap()
        .unwrap();
    let now_too_soon = ["registered", "throttled", "link-queued"];
    assert_eq!(codes(&house, TARO), now_too_soon);
    edit(&house, "DELETE FROM cells");
    assert_eq!(codes(&house, TARO), ["registered", "link-queued"]);

    let store = &house.portal.store;
    let settle = async |outcome| {
        let until = later(now(), Duration::from_secs(60));
        let leased = store.lease_letter(now(), until).await.unwrap().unwrap();
        let settled = store.settle_letter(leased.id, until, outcome, now());
        assert!(settled.await.unwrap());
    };
    settle(Outcome::RetryAt {
        at: now(),
        reply: Reply::new("451 4.7.1 come back later"),
    })
    .await;
    let (found, value) = explained(&house, TARO);
    assert_eq!(found, ["registered", "link-queued"]);
    assert_eq!(value["findings"][1]["tries"], 1);
    assert_eq!(value["findings"][1]["reply"], "451 4.7.1 come back later");
    settle(Outcome::Dead {
        reason: Reply::new("bounced: 550 5.1.1 no such user"),
    })
    .await;
    assert_eq!(codes(&house, TARO), ["registered", "link-bounced"]);

    // The desk has it tried again.
    let dead = run(&house, &["outbox", "list", "--dead"]);
    let line: Vec<&str> = said(&dead).trim_end().split('\t').collect();
    assert_eq!(line[1..5], ["dead", "link", TARO, "2"]);
    assert_eq!(line[7], "bounced: 550 5.1.1 no such user");
    said(&run(&house, &["outbox", "retry", line[0]]));
    assert_eq!(said(&run(&house, &["outbox", "list", "--dead"])), "");
    let none = "0".repeat(32);
    let refused = run(&house, &["outbox", "retry", &none]);
    assert!(refusal(&refused).starts_with("genkan: letter-not-waiting: "));
    settle(Outcome::Dead {
        reason: Reply::new("given-up: connection: refused"),
    })
    .await;
    let all = run(&house, &["outbox", "retry", "--all-dead"]);
    assert_eq!(said(&all), "to be tried again: 1\n");
    settle(Outcome::Sent {
        reply: Reply::new("250 2.0.0 taken as 1234"),
    })
    .await;
    let (found, value) = explained(&house, TARO);
    assert_eq!(found, ["registered", "link-sent"]);
    assert_eq!(value["findings"][1]["reply"], "250 2.0.0 taken as 1234");
    let japanese = run(&house, &["explain", TARO, "--lang", "ja"]);
    assert!(said(&japanese).contains("リンクのメールを 20"));
    assert!(said(&japanese).contains("迷惑メール"));

    for (deed, code) in [("hold", "held"), ("remove", "removed")] {
        said(&run(&house, &["contacts", deed, TARO]));
        assert_eq!(codes(&house, TARO), [code, "link-sent"]);
        let english = run(&house, &["explain", TARO]);
        assert!(said(&english).contains(&format!("[{code}] ")));
    }
}

#[tokio::test]
async fn an_expired_registration_is_explained_and_renewed() {
    let house = House::new("http://127.0.0.1:8080/");
    house.register(TARO).await;
    edit(&house, "UPDATE accounts SET state_at = 1000000000");
    assert_eq!(codes(&house, TARO), ["expired", "no-link"]);
    said(&run(&house, &["contacts", "renew", TARO]));
    assert_eq!(codes(&house, TARO), ["registered", "link-queued"]);
}

#[tokio::test]
async fn every_change_by_hand_is_found_in_the_audit_log() {
    let house = House::new("http://127.0.0.1:8080/");
    for n in 0..5 {
        house.register(&format!("contact{n}@example.com")).await;
    }
    let verify = |more: &[&str]| run(&house, &[&["audit-log", "verify"], more].concat());
    let whole = verify(&[]);
    let head = said(&whole).trim_end().rsplit(' ').next().unwrap();
    assert!(head.starts_with("5:"), "{head}");
    said(&verify(&["--head", head]));

    // Each is undone before the next one.
    let folder = house.folder.path().to_owned();
    rusqlite::Connection::open(folder.join("genkan.sqlite"))
        .unwrap()
        .execute_batch("CREATE TABLE kept AS SELECT * FROM audit")
        .unwrap();
    for (sql, said) in [
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
            "UPDATE audit SET account = zeroblob(16) WHERE seq = 2",
            "entry 2: edited: ",
        ),
        (
            "UPDATE audit SET hash = zeroblob(32) WHERE seq = 2",
            "entry 2: edited: ",
        ),
        (
            "UPDATE audit SET hash = zeroblob(3) WHERE seq = 2",
            "entry 2: store-failed: ",
        ),
        (
            "UPDATE audit SET previous = zeroblob(32) WHERE seq = 2",
            "entry 2: detached: ",
        ),
        ("DELETE FROM audit WHERE seq = 3", "entry 3: missing: "),
        ("DELETE FROM audit WHERE seq = 1", "entry 1: missing: "),
        (
            "UPDATE audit SET seq = seq + 10 WHERE seq > 2",
            "entry 3: missing: ",
        ),
        (
            "UPDATE audit SET seq = -seq WHERE seq IN (2, 3);
             UPDATE audit SET seq = 5 + seq WHERE seq < 0",
            "entry 2: detached: ",
        ),
        ("DELETE FROM audit WHERE seq = 5", "entry 5: cut-off: "),
        ("DELETE FROM audit", "entry 1: cut-off: "),
    ] {
        edit(&house, sql);
        let broken = verify(&["--head", head]);
        let line = refusal(&broken);
        assert!(line.contains("audit-log-broken: "), "{sql}: {line}");
        assert!(line.contains(said), "{sql}: {line}");
        edit(
            &house,
            "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept",
        );
    }
    said(&verify(&["--head", head]));

    // Whoever can write the whole table can write another log; the head that
    // was kept elsewhere tells.
    edit(&house, "DELETE FROM audit");
    for n in 5..11 {
        house.register(&format!("contact{n}@example.com")).await;
    }
    said(&verify(&[]));
    assert!(refusal(&verify(&["--head", head])).contains("entry 5: rewritten: "));
    let japanese = verify(&["--head", head, "--lang", "ja"]);
    assert!(refusal(&japanese).contains("audit-log-broken: 5件目: rewritten: "));
}

#[tokio::test]
async fn a_log_of_many_pages_is_verified_and_given_out_whole() {
    let house = House::new("http://127.0.0.1:8080/");
    for n in 0..1050 {
        house.register(&format!("contact{n}@example.com")).await;
    }
    assert!(said(&run(&house, &["audit-log", "verify"])).contains("1050 entries"));
    let all = run(&house, &["audit-log", "export"]);
    assert_eq!(said(&all).lines().count(), 1050);
    let rest = run(&house, &["audit-log", "export", "--after", "1049"]);
    let last: Value = serde_json::from_str(said(&rest).trim_end()).unwrap();
    assert_eq!(last["seq"], 1050);
    edit(&house, "UPDATE audit SET at = at + 1 WHERE seq = 1001");
    let broken = run(&house, &["audit-log", "verify"]);
    assert!(refusal(&broken).contains("entry 1001: edited: "));
}

#[tokio::test]
async fn links_outlive_a_rotation_of_the_keys() {
    let house = House::new("http://127.0.0.1:8080/");
    let folder = house.folder.path();
    house.register(TARO).await;
    let old = house.link(TARO).await;

    assert_eq!(said(&run(&house, &["keys", "list"])), "1\tcurrent\t\n");
    said(&run(&house, &["keys", "new"]));
    assert_eq!(
        said(&run(&house, &["keys", "list"])),
        "1\tcurrent\t\n2\tnext\t\n"
    );
    // A node that knows the next key takes what another one issues with it.
    let slow_node = portal(folder);
    said(&run(&house, &["keys", "rotate"]));
    let listed = run(&house, &["keys", "list"]);
    assert!(said(&listed).starts_with("1\tretired\t20"), "{listed:?}");
    assert!(said(&listed).ends_with("\n2\tcurrent\t\n"), "{listed:?}");

    let node = portal(folder);
    node.open_link(&old).await.unwrap().unwrap();
    edit(&house, "DELETE FROM cells");
    let twin = house.twin(Sqlite::open(&folder.join("genkan.sqlite")).unwrap().into());
    let new = twin.link(TARO).await;
    assert_eq!(key_of(folder, &new), Some(2));
    assert_eq!(key_of(folder, &old), Some(1));
    for portal in [&node, &slow_node] {
        portal.open_link(&new).await.unwrap().unwrap();
    }

    // When its time is over, the retired key is gone.
    let keys = folder.join("genkan.keys");
    let text = std::fs::read_to_string(&keys).unwrap();
    let (before, after) = text.split_once(" until ").unwrap();
    let ended = format!("{before} until 1000{}", &after[after.find('\n').unwrap()..]);
    std::fs::write(&keys, ended).unwrap();
    assert_eq!(said(&run(&house, &["keys", "list"])), "2\tcurrent\t\n");
    let node = portal(folder);
    let rejection = node.open_link(&old).await.unwrap().unwrap_err();
    assert_eq!(rejection.code(), "token-unknown-key");
    node.open_link(&new).await.unwrap().unwrap();
}

/// Another node on the same folder.
fn portal(folder: &Path) -> Portal<Sqlite> {
    let realm = Realm::new("test".into(), keys::open(folder).unwrap());
    let policy = Policy::support_center();
    let judge = Judge::new(policy, Lists::default(), Default::default());
    let store = Sqlite::open(&folder.join("genkan.sqlite")).unwrap();
    Portal::new(realm, judge, store).unwrap()
}

/// With which key a link was issued.
fn key_of(folder: &Path, link: &str) -> Option<u32> {
    let token = genkan::token::Token::<genkan::token::FirstPassword>::parse(link).ok()?;
    let connection = rusqlite::Connection::open(folder.join("genkan.sqlite")).unwrap();
    let sql = "SELECT key_id FROM tokens WHERE selector = ?1";
    let id = connection.query_row(sql, [token.selector().to_bytes()], |row| row.get(0));
    id.ok().map(|id| KeyId::new(id).number())
}

/// What somebody does who has the file.
fn edit(house: &House, sql: &str) {
    let path = house.folder.path().join("genkan.sqlite");
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_mistyped_folder_is_no_empty_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("genkan.toml");
    std::fs::write(&path, CONFIG).unwrap();
    let config = path.to_str().unwrap();
    for command in [&["audit-log", "verify"][..], &["outbox", "list"]] {
        let refused = genkan(&[command, &["--config", config]].concat(), "");
        assert!(refusal(&refused).starts_with("genkan: store-missing: "));
    }
    let refused = genkan(&["keys", "rotate", "--config", config], "");
    assert_eq!(refused.status.code(), Some(1));
}

const CONFIG: &str = "base_url = \"https://support.example.com\"\nlisten = \"127.0.0.1:0\"\n\
                      data = \".\"\n[mail]\nfrom = \"support@provider.example\"\n";
