//! An office of 500 people behind one address, on the day when all of them set their
//! passwords.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::StatusCode;
use genkan::limit::{LimitName, Rate};
use genkan_portal::service::{Finding, Registration, RequestSource};

use crate::support::browser::{Browser, fields};
use crate::support::contacts::{administrator, contact, new_contact};
use crate::support::databases::portals;
use crate::support::{COMPANY, PASSWORD, TestPortal};

const PEOPLE: usize = 500;
const OFFICE: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_five_hundred_sets_its_passwords() {
    let portal = TestPortal::new("https://support.example.com/");
    let address = |n: usize| format!("person{n}@example.co.jp");
    let people = (0..PEOPLE).map(|n| new_contact(contact(&address(n)), COMPANY));
    let people: Vec<_> = people.collect();
    let (how, desk) = (Registration::default(), administrator());
    let registered = portal.service.register(&people, how, &desk, |_| ());
    assert_eq!(registered.await.unwrap().count, PEOPLE);
    // Everybody requests a link, and no page is refused.
    for n in 0..PEOPLE {
        let browser = Browser::at(&portal, OFFICE);
        let page = browser
            .post("/forgot", &fields(&[("email", &address(n))]))
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{n}: {}", page.text);
        if n % 20 == 19 {
            portal.settle().await;
        }
    }
    portal.settle().await;
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), PEOPLE);
    // Some of them mistype their passwords, as people do.
    for n in (0..PEOPLE).step_by(25) {
        let mail = mails
            .iter()
            .find(|mail| mail.contains(&format!("To: {}\n", address(n))));
        let browser = Browser::at(&portal, OFFICE);
        assert_eq!(
            browser
                .follow(&crate::support::token(mail.unwrap()))
                .await
                .status,
            StatusCode::OK
        );
        assert_eq!(browser.set(PASSWORD).await.location(), "/signin");
        assert!(!browser.signs_in(&address(n), "mistyped1Kite!").await);
        assert!(browser.signs_in(&address(n), PASSWORD).await);
    }
}

/// An operator learns that a network's limit has refused a request, whether or not
/// the address is registered.
#[tokio::test]
async fn a_refusal_of_the_network_is_explained() {
    for portal in portals("https://support.example.com/").await {
        let addresses = ["a@example.com", "b@example.com", "c@example.com"];
        for address in addresses {
            portal.register(address).await;
        }
        let mut service = (*portal.service).clone();
        service.limits.link_client = Rate::new(2, 3_600).unwrap();
        let source = RequestSource {
            client: OFFICE.to_string(),
            ..RequestSource::default()
        };
        let unknown = ["x@example.com", "y@example.com", "z@example.com"];
        for addresses in [addresses, unknown] {
            for address in addresses {
                let address = address.parse().unwrap();
                let _ = service.request_link(&address, &source).await;
            }
            let explained = async |address: &str| {
                let address = address.parse().unwrap();
                service.explain(&address, &service.limits).await.unwrap()
            };
            let last = explained(addresses[2]).await;
            let findings = last.findings();
            let is_refused = |it: &&Finding<'_>| matches!(it, Finding::Refused { by, .. } if *by == LimitName::LinkClient);
            let refused = findings.iter().find(is_refused).unwrap();
            let time = |_| "TIME".to_owned();
            for (language, network) in [
                (genkan::Language::En, "network"),
                (genkan::Language::Ja, "ネットワーク"),
            ] {
                let sentence = refused.sentence(language, &time);
                assert!(
                    sentence.contains(network) && sentence.contains("link-client"),
                    "{sentence}"
                );
            }
            assert!(!findings.contains(&Finding::NoLink));
            let first = explained(addresses[0]).await;
            assert!(
                !first
                    .findings()
                    .iter()
                    .any(|it| matches!(it, Finding::Refused { .. }))
            );
        }
        assert_eq!(portal.deliver().await.len(), 2);
    }
}
