//! HTTP/1.1 on a listener. No client can keep others from connecting.
//!
//! Every connection is admitted. When there are too many, the client with the
//! most connections loses one on which the portal waits for it, the one that
//! has waited longest: a client that sends nothing, sends slowly or does not
//! read its answers takes a place only while nobody else needs it.

mod connections;

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use connections::{Connection, Connections};

/// The bounds of a server.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "`..Bounds::default()` fills it up"
)]
pub struct Bounds {
    /// The most connections. By default 768, fewer than the 1,024 files that a
    /// process may usually have open.
    pub connections: usize,
    /// The time without a request, or until a request's head is complete. By
    /// default 75 seconds, longer than proxies keep an unused connection: the
    /// proxy closes it, and no form is sent into a connection that the portal
    /// is closing.
    pub idle: Duration,
    /// How long the server waits for unfinished answers when it stops. By
    /// default 30 seconds.
    pub last: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 768,
            idle: Duration::from_secs(75),
            last: Duration::from_secs(30),
        }
    }
}

/// Serves pages until `stop` completes, then finishes the answers.
pub async fn serve(
    listener: TcpListener,
    pages: Router,
    bounds: Bounds,
    stop: impl Future<Output = ()>,
) {
    let connections = Connections::new(bounds.connections);
    let shutdown = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = connections.admit(peer.ip());
                let (pages, watcher) = (pages.clone(), shutdown.watcher());
                tokio::spawn(run(stream, peer, pages, bounds.idle, connection, watcher));
            }
            Err(error) if concerns_one_client(error.kind()) => {}
            Err(error) => {
                // Usually too many open files.
                tracing::error!(%error, "a connection was not accepted");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(bounds.last, shutdown.shutdown()).await;
}

/// Answers the requests of a connection until either side closes it.
async fn run(
    stream: TcpStream,
    peer: SocketAddr,
    pages: Router,
    idle: Duration,
    connection: Connection,
    watcher: Watcher,
) {
    // An answer is written at once, so delaying small packets gains nothing.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request: Request<Incoming>| {
        let mut request = request.map(|body| Body::new(connection.watch(body)));
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = pages.clone().oneshot(request);
        async {
            let answer = answer.await;
            connection.wait_for_client();
            answer as Result<_, Infallible>
        }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(idle)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        _ = watcher.watch(served) => {}
        () = connection.evicted() => tracing::debug!("connection evicted"),
    }
}

const fn concerns_one_client(error: ErrorKind) -> bool {
    matches!(
        error,
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// The size limit of a head in bytes, ten times what the pages need.
const LARGEST_HEAD: usize = 32 * 1024;
/// How long no connection is accepted after the system refused one.
const PAUSE: Duration = Duration::from_secs(1);
