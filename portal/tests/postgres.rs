//! On a real PostgreSQL server: the contract, and what only more than one
//! connection can show.
#![cfg(unix)]

mod house;

use genkan::onboarding::conformance;
use house::postgres::Server;

#[tokio::test]
async fn postgres_keeps_the_contract() {
    let server = Server::start();
    conformance::run(|| server.store()).await;
}
