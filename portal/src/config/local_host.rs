use std::net::IpAddr;

use url::Host;

/// Returns whether a URL's host is this machine.
pub(super) fn is_local(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => is_local_name(name),
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

/// Returns whether a host's name is this machine's (RFC 6761 section 6.3).
pub(super) fn is_local_name(name: &str) -> bool {
    let is_loopback = |ip: IpAddr| ip.is_loopback();
    name == "localhost" || name.ends_with(".localhost") || name.parse().is_ok_and(is_loopback)
}
