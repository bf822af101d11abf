//! What a store has confirmed survives a crash, and nothing is there in part.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use genkan::audit_log::verify;
use genkan::id::AccountId;
use genkan::onboarding::{CommitError, Store};
use genkan_portal::clock::now;
use genkan_portal::store::{Error, Postgres, Sqlite, plan_id};
use tokio::task::JoinSet;

use super::fixture::registration;
use crate::support::postgres::Server;

/// Registers a contact, who has a number.
async fn register<S>(store: &S, n: u64) -> Result<(), CommitError<Error>>
where
    S: Store<Error = Error>,
{
    let id = AccountId::from_bytes(u128::from(n).to_be_bytes());
    store
        .commit(
            plan_id(now()),
            &registration(&format!("contact{n}@example.com"), id),
        )
        .await
}

/// Every confirmed contact is stored, and the log is about those and no others.
async fn assert_complete<S>(store: &S, confirmed: &[u64])
where
    S: Store<Error = Error>,
{
    for n in confirmed {
        let id = AccountId::from_bytes(u128::from(*n).to_be_bytes());
        assert!(store.account(id).await.unwrap().is_some(), "{n} is lost");
    }
    let entries = store.entries(None, u32::MAX).await.unwrap();
    let accounts = store.accounts(None, u32::MAX).await.unwrap();
    assert_eq!(verify(&entries, None).unwrap().seq, accounts.len() as u64);
}

#[tokio::test]
async fn what_a_killed_process_has_confirmed_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("genkan.sqlite");
    let mut confirmed = Vec::new();
    for round in 0..5 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::crash::process_to_kill",
                "--ignored",
                "--nocapture",
            ])
            .env("GENKAN_TEST_FILE", &path)
            .env("GENKAN_TEST_FIRST", (round * 1_000_000).to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let numbers = |line: std::io::Result<String>| {
            let line = line.unwrap();
            line.strip_prefix("confirmed ")
                .and_then(|n| n.parse::<u64>().ok())
        };
        confirmed.extend(
            lines
                .by_ref()
                .filter_map(numbers)
                .take(50 + 37 * round as usize),
        );
        child.kill().unwrap();
        // What it wrote before its end counts, too.
        confirmed.extend(lines.filter_map(numbers));
        child.wait().unwrap();

        let store = Sqlite::open(&path, "test").unwrap();
        assert_complete(&store, &confirmed).await;
        let connection = rusqlite::Connection::open(&path).unwrap();
        let check = "PRAGMA integrity_check";
        let said: String = connection.query_row(check, [], |row| row.get(0)).unwrap();
        assert_eq!(said, "ok");
    }
    assert!(confirmed.len() > 500);
}

/// Registers contacts until it is killed.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the test above starts it"]
async fn process_to_kill() {
    let path = std::env::var("GENKAN_TEST_FILE").unwrap();
    let first: u64 = std::env::var("GENKAN_TEST_FIRST").unwrap().parse().unwrap();
    let store = Sqlite::open(Path::new(&path), "test").unwrap();
    let mut tasks = JoinSet::new();
    for task in 0..8 {
        let store = store.clone();
        tasks.spawn(async move {
            for n in (first + task..).step_by(8) {
                register(&store, n).await.unwrap();
                println!("\nconfirmed {n}");
            }
        });
    }
    tasks.join_all().await;
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_crashed_server_has_confirmed_is_in_the_database() {
    let server = Server::start();
    let url = server.database().await;
    let confirmed = Arc::new(Mutex::new(Vec::new()));
    for round in 0..5 {
        let store = super::fixture::heard(|| Postgres::open(&url, "test")).await;
        let is_over = Arc::new(AtomicBool::new(false));
        let mut tasks = JoinSet::new();
        for task in 0..8 {
            let (store, confirmed) = (store.clone(), Arc::clone(&confirmed));
            let is_over = Arc::clone(&is_over);
            tasks.spawn(async move {
                for n in (round * 1_000_000 + task..).step_by(8) {
                    if is_over.load(Ordering::Relaxed) {
                        return;
                    }
                    if register(&store, n).await.is_ok() {
                        confirmed.lock().unwrap().push(n);
                    }
                }
            });
        }
        while confirmed.lock().unwrap().len() < 20 * (round as usize + 1) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // Its processes end at once and write nothing more.
        tokio::task::block_in_place(|| server.restart());
        is_over.store(true, Ordering::Relaxed);
        tasks.join_all().await;
        let store = super::fixture::heard(|| Postgres::open(&url, "test")).await;
        let confirmed = confirmed.lock().unwrap().clone();
        super::fixture::heard(|| store.ping()).await;
        assert_complete(&store, &confirmed).await;
    }
}
