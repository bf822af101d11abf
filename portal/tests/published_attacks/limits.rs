//! How often anything can be tried, by whom, and that it harms no owner.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::{StatusCode, header};
use genkan::address::Address;
use genkan::limit::{Asker, LimitName, Rate};
use genkan::onboarding::Counters as _;
use genkan_portal::clock::now;
use genkan_portal::service::RequestSource;

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

/// How many mails come of seventy contacts' links, asked for by those
/// browsers in turn.
async fn mails_for_seventy<'h>(
    portal: &'h TestPortal,
    name: &str,
    browser: impl Fn(u16) -> (Browser<'h>, String),
) -> usize {
    for number in 0..70 {
        let address = format!("{name}{number}@c{number}.example");
        portal.register_for(name, &address).await;
        let (browser, forwarded) = browser(number);
        let form = fields(&[
            ("email", &address),
            ("client", &forwarded),
            ("ip", &forwarded),
        ]);
        let mut request = crate::support::form("/forgot", "", form);
        for header in [
            "x-forwarded-for",
            "x-real-ip",
            "client-ip",
            "true-client-ip",
            "cf-connecting-ip",
        ] {
            request
                .headers_mut()
                .insert(header, forwarded.parse().unwrap());
        }
        let forwarded = format!("for={forwarded}").parse().unwrap();
        request.headers_mut().insert(header::FORWARDED, forwarded);
        assert_eq!(browser.send(request).await.status, StatusCode::SEE_OTHER);
        portal.settle().await;
    }
    portal.deliver().await.len()
}

/// How many links one client may ask for in an hour.
const MOST: usize = 60;

#[tokio::test]
async fn case_3x_ui_xff() {
    // One peer is one client, whatever it says of itself, and so is a whole
    // network of the size that one household is given.
    for portal in portals(BASE).await {
        let most = Rate::new(MOST as u32, 3_600).unwrap();
        let portal = portal.limited(|limits| limits.link_client = most);
        let peer = IpAddr::from([192, 0, 2, 1]);
        let forged = |number: u16| (Browser::at(&portal, peer), format!("203.0.113.{number}"));
        assert_eq!(mails_for_seventy(&portal, "forged", forged).await, MOST);
        let network = |number: u16| {
            let peer = Ipv6Addr::new(0x2001, 0xdb8, 1, 1, number, number, 0, number);
            (Browser::at(&portal, peer.into()), "::1".to_owned())
        };
        assert_eq!(mails_for_seventy(&portal, "network", network).await, MOST);
        // They are in nobody's way.
        portal.register("other@example.co.jp").await;
        let form = fields(&[("email", "other@example.co.jp")]);
        Browser::new(&portal).post("/forgot", &form).await;
        assert_eq!(portal.deliver().await.len(), 1);
    }
}

#[tokio::test]
async fn cve_2025_64526() {
    // However a request is dressed, the address that it is about pays.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        for address in [TARO, "nobody@example.co.jp"] {
            let mut cells = None;
            for (number, typed) in [
                address.to_owned(),
                address.to_uppercase(),
                format!(" {address} "),
            ]
            .iter()
            .cycle()
            .take(12)
            .enumerate()
            {
                let number = number.to_string();
                let form = fields(&[
                    ("email", typed),
                    ("nonce", &number),
                    ("language", "en"),
                    ("code", &number),
                ]);
                let mut request = crate::support::form(&format!("/forgot?n={number}"), "a=b", form);
                for name in [
                    "user-agent",
                    "accept-language",
                    "x-request-id",
                    "referer",
                    "cookie",
                ] {
                    request.headers_mut().insert(name, number.parse().unwrap());
                }
                Browser::at(&portal, IpAddr::from([192, 0, 2, 9]))
                    .send(request)
                    .await;
                portal.settle().await;
                // The second request is refused, which is noted for an operator.
                if number == "0" {
                    continue;
                }
                let now = portal.rows(&["counters"]).await.lines().count();
                assert_eq!(
                    *cells.get_or_insert(now),
                    now,
                    "no cell of its own: {number}"
                );
            }
        }
        assert_eq!(portal.deliver().await.len(), 1);
    }
}

#[tokio::test]
async fn cve_2026_30972() {
    // Below the pages: whoever calls the ceremony pays as the form does.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let address = Address::parse(TARO).unwrap();
        let source = RequestSource {
            client: "a caller".into(),
            device: String::new().into(),
        };
        assert!(portal.service.request_link(&address, &source).await.is_ok());
        for _ in 0..5 {
            let refused = portal.service.request_link(&address, &source).await;
            assert_eq!(refused.unwrap_err().code(), "link-pause");
        }
        let mut heard = 0;
        for _ in 0..70 {
            let nobody = Address::parse("nobody@example.co.jp").unwrap();
            let guess = portal
                .service
                .sign_in(&nobody, "wrong1Kite!", &source)
                .await;
            heard += usize::from(guess.unwrap_err().to_string().contains("does not open"));
            if heard == 3 {
                break;
            }
        }
        assert_eq!(portal.deliver().await.len(), 1);
    }
}

#[tokio::test]
async fn cve_2021_41177() {
    // Limits hold as the portal comes, and where they cannot be counted
    // nothing is done.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        portal
            .sql("ALTER TABLE counters RENAME TO counters_away")
            .await;
        let browser = Browser::new(&portal);
        let form = fields(&[("email", TARO), ("password", PASSWORD)]);
        let failed = browser.post("/signin", &form).await;
        assert_eq!(failed.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(browser.cookie("session").is_none());
        // The answer is the same as ever; the mail does not come.
        let asked = browser.post("/forgot", &fields(&[("email", TARO)])).await;
        assert_eq!(asked.location(), "/forgot/sent");
        assert!(portal.deliver().await.is_empty());
        portal
            .sql("ALTER TABLE counters_away RENAME TO counters")
            .await;
        assert!(browser.signs_in(TARO, PASSWORD).await);
        browser.post("/forgot", &fields(&[("email", TARO)])).await;
        assert_eq!(portal.deliver().await.len(), 1);
    }
}

/// What a post may do without paying, and why.
const FREE: [(&str, &str); 6] = [
    ("/signout", "ends what the browser brings"),
    ("/reset", "takes a link of 160 random bits, and no guess"),
    ("/address", "takes a link"),
    ("/undo", "takes a link"),
    ("/not-me", "takes a link"),
    ("/language", "changes nothing but a cookie"),
];

#[tokio::test]
async fn cve_2021_32678() {
    // Every door that takes something is on this list; those where something
    // can be guessed or a mail asked for are charged.
    let charged = ["/forgot", "/signin", "/password", "/email"];
    let router = include_str!("../../src/web/mod.rs");
    let routes = router.split(".route(").skip(1).filter(|route| {
        let route = route.split(".route(").next().unwrap_or_default();
        route
            .split(".fallback(")
            .next()
            .unwrap_or_default()
            .contains("post(")
    });
    for route in routes {
        let path = route.split('"').nth(1).unwrap();
        let is_known = charged.contains(&path) || FREE.iter().any(|(free, _)| *free == path);
        assert!(is_known, "{path} is neither charged nor free");
    }
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        for (path, form) in [
            ("/forgot", fields(&[("email", TARO)])),
            ("/forgot", fields(&[("email", "nobody@example.co.jp")])),
            (
                "/signin",
                fields(&[("email", TARO), ("password", "wrong1Kite!")]),
            ),
            (
                "/signin",
                fields(&[("email", "nobody@example.co.jp"), ("password", "x")]),
            ),
            (
                "/email",
                fields(&[
                    ("email", "new@example.co.jp"),
                    ("current_password", "wrong1Kite!"),
                ]),
            ),
            (
                "/password",
                fields(&[
                    ("current_password", "wrong1Kite!"),
                    ("new_password", "new8Kite!"),
                    ("confirmation", "new8Kite!"),
                ]),
            ),
        ] {
            let before = portal.rows(&["counters"]).await;
            browser.post(path, &form).await;
            portal.settle().await;
            assert_ne!(portal.rows(&["counters"]).await, before, "{path} {form}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cve_2019_5421() {
    // Two hundred guesses at once, from as many places: a handful are heard,
    // and the right one among them is too late. The owner's browser is not
    // concerned.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let owner = Browser::new(&portal);
        assert!(owner.signs_in(TARO, PASSWORD).await);
        owner.post("/signout", "").await;
        let account = portal.account(TARO).await;
        let asker = Asker {
            address: &account.address,
            account: Some(account.to_limit()),
            device: None,
            client: "",
        };
        let charges = portal.service.limits.sign_in(&asker);
        let cell = charges
            .iter()
            .find(|one| one.by == LimitName::SignInStranger)
            .unwrap()
            .id;
        let guesses: Vec<_> = (0..200)
            .map(|n| {
                let form = fields(&[("email", TARO), ("password", &format!("guess{n}Kite!"))]);
                let request = Browser::new(&portal).form("/signin", form);
                let pages = portal.pages.clone();
                tokio::spawn(async move { crate::support::answer(pages, request).await.status() })
            })
            .collect();
        for guess in guesses {
            let status = guess.await.unwrap();
            assert!(status != StatusCode::SEE_OTHER);
        }
        let cell = portal.service.store.cell(cell).await.unwrap().unwrap();
        assert!((5..=7).contains(&cell.count), "{} were heard", cell.count);
        let is_heard = Browser::new(&portal).signs_in(TARO, PASSWORD).await;
        // A machine with much else to do may take longer than the wait is.
        assert!(
            !is_heard || now() >= cell.at,
            "heard before the wait is over"
        );
        assert!(
            owner.signs_in(TARO, PASSWORD).await,
            "nobody locks the owner out"
        );
    }
}

#[tokio::test]
async fn dos_reset_locks_owner() {
    // Asking for an owner's link again and again, from everywhere.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        let owner = Browser::new(&portal);
        assert!(owner.signs_in(TARO, PASSWORD).await);
        let form = fields(&[("email", TARO)]);
        owner.post("/forgot", &form).await;
        let mails = portal.deliver().await;
        let link = crate::support::token(&mails[0]);
        let before = portal.rows(&["accounts"]).await;
        for n in 0..300 {
            Browser::new(&portal).post("/forgot", &form).await;
            // Requests that wait at the same time are one.
            if n % 10 == 0 {
                portal.settle().await;
            }
        }
        portal.settle().await;
        // The mailbox is not filled, the link in it lives, and nothing of the
        // account has changed.
        assert!(portal.deliver().await.len() <= 1);
        assert_eq!(portal.rows(&["accounts"]).await, before);
        assert!(owner.is_signed_in().await);
        assert!(Browser::new(&portal).signs_in(TARO, PASSWORD).await);
        assert_eq!(owner.follow(&link).await.status, StatusCode::OK);
        assert_eq!(owner.set("new8Kite!").await.status, StatusCode::SEE_OTHER);
        // And the owner may ask at once for another.
        owner.post("/forgot", &form).await;
        let mails = portal.deliver().await;
        assert!(mails.iter().any(|mail| mail.contains("/reset/")));
    }
}
