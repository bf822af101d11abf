//! What a visitor hears of the disk on a second connection does not tell them
//! whether an address is registered.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::PROCESSORS;
use super::contacts::{
    PASSWORD, contacts, register, request, request_address, set_password, sign_in,
};
use crate::support::postgres::Server;
use crate::support::server::{Program, ask, status};
use crate::support::slow_disk::SlowDisk;

/// How many questions there are of each kind.
fn questions() -> usize {
    let questions = std::env::var("GENKAN_QUESTIONS").map(|text| text.parse().unwrap());
    questions.unwrap_or(24)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_disk_of_sqlite_tells_nothing() {
    let _processors = PROCESSORS.read().await;
    let folder = tempfile::tempdir().unwrap();
    let disk = SlowDisk::new(folder.path());
    let program = Program::preloading(SETTINGS, &disk.library).await;
    // It writes to the disk as everybody does.
    let listening = format!("GET /readyz HTTP/1.1\r\nHost: {}\r\n\r\n", program.place);
    questions_about_contacts(&program, &disk, "SQLite", listening).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_disk_of_postgresql_tells_nothing() {
    let _processors = PROCESSORS.read().await;
    let server = Server::on_slow_disk();
    let database = server.address(&server.create().await);
    let settings = format!("{SETTINGS}database = \"{database}\"\n");
    let program = Program::start(&settings).await;
    // A contact signs in, which waits for the disk.
    register(&program, &contacts("listener", 1));
    set_password(&program, "listener0@example.com").await;
    let form = format!("email=listener0@example.com&password={PASSWORD}");
    let listening = request(
        program.place,
        "/signin",
        [&client_address(0), ""],
        &form,
        "keep-alive",
    );
    let disk = server.disk.as_ref().unwrap();
    questions_about_contacts(&program, disk, "PostgreSQL", listening).await;
}

async fn questions_about_contacts(
    program: &Program,
    disk: &SlowDisk,
    store: &str,
    listening: String,
) {
    let count = questions();
    register(program, &contacts("contact", count + 8 + COUNTED));
    let place = program.place;
    // The mail worker knows how long an email takes.
    for n in count..count + 8 {
        assert_eq!(question(place, "/forgot", &contact(n), n).await, 303);
    }
    sleep(Duration::from_secs(2)).await;
    register(program, &contacts("asker", 2 * COUNTED));
    writes_are_the_same(program, disk, store).await;
    let mut told = Vec::new();
    let mut pages = vec![("/forgot", 303), ("/signin", 422)];
    if count >= 300 {
        // A few questions would only repeat what the counted writes show.
        pages.extend([("/help/sign-in", 303), ("/help/registered", 303)]);
    }
    for (page, expected) in pages {
        let (mut registered, mut unknown) = (Vec::new(), Vec::new());
        for n in 0..count {
            for (address, heard) in [
                (contact(n), &mut registered),
                (format!("unknown{n}@example.com"), &mut unknown),
            ] {
                let heard_meanwhile = tokio::spawn(listen(place, listening.clone()));
                let client = 1000 + 2 * n + usize::from(address.starts_with('u'));
                assert_eq!(question(place, page, &address, client).await, expected);
                heard.push(heard_meanwhile.await.unwrap());
            }
        }
        for (index, what) in ["requests", "longest wait", "waits"].iter().enumerate() {
            let of = |all: &[[f64; 3]]| all.iter().map(|heard| heard[index]).collect::<Vec<_>>();
            let area = area_under_curve(&of(&registered), &of(&unknown));
            let line = format!("{store}, {page}, {what}: AUC {area:.3}");
            println!("{line} of {count} and {count} questions");
            // Three standard deviations of a fair coin.
            let margin = if count >= 300 { 0.08 } else { 0.3 };
            if (area - 0.5).abs() >= margin {
                told.push(line);
            }
        }
    }
    assert!(told.is_empty(), "{told:?}");
}

/// Each question makes the store write to the disk as often.
async fn writes_are_the_same(program: &Program, disk: &SlowDisk, store: &str) {
    let place = program.place;
    let mut sessions = Vec::new();
    for address in contacts("asker", 2 * COUNTED) {
        set_password(program, &address).await;
        let signed_in = sign_in(program, &address).await;
        sessions.push(signed_in);
    }
    // What follows from the notices has been written.
    sleep(Duration::from_secs(2)).await;
    for page in ["/forgot", "/signin", "/email"] {
        let mut writes = [0, 0];
        for n in 0..COUNTED {
            let registered = contact(questions() + 8 + n);
            for (kind, address) in [registered, format!("unknown-{n}@example.com")]
                .iter()
                .enumerate()
            {
                let before = disk.writes();
                let client = 5000 + 2 * n + kind;
                if page == "/email" {
                    let session = &sessions[2 * n + kind];
                    request_address(program, session, address).await;
                } else {
                    question(place, page, address, client).await;
                }
                sleep(Duration::from_secs(1)).await;
                writes[kind] += disk.writes() - before;
            }
        }
        println!("{store}, {page}: {writes:?} writes of {COUNTED} and {COUNTED} questions");
        let [registered, unknown] = writes;
        // PostgreSQL's own writer writes now and then. Without decoys there would
        // be three writes less for each unknown address.
        assert!(
            registered.abs_diff(unknown) <= COUNTED as u64,
            "{store}, {page}: {writes:?}"
        );
    }
}

fn contact(n: usize) -> String {
    format!("contact{n}@example.com")
}

async fn question(place: SocketAddr, page: &str, address: &str, client: usize) -> u16 {
    let answers = match page {
        "/help/sign-in" => "kind=no-email&note=x",
        "/help/registered" => "name=x&company=x&language=ja",
        _ => "password=wrong1Kite!",
    };
    let form = format!("email={address}&{answers}");
    let request = request(place, page, [&client_address(client), ""], &form, "close");
    status(&ask(place, &request).await)
}

/// The client of a question.
fn client_address(client: usize) -> String {
    format!("198.51.{}.{}", client / 250, client % 250)
}

/// Asks for something that waits for the disk, again and again, while the
/// question is worked on. Returns how often that was possible, the longest
/// wait, and the sum of the long ones.
async fn listen(place: SocketAddr, request: String) -> [f64; 3] {
    let mut stream = TcpStream::connect(place).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let begun = Instant::now();
    let mut waits = Vec::new();
    while begun.elapsed() < LISTENED {
        let asked = Instant::now();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = [0; 4096];
        let read = stream.read(&mut answer).await.unwrap();
        assert!(read > 0);
        waits.push(asked.elapsed().as_secs_f64() * 1e3);
    }
    let long = waits.iter().filter(|wait| **wait > 4.5);
    let longest = waits.iter().copied().fold(0.0, f64::max);
    [waits.len() as f64, longest, long.sum()]
}

/// The probability that a value of the first is larger than one of the second:
/// a half if they cannot be told apart.
fn area_under_curve(first: &[f64], second: &[f64]) -> f64 {
    let mut area = 0.0;
    for a in first {
        for b in second {
            area += match a.total_cmp(b) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    area / (first.len() * second.len()) as f64
}

/// The questions of all clients together are more than the usual limit of cases.
const SETTINGS: &str =
    "trusted_proxies = 1\nlimits.case_system = { burst = 3000, seconds = 3600 }\n";
/// For how many questions of each kind the writes are counted.
const COUNTED: usize = 6;
/// Longer than a tick of the link requests and the work on an email.
const LISTENED: Duration = Duration::from_millis(450);
