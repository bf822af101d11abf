//! Every promise is tested in a realm of its own in one database, so that rows
//! of other realms are there all the time.

use std::cell::Cell;

use genkan::conformance;

use super::fixture::Place;

#[tokio::test]
async fn sqlite_keeps_the_contract() {
    keeps_the_contract(Place::file()).await;
}

#[cfg(unix)]
#[tokio::test]
async fn postgres_keeps_the_contract() {
    keeps_the_contract(Place::server().await).await;
}

async fn keeps_the_contract(place: Place) {
    let count = Cell::new(0);
    conformance::run(|| {
        count.set(count.get() + 1);
        let realm = format!("realm {}", count.get());
        let place = &place;
        async move { place.open(&realm).await }
    })
    .await;
    assert!(count.get() > 8);
}
