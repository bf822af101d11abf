//! The client that a request comes from, for the rate limits.
//!
//! Without trusted proxies it is the peer of the connection, and headers are
//! ignored. Behind `n` proxies it is the n-th address from the right in
//! `X-Forwarded-For`: each proxy adds the address of its own client at the
//! right end, and everything further left is under the client's control.
//! `Forwarded` (RFC 7239) is never read: if both were, a client could forge
//! the one that the proxies do not write.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};

use crate::service::RequestSource;
use crate::web::cookies::{self, CookieName};
use crate::web::state::App;

impl FromRequestParts<Arc<App>> for RequestSource {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(peer)| peer.ip());
        let client = client(peer, &parts.headers, app.trusted_proxies);
        let device = cookies::read(app, &parts.headers, CookieName::Device);
        Ok(Self {
            client: client.map(name).unwrap_or_default(),
            device: device.unwrap_or_default(),
        })
    }
}

/// Why the clients of a proxy cannot be told apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ProxyMistake {
    /// A proxy adds a header, and no proxy is trusted.
    Untrusted,
    /// No address is where the trusted proxies write it.
    Missing,
}

impl ProxyMistake {
    /// Returns what is wrong with the headers of a request, if the number of
    /// trusted proxies is right.
    pub(crate) fn find(headers: &HeaderMap, trusted_proxies: u8) -> Option<Self> {
        let is_untrusted = || BY_PROXIES.iter().any(|name| headers.contains_key(*name));
        match trusted_proxies {
            0 => is_untrusted().then_some(Self::Untrusted),
            _ => {
                let written = written(headers);
                let index = written.len().checked_sub(trusted_proxies.into());
                let found = index.and_then(|index| written.get(index).copied());
                found.and_then(address).is_none().then_some(Self::Missing)
            }
        }
    }
}

/// Returns the client's address. If there are fewer addresses than proxies, it
/// is the first one; if the text is not an address, all clients of that proxy
/// are one.
fn client(peer: Option<IpAddr>, headers: &HeaderMap, trusted_proxies: u8) -> Option<IpAddr> {
    if trusted_proxies == 0 {
        return peer;
    }
    let written = written(headers);
    let index = written.len().saturating_sub(trusted_proxies.into());
    written.get(index).and_then(|text| address(text)).or(peer)
}

/// Returns what the clients and proxies wrote into `X-Forwarded-For`.
fn written(headers: &HeaderMap) -> Vec<&str> {
    // More than one line is one list (RFC 9110 section 5.2).
    let lines = headers.get_all(X_FORWARDED_FOR).into_iter();
    // A line that is not text counts as one invalid address.
    let written = lines.flat_map(|line| line.to_str().unwrap_or("?").split(','));
    written.map(str::trim).collect()
}

/// Parses an address. Some proxies add the port, and brackets with it.
fn address(text: &str) -> Option<IpAddr> {
    let bare = || text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    let in_brackets = || {
        let inner = text.strip_prefix('[')?.strip_suffix(']')?;
        inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
    };
    bare().or_else(with_port).or_else(in_brackets)
}

/// Returns the text of a client: an IPv4 address, or the first 64 bits of an
/// IPv6 address, the smallest network that a household or office is given (RFC
/// 6177).
fn name(client: IpAddr) -> String {
    match client.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = address.to_bits() & (u128::MAX << 64);
            format!("{}/64", Ipv6Addr::from_bits(network))
        }
    }
}

/// Headers that only a proxy adds.
const BY_PROXIES: [&str; 11] = [
    "x-forwarded-for",
    "forwarded",
    "x-real-ip",
    "x-client-ip",
    "x-forwarded-host",
    "x-forwarded-proto",
    "cf-connecting-ip",
    "true-client-ip",
    "fastly-client-ip",
    "x-azure-clientip",
    "via",
];
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

#[cfg(test)]
mod tests {
    use super::*;

    const PEER: &str = "192.0.2.1";

    fn of(lines: &[&str], trusted_proxies: u8) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(X_FORWARDED_FOR, line.parse().unwrap());
        }
        headers.append("forwarded", "for=198.51.100.99".parse().unwrap());
        let peer = Some(PEER.parse().unwrap());
        client(peer, &headers, trusted_proxies)
            .map(name)
            .unwrap_or_default()
    }

    #[test]
    fn without_a_trusted_proxy_no_header_is_believed() {
        assert_eq!(of(&["198.51.100.1"], 0), PEER);
        assert_eq!(of(&[], 0), PEER);
        assert_eq!(client(None, &HeaderMap::new(), 0), None);
    }

    #[test]
    fn what_a_client_writes_in_front_changes_nothing() {
        for forged in ["", "198.51.100.7, ", "x, ,,", "[::1]:1, unknown, "] {
            assert_eq!(of(&[&format!("{forged}203.0.113.9")], 1), "203.0.113.9");
            let behind_two = format!("{forged}203.0.113.9, 10.0.0.2");
            assert_eq!(of(&[&behind_two], 2), "203.0.113.9");
            // The same in lines of their own.
            assert_eq!(of(&[forged, "203.0.113.9"], 1), "203.0.113.9");
            assert_eq!(of(&[forged, "203.0.113.9", "10.0.0.2"], 2), "203.0.113.9");
        }
    }

    #[test]
    fn what_is_not_there_or_no_address_makes_no_client_of_its_own() {
        assert_eq!(of(&[], 1), PEER);
        assert_eq!(of(&["198.51.100.7, unknown"], 1), PEER);
        assert_eq!(of(&["198.51.100.7, _hidden"], 1), PEER);
        assert_eq!(of(&["198.51.100.7,"], 1), PEER);
        assert_eq!(of(&["203.0.113.9"], 3), "203.0.113.9");
    }

    #[test]
    fn a_wrong_number_of_proxies_is_found() {
        let find = |name: &'static str, value: &str, trusted_proxies| {
            let mut headers = HeaderMap::new();
            headers.append(name, value.parse().unwrap());
            ProxyMistake::find(&headers, trusted_proxies)
        };
        let (untrusted, missing) = (Some(ProxyMistake::Untrusted), Some(ProxyMistake::Missing));
        assert_eq!(find("host", "example.com", 0), None);
        assert_eq!(find("x-forwarded-for", "203.0.113.9", 0), untrusted);
        assert_eq!(find("forwarded", "for=203.0.113.9", 0), untrusted);
        assert_eq!(find("x-real-ip", "203.0.113.9", 0), untrusted);
        assert_eq!(find("via", "1.1 proxy", 0), untrusted);
        assert_eq!(find("x-real-ip", "203.0.113.9", 1), missing);
        assert_eq!(find("x-forwarded-for", "203.0.113.9", 1), None);
        assert_eq!(find("x-forwarded-for", "x, [::1]:1, 10.0.0.1", 2), None);
        assert_eq!(find("host", "example.com", 1), missing);
        assert_eq!(find("forwarded", "for=203.0.113.9", 1), missing);
        assert_eq!(find("x-forwarded-for", "203.0.113.9", 2), missing);
        assert_eq!(find("x-forwarded-for", "203.0.113.9, unknown", 1), missing);
    }

    #[test]
    fn an_address_is_one_client_however_it_is_written() {
        for text in [
            "203.0.113.9:4711",
            "::ffff:203.0.113.9",
            "[::ffff:cb00:7109]",
        ] {
            assert_eq!(of(&[text], 1), "203.0.113.9", "{text}");
        }
        for text in [
            "2001:db8:1:2::1",
            "2001:DB8:1:2:ffff:ffff:ffff:ffff",
            "[2001:db8:1:2::1]:443",
            "[2001:db8:1:2::9]",
        ] {
            assert_eq!(of(&[text], 1), "2001:db8:1:2::/64", "{text}");
        }
        assert_eq!(of(&["2001:db8:1:3::1"], 1), "2001:db8:1:3::/64");
    }
}
