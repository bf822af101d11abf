//! Nobody learns from an answer, or from how long it takes, who is registered.

use std::time::{Duration, Instant};

use axum::http::{StatusCode, header};

use super::BASE;
use crate::support::browser::{Browser, Page, fields};
use crate::support::databases::portals;
use crate::support::smtp::{Manners, Smtp};
use crate::support::{TARO, TestPortal};

fn bare(mut page: Page) -> Page {
    page.headers.remove(header::DATE);
    page
}

/// With a mail server of such manners, all are answered at once and alike.
async fn alike(manners: Manners, is_up: bool) {
    for mut portal in portals(BASE).await {
        let server = Smtp::start(manners.clone()).await;
        let mut config = server.config();
        if !is_up {
            config.port = Some(1);
        }
        portal.config.smtp = Some(config);
        portal.activate(TARO).await;
        portal.register("never@example.co.jp").await;
        let worker = portal.worker();
        let mut pages = Vec::new();
        for address in [TARO, "nobody@example.co.jp", "never@example.co.jp", TARO] {
            let started = Instant::now();
            let form = fields(&[("email", address)]);
            pages.push(bare(Browser::new(&portal).post("/forgot", &form).await));
            assert!(started.elapsed() < Duration::from_secs(2), "{address}");
        }
        assert!(pages.iter().all(|page| *page == pages[0]), "{pages:?}");
        worker.abort();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keycloak_26625() {
    let silence = Duration::from_secs(10);
    alike(
        Manners {
            silence,
            ..Manners::default()
        },
        true,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cve_2022_36105() {
    alike(Manners::default(), false).await;
    let says = |line: &str| line.starts_with("EHLO").then_some("421 busy");
    alike(
        Manners {
            says,
            ..Manners::default()
        },
        true,
    )
    .await;
}

/// How far two sets of times differ, in standard deviations of the sum of
/// ranks (Mann and Whitney).
fn difference(one: &[Duration], other: &[Duration]) -> f64 {
    let mut all: Vec<(Duration, bool)> = one.iter().map(|time| (*time, true)).collect();
    all.extend(other.iter().map(|time| (*time, false)));
    all.sort_unstable();
    let ranks = all.iter().enumerate().filter(|(_, (_, is_one))| *is_one);
    let sum: usize = ranks.map(|(rank, _)| rank + 1).sum();
    let (n, m) = (one.len() as f64, other.len() as f64);
    let expected = n * (n + m + 1.0) / 2.0;
    (sum as f64 - expected).abs() / (n * m * (n + m + 1.0) / 12.0).sqrt()
}

/// How long answers to two forms take, asked for in turn.
async fn times(portal: &TestPortal, forms: [(&str, &str); 2], count: usize) -> [Vec<Duration>; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..count {
        // Neither is always the first.
        for which in [round % 2, 1 - round % 2] {
            let (path, form) = forms[which];
            let started = Instant::now();
            Browser::new(portal).post(path, form).await;
            times[which].push(started.elapsed());
        }
    }
    times
}

#[tokio::test]
async fn ss_2017_005() {
    // A gate that can close: who is asked for with a hash and who without are
    // told apart by it.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.register("never@example.co.jp").await;
        let form = |address: &str| fields(&[("email", address), ("password", "wrong1Kite!")]);
        let (active, never, nobody) = (
            form(TARO),
            form("never@example.co.jp"),
            form("nobody@example.co.jp"),
        );
        let [slow, quick] = times(
            &portal,
            [("/signin", &nobody), ("/language", "language=en")],
            8,
        )
        .await;
        assert!(difference(&slow, &quick) > 3.0, "the gate is open");
        for (path, other) in [
            ("/signin", &never),
            ("/signin", &nobody),
            ("/forgot", &nobody),
        ] {
            // Three times in a row by chance: less than once in a billion runs.
            let mut differences = Vec::new();
            for _ in 0..3 {
                let [one, two] = times(&portal, [(path, &active), (path, other)], 20).await;
                differences.push(difference(&one, &two));
                portal.settle().await;
                if differences.last().is_some_and(|last| *last < 4.0) {
                    break;
                }
            }
            assert!(
                differences.iter().any(|one| *one < 4.0),
                "{path}: {differences:?}"
            );
        }
    }
}

#[tokio::test]
async fn obs_gotrue_429_oracle() {
    // Asked again and again within the pause: nothing tells that there is one.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.register("never@example.co.jp").await;
        let mut pages = Vec::new();
        for address in [TARO, "nobody@example.co.jp", "never@example.co.jp"] {
            for _ in 0..8 {
                let form = fields(&[("email", address)]);
                pages.push(bare(Browser::new(&portal).post("/forgot", &form).await));
                portal.settle().await;
            }
        }
        assert_eq!(pages[0].status, StatusCode::SEE_OTHER);
        assert!(pages.iter().all(|page| *page == pages[0]), "{pages:?}");
    }
}
