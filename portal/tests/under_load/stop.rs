//! Who has been answered is not forgotten by a node that is asked to stop.

use std::process::Command;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::time::sleep;

use super::PROCESSORS;
use crate::support::server::{Program, ask, status};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_asked_for_is_worked_on_before_the_end() {
    let _processors = PROCESSORS.write().await;
    let mut program = Program::start("").await;
    let place = program.place;
    let config = program.folder.path().join("genkan.toml");
    let added = Command::new(env!("CARGO_BIN_EXE_genkan"))
        .args(["contacts", "add", "--name", "Taro"])
        .args(["--email", "taro@example.com", "--config"])
        .arg(&config)
        .output()
        .unwrap();
    assert!(added.status.success(), "{added:?}");

    // Somebody else writes, and takes their time.
    let other = Connection::open(program.folder.path().join("genkan.sqlite")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let form = "email=taro@example.com";
    let request = format!(
        "POST /forgot HTTP/1.1\r\nHost: {place}\r\nOrigin: http://{place}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{form}",
        form.len()
    );
    assert_eq!(status(&ask(place, &request).await), 303);
    program.terminate();
    sleep(Duration::from_secs(2)).await;
    let messages = "SELECT count(*) FROM messages WHERE kind = 'link'";
    let count = |connection: &Connection| -> u32 {
        connection
            .query_row(messages, [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(count(&other), 0, "nobody can have written it");
    assert!(!program.has_ended());

    other.execute_batch("COMMIT").unwrap();
    let begun = Instant::now();
    while !program.has_ended() {
        assert!(begun.elapsed() < Duration::from_secs(30), "does not end");
        sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(count(&other), 1);
}
