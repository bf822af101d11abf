//! HTTP/1.1 on a listener. Slow clients must not keep others out.
//!
//! Each phase of a connection has a time limit, whatever bytes arrive
//! meanwhile. When the number of connections reaches its limit, a new one
//! evicts the one that has kept the portal waiting for longest: a thousand
//! clients that send nothing do not keep another client out.

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

/// The time limits of a connection, and the number of connections.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "`..Patience::default()` fills it up"
)]
pub struct Timeouts {
    /// The most connections. By default 768, fewer than the 1,024 files that a
    /// process may usually have open.
    pub connections: usize,
    /// The time without a request. By default 75 seconds, longer than proxies
    /// keep an unused connection: the proxy closes it, and no form is sent into
    /// a connection that the portal is closing.
    pub idle: Duration,
    /// The time from a request's first byte to the end of its head. By default
    /// 10 seconds.
    pub head: Duration,
    /// The time from there to the end of the answer. By default two minutes.
    pub answer: Duration,
    /// How long an answer may take before a new connection can evict it. By
    /// default 20 seconds.
    pub busy: Duration,
    /// How long the server waits for unfinished answers when it stops. By
    /// default 30 seconds.
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

/// Serves pages until `stop` completes, then finishes the answers.
pub async fn serve(
    listener: TcpListener,
    pages: Router,
    timeouts: Timeouts,
    stop: impl Future<Output = ()>,
) {
    let connections = Connections::new(timeouts);
    let mut stop = std::pin::pin!(stop);
    let mut check = interval(CHECKED);
    check.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = &mut stop => break,
            _ = check.tick() => connections.close_overdue(),
            () = connections.closed(), if !connections.has_room() => {}
            accepted = listener.accept(), if connections.has_room() => match accepted {
                Ok((stream, peer)) => {
                    let slot = connections.admit();
                    tokio::spawn(connection::serve(stream, peer, pages.clone(), slot));
                }
                Err(error) if concerns_one_client(error.kind()) => {}
                Err(error) => {
                    // Usually too many open files.
                    tracing::error!(%error, "a connection was not accepted");
                    tokio::time::sleep(CHECKED).await;
                }
            },
        }
    }
    drop(listener);
    connections.shut_down();
    let end = Instant::now() + timeouts.last;
    while !connections.is_empty() && Instant::now() < end {
        tokio::select! {
            () = connections.closed() => {}
            _ = check.tick() => connections.close_overdue(),
        }
    }
}

const fn concerns_one_client(error: ErrorKind) -> bool {
    matches!(
        error,
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// How often time limits are checked.
const CHECKED: Duration = Duration::from_secs(1);
