//! Operators sign in at /desk, contacts at /signin, and neither at the other.

use axum::http::{StatusCode, header};
use genkan::onboarding::Role;

use crate::support::browser::{Browser, fields};
use crate::support::contacts::{administrator, invited, name};
use crate::support::databases::portals;
use crate::support::desk::AtDesk;
use crate::support::{PASSWORD, TARO, TestPortal, token};

const BASE: &str = "http://127.0.0.1:8080/";

#[tokio::test]
async fn an_invited_operator_sets_a_password_and_a_second_factor_first() {
    for portal in portals(BASE).await {
        let invited = invited("佐藤", Role::Agent, &[]);
        let added = portal
            .service
            .add_operator(&invited, &administrator())
            .await;
        added.unwrap();
        let mails = portal.deliver().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("http://127.0.0.1:8080/desk"));
        let mut operator = AtDesk::new(&portal, invited.address.as_str());
        let browser = &operator.browser;
        assert_eq!(
            browser.follow(&token(&mails[0])).await.status,
            StatusCode::OK
        );
        let set = browser.set(PASSWORD).await;
        assert_eq!(set.location(), "/desk/signin");
        let notice = portal.deliver().await;
        assert!(
            notice[0].contains("http://127.0.0.1:8080/desk\r\n"),
            "{}",
            notice[0]
        );

        // Nothing else can be opened before.
        assert_eq!(operator.password().await.location(), "/desk/factor");
        for path in ["/desk", "/desk/account", "/desk/factor"] {
            let page = operator.browser.get(path).await;
            assert!(page.location().starts_with("/desk/set-up"), "{path}");
        }
        let page = operator.set_up().await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert_eq!(operator.recovery_codes.len(), 10);
        assert!(operator.is_in().await);
        let notice = portal.deliver().await;
        assert_eq!(notice.len(), 1, "the second factor was set up");
        // They are shown once.
        let account = operator.browser.get("/desk/account").await;
        for code in &operator.recovery_codes {
            assert!(!account.text.contains(code.as_str()));
        }

        // The next sign-in asks for a code.
        let next = AtDesk::new(&portal, &operator.address);
        assert_eq!(next.password().await.location(), "/desk/factor");
        assert_eq!(
            next.browser.get("/desk/set-up").await.location(),
            "/desk/factor"
        );
        assert!(!next.is_in().await);
        let page = next.give("/desk/factor", &operator.code()).await;
        assert_eq!(page.location(), "/desk");
        assert!(next.is_in().await);
        // Who is signed in is led on.
        let page = next.browser.get("/desk/signin?back=%2Fdesk%2Fcases").await;
        assert_eq!(page.location(), "/desk/cases");
    }
}

#[tokio::test]
async fn an_operator_is_a_stranger_at_the_contacts_page_and_the_reverse() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let address = portal.active_operator("佐藤", Role::Agent, &[]).await;
        for (path, other) in [("/signin", address.as_str()), ("/desk/signin", TARO)] {
            let mut pages = Vec::new();
            for address in [other, "nobody@example.com"] {
                let browser = Browser::new(&portal);
                let form = fields(&[("email", address), ("password", PASSWORD)]);
                let hashes = portal.service.hashes();
                let page = browser.post(path, &form).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
                assert_eq!(portal.service.hashes(), hashes + 1, "{path}");
                assert!(!page.headers.contains_key(header::SET_COOKIE), "{path}");
                pages.push(page.text.replace(address, ""));
            }
            assert_eq!(pages[0], pages[1], "{path}");
        }
    }
}

#[tokio::test]
async fn neither_session_is_one_in_the_place_of_the_other() {
    let portal = TestPortal::new(BASE);
    portal.activate(TARO).await;
    let contact = Browser::new(&portal);
    assert!(contact.signs_in(TARO, PASSWORD).await);
    let session = contact.cookie("genkan-session").unwrap();
    let page = portal.get("/desk", &format!("genkan-desk={session}")).await;
    assert_eq!(crate::support::location(&page), "/desk/signin");

    let operator = portal.at_desk("佐藤", Role::Administrator, &[]).await;
    let session = operator.browser.cookie("genkan-desk").unwrap();
    assert!(session.starts_with("gkn_dsk_"));
    for path in ["/", "/password", "/email"] {
        let page = portal.get(path, &format!("genkan-session={session}")).await;
        let next = crate::support::location(&page).split('?').next();
        assert_eq!(next, Some("/signin"), "{path}");
    }
    // Nor is the password alone.
    let awaiting = AtDesk::new(&portal, &operator.address);
    awaiting.password().await;
    let token = awaiting.browser.cookie("genkan-desk").unwrap();
    assert!(token.starts_with("gkn_fac_"));
    let disguised = token.replace("gkn_fac_", "gkn_dsk_");
    let page = portal
        .get("/desk", &format!("genkan-desk={disguised}"))
        .await;
    assert_eq!(crate::support::location(&page), "/desk/signin");
}

#[tokio::test]
async fn a_removed_operator_is_out_at_once_on_every_node() {
    for portal in portals(BASE).await {
        let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
        let node = portal.node().await;
        let cookie = operator.browser.cookies();
        assert_eq!(node.get("/desk", &cookie).await.status(), StatusCode::OK);
        let service = &portal.service;
        let (name, author) = (name("佐藤"), administrator());
        service.remove_operator(&name, &author).await.unwrap();
        for portal in [&portal, &node] {
            let page = portal.get("/desk", &cookie).await;
            assert_eq!(crate::support::location(&page), "/desk/signin");
        }
        let again = AtDesk::new(&portal, &operator.address);
        let refused = again.password().await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Nor does a link come.
        let link = format!("email={}", operator.address);
        portal.deliver().await;
        again.browser.post("/forgot", &link).await;
        assert!(portal.deliver().await.is_empty());
    }
}

#[tokio::test]
async fn a_page_is_come_back_to_after_the_sign_in() {
    let portal = TestPortal::new(BASE);
    let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
    operator.browser.post("/desk/signout", "").await;
    let asked = operator.browser.get("/desk/account?after=x").await;
    let sign_in = "/desk/signin?back=%2Fdesk%2Faccount%3Fafter%3Dx";
    assert_eq!(asked.location(), sign_in);
    let page = operator.browser.get(sign_in).await;
    assert!(page.text.contains("value=\"/desk/account?after=x\""));
    let form = |back: &str| {
        fields(&[
            ("email", operator.address.as_str()),
            ("password", PASSWORD),
            ("back", back),
        ])
    };
    let page = operator
        .browser
        .post("/desk/signin", &form("/desk/account"))
        .await;
    assert_eq!(page.location(), "/desk/factor?back=%2Fdesk%2Faccount");
    let code = operator.code();
    let form = |back: &str| fields(&[("code", &code), ("back", back)]);
    let evil = operator
        .browser
        .post("/desk/factor", &form("//evil.example/desk"))
        .await;
    assert_eq!(evil.location(), "/desk");
    operator.browser.get(sign_in).await;
    assert!(operator.is_in().await);
}

#[tokio::test]
async fn an_operator_changes_the_password_and_stays_signed_in() {
    for portal in portals(BASE).await {
        let operator = portal.at_desk("佐藤", Role::Viewer, &[]).await;
        portal.deliver().await;
        let change = async |current: &str, new: &str| {
            let form = fields(&[
                ("current_password", current),
                ("new_password", new),
                ("confirmation", new),
            ]);
            operator.browser.post("/desk/password", &form).await
        };
        let page = operator.browser.get("/desk/password").await;
        assert!(page.text.contains("action=\"/desk/password\""));
        for (current, new, problem) in [
            (
                "wrong1Kite!",
                "new8Kite!",
                "現在のパスワードが正しくありません",
            ),
            (PASSWORD, "new8", "6文字以上にしてください"),
        ] {
            let page = change(current, new).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.text.contains(problem), "{}", page.text);
        }
        let old = operator.browser.cookies();
        let page = change(PASSWORD, "new8Kite!").await;
        assert_eq!(page.location(), "/desk/account");
        assert!(operator.is_in().await);
        let page = portal.get("/desk", &old).await;
        assert_eq!(crate::support::location(&page), "/desk/signin");
        assert_eq!(portal.deliver().await.len(), 1, "the operator is told");
        let again = AtDesk::new(&portal, &operator.address);
        assert_eq!(
            again.password().await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );

        // A session whose factor was proven long ago must prove it again.
        let operator = portal.at_desk("鈴木", Role::Viewer, &[]).await;
        let old = super::second_factor::old_session(&portal, &operator).await;
        let cookie = format!("genkan-desk={old}");
        for page in [
            portal.get("/desk/password", &cookie).await,
            portal.post("/desk/password", &cookie, "").await,
        ] {
            let asks = "/desk/factor?back=%2Fdesk%2Fpassword";
            assert_eq!(crate::support::location(&page), asks);
        }
    }
}

#[tokio::test]
async fn a_sign_out_ends_the_session() {
    let portal = TestPortal::new(BASE);
    let operator = portal.at_desk("佐藤", Role::Viewer, &[]).await;
    let cookie = operator.browser.cookies();
    let page = operator.browser.post("/desk/signout", "").await;
    assert_eq!(page.location(), "/desk/signin");
    let page = portal.get("/desk", &cookie).await;
    assert_eq!(crate::support::location(&page), "/desk/signin");
}

#[tokio::test]
async fn the_cookie_cannot_be_planted_by_another_host() {
    let portal = TestPortal::new("https://support.example.com/");
    let address = portal.active_operator("佐藤", Role::Viewer, &[]).await;
    let operator = AtDesk::new(&portal, &address);
    let page = operator.password().await;
    let cookies = page.headers.get_all(header::SET_COOKIE);
    let cookies: Vec<&str> = cookies.iter().map(|it| it.to_str().unwrap()).collect();
    let cookie = cookies
        .iter()
        .find(|it| it.starts_with("__Host-genkan-desk="));
    let cookie = cookie.unwrap();
    for attribute in [
        "HttpOnly",
        "Secure",
        "SameSite=Lax",
        "Path=/",
        "Max-Age=600",
    ] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}
