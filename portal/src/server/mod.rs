//! HTTP/1.1 on a listener, so that no client, however slow, keeps others out.
//!
//! A connection has so much time for each thing that it does, whatever bytes
//! trickle in meanwhile. Where there are as many connections as there may be,
//! whoever comes takes the place of the one that has been waited for longest:
//! a thousand clients that send nothing are in nobody's way.

mod connection;
mod connections;
mod phase;
mod stream;

use std::io::ErrorKind;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::time::{Instant, MissedTickBehavior, interval};

use connections::Connections;

/// How long a connection is waited for, and how many there are.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "`..Patience::default()` fills it up"
)]
pub struct Timeouts {
    /// Connections at once. By default fewer than the 1,024 files that a
    /// process may mostly have open.
    pub connections: usize,
    /// Without a request. By default 75 seconds: more than proxies keep a
    /// connection that they do not use, so that it is they who close it, and
    /// no form is sent into one that is just being closed.
    pub idle: Duration,
    /// From a request's first byte to the end of its head. By default 10
    /// seconds.
    pub head: Duration,
    /// From there to the end of the answer. By default two minutes.
    pub answer: Duration,
    /// How long an answer is left alone though others wait for the place. By
    /// default 20 seconds.
    pub busy: Duration,
    /// How long the answers under way are waited for at the end. By default 30
    /// seconds.
    pub last: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connections: 768,
            idle: Duration::from_secs(75),
            head: Duration::from_secs(10),
            answer: Duration::from_secs(120),
            busy: Duration::from_secs(20),
            last: Duration::from_secs(30),
        }
    }
}

/// Serves pages until `stop` ends, and the answers under way after it.
pub async fn serve(
    listener: TcpListener,
    pages: Router,
    timeouts: Timeouts,
    stop: impl Future<Output = ()>,
) {
    let connections = Connections::new(timeouts);
    let mut stop = std::pin::pin!(stop);
    let mut looked = interval(LOOKED);
    looked.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = &mut stop => break,
            _ = looked.tick() => connections.close_overdue(),
            () = connections.left(), if !connections.has_room() => {}
            accepted = listener.accept(), if connections.has_room() => match accepted {
                Ok((stream, peer)) => {
                    let slot = connections.admit();
                    tokio::spawn(connection::serve(stream, peer, pages.clone(), slot));
                }
                Err(error) if is_of_one_client(error.kind()) => {}
                Err(error) => {
                    // No more files, mostly.
                    tracing::error!(%error, "a connection was not accepted");
                    tokio::time::sleep(LOOKED).await;
                }
            },
        }
    }
    drop(listener);
    connections.shut_down();
    let end = Instant::now() + timeouts.last;
    while !connections.is_empty() && Instant::now() < end {
        tokio::select! {
            () = connections.left() => {}
            _ = looked.tick() => connections.close_overdue(),
        }
    }
}

const fn is_of_one_client(error: ErrorKind) -> bool {
    matches!(
        error,
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// How often it is looked who takes too long.
const LOOKED: Duration = Duration::from_secs(1);
