//! A network between a program and its database that takes time.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep_until};

/// Forwards connections to a port of this machine, and delivers what the server
/// answers a millisecond later. Returns the port to connect to.
pub(crate) async fn one_millisecond_away(port: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let own = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = SocketAddr::from(([127, 0, 0, 1], port));
            let Ok(server) = TcpStream::connect(server).await else {
                continue;
            };
            client.set_nodelay(true).unwrap();
            server.set_nodelay(true).unwrap();
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            tokio::spawn(forward(from_client, to_server, Duration::ZERO));
            tokio::spawn(forward(from_server, to_client, Duration::from_millis(1)));
        }
    });
    own
}

async fn forward(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, delay: Duration) {
    let mut some = vec![0; 64 * 1024];
    while let Ok(read) = from.read(&mut some).await
        && read > 0
    {
        sleep_until(Instant::now() + delay).await;
        if to.write_all(&some[..read]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}
