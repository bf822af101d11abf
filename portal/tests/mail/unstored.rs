//! The database is away when the mail server has accepted a message: the outcome
//! is stored later, and the message is not sent again.
#![cfg(unix)]

use std::collections::HashSet;
use std::time::Duration;

use genkan::onboarding::{Outbox as _, Progress};
use genkan_portal::config::Smtp as Config;
use genkan_portal::mail::{Composer, Transport, work_until};
use genkan_portal::store::{Database, Postgres};
use tokio::sync::watch;

use super::outbox::{Node, configure, queue, service, until};
use crate::support::contacts::administrator;
use crate::support::mail_server::MailServer;
use crate::support::postgres::Server;
use crate::support::smtp::{Manners, Smtp};
use crate::support::{REALM, TARO, TestPortal};

#[tokio::test(flavor = "multi_thread")]
async fn no_message_is_sent_twice_when_the_database_restarts_under_steady_mail() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let database = Server::start();
    let url = database.database().await;
    let store = Database::Postgres(Postgres::open(&url, REALM).await.unwrap());
    let mails = MailServer::start(folder);
    let service = service(folder, store);
    queue(&service, MESSAGES).await;
    let config = configure(folder, mails.port, Some(&database.address("d1")));
    let nodes = [
        Node::start(&config, folder, 0),
        Node::start(&config, folder, 1),
    ];
    let mut restarts = 0;
    for part in 1..=4 {
        until("mails flow", async || {
            mails.taken().len() >= part * MESSAGES / 6
        })
        .await;
        database.stop("fast");
        database.start_again();
        restarts += 1;
    }
    until("all is sent", async || {
        let waiting = service.store.undelivered(None, 1).await;
        waiting.is_ok_and(|waiting| waiting.is_empty())
    })
    .await;
    drop(nodes);

    let taken = mails.taken();
    let ids: HashSet<&str> = taken.iter().map(|mail| mail.id.as_str()).collect();
    println!("{} mails, {restarts} restarts", taken.len());
    assert_eq!((taken.len(), ids.len()), (MESSAGES, MESSAGES));
}

/// A portal on a server of its own with one message, and a mail server that
/// takes a moment to accept it.
async fn accepted_while_the_database_stops(database: &Server) -> (TestPortal, Smtp) {
    let mails = Smtp::start(Manners {
        thinks: Duration::from_millis(1500),
        ..Manners::default()
    })
    .await;
    let store = Database::Postgres(database.store().await);
    let folder = tempfile::tempdir().unwrap();
    let mut portal = TestPortal::on("https://support.example.com/", folder, store);
    portal.config.smtp = Some(Config {
        timeout: Duration::from_secs(3),
        ..mails.config()
    });
    portal.register(TARO).await;
    let id = portal.account(TARO).await.id;
    portal.service.resend(id, &administrator()).await.unwrap();
    (portal, mails)
}

async fn is_sent(portal: &TestPortal) -> bool {
    let undelivered = portal.service.store.undelivered(None, 1).await;
    undelivered.is_ok_and(|messages| messages.is_empty())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_leases_its_own_message_again_does_not_send_it_again() {
    let database = Server::start();
    let (portal, mails) = accepted_while_the_database_stops(&database).await;
    let worker = portal.worker();
    until("the mail is there", async || mails.mails().len() == 1).await;
    database.stop("immediate");
    // Longer than the lease of nine seconds.
    tokio::time::sleep(Duration::from_secs(11)).await;
    database.start_again();
    until("the outcome is stored", async || is_sent(&portal).await).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(mails.mails().len(), 1);
    worker.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_asked_to_stop_stores_its_outcome_first() {
    let database = Server::start();
    let (portal, mails) = accepted_while_the_database_stops(&database).await;
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(work_until(
        portal.service.clone(),
        Composer::new(&portal.config),
        Transport::open(&portal.config).unwrap(),
        stopped,
    ));
    until("the mail is there", async || mails.mails().len() == 1).await;
    database.stop("immediate");
    stop.send(true).unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    database.start_again();
    worker.await.unwrap();
    let id = portal.account(TARO).await.id;
    let message = portal
        .service
        .store
        .messages(id, 1)
        .await
        .unwrap()
        .remove(0);
    assert!(
        matches!(message.progress, Progress::Sent { .. }),
        "{message:?}"
    );
    assert_eq!(mails.mails().len(), 1);
}

const MESSAGES: usize = 600;
