//! The store of the example has every promise, and the example runs.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a failed test panics")]

use std::process::Command;

use genkan_example_onboarding::OwnStore;

#[tokio::test]
async fn the_store_has_every_promise() {
    genkan::conformance::run(|| async { OwnStore::default() }).await;
}

#[test]
fn the_example_signs_a_contact_in() {
    let program = env!("CARGO_BIN_EXE_genkan-example-onboarding");
    let output = Command::new(program).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}");
    assert!(
        printed.contains("email to taro@example.co.jp: "),
        "{printed}"
    );
    assert!(
        printed.ends_with("signed in, and recorded 5 events\n"),
        "{printed}"
    );
}
