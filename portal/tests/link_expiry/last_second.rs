//! A link works until its end, over HTTP, to the second.

use axum::http::StatusCode;
use genkan::time::Timestamp;
use genkan_portal::clock::now;

use super::BASE;
use crate::support::browser::Browser;
use crate::support::databases::portals;
use crate::support::{PASSWORD, TestPortal};

#[tokio::test]
async fn a_link_works_in_its_last_second_and_not_in_the_next() {
    for portal in portals(BASE).await {
        // As often as it takes to be within each of the two seconds, and not
        // between them.
        let mut tries = 0;
        while !is_seen_to_end(&portal, tries).await {
            tries += 1;
            assert!(tries < 20, "nothing here is done within a second");
        }
    }
}

/// Looks at a link and uses another one, in their last second and in the one
/// after it; whether each fell within its second.
async fn is_seen_to_end(portal: &TestPortal, number: u32) -> bool {
    let [looked_at, used] = ["a", "b"].map(|name| format!("{name}{number}@example.com"));
    let life = portal.service.realm.first_password_lifetime.seconds();
    let end = now().unix_seconds() + 2;
    let mut browsers = Vec::new();
    for address in [&looked_at, &used] {
        portal.register(address).await;
        let issued = Timestamp::from_unix_seconds(end - life);
        let link = portal.mint_at(address, issued).await;
        let browser = Browser::new(portal);
        browser.get(&format!("/reset/{link}")).await;
        browsers.push(browser);
    }
    until(end - 1).await;
    let shown = browsers[0].reload().await.status;
    let is_shown_in_time = now().unix_seconds() < end;
    let set = browsers[1].set(PASSWORD).await.status;
    let is_set_in_time = now().unix_seconds() < end;
    if is_shown_in_time {
        assert_eq!(shown, StatusCode::OK);
    }
    if is_set_in_time {
        assert_eq!(set, StatusCode::SEE_OTHER);
    }

    until(end).await;
    assert_eq!(browsers[0].reload().await.status, StatusCode::GONE);
    assert_eq!(browsers[0].set(PASSWORD).await.status, StatusCode::GONE);
    let is_first_second = now().unix_seconds() == end;
    assert!(!browsers[0].signs_in(&looked_at, PASSWORD).await);
    if is_set_in_time {
        assert!(browsers[1].signs_in(&used, PASSWORD).await);
    }
    is_shown_in_time && is_set_in_time && is_first_second
}

/// Waits until that second has begun.
async fn until(second: u64) {
    while now().unix_seconds() < second {
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}
