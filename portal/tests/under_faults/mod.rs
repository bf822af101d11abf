//! Two nodes on one PostgreSQL, with people and faults. Everything is checked
//! from outside: answers, emails, SQL, and the command line.

mod checks;
mod database;
mod faults;
mod http;
mod mail;
mod nodes;
mod person;
mod report;

use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::task::JoinSet;

use self::database::Database;
use self::http::{Answer, Request};
use self::mail::{MailServer, Mode};
use self::nodes::Node;
use self::person::Person;
use self::report::Report;
use crate::support::chance::Chance;
use crate::support::postgres::Server;
use crate::support::proxy::Proxy;

/// Everything around the people.
struct World {
    nodes: [Node; 2],
    proxies: [Proxy; 2],
    mail: MailServer,
    database: Database,
    server: Server,
    report: Report,
    ends: Instant,
    _folder: TempDir,
}

/// Fifteen seconds of it, with a few people.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_promise_holds_in_a_short_run() {
    run(Chance::seeded(15), Duration::from_secs(15), 8).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "takes minutes: run `cargo xtask chaos`"]
async fn every_promise_holds_while_everything_fails() {
    let seconds = std::env::var("GENKAN_CHAOS_SECONDS");
    let seconds = seconds.map_or(240, |seconds| seconds.parse().unwrap());
    run(Chance::new(), Duration::from_secs(seconds), 24).await;
}

async fn run(mut chance: Chance, time: Duration, people: usize) {
    let world = Arc::new(World::start(people, time).await);
    let mut acting = JoinSet::new();
    for number in 0..people {
        let mut person = Person::new(&world, number, chance.fork()).await;
        acting.spawn(async move {
            person.live().await;
            person
        });
    }
    let (faults, mail) = (chance.fork(), chance.fork());
    let faults = tokio::spawn(faults::inject(Arc::clone(&world), faults));
    let mail = tokio::spawn(faults::inject_in_mail(Arc::clone(&world), mail));
    faults.await.unwrap();
    mail.await.unwrap();
    let mut all = acting.join_all().await;
    world.mail.set(Mode::Normal);
    checks::drain(&world).await;
    for person in &mut all {
        person.check().await;
    }
    checks::drain(&world).await;
    checks::messages(&world).await;
    checks::nodes(&world);
    world.nodes[0].command(&["audit-log", "verify"], None);
    let entries = world.database.query("SELECT count(*) FROM audit_log", &[]);
    let entries: i64 = entries.await[0].get(0);
    world
        .report
        .add("entries of the audit log, which verifies", entries as usize);
    println!("{}", world.report);
    assert_eq!(world.report.violations(), 0);
}

impl World {
    async fn start(people: usize, time: Duration) -> Self {
        let server = Server::start();
        let name = server.create().await;
        let url = server.address(&name);
        let folder = tempfile::tempdir().unwrap();
        let mail = MailServer::start().await;
        let proxies = [
            Proxy::start(server.port, Duration::ZERO).await,
            Proxy::start(server.port, Duration::ZERO).await,
        ];
        let through = |n: usize| {
            let (own, other) = (
                format!(":{}/", server.port),
                format!(":{}/", proxies[n].port),
            );
            url.replace(&own, &other)
        };
        let nodes = [
            Node::new(folder.path().join("0"), &through(0), mail.ports[0]).await,
            Node::new(folder.path().join("1"), &through(1), mail.ports[1]).await,
        ];
        let rows = (0..people).map(|n| format!("Contact,{},en\n", address(n)));
        let file = folder.path().join("contacts.csv");
        let text = format!("name,email,language\n{}", rows.collect::<String>());
        std::fs::write(&file, text).unwrap();
        nodes[0].command(&["contacts", "import"], Some(&file));
        // People look at their own entries all the time.
        let index = "CREATE INDEX of_people ON audit_log (subject_id)";
        server.execute(&name, index).await;
        nodes[0].start().await;
        std::fs::copy(nodes[0].keys(), nodes[1].keys()).unwrap();
        nodes[1].start().await;
        Self {
            nodes,
            proxies,
            mail,
            database: Database::new(url),
            server,
            report: Report::new(),
            ends: Instant::now() + time,
            _folder: folder,
        }
    }

    fn is_over(&self) -> bool {
        Instant::now() >= self.ends
    }

    /// Sends a request and checks what is true of every answer.
    async fn send(&self, kind: &'static str, node: usize, request: &Request<'_>) -> Answer {
        let begun = Instant::now();
        let answer = http::send(self.nodes[node].place, request).await;
        let time = begun.elapsed();
        match &answer {
            Answer::Page(page) => {
                self.report.request(kind, time);
                self.report.count(&format!("answers: {}", page.status));
                let is_refusal = matches!(page.status, 429 | 503);
                if page.status > 503 || (500..503).contains(&page.status) {
                    self.report.violation(format!("{kind}: {}", page.status));
                } else if is_refusal && page.header("retry-after").is_empty() {
                    self.report
                        .violation(format!("{kind}: {} without Retry-After", page.status));
                } else if page.status == 429 {
                    self.report.violation(format!("{kind}: 429 to a person"));
                }
            }
            Answer::NotSent => self.report.count("answers: no connection"),
            Answer::Lost if time > Duration::from_secs(59) => {
                self.report
                    .violation(format!("{kind}: no answer in a minute"));
            }
            Answer::Lost => self.report.count("answers: connection lost"),
        }
        answer
    }
}

fn address(number: usize) -> String {
    format!("person{number}@example.com")
}
