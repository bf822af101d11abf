//! What PostgreSQL reads for a page does not grow with the contacts.

use std::collections::BTreeMap;

use axum::http::StatusCode;

use super::{BASE, Filled, Size, check_that_all_are_here};
use crate::support::databases::portals;

/// Statements and blocks of 8 KiB, by the place of the page.
type Reads = Vec<(i64, i64)>;

#[tokio::test(flavor = "multi_thread")]
async fn no_page_reads_more_when_there_are_ten_times_as_many_contacts() {
    let (few, _) = reads(2_000).await;
    let (many, pages) = reads(20_000).await;
    let mut wrong = BTreeMap::new();
    for (page, (few, many)) in pages.into_iter().zip(few.into_iter().zip(many)) {
        // An index has a level more, lists are full, and rows are further apart. A
        // table has ten times as many blocks.
        let is_bounded = many.0 <= few.0 + 3 && many.1 <= few.1 * 5 / 2 + 150 && many.0 <= 40;
        if !is_bounded {
            wrong.insert(page, (few, many));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn reads(contacts: usize) -> (Reads, Vec<String>) {
    let size = Size {
        contacts,
        scope: 100,
        large_cases: 50,
    };
    let portal = portals(BASE).await.pop().unwrap();
    assert!(portal.is_on_a_server());
    let Filled { portal, pages } = Filled::new(portal, size).await;
    check_that_all_are_here(&pages);
    let bulk = portal.bulk().await;
    bulk.run("CREATE EXTENSION pg_stat_statements").await;
    let mut reads = Vec::new();
    for page in &pages {
        let mut most = (0, 0);
        // PostgreSQL plans a statement for its values five times, then for any.
        for visit in 1..=8 {
            bulk.run(FORGET).await;
            let status = portal.get(&page.path, &page.cookie).await.status();
            assert_eq!(status, StatusCode::OK, "{}", page.path);
            if visit == 2 || visit == 8 {
                most = most.max(bulk.numbers(READS).await);
            }
        }
        reads.push(most);
    }
    let name = |page: &super::Page| format!("{}: {}", page.what, page.path);
    (reads, pages.iter().map(name).collect())
}

/// Only what is known of this database.
const FORGET: &str = "SELECT pg_stat_statements_reset(0, oid, 0)
     FROM pg_database WHERE datname = current_database()";

/// Of the statements in this database that have parameters: those of the portal.
/// Other tests use other databases of the server at the same time.
const READS: &str = "SELECT coalesce(sum(calls), 0)::bigint,
         coalesce(sum(shared_blks_hit + shared_blks_read), 0)::bigint
     FROM pg_stat_statements
     WHERE query LIKE '%$1%'
     AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())";
