use std::net::SocketAddr;

/// Reads the address and port of a key.
pub(super) fn socket(key: &str, text: &str, example: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!("{key}: {text:?} is not an address and port; write one such as {example:?}")
    })
}
