//! Fifty people, each at an address of their own, who go from page to page.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::Page;
use crate::support::server::{ask, status};

const PEOPLE: usize = 50;
/// How long a person reads.
const READS: Duration = Duration::from_millis(200);

/// Prints how long each page takes while all look at one after the other, each in
/// an order of their own.
pub(super) async fn visit(place: SocketAddr, pages: &[Page], rounds: usize) {
    let requests: Vec<(usize, String)> = (0..)
        .zip(pages)
        .map(|(n, page)| {
            let Page { path, cookie, .. } = page;
            let head = format!(
                "GET {path} HTTP/1.1\r\nHost: {place}\r\nCookie: {cookie}\r\nConnection: close\r\n"
            );
            (n, head)
        })
        .collect();
    let requests = Arc::new(requests);
    let mut people = JoinSet::new();
    for person in 0..PEOPLE {
        let requests = Arc::clone(&requests);
        people.spawn(async move {
            let mut times = Vec::new();
            // They do not all come at the same moment.
            tokio::time::sleep(READS * u32::try_from(person).unwrap() / 50).await;
            for n in 0..rounds * requests.len() {
                // Steps that reach every page.
                let (page, head) = &requests[(person * 7 + n) % requests.len()];
                let request = format!("{head}X-Forwarded-For: 10.0.0.{person}\r\n\r\n");
                let begun = Instant::now();
                let answer = ask(place, &request).await;
                times.push((*page, begun.elapsed()));
                assert_eq!(status(&answer), 200, "{head}\n{answer}");
                tokio::time::sleep(READS).await;
            }
            times
        });
    }
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for (page, time) in people.join_all().await.concat() {
        times.entry(pages[page].what).or_default().push(time);
    }
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load {load}| page | median | 99th percentile | longest |\n|---|--:|--:|--:|");
    let mut shown = Vec::new();
    for page in pages.iter().filter(|page| !page.path.is_empty()) {
        if shown.contains(&page.what) {
            continue;
        }
        shown.push(page.what);
        let mut of_page = times.remove(page.what).unwrap();
        of_page.sort_unstable();
        let at = |percent| {
            let time: Duration = of_page[(of_page.len() - 1) * percent / 100];
            time.as_secs_f64() * 1_000.0
        };
        let (median, most, longest) = (at(50), at(99), at(100));
        println!("| {} | {median:.1} | {most:.1} | {longest:.1} |", page.what);
    }
}
