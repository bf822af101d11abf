//! Where there is no database, or nothing in it.

use super::{refusal, run_in};
#[cfg(unix)]
use crate::support::postgres;

#[test]
fn a_mistyped_folder_is_no_empty_log() {
    let folder = tempfile::tempdir().unwrap();
    for command in COMMANDS {
        let refused = run_in(folder.path(), "", command);
        assert!(refusal(&refused).starts_with("genkan: store-missing: "));
    }
    let made = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(made, 1, "nothing but the configuration");
    for command in ["new", "rotate", "list"] {
        let refused = run_in(folder.path(), "", &["keys", command]);
        assert!(refusal(&refused).starts_with("genkan: keys-missing: "));
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
const COMMANDS: [&[&str]; 12] = [
    &["audit-log", "verify"],
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
