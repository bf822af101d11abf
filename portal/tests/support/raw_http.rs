//! Requests as bytes on a socket, for what no client would send.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::TestPortal;

impl TestPortal {
    /// Serves the pages on a socket for as long as the test's runtime lives.
    pub(crate) async fn serve(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        let pages = self.pages.clone();
        tokio::spawn(async move { axum::serve(listener, pages).await });
        place
    }
}

/// Sends the lines of a head and a body as they are, and answers with all that
/// comes back.
pub(crate) async fn say(place: SocketAddr, head: &[&str], body: &str) -> String {
    let mut request = head.join("\r\n");
    let length = body.len();
    request += &format!("\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    let mut stream = TcpStream::connect(place).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A server that refuses may close before it has read everything.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}
