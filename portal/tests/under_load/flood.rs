//! Hundreds of people sign in at once: what the program cannot do soon it says
//! so, its memory stays within bounds, and its other pages stay quick. On
//! either store.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::PROCESSORS;
use crate::support::postgres::Server;
use crate::support::server::{Program, ask, status};

/// More than can have a place or wait for one (64 and 256).
const AT_ONCE: u16 = 600;

/// What a flood may take beside the hashes: connections, requests, pages.
const OTHER_MIB: u64 = 64;

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_sign_ins_is_refused_in_part_and_harms_no_other_client() {
    let _processors = PROCESSORS.write().await;
    let server = Server::start();
    let database = server.address(&server.create().await);
    // One after the other, because each takes all processors.
    for (store, setting) in [
        ("SQLite", String::new()),
        ("PostgreSQL", format!("database = \"{database}\"\n")),
    ] {
        println!("on {store}:");
        flood(&format!("{setting}trusted_proxies = 1")).await;
    }
}

async fn flood(settings: &str) {
    let program = Program::start(settings).await;
    for path in PAGES {
        assert_eq!(status(&program.get(path).await), 200, "{path}");
    }
    let before = program.memory_in_mib();

    let mut attempts = JoinSet::new();
    for n in 0..AT_ONCE {
        attempts.spawn(sign_in(program.place, n));
    }
    let mut times = Vec::new();
    let mut answers = Vec::new();
    while !attempts.is_empty() {
        for path in PAGES {
            let begun = Instant::now();
            assert_eq!(status(&program.get(path).await), 200, "{path}");
            times.push(begun.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        while let Some(answer) = attempts.try_join_next() {
            answers.push(answer.unwrap());
        }
    }
    let peak = program.memory_in_mib();

    let of = |wanted: u16| {
        answers
            .iter()
            .filter(move |answer| status(answer) == wanted)
    };
    let (heard, busy) = (of(422).count(), of(503).count());
    println!("{heard} heard, {busy} told to come back");
    assert_eq!(heard + busy, usize::from(AT_ONCE));
    assert!(heard >= 64 && busy > 0, "{heard} heard, {busy} not");
    let says_when = |answer: &String| answer.to_lowercase().contains("\r\nretry-after: ");
    assert!(of(503).all(says_when));

    // 19 MiB a hash, and no more of them than processors.
    let processors = std::thread::available_parallelism().unwrap().get() as u64;
    let most = 20 * processors + OTHER_MIB;
    println!("{before} MiB before, {peak} MiB at the most");
    assert!(peak <= before + most, "{before} MiB, then {peak} MiB");

    times.sort_unstable();
    let (middle, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{} pages meanwhile: {middle:?}, {worst:?} at worst",
        times.len()
    );
    assert!(times.len() >= 3 * 10, "the flood was over too soon");
    assert!(middle < Duration::from_millis(250), "{middle:?}");
    assert!(worst < Duration::from_secs(3), "{worst:?}");
}

#[tokio::test]
async fn each_of_many_contacts_at_once_signs_in() {
    let _processors = PROCESSORS.write().await;
    // The program does nothing at all, as where every processor hashes: until
    // it looks again, those who come wait with the system, which sends away
    // whoever it has no place for, to try again a second or three later.
    let program = Program::start("").await;
    program.signal("-STOP");
    let places = std::fs::read_to_string("/proc/sys/net/core/somaxconn").unwrap();
    let places: usize = places.trim().parse().unwrap();
    let mut coming = JoinSet::new();
    for _ in 0..places.min(AT_ONCE.into()) {
        let connected = TcpStream::connect(program.place);
        coming.spawn(tokio::time::timeout(Duration::from_secs(10), connected));
    }
    let come = coming.join_all().await;
    program.signal("-CONT");
    let away = come.iter().filter(|one| one.is_err()).count();
    assert_eq!(away, 0, "of {}", come.len());
}

const PAGES: [&str; 3] = ["/signin", "/forgot", "/policy.json"];

/// Somebody whom nobody knows, from a place of their own.
async fn sign_in(place: SocketAddr, n: u16) -> String {
    let form = format!("email=contact{n}%40example.com&password=wrong{n}Kite!");
    let [high, low] = n.to_be_bytes();
    let head = format!(
        "POST /signin HTTP/1.1\r\nHost: {place}\r\nOrigin: http://{place}\r\n\
         X-Forwarded-For: 10.1.{high}.{low}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    ask(place, &head).await
}
