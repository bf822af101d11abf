//! Clients that take their time keep nobody out: the program waits for each
//! thing only so long, and gives the place of whoever sends nothing to whoever
//! comes.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use genkan_portal::server::{Bounds, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

use super::PROCESSORS;
use crate::support::server::{Program, status};

/// The binary, as it is run: a hundred forms that never end, a byte a second,
/// while others look at pages.
#[tokio::test(flavor = "multi_thread")]
async fn what_trickles_in_is_given_up_and_pages_stay_quick() {
    let _processors = PROCESSORS.write().await;
    let program = Program::start("").await;
    let place = program.place;
    let mut slow = JoinSet::new();
    for _ in 0..100 {
        let form = format!(
            "POST /signin HTTP/1.1\r\nHost: {place}\r\nOrigin: http://{place}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 400\r\n\r\nemail="
        );
        slow.spawn(trickle(place, form));
    }
    let mut times = Vec::new();
    let mut given_up = Vec::new();
    while !slow.is_empty() {
        let begun = Instant::now();
        assert_eq!(status(&program.get("/signin").await), 200);
        times.push(begun.elapsed());
        sleep(Duration::from_millis(100)).await;
        while let Some(ended) = slow.try_join_next() {
            given_up.push(ended.unwrap());
        }
    }
    let forms = given_up.iter().filter(|(_, answer)| status(answer) == 408);
    assert_eq!(forms.clone().count(), 100);
    for (_, answer) in forms {
        assert!(answer.contains("<h1>"), "a page: {answer:.300}");
        assert!(answer.contains("x-frame-options: DENY"), "{answer:.800}");
    }
    let longest = given_up.iter().map(|(time, _)| *time).max().unwrap();
    assert!(longest < Duration::from_secs(20), "{longest:?}");
    times.sort_unstable();
    let (middle, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("given up after {longest:?}; pages meanwhile: {middle:?}, {worst:?} at worst");
    assert!(middle < Duration::from_millis(250), "{middle:?}");
    assert!(worst < Duration::from_secs(3), "{worst:?}");
}

/// More connections than the program has places for, and than a process may
/// mostly have files.
#[tokio::test(flavor = "multi_thread")]
async fn a_silent_connection_is_evicted_for_a_new_one() {
    let _processors = PROCESSORS.write().await;
    let program = Program::start("").await;
    let mut silent = Vec::new();
    for _ in 0..850 {
        silent.push(TcpStream::connect(program.place).await.unwrap());
    }
    for _ in 0..20 {
        let begun = Instant::now();
        assert_eq!(status(&program.get("/signin").await), 200);
        let time = begun.elapsed();
        assert!(time < Duration::from_secs(1), "{time:?}");
    }
    // The first who came has been sent away, the last has not.
    assert!(is_closed(&mut silent[0]).await);
    assert!(!is_closed(silent.last_mut().unwrap()).await);
}

/// More heads and forms than there are connections, a byte every two seconds
/// each.
#[tokio::test(flavor = "multi_thread")]
async fn endless_requests_keep_no_client_out() {
    let _processors = PROCESSORS.write().await;
    let program = Program::start("").await;
    let place = program.place;
    let head = format!("GET /signin HTTP/1.1\r\nHost: {place}\r\nX-Slow: ");
    let form = format!(
        "POST /signin HTTP/1.1\r\nHost: {place}\r\nOrigin: http://{place}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 400\r\n\r\nemail="
    );
    let mut slow = JoinSet::new();
    for n in 0..850 {
        let begun = if n % 2 == 0 { &head } else { &form }.clone();
        slow.spawn(async move {
            loop {
                let Ok(mut stream) = TcpStream::connect(place).await else {
                    continue;
                };
                let mut sent = stream.write_all(begun.as_bytes()).await;
                while sent.is_ok() {
                    sleep(Duration::from_secs(2)).await;
                    sent = stream.write_all(b"x").await;
                }
            }
        });
    }
    sleep(Duration::from_secs(1)).await;
    let mut times = Vec::new();
    for _ in 0..60 {
        let begun = Instant::now();
        assert_eq!(status(&program.get("/signin").await), 200);
        times.push(begun.elapsed());
        sleep(Duration::from_millis(50)).await;
    }
    times.sort_unstable();
    println!("pages meanwhile: {:?}, {:?} at worst", times[30], times[59]);
    assert!(times[54] < Duration::from_millis(200), "{times:?}");
}

#[tokio::test]
async fn an_answer_under_way_keeps_its_place() {
    let _processors = PROCESSORS.read().await;
    let bounds = Bounds {
        connections: 2,
        ..Bounds::default()
    };
    let (place, _stop, _served) = portal(bounds).await;
    let mut working = TcpStream::connect(place).await.unwrap();
    ask(&mut working, "/slow").await;
    sleep(Duration::from_millis(50)).await;
    let mut silent = Vec::new();
    for _ in 0..8 {
        silent.push(TcpStream::connect(place).await.unwrap());
    }
    let mut answer = [0; 15];
    working.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
}

#[tokio::test]
async fn an_idle_connection_is_kept_for_a_while_and_then_closed() {
    let _processors = PROCESSORS.read().await;
    let bounds = Bounds {
        idle: Duration::from_secs(2),
        ..Bounds::default()
    };
    let (place, _stop, _served) = portal(bounds).await;
    let mut kept = TcpStream::connect(place).await.unwrap();
    for _ in 0..3 {
        ask(&mut kept, "/").await;
        let mut answer = [0; 1024];
        let read = kept.read(&mut answer).await.unwrap();
        assert!(answer[..read].starts_with(b"HTTP/1.1 200 OK"));
        sleep(Duration::from_millis(500)).await;
    }
    assert!(!is_closed(&mut kept).await);
    sleep(Duration::from_secs(4)).await;
    assert!(is_closed(&mut kept).await);
}

/// Whoever asks and does not read the answer gives way to others, and is not
/// waited for at the end.
#[tokio::test]
async fn an_unread_answer_takes_no_connection_from_others() {
    let _processors = PROCESSORS.read().await;
    let bounds = Bounds {
        connections: 2,
        last: Duration::from_secs(1),
        ..Bounds::default()
    };
    let (place, stop, served) = portal(bounds).await;
    let mut deaf = Vec::new();
    for _ in 0..4 {
        let mut stream = TcpStream::connect(place).await.unwrap();
        ask(&mut stream, "/large").await;
        sleep(Duration::from_millis(100)).await;
        deaf.push(stream);
    }
    let mut other = TcpStream::connect(place).await.unwrap();
    ask(&mut other, "/").await;
    let mut answer = [0; 15];
    other.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
    stop.send(()).unwrap();
    timeout(Duration::from_secs(2), served)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test]
async fn a_stop_finishes_answers_and_waits_for_nothing_else() {
    let _processors = PROCESSORS.read().await;
    let (place, stop, served) = portal(Bounds::default()).await;
    let mut silent = TcpStream::connect(place).await.unwrap();
    let mut working = TcpStream::connect(place).await.unwrap();
    ask(&mut working, "/slow").await;
    sleep(Duration::from_millis(50)).await;
    stop.send(()).unwrap();
    let mut answer = String::new();
    working.read_to_string(&mut answer).await.unwrap();
    assert_eq!(status(&answer), 200, "{answer}");
    timeout(Duration::from_secs(1), served)
        .await
        .unwrap()
        .unwrap();
    assert!(is_closed(&mut silent).await);
}

/// A server in this process, until the sender is used.
async fn portal(bounds: Bounds) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let pages = Router::new()
        .route("/", get(|| async { "ok" }))
        .route("/large", get(|| async { vec![b'x'; 64 << 20] }))
        .route(
            "/slow",
            get(|| async {
                sleep(Duration::from_millis(500)).await;
                "ok"
            }),
        );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let stopped = async {
        let _ = stopped.await;
    };
    let served = tokio::spawn(serve(listener, pages, bounds, stopped));
    (place, stop, served)
}

/// Sends a beginning, then a byte a second; when and with what it was ended.
async fn trickle(place: SocketAddr, beginning: String) -> (Duration, String) {
    let mut stream = TcpStream::connect(place).await.unwrap();
    let begun = Instant::now();
    stream.write_all(beginning.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    loop {
        let mut some = [0; 4096];
        match timeout(Duration::from_secs(1), stream.read(&mut some)).await {
            Err(_) => {
                // What it is too late for is not to be had.
                let _ = stream.write_all(b"x").await;
            }
            Ok(Ok(read)) if read > 0 => answer.extend_from_slice(&some[..read]),
            Ok(_) => return (begun.elapsed(), String::from_utf8(answer).unwrap()),
        }
    }
}

/// Asks for a page, and leaves the answer where it is.
async fn ask(stream: &mut TcpStream, page: &str) {
    let request = format!("GET {page} HTTP/1.1\r\nHost: x\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
}

async fn is_closed(stream: &mut TcpStream) -> bool {
    let read = timeout(Duration::from_millis(500), stream.read(&mut [0])).await;
    // Nobody has been asked for anything.
    read.is_ok_and(|read| read.is_err() || read.is_ok_and(|bytes| bytes == 0))
}
