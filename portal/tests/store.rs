//! Every store keeps the same contract.

use genkan_portal::store::Sqlite;

#[tokio::test]
async fn sqlite_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let count = std::cell::Cell::new(0);
    genkan::onboarding::conformance::run(|| {
        count.set(count.get() + 1);
        let path = folder.path().join(format!("{}.sqlite", count.get()));
        async move { Sqlite::open(&path).unwrap() }
    })
    .await;
    assert!(count.get() > 8);
}
