//! A portal behind a proxy that it does not expect counts all visitors as one
//! client, and its log shows that.

use std::fs::{self, File};

use crate::support::server::{Program, ask, status};

/// Asks a portal with these headers, and returns its warnings about proxies.
async fn warnings(settings: &str, requests: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let program = Program::logging(settings, File::create(&log).unwrap()).await;
    let place = program.place;
    for (path, header) in requests {
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {place}\r\n{header}Connection: close\r\n\r\n");
        assert_eq!(status(&ask(place, &head).await), 200, "{path}");
    }
    let log = fs::read_to_string(&log).unwrap();
    assert!(!log.contains("203.0.113"), "{log}");
    let lines = log.lines().filter(|line| line.contains("code=\"proxy-"));
    lines.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_header_that_is_not_expected_is_logged_once() {
    let forwarded = "X-Forwarded-For: 203.0.113.9\r\n";
    let found = warnings(
        "",
        &[
            ("/signin", ""),
            ("/signin", forwarded),
            ("/help", forwarded),
        ],
    )
    .await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("WARN") && found[0].contains("code=\"proxy-untrusted\""));
    let found = warnings("", &[("/help", "Forwarded: for=203.0.113.9\r\n")]).await;
    assert!(found[0].contains("code=\"proxy-untrusted\""), "{found:?}");
    assert_eq!(warnings("", &[("/signin", "")]).await, [""; 0]);
}

#[tokio::test]
async fn a_header_that_is_missing_is_logged_once() {
    let settings = "trusted_proxies = 2\n";
    let (one, two) = (
        "X-Forwarded-For: 203.0.113.9\r\n",
        "X-Forwarded-For: 203.0.113.9, 203.0.113.8\r\n",
    );
    let found = warnings(
        settings,
        &[("/signin", one), ("/signin", ""), ("/help", two)],
    )
    .await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("WARN") && found[0].contains("code=\"proxy-address-missing\""));
    // A load balancer's own question has no client.
    let fine = [("/signin", two), ("/healthz", ""), ("/readyz", "")];
    assert_eq!(warnings(settings, &fine).await, [""; 0]);
}
