//! A network between a node and its database: it delays, counts round trips, and
//! loses connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::Instant;

pub(crate) struct Proxy {
    pub(crate) port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    delay: Duration,
    round_trips: AtomicU64,
    /// How many connections were lost.
    lost: AtomicU64,
    /// The reply to the next COMMIT is lost, and the server is away afterwards.
    loses_commit: AtomicBool,
    is_away: AtomicBool,
    /// One of so many parts of a conversation is the last one; none if 0.
    one_in: AtomicU64,
    /// How many connections may still be lost so.
    left: AtomicU64,
    random: AtomicU64,
}

#[derive(Clone, Copy, PartialEq)]
enum From {
    Node,
    Database,
}

impl Proxy {
    /// Starts to forward connections to a port.
    pub(crate) async fn start(to: u16, delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            delay,
            random: AtomicU64::new(1),
            ..State::default()
        });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((node, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                tokio::spawn(async move { state.connect(node, to).await });
            }
        });
        Self { port, state }
    }

    /// Returns how often a node has sent something after the database had.
    pub(crate) fn round_trips(&self) -> u64 {
        self.state.round_trips.load(Ordering::Relaxed)
    }

    pub(crate) fn lost(&self) -> u64 {
        self.state.lost.load(Ordering::Relaxed)
    }

    /// Decides which parts are lost at random. The seed must not be 0.
    pub(crate) fn seed(&self, seed: u64) {
        self.state.random.store(seed, Ordering::Relaxed);
    }

    /// Loses the reply to the next COMMIT, and every connection from then on if
    /// the database is away afterwards.
    pub(crate) fn lose_commit(&self, is_away: bool) {
        self.state.is_away.store(false, Ordering::Relaxed);
        self.state.loses_commit.store(true, Ordering::Relaxed);
        self.state
            .one_in
            .store(u64::from(is_away), Ordering::Relaxed);
    }

    /// Loses a connection after one of so many parts, or before it, twice.
    pub(crate) fn lose_one_in(&self, parts: u64) {
        self.state.left.store(2, Ordering::Relaxed);
        self.state.one_in.store(parts, Ordering::Relaxed);
    }

    /// Loses every connection from now on.
    pub(crate) fn lose_all(&self) {
        self.state.is_away.store(true, Ordering::Relaxed);
    }

    /// Loses nothing any more.
    pub(crate) fn recover(&self) {
        self.state.loses_commit.store(false, Ordering::Relaxed);
        self.state.is_away.store(false, Ordering::Relaxed);
        self.state.one_in.store(0, Ordering::Relaxed);
    }
}

impl State {
    async fn connect(&self, node: TcpStream, to: u16) {
        if self.is_away.load(Ordering::Relaxed) {
            return;
        }
        let Ok(database) = TcpStream::connect(("127.0.0.1", to)).await else {
            return;
        };
        node.set_nodelay(true).unwrap();
        database.set_nodelay(true).unwrap();
        let (from_node, to_node) = node.into_split();
        let (from_database, to_database) = database.into_split();
        let has_answered = AtomicBool::new(true);
        tokio::select! {
            () = self.forward(From::Node, from_node, to_database, &has_answered) => {}
            () = self.forward(From::Database, from_database, to_node, &has_answered) => {}
        }
    }

    /// Forwards what one side sends, until the connection ends or is lost.
    async fn forward(
        &self,
        side: From,
        mut from: impl AsyncRead + Unpin,
        mut to: impl AsyncWrite + Unpin,
        has_answered: &AtomicBool,
    ) {
        let (sender, mut parts) = mpsc::unbounded_channel::<(Instant, Vec<u8>, bool)>();
        let read = async move {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(length @ 1..) = from.read(&mut buffer).await {
                let part = buffer[..length].to_vec();
                match side {
                    From::Database => has_answered.store(true, Ordering::Relaxed),
                    From::Node if has_answered.swap(false, Ordering::Relaxed) => {
                        self.round_trips.fetch_add(1, Ordering::Relaxed);
                    }
                    From::Node => {}
                }
                let (is_lost, is_last) = self.fate(side, &part);
                if is_lost {
                    return;
                }
                let due = Instant::now() + self.delay;
                if sender.send((due, part, is_last)).is_err() || is_last {
                    return;
                }
            }
        };
        let write = async move {
            while let Some((due, part, _)) = parts.recv().await {
                if !self.delay.is_zero() {
                    tokio::time::sleep_until(due).await;
                }
                if to.write_all(&part).await.is_err() {
                    return;
                }
            }
        };
        tokio::join!(read, write);
    }

    /// Returns whether a part is lost, and whether it is the last one.
    fn fate(&self, side: From, part: &[u8]) -> (bool, bool) {
        let lose = |is_part_lost| {
            self.lost.fetch_add(1, Ordering::Relaxed);
            (is_part_lost, true)
        };
        if self.is_away.load(Ordering::Relaxed) {
            return lose(true);
        }
        let is_reply = || part.windows(7).any(|bytes| bytes == b"COMMIT\0");
        if side == From::Database && self.loses_commit.load(Ordering::Relaxed) && is_reply() {
            self.loses_commit.store(false, Ordering::Relaxed);
            let is_away = self.one_in.swap(0, Ordering::Relaxed) == 1;
            self.is_away.store(is_away, Ordering::Relaxed);
            return lose(true);
        }
        let one_in = self.one_in.load(Ordering::Relaxed);
        if one_in < 2 {
            return (false, false);
        }
        // Xorshift (Marsaglia 2003).
        let mut random = self.random.load(Ordering::Relaxed);
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        self.random.store(random, Ordering::Relaxed);
        if random.is_multiple_of(one_in) && self.left.load(Ordering::Relaxed) > 0 {
            self.left.fetch_sub(1, Ordering::Relaxed);
            return lose((random >> 32).is_multiple_of(2));
        }
        (false, false)
    }
}
