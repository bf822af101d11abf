//! The outbox: what a mail server says of a message decides what becomes of
//! it, and no death of a worker loses one.
#![cfg(unix)]

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use genkan::address::Address;
use genkan::id::AccountId;
use genkan::onboarding::{
    Accounts as _, FailureCause, MessageStatus, Outbox as _, Progress, Realm,
};
use genkan::policy::Policy;
use genkan_portal::clock::now;
use genkan_portal::config::ServiceName;
use genkan_portal::keys;
use genkan_portal::mail::{Composer, Transport, work};
use genkan_portal::passwords::{Lists, PolicyEngine};
use genkan_portal::service::{Registration, RequestSource, Service};
use genkan_portal::store::{Database, Postgres, Sqlite};
use tokio::task::JoinSet;

use crate::support::chance::Chance;
use crate::support::contacts::{administrator, contact, new_contact};
use crate::support::mail_server::MailServer;
use crate::support::postgres::Server;
use crate::support::{REALM, TestPortal};

#[tokio::test]
async fn a_message_fares_as_the_server_replies_and_delays_no_other() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(
        tracing_subscriber::fmt()
            .with_writer(log.clone())
            .with_max_level(tracing::Level::TRACE)
            .finish(),
    );
    let mut portal = TestPortal::new("http://127.0.0.1:8080/");
    let server = MailServer::start(portal.folder.path());
    portal.config.smtp = Some(server.smtp(3));
    let troubled = ["bounce", "later", "never", "hang", "relay", "spam"];
    for name in troubled {
        ask(&portal, name).await;
    }
    for n in 0..20 {
        ask(&portal, &format!("taro{n}")).await;
    }
    let worker = tokio::spawn(work(
        Arc::clone(&portal.service),
        Composer::new(&portal.config),
        Transport::open(&portal.config).unwrap(),
    ));

    let begun = Instant::now();
    until("the others are sent", async || server.taken().len() >= 20).await;
    // The one that is never answered still waits for its answer.
    assert_eq!(tries(&portal, "hang").await, 0, "{:?}", begun.elapsed());

    until("it has failed", async || {
        matches!(
            queued(&portal, "bounce").await.progress,
            Progress::Failed { .. }
        )
    })
    .await;
    let message = queued(&portal, "bounce").await;
    let Progress::Failed { cause, reply, .. } = message.progress else {
        panic!("{message:?}");
    };
    assert_eq!(cause, FailureCause::Rejected);
    assert_eq!(message.tries, 1);
    assert!(reply.as_str().starts_with("550 5.1.1"), "{reply:?}");
    // What is not about the recipient waits, and is no try.
    for (name, said, expected) in [
        ("later", "451 4.2.0", 1),
        ("never", "451 4.2.0", 1),
        ("relay", "530 5.7.0", 0),
        ("spam", "554 5.7.1", 0),
        ("hang", "timeout: ", 1),
    ] {
        until("it was tried", async || {
            let message = queued(&portal, name).await;
            let Progress::Queued { reply, .. } = &message.progress else {
                panic!("{message:?}");
            };
            reply.is_some() && message.tries == expected
        })
        .await;
        let message = queued(&portal, name).await;
        let Progress::Queued { due_at, reply, .. } = message.progress else {
            panic!("{message:?}");
        };
        assert!(due_at > now(), "not at once");
        let reply = reply.unwrap();
        assert!(reply.as_str().starts_with(said), "{}", reply.as_str());
    }

    // Put off twice, then taken, with the identity of its first try.
    let later = queued(&portal, "later").await.id;
    for _ in 0..2 {
        let store = &portal.service.store;
        let before = queued(&portal, "later").await.progress;
        assert!(store.retry_message(later, now()).await.unwrap());
        until("it was tried again", async || {
            queued(&portal, "later").await.progress != before && tries(&portal, "later").await > 0
        })
        .await;
    }
    let Progress::Sent { reply, .. } = queued(&portal, "later").await.progress else {
        panic!("not sent");
    };
    let id = later.to_string();
    assert!(reply.as_str().starts_with("250 2.0.0 taken as "));
    assert!(reply.as_str().contains(&id), "{}", reply.as_str());
    worker.abort();

    // What a server says may hold the address, and stays out of the log.
    let log = log.text();
    assert!(log.contains("550") && log.contains("timeout"), "{log}");
    assert!(!log.contains("example.com") && !log.contains("no such user"));
}

/// Asks for a link, for somebody of that name.
async fn ask(portal: &TestPortal, name: &str) {
    let address = format!("{name}@example.com");
    portal.register(&address).await;
    let asked = portal
        .service
        .request_link(
            &Address::parse(&address).unwrap(),
            &RequestSource::default(),
        )
        .await;
    asked.unwrap();
}

async fn queued(portal: &TestPortal, name: &str) -> MessageStatus {
    let address = Address::parse(&format!("{name}@example.com")).unwrap();
    let store = &portal.service.store;
    let account = store.account_by_address(&address).await.unwrap().unwrap();
    store.messages(account.id, 1).await.unwrap().remove(0)
}

async fn tries(portal: &TestPortal, name: &str) -> u32 {
    queued(portal, name).await.tries
}

pub(super) async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < Duration::from_secs(60), "not so: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl tracing_subscriber::fmt::MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_message_is_lost_when_nodes_are_killed_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(&folder.path().join("genkan.sqlite"), REALM).unwrap();
    kill_nodes(folder.path(), Database::Sqlite(store), None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_message_is_lost_when_nodes_are_killed_on_postgres() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start();
    let store = Postgres::open(&server.database().await, REALM)
        .await
        .unwrap();
    let address = server.address("d1");
    kill_nodes(folder.path(), Database::Postgres(store), Some(&address)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_asked_to_stop_sends_nothing_twice() {
    let mut chance = Chance::new();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = MailServer::start(folder);
    let store = Sqlite::open(&folder.join("genkan.sqlite"), REALM).unwrap();
    let service = service(folder, Database::Sqlite(store));
    queue(&service, 300).await;
    let config = configure(folder, server.port, None);
    let mut stops = 0;
    let node = loop {
        let mut node = Node::start(&config, folder, 0);
        let before = server.taken().len();
        until("it sends", async || server.taken().len() > before).await;
        tokio::time::sleep(Duration::from_millis(chance.below(200))).await;
        if server.taken().len() + 8 >= 300 {
            break node;
        }
        node.stop();
        stops += 1;
    };
    until("all is sent", async || {
        service.store.undelivered(None, 1).await.unwrap().is_empty()
    })
    .await;
    println!("{stops} stops");
    assert!(stops > 0, "nothing was tried");
    assert_eq!(server.taken().len(), 300);

    // It goes on with its keys, and says that the file has others.
    keys::rotate(folder).unwrap();
    let log = log_of(folder, 0);
    until("it says so", async || {
        fs::read_to_string(&log).unwrap().contains("keys-changed")
    })
    .await;
    drop(node);
}

/// A thousand messages, three nodes, of which one after the other is killed at
/// some moment and started again, until the server has taken every message.
async fn kill_nodes(folder: &Path, store: Database, database: Option<&str>) {
    let mut chance = Chance::new();
    let server = MailServer::start(folder);
    let service = service(folder, store);
    let accounts = queue(&service, MESSAGES).await;
    let config = configure(folder, server.port, database);

    let mut nodes: Vec<Node> = (0..NODES)
        .map(|n| Node::start(&config, folder, n))
        .collect();
    let begun = Instant::now();
    let mut kills = 0;
    let mut next_kill = Duration::from_millis(1500);
    loop {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let is_all_sent = service.store.undelivered(None, 1).await.unwrap().is_empty();
        if is_all_sent {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(240), "not all sent");
        if kills < MOST_KILLS && begun.elapsed() > next_kill {
            let n = chance.below(NODES as u64) as usize;
            nodes[n].kill();
            nodes[n] = Node::start(&config, folder, n);
            kills += 1;
            next_kill = begun.elapsed() + Duration::from_millis(200 + chance.below(800));
        }
    }
    let time = begun.elapsed();
    drop(nodes);

    let taken = server.taken();
    let mut copies: HashMap<&str, Vec<&crate::support::mail_server::Taken>> = HashMap::new();
    for mail in &taken {
        copies.entry(&mail.to).or_default().push(mail);
    }
    let doubled = taken.len() - copies.len();
    println!("{MESSAGES} messages, {kills} kills, {doubled} sent again, {time:.1?}");
    assert!(kills >= 3, "nothing was tried");
    assert_eq!(copies.len(), MESSAGES, "each message was accepted");
    let mut ids: Vec<&str> = Vec::new();
    for (to, copies) in &copies {
        ids.push(&copies[0].id);
        for copy in copies {
            assert_eq!(copy.id, copies[0].id, "one Message-ID for {to}");
            let link = copy.link.as_deref().unwrap();
            let opened = service.open_link(link).await;
            assert_eq!(opened.unwrap().account.address.as_str(), *to);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), MESSAGES, "every Message-ID is unique");
    for account in accounts {
        let messages = service.store.messages(account, 10).await.unwrap();
        assert_eq!(messages.len(), 1);
        assert!(matches!(messages[0].progress, Progress::Sent { .. }));
    }
    // Again only what a node that was killed had under way: eight messages at
    // most, and what a slow machine took too long for.
    let slow = (0..NODES).map(|n| slow(folder, n)).sum::<usize>();
    assert!(
        doubled <= kills * 8 + slow,
        "{doubled} of {kills} kills, {slow}"
    );
}

/// What every node is: the same name, the same keys.
pub(super) fn service(folder: &Path, store: Database) -> Arc<Service<Database>> {
    let realm = Realm::new(REALM.into(), keys::open(folder).unwrap());
    let policy_engine = PolicyEngine::new(
        Policy::support_center(),
        Lists::default(),
        ServiceName::default(),
    );
    Arc::new(Service::new(realm, policy_engine, store).unwrap())
}

/// Registers the contacts and queues a link for each.
pub(super) async fn queue(service: &Arc<Service<Database>>, messages: usize) -> Vec<AccountId> {
    let address = |n: usize| format!("contact{n}@example.com");
    let contacts: Vec<_> = (0..messages)
        .map(|n| new_contact(contact(&address(n)), ""))
        .collect();
    let (how, author) = (Registration::default(), administrator());
    let registered = service.register(&contacts, how, &author, |_| ());
    assert_eq!(registered.await.unwrap().count, messages);
    let (mut asked, mut ids) = (JoinSet::new(), Vec::new());
    for n in 0..messages {
        // No more than the pool has connections for within its time limit.
        if asked.len() >= 50 {
            ids.extend(asked.join_next().await.transpose().unwrap());
        }
        let service = Arc::clone(service);
        let address = Address::parse(&address(n)).unwrap();
        asked.spawn(async move {
            let account = service.store.account_by_address(&address).await.unwrap();
            let id = account.unwrap().id;
            // By the desk, which no limit holds up.
            service.resend(id, &administrator()).await.unwrap();
            id
        });
    }
    ids.extend(asked.join_all().await);
    ids
}

pub(super) fn configure(folder: &Path, port: u16, database: Option<&str>) -> PathBuf {
    let database = database.map_or_else(String::new, |url| format!("database = {url:?}\n"));
    let path = folder.join("genkan.toml");
    let text = format!(
        "base_url = \"http://127.0.0.1:9\"\nlisten = \"127.0.0.1:0\"\ndata = \".\"\n{database}\
         [mail]\nfrom = \"Support <support@provider.example>\"\n\
         [mail.smtp]\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\ntimeout_seconds = 8\n"
    );
    fs::write(&path, text).unwrap();
    path
}

/// A `genkan serve`, killed when it is dropped.
pub(super) struct Node(Child);

impl Node {
    pub(super) fn start(config: &Path, folder: &Path, n: usize) -> Self {
        let mut log = File::options();
        let log = log.create(true).append(true).open(log_of(folder, n));
        let child = Command::new(env!("CARGO_BIN_EXE_genkan"))
            .arg("serve")
            .arg("--config")
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log.unwrap())
            .spawn();
        Self(child.unwrap())
    }

    /// SIGKILL: no goodbye to anybody.
    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// SIGTERM: it ends what it has begun.
    fn stop(&mut self) {
        let id = self.0.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status();
        assert!(told.unwrap().success());
        assert!(self.0.wait().unwrap().success());
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn log_of(folder: &Path, n: usize) -> PathBuf {
    folder.join(format!("node{n}.log"))
}

/// How many tries of a node took longer than a try may.
fn slow(folder: &Path, n: usize) -> usize {
    let log = fs::read_to_string(log_of(folder, n)).unwrap();
    let is_slow = |line: &&str| line.contains("timeout") || line.contains("its lease");
    log.lines().filter(is_slow).count()
}

const NODES: usize = 3;
const MESSAGES: usize = 1000;
const MOST_KILLS: usize = 20;
