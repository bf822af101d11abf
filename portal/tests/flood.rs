//! Hundreds of people sign in at once: what the program cannot do soon it says
//! so, its memory stays within bounds, and its other pages stay quick.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a failure is the verdict")]

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// More than may wait (256, and one for each processor).
const AT_ONCE: u16 = 600;

/// What a flood may take beside the hashes: connections, requests, pages.
const OTHER_MIB: u64 = 64;

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_sign_ins_is_refused_in_part_and_harms_nobody() {
    let house = House::open().await;
    for path in PAGES {
        assert_eq!(status(&house.get(path).await), 200, "{path}");
    }
    let before = house.memory_in_mib();

    let mut attempts = JoinSet::new();
    for n in 0..AT_ONCE {
        attempts.spawn(sign_in(house.place, n));
    }
    let mut times = Vec::new();
    let mut answers = Vec::new();
    while !attempts.is_empty() {
        for path in PAGES {
            let begun = Instant::now();
            assert_eq!(status(&house.get(path).await), 200, "{path}");
            times.push(begun.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        while let Some(answer) = attempts.try_join_next() {
            answers.push(answer.unwrap());
        }
    }
    let peak = house.memory_in_mib();

    let of = |wanted: u16| {
        answers
            .iter()
            .filter(move |answer| status(answer) == wanted)
    };
    let (heard, busy) = (of(422).count(), of(503).count());
    println!("{heard} heard, {busy} told to come back");
    assert_eq!(heard + busy, usize::from(AT_ONCE));
    assert!(heard >= 256 && busy > 0, "{heard} heard, {busy} not");
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

const PAGES: [&str; 3] = ["/signin", "/forgot", "/policy.json"];

/// The program, serving an empty house behind a proxy.
struct House {
    place: SocketAddr,
    program: Child,
    _folder: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        drop(listener);
        let config = folder.path().join("genkan.toml");
        let text = format!(
            "base_url = \"http://{place}/\"\nlisten = \"{place}\"\ndata = \".\"\n\
             trusted_proxies = 1\n\
             [mail]\nfrom = \"Support <support@provider.example>\"\n"
        );
        std::fs::write(&config, text).unwrap();
        let program = Command::new(env!("CARGO_BIN_EXE_genkan"))
            .arg("serve")
            .arg("--config")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while TcpStream::connect(place).await.is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "does not open");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Self {
            place,
            program,
            _folder: folder,
        }
    }

    async fn get(&self, path: &str) -> String {
        let place = self.place;
        let head = format!("GET {path} HTTP/1.1\r\nHost: {place}\r\nConnection: close\r\n\r\n");
        ask(place, &head).await
    }

    /// The most memory that it has had at any time.
    fn memory_in_mib(&self) -> u64 {
        let status = format!("/proc/{}/status", self.program.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let kib = line.unwrap().split_whitespace().nth(1).unwrap();
        kib.parse::<u64>().unwrap() / 1024
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

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

async fn ask(place: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(place).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> u16 {
    let code = answer.split(' ').nth(1).unwrap_or_default();
    code.parse().unwrap_or_default()
}
