//! The support desk's pages with many contacts. It measures; run it with
//! `cargo test -p genkan-portal --test portal -- --ignored million --nocapture`.
//! `GENKAN_CONTACTS=100000` measures with fewer.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use genkan::Language;
use genkan::onboarding::{Accounts as _, Contact, Role};
use genkan_portal::service::{NewContact, Registration};
use tokio::task::JoinSet;

use crate::support::TestPortal;
use crate::support::browser::fields;
use crate::support::contacts::{administrator, name};
use crate::support::databases::portals;

const BASE: &str = "http://127.0.0.1:8080/";
/// Contacts of a company.
const OF_COMPANY: usize = 20;
/// Companies that one plan registers.
const AT_ONCE: usize = 16;
const USERS: u8 = 50;
const ROUNDS: usize = 20;

fn contact(n: usize) -> NewContact {
    let families = [
        "山田", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "中村",
    ];
    let family = families[n % families.len()];
    let address = format!("c{n}@company{}.example", n / OF_COMPANY);
    let person = format!("{family} {n}");
    NewContact {
        contact: Contact::new(&person, &address, None, Language::Ja).unwrap(),
        company: Some(name(&format!("会社{}", n / OF_COMPANY))),
        password: None,
    }
}

async fn fill(portal: &TestPortal, from: usize, to: usize) {
    let author = administrator();
    let mut begin = from;
    while begin < to {
        let end = (begin + AT_ONCE * OF_COMPANY).min(to);
        let contacts: Vec<NewContact> = (begin..end).map(contact).collect();
        let how = Registration::default();
        let registered = portal.service.register(&contacts, how, &author, |_| ());
        assert_eq!(registered.await.unwrap().count, contacts.len());
        begin = end;
    }
    // As its autovacuum does. The portal never analyzes SQLite.
    if matches!(
        portal.service.store,
        genkan_portal::store::Database::Postgres(_)
    ) {
        portal.sql("ANALYZE").await;
    }
}

/// The times of a page for so many people at once, in order.
async fn times(portal: &Arc<TestPortal>, path: &str, cookie: &str) -> Vec<Duration> {
    let mut users = JoinSet::new();
    for user in 0..USERS {
        let (portal, path, cookie) = (Arc::clone(portal), path.to_owned(), cookie.to_owned());
        users.spawn(async move {
            let mut times = Vec::new();
            for _ in 0..ROUNDS {
                let request = Request::get(&path).header(header::COOKIE, &cookie);
                let mut request = request.body(Body::empty()).unwrap();
                let place = SocketAddr::from((Ipv4Addr::new(10, 0, 0, user), 1));
                request.extensions_mut().insert(ConnectInfo(place));
                let begun = Instant::now();
                let status = portal.send(request).await.status();
                times.push(begun.elapsed());
                assert_eq!(status, StatusCode::OK, "{path}");
                // A person reads for a while.
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            times
        });
    }
    let mut all: Vec<Duration> = users.join_all().await.concat();
    all.sort_unstable();
    all
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it measures, and fills two databases"]
async fn the_pages_are_as_quick_with_a_million_contacts() {
    let many = std::env::var("GENKAN_CONTACTS").ok();
    let many = many.map_or(1_000_000, |many| many.parse().unwrap());
    for portal in portals(BASE).await {
        let portal = Arc::new(portal);
        fill(&portal, 0, 100).await;
        let scope: Vec<String> = (0..5).map(|n| format!("会社{n}")).collect();
        let scope: Vec<&str> = scope.iter().map(String::as_str).collect();
        let all = portal.at_desk("全社", Role::Administrator, &[]).await;
        let some = portal.at_desk("五社", Role::Agent, &scope).await;
        let (all, some) = (all.browser.cookies(), some.browser.cookies());
        let company = portal.service.store.company_by_name(&name("会社3")).await;
        let company = company.unwrap().unwrap().id;
        let contact = portal.account("c67@company3.example").await.id;
        let search = |text: &str| format!("/desk?{}", fields(&[("q", text)]));
        let pages = [
            ("search by address", search("c67@"), &all),
            ("search by a frequent name", search("山田"), &all),
            ("search by company", search("会社3"), &all),
            ("search of five companies", search("山田"), &some),
            ("company", format!("/desk/companies/{company}"), &all),
            ("contact", format!("/desk/contacts/{contact}"), &all),
            ("outbox", "/desk/outbox".to_owned(), &all),
            ("audit log", "/desk/audit-log".to_owned(), &all),
        ];
        let mut few = Vec::new();
        for (_, path, cookie) in &pages {
            few.push(times(&portal, path, cookie).await);
        }
        let begun = Instant::now();
        fill(&portal, 100, many).await;
        println!(
            "{:?}: {many} contacts in {:?}",
            portal.config.database.is_some(),
            begun.elapsed()
        );
        for ((page, path, cookie), few) in pages.iter().zip(few) {
            let many = times(&portal, path, cookie).await;
            let at = |times: &[Duration], percent: usize| times[times.len() * percent / 100];
            println!(
                "{page}: median {:?} (with 100 contacts {:?}), 99th {:?} ({:?})",
                at(&many, 50),
                at(&few, 50),
                at(&many, 99),
                at(&few, 99),
            );
        }
    }
}
