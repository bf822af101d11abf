//! Ports of servers that a test starts.

use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Waits until a server accepts connections at a port. If it takes too long, the
/// test fails with the server's log.
pub(crate) fn wait_for_server(port: u16, most: Duration, log: impl Fn() -> String) {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < most, "{}", log());
        std::thread::sleep(Duration::from_millis(20));
    }
}
