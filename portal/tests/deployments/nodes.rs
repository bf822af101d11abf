//! Nodes that were given different keys.

use std::time::{Duration, Instant};

use crate::support::cli::{genkan, text};
use crate::support::postgres;
use crate::support::server::Program;

#[tokio::test]
async fn nodes_with_different_keys_are_found() {
    let server = postgres::shared();
    let database = server.create().await;
    let settings = format!("database = \"{}\"\n", server.address(&database));
    let log = tempfile::NamedTempFile::new().unwrap();
    let first = Program::start(&settings).await;
    let config = |node: &Program| node.folder.path().join("genkan.toml").display().to_string();
    let status = |node: &Program| genkan(&["status", "--config", &config(node)], "");
    let alone = status(&first);
    assert!(
        text(&alone.stdout).contains("ok\tnodes\t1 running"),
        "{}",
        text(&alone.stdout)
    );
    // The second one has made keys of its own.
    let second = Program::logging(&settings, log.reopen().unwrap()).await;
    let begun = Instant::now();
    while !std::fs::read_to_string(log.path())
        .unwrap()
        .contains("keys-differ")
    {
        assert!(begun.elapsed() < Duration::from_secs(30));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let both = status(&second);
    assert_eq!(both.status.code(), Some(1));
    assert!(
        text(&both.stdout).contains("failed\tnodes\t"),
        "{}",
        text(&both.stdout)
    );
}
