//! The second factor: each code once, few wrong ones, and no secret in the
//! database.

use std::process::Command;

use axum::http::StatusCode;
use genkan::onboarding::{Counters as _, Operators as _, Role, StoredPassword};
use genkan::time::Timestamp;
use genkan_portal::clock::now;
use genkan_portal::random::random;

use crate::support::browser::fields;
use crate::support::databases::portals;
use crate::support::desk::AtDesk;
use crate::support::totp::totp;
use crate::support::{PASSWORD, TestPortal};

const BASE: &str = "http://127.0.0.1:8080/";

#[tokio::test]
async fn a_code_is_accepted_once_on_any_number_of_nodes() {
    for portal in portals(BASE).await {
        let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
        let node = portal.node().await;
        let here = AtDesk::new(&portal, &operator.address);
        let there = AtDesk::new(&node, &operator.address);
        here.password().await;
        there.password().await;
        let code = operator.code();
        let (one, other) = tokio::join!(
            here.give("/desk/factor", &code),
            there.give("/desk/factor", &code)
        );
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        let once = [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY];
        assert_eq!(statuses, once);
        assert_ne!(here.is_in().await, there.is_in().await);

        // The answer to a used code is that to a wrong one.
        let last = AtDesk::new(&portal, &operator.address);
        last.password().await;
        let used = last.give("/desk/factor", &code).await;
        let wrong = last.give("/desk/factor", "abcdef").await;
        assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(used.text, wrong.text);
    }
}

#[tokio::test]
async fn a_double_click_signs_in_once() {
    let portal = TestPortal::new(BASE);
    let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
    let again = AtDesk::new(&portal, &operator.address);
    again.password().await;
    let code = operator.code();
    let clicks = again.give("/desk/factor", &code);
    let (one, other) = tokio::join!(clicks, again.give("/desk/factor", &code));
    assert!(
        [&one, &other]
            .iter()
            .any(|page| page.status == StatusCode::SEE_OTHER)
    );
    assert!(again.is_in().await);
}

#[tokio::test]
async fn a_recovery_code_signs_in_once_and_is_reported() {
    for portal in portals(BASE).await {
        let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
        portal.deliver().await;
        let code = &operator.recovery_codes[3];
        let first = AtDesk::new(&portal, &operator.address);
        first.password().await;
        let page = first.give("/desk/factor", &code.to_uppercase()).await;
        assert_eq!(page.location(), "/desk");
        assert_eq!(portal.deliver().await.len(), 1);
        let account = first.browser.get("/desk/account").await;
        assert!(account.text.contains("残り9個"), "{}", account.text);

        let second = AtDesk::new(&portal, &operator.address);
        second.password().await;
        let page = second.give("/desk/factor", code).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!second.is_in().await);
    }
}

#[tokio::test]
async fn after_five_wrong_codes_the_next_one_waits() {
    for portal in portals(BASE).await {
        let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
        let again = AtDesk::new(&portal, &operator.address);
        again.password().await;
        for _ in 0..5 {
            let page = again.give("/desk/factor", "000000x").await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        // The right one, too, in any window and by any node.
        let code = operator.code();
        let node = portal.node().await;
        let other = AtDesk::new(&node, &operator.address);
        other.password().await;
        for desk in [&again, &other] {
            let page = desk.give("/desk/factor", &code).await;
            assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
            assert!(page.headers.contains_key("retry-after"));
            assert!(page.text.contains("秒ほど待って"), "{}", page.text);
            assert!(!desk.is_in().await);
        }
        // The session that is open stays open.
        assert!(operator.is_in().await);
        // A recovery code cannot be guessed, so it need not wait, and ends the wait.
        let page = again.give("/desk/factor", "aaaa-aaaa-aaaa-aaaa").await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        let page = again
            .give("/desk/factor", &operator.recovery_codes[0])
            .await;
        assert_eq!(page.location(), "/desk");
        let page = other.give("/desk/factor", &code).await;
        assert_eq!(page.location(), "/desk");
    }
}

#[tokio::test]
async fn a_wait_for_codes_grows_to_a_day_and_ends_by_itself() {
    for portal in portals(BASE).await {
        let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
        let account = portal.account(&operator.address).await;
        let charge = portal
            .service
            .limits
            .second_factor(account.operator().unwrap());
        let start = now();
        let (mut at, mut charged, mut on_first_day) = (start, 0, 0);
        while charged < 100 {
            match portal.service.store.charge(&[charge], at).await.unwrap() {
                Ok(()) => {
                    charged += 1;
                    on_first_day += u32::from(at.since(start).as_secs() < 86_400);
                }
                // No number of wrong codes is the last.
                Err(throttled) => at = throttled.until.unwrap(),
            }
        }
        assert_eq!(on_first_day, 16);
        assert_eq!(at.since(start).as_secs() / 86_400, 100 - 16);
    }
}

#[tokio::test]
async fn an_old_factor_is_asked_for_again_and_leads_back() {
    for portal in portals(BASE).await {
        let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
        let session = old_session(&portal, &operator).await;
        let cookie = format!("genkan-desk={session}");
        assert_eq!(portal.get("/desk", &cookie).await.status(), StatusCode::OK);
        let path = "/desk/account/recovery-codes";
        let page = portal.post(path, &cookie, "").await;
        let asks = "/desk/factor?back=%2Fdesk%2Faccount";
        assert_eq!(crate::support::location(&page), asks);
        let page = portal.get("/desk/set-up", &cookie).await;
        let asks = "/desk/factor?back=%2Fdesk%2Fset-up";
        assert_eq!(crate::support::location(&page), asks);
        let form = portal.get(asks, &cookie).await;
        let form = crate::support::body(form).await;
        assert!(
            form.contains("href=\"/desk/set-up\""),
            "it says where it leads: {form}"
        );

        let code = fields(&[("code", &operator.code()), ("back", "/desk/account")]);
        let page = portal.post("/desk/factor", &cookie, &code).await;
        assert_eq!(crate::support::location(&page), "/desk/account");
        let fresh = crate::support::accounts::cookies(page.headers());
        let codes = portal.post(path, &fresh, "").await;
        assert_eq!(codes.status(), StatusCode::OK);
        // The old session has ended.
        let page = portal.get("/desk", &cookie).await;
        assert_eq!(crate::support::location(&page), "/desk/signin");
    }
}

/// A session of the operator whose factor was proven eleven minutes ago.
pub(super) async fn old_session(portal: &TestPortal, operator: &AtDesk<'_>) -> String {
    let (realm, service) = (&portal.service.realm, &portal.service);
    let at = Timestamp::from_unix_seconds(now().unix_seconds() - 660);
    let account = portal.account(&operator.address).await;
    let id = account.operator().unwrap();
    let stored = service.store.operator(id).await.unwrap().unwrap();
    let matched = StoredPassword::of(&account).unwrap();
    let matched = matched.verify(|_| Ok::<_, String>(true)).unwrap().unwrap();
    let rng = &mut random();
    let (signed_in, plan) = realm
        .sign_in_operator(&account, &stored, &matched, None, at, rng)
        .unwrap();
    assert!(service.commit(plan).await.unwrap());
    let found = genkan::onboarding::Tokens::token(&service.store, signed_in.session.selector());
    let found = found.await.unwrap();
    let proof = realm
        .open_link(&signed_in.session, found.as_ref(), at)
        .unwrap();
    let code = &operator.recovery_codes[0];
    let matched = realm.match_recovery_code(&stored, code).unwrap();
    let (session, plan) = realm
        .prove_factor(&account, &stored, &proof, &matched, at, rng)
        .unwrap();
    assert!(service.commit(plan).await.unwrap());
    session.unwrap().expose().as_str().to_owned()
}

#[tokio::test]
async fn another_app_replaces_the_one_before() {
    let portal = TestPortal::new(BASE);
    let mut operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
    let (old, codes) = (operator.secret.clone(), operator.recovery_codes.clone());
    let page = operator.set_up().await;
    assert_eq!(page.location(), "/desk/account");
    assert_ne!(operator.secret, old);
    let next = AtDesk::new(&portal, &operator.address);
    next.password().await;
    let step = now().unix_seconds() / 30 + 1;
    let page = next.give("/desk/factor", &totp(&old, step)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = next.give("/desk/factor", &codes[0]).await;
    assert_eq!(page.location(), "/desk", "the recovery codes stay");
}

#[tokio::test]
async fn no_secret_of_a_factor_is_in_the_database_or_the_audit_log() {
    let portal = TestPortal::new(BASE);
    let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
    let database = portal.database();
    let contains = |text: &str| {
        database
            .windows(text.len())
            .any(|one| one == text.as_bytes())
    };
    assert!(contains("recovery_codes"));
    for code in &operator.recovery_codes {
        assert!(!contains(code) && !contains(&code.replace('-', "")));
    }
    assert!(!contains(&operator.secret) && !contains(&operator.secret.to_lowercase()));
    assert!(!contains(PASSWORD));
}

#[tokio::test]
async fn the_app_computes_what_oathtool_computes() {
    let portal = TestPortal::new(BASE);
    let operator = portal.at_desk("佐藤", Role::Agent, &[]).await;
    for step in [0, 1, 60_000_000, now().unix_seconds() / 30] {
        let time = format!("--now=@{}", step * 30);
        let shown = Command::new("oathtool")
            .args(["--totp", "--base32", &time, &operator.secret])
            .output()
            .expect("oathtool must be installed: cargo xtask setup");
        let shown = String::from_utf8(shown.stdout).unwrap();
        assert_eq!(shown.trim(), totp(&operator.secret, step));
    }
    // A code that oathtool shows signs in, typed in full width, too.
    let again = AtDesk::new(&portal, &operator.address);
    again.password().await;
    let code = operator.code();
    let wide = |digit| u32::from(digit) - u32::from('0') + u32::from('０');
    let wide = code
        .chars()
        .map(|digit| char::from_u32(wide(digit)).unwrap());
    let wide: String = wide.collect();
    let page = again.give("/desk/factor", &wide).await;
    assert_eq!(page.location(), "/desk");
}
