//! Where there is no database, or nothing in it.

use super::{BASE, configured, refusal, run, run_in, said};
use crate::support::TARO;
use crate::support::cli::genkan;
use crate::support::databases::portals;
#[cfg(unix)]
use crate::support::postgres;

#[test]
fn a_mistyped_folder_is_no_empty_log() {
    let folder = tempfile::tempdir().unwrap();
    for command in COMMANDS {
        let refused = run_in(folder.path(), "", command);
        assert!(refusal(&refused).starts_with("genkan: store-missing: "));
    }
    for command in ["new", "rotate", "list"] {
        let refused = run_in(folder.path(), "", &["keys", command]);
        assert!(refusal(&refused).starts_with("genkan: keys-missing: "));
    }
    let made = || std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(made(), 1, "nothing but the configuration");
    // Neither does a preview create the folder, nor a check.
    let rows = "name,email\nTaro,taro@example.com\n";
    std::fs::write(folder.path().join("contacts.csv"), rows).unwrap();
    let file = folder.path().join("contacts.csv");
    let import = ["contacts", "import", "--dry-run", file.to_str().unwrap()];
    let config = configured(folder.path(), "");
    let elsewhere = std::fs::read_to_string(&config).unwrap();
    let elsewhere = elsewhere.replace("data = \".\"", "data = \"data\"");
    std::fs::write(&config, elsewhere).unwrap();
    let run = |arguments: &[&str]| genkan(&[arguments, &["--config", &config]].concat(), "");
    assert_eq!(said(&run(&import)), "2\tregister\ttaro@example.com\tTaro\n");
    let by = run(&[&import[..], &["--by", "Nobody"]].concat());
    assert!(refusal(&by).starts_with("genkan: operator-unknown: "));
    said(&run(&["config", "check"]));
    assert_eq!(run(&["status"]).status.code(), Some(1));
    assert_eq!(made(), 2, "nothing but the configuration and the file");
}

/// A machine on which only commands run has no keys, and no command creates some:
/// they would differ from those of the nodes.
#[tokio::test]
async fn a_command_creates_no_keys_and_no_realm() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let folder = portal.folder.path();
        let keys = folder.join(genkan_portal::keys::NAME);
        let _ = std::fs::remove_file(&keys);
        let file = folder.join("contacts.csv");
        std::fs::write(&file, "name,email\nJiro,jiro@example.com\n").unwrap();
        let file = file.to_str().unwrap();
        for command in [
            &["explain", TARO][..],
            &["contacts", "show", TARO],
            &["contacts", "export"],
            &["contacts", "resend", TARO],
            &["contacts", "import", "--dry-run", file],
            &["contacts", "import", file],
            &["cases", "list"],
            &["config", "check"],
        ] {
            said(&run(&portal, command));
            assert!(!keys.exists(), "{command:?}");
        }
        let other = format!("realm = \"other\"\n{}", portal.database_setting());
        for _ in 0..2 {
            let refused = run_in(folder, &other, &["contacts", "list"]);
            let refused = refusal(&refused);
            assert!(refused.starts_with("genkan: store-missing: "), "{refused}");
            assert!(refused.contains("\"other\""), "{refused}");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn another_database_is_no_empty_log() {
    let server = postgres::shared();
    let name = server.create().await;
    let setting = format!("database = \"{}\"\n", server.address(&name));
    let folder = tempfile::tempdir().unwrap();
    for command in COMMANDS {
        let refused = run_in(folder.path(), &setting, command);
        assert!(refusal(&refused).starts_with("genkan: store-missing: "));
    }
    let tables = "SELECT 1 FROM pg_tables WHERE schemaname = 'public'";
    let client = server.client(&name).await;
    assert!(client.query(tables, &[]).await.unwrap().is_empty());
}

/// Those that only look at what is there, or set it right.
const COMMANDS: [&[&str]; 15] = [
    &["audit-log", "verify"],
    &["audit-log", "export"],
    &["cases", "list"],
    &["contacts", "export"],
    &["audit-log", "list"],
    &["companies", "list"],
    &["companies", "rename", "a", "b"],
    &["operators", "list"],
    &["operators", "remove", "a"],
    &["outbox", "list"],
    &["contacts", "list"],
    &["contacts", "show", "taro@example.com"],
    &["contacts", "hold", "taro@example.com"],
    &[
        "contacts",
        "replace",
        "taro@example.com",
        "jiro@example.com",
        "--name",
        "Jiro",
    ],
    &["explain", "taro@example.com"],
];
