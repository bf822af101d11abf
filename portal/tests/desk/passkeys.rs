//! Passkeys of operators: for this site only, each signature once, no copy, and
//! never the last factor gone.

use axum::http::StatusCode;
use genkan::onboarding::case::Note;
use genkan::onboarding::{Operators as _, Role, SecondFactor};

use super::second_factor::old_session;
use crate::support::TestPortal;
use crate::support::browser::{Browser, Page, fields};
use crate::support::contacts::administrator;
use crate::support::databases::portals;
use crate::support::desk::AtDesk;
use crate::support::passkey::{Passkey, Signing, options, text};

const ORIGIN: &str = "http://localhost:8080";
const BASE: &str = "http://localhost:8080/";

/// Sends what the browser returned.
async fn send(browser: &Browser<'_>, path: &str, name: &str, answer: &str) -> Page {
    let form = fields(&[("passkey", answer), ("name", name)]);
    browser.post(path, &form).await
}

async fn register(browser: &Browser<'_>, passkey: &Passkey, name: &str) -> Page {
    let page = browser.get("/desk/set-up").await;
    let signing = Signing::of(&page, ORIGIN, "create");
    send(browser, "/desk/set-up", name, &passkey.created(&signing)).await
}

/// What a browser would sign now.
async fn asked(browser: &Browser<'_>) -> Signing {
    let page = browser.get("/desk/factor").await;
    Signing::of(&page, ORIGIN, "get")
}

async fn prove(browser: &Browser<'_>, answer: &str) -> Page {
    send(browser, "/desk/factor", "", answer).await
}

/// An operator whose first factor is a passkey.
async fn with_passkey<'p>(portal: &'p TestPortal, name: &str, passkey: &Passkey) -> AtDesk<'p> {
    let address = portal.active_operator(name, Role::Agent, &[]).await;
    let mut operator = AtDesk::new(portal, &address);
    assert_eq!(operator.password().await.location(), "/desk/factor");
    let page = register(&operator.browser, passkey, "Notebook").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let codes = page.text.split("<li><code>").skip(1);
    operator.recovery_codes = codes
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(operator.recovery_codes.len(), 10);
    operator
}

async fn stored(portal: &TestPortal, address: &str) -> SecondFactor {
    let id = portal.account(address).await.operator().unwrap();
    let operator = portal.service.store.operator(id).await.unwrap();
    operator.unwrap().second_factor
}

#[tokio::test]
async fn an_operator_signs_in_with_a_passkey_or_a_code() {
    for portal in portals(BASE).await {
        let passkey = Passkey::new(1);
        let mut operator = with_passkey(&portal, "佐藤", &passkey).await;
        assert!(operator.is_in().await);
        let again = AtDesk::new(&portal, &operator.address);
        again.password().await;
        let signing = asked(&again.browser).await;
        let page = prove(&again.browser, &passkey.signed(&signing)).await;
        assert_eq!(page.location(), "/desk");
        assert!(again.is_in().await);

        // Another passkey and an app, beside the first one.
        let key = Passkey::new(2);
        let page = register(&operator.browser, &key, "<Key> & \"co\"").await;
        assert_eq!(page.location(), "/desk/account");
        let page = operator.set_up().await;
        assert_eq!(page.location(), "/desk/account");
        let account = operator.browser.get("/desk/account").await;
        for name in ["Notebook", "&lt;Key&gt; &amp; &quot;co&quot;", "認証アプリ"] {
            assert!(account.text.contains(name), "{name}: {}", account.text);
        }
        let last = AtDesk::new(&portal, &operator.address);
        last.password().await;
        let page = last.browser.get("/desk/factor").await;
        let allowed = options(&page)["allowCredentials"].as_array().unwrap().len();
        assert_eq!(allowed, 2);
        let signing = Signing::of(&page, ORIGIN, "get");
        let page = prove(&last.browser, &key.signed(&signing)).await;
        assert_eq!(page.location(), "/desk");
        let code = AtDesk::new(&portal, &operator.address);
        code.password().await;
        let page = code.give("/desk/factor", &operator.code()).await;
        assert_eq!(page.location(), "/desk");
    }
}

#[tokio::test]
async fn a_signature_opens_one_session_on_any_number_of_nodes() {
    for portal in portals(BASE).await {
        let passkey = Passkey::new(1);
        let operator = with_passkey(&portal, "佐藤", &passkey).await;
        let again = AtDesk::new(&portal, &operator.address);
        again.password().await;
        let answer = passkey.signed(&asked(&again.browser).await);
        let node = portal.node().await;
        let form = fields(&[("passkey", &answer)]);
        let cookies = again.browser.cookies();
        let (one, other) = tokio::join!(
            portal.post("/desk/factor", &cookies, &form),
            node.post("/desk/factor", &cookies, &form)
        );
        let opened = [&one, &other]
            .into_iter()
            .filter(|page| crate::support::location(page) == "/desk")
            .count();
        assert_eq!(opened, 1);
        // Nor later, with the token of another sign-in.
        let last = AtDesk::new(&portal, &operator.address);
        last.password().await;
        let page = prove(&last.browser, &answer).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!last.is_in().await);
        assert!(stored(&portal, &operator.address).await.is_usable());
    }
}

/// One thing that is different.
type Forge = fn(&mut Signing);

const FORGED: [(&str, Forge); 9] = [
    ("origin", |it| it.origin = "http://localhost:8081".into()),
    ("https", |it| it.origin = "https://localhost:8080".into()),
    ("suffix", |it| {
        it.origin = "http://evil-localhost:8080".into()
    }),
    ("embedded", |it| it.cross_origin = true),
    ("site", |it| it.site = "example.com".into()),
    ("not touched", |it| it.flags = 0x04),
    ("backed up", |it| it.flags = 0x11),
    ("challenge", |it| it.challenge = text(&[7; 32])),
    ("length", |it| it.challenge = text(&[7; 16])),
];

#[tokio::test]
async fn only_what_was_made_for_this_site_and_this_sign_in_is_accepted() {
    let portal = TestPortal::new(BASE);
    let passkey = Passkey::new(1);
    let operator = with_passkey(&portal, "佐藤", &passkey).await;
    let again = AtDesk::new(&portal, &operator.address);
    again.password().await;
    let signing = asked(&again.browser).await;
    let refused = async |what: &str, answer: String| {
        let page = prove(&again.browser, &answer).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        assert!(
            page.text.contains("パスキーを確認できませんでした"),
            "{what}"
        );
        assert!(!again.is_in().await, "{what}");
    };
    let more: [(&str, Forge); 2] = [
        ("ceremony", |it| it.ceremony = "webauthn.create".into()),
        ("user", |it| it.user = Some(text(&[9; 16]))),
    ];
    for (what, forge) in FORGED.into_iter().chain(more) {
        let mut forged = signing.clone();
        forge(&mut forged);
        refused(what, passkey.signed(&forged)).await;
    }
    let stranger = Passkey::new(1);
    refused("another key", stranger.signed(&signing)).await;
    refused("another passkey", Passkey::new(2).signed(&signing)).await;
    refused("no JSON", "{".into()).await;
    // What another browser was asked is no answer here.
    let other = AtDesk::new(&portal, &operator.address);
    other.password().await;
    let theirs = asked(&other.browser).await;
    assert_ne!(theirs.challenge, signing.challenge);
    refused("another sign-in", passkey.signed(&theirs)).await;
    // Whatever was refused, the right one is accepted.
    let page = prove(&again.browser, &passkey.signed(&signing)).await;
    assert_eq!(page.location(), "/desk");

    // The same of a new one.
    let address = portal.active_operator("鈴木", Role::Agent, &[]).await;
    let suzuki = AtDesk::new(&portal, &address);
    suzuki.password().await;
    let page = suzuki.browser.get("/desk/set-up").await;
    let signing = Signing::of(&page, ORIGIN, "create");
    let more: (&str, Forge) = ("ceremony", |it| it.ceremony = "webauthn.get".into());
    for (what, forge) in FORGED.into_iter().chain([more]) {
        let mut forged = signing.clone();
        forge(&mut forged);
        let answer = passkey.created(&forged);
        let page = send(&suzuki.browser, "/desk/set-up", "a", &answer).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    }
    let answer = passkey.created(&signing);
    for key in ["", "AAAA", "MCowBQYDK2VwAyEA"] {
        let mut json: serde_json::Value = serde_json::from_str(&answer).unwrap();
        json["publicKey"] = key.into();
        let page = send(&suzuki.browser, "/desk/set-up", "a", &json.to_string()).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
    }
    for name in ["", " ", "a\nb"] {
        let page = send(&suzuki.browser, "/desk/set-up", name, &answer).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
    }
    assert!(!stored(&portal, &address).await.is_enrolled());
    let page = send(&suzuki.browser, "/desk/set-up", "a", &answer).await;
    assert_eq!(page.status, StatusCode::OK);
    // The user of another operator's passkey.
    let known = options(&suzuki.browser.get("/desk/set-up").await);
    assert_eq!(known["excludeCredentials"][0]["id"], text(&passkey.id));
}

#[tokio::test]
async fn a_copied_passkey_is_refused_recorded_and_blocked() {
    for portal in portals(BASE).await {
        let passkey = Passkey::new(1);
        let operator = with_passkey(&portal, "佐藤", &passkey).await;
        let copy = AtDesk::new(&portal, &operator.address);
        copy.password().await;
        let page = prove(&copy.browser, &passkey.signed(&asked(&copy.browser).await)).await;
        assert_eq!(page.location(), "/desk");
        portal.deliver().await;

        let again = AtDesk::new(&portal, &operator.address);
        again.password().await;
        let mut signing = asked(&again.browser).await;
        signing.counter = 1;
        let page = prove(&again.browser, &passkey.signed_as(&signing)).await;
        assert_eq!(page.location(), "/desk/signin");
        let page = again.browser.get(page.location()).await;
        assert!(page.text.contains("role=\"alert\""), "{}", page.text);
        for desk in [&operator, &copy, &again] {
            assert!(!desk.is_in().await);
        }
        assert_eq!(portal.deliver().await.len(), 1);
        let log = portal.rows(&["audit_log"]).await;
        assert!(log.contains("passkey-blocked"), "{log}");
        // A higher counter is too late, and no factor is set up instead.
        again.password().await;
        signing.counter = 100;
        let page = prove(&again.browser, &passkey.signed_as(&signing)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = again.browser.get("/desk/set-up").await;
        assert_eq!(page.location(), "/desk/factor");
        let page = again
            .give("/desk/factor", &operator.recovery_codes[0])
            .await;
        assert_eq!(page.location(), "/desk");
    }
}

#[tokio::test]
async fn wrong_codes_do_not_keep_a_passkey_out() {
    let portal = TestPortal::new(BASE);
    let passkey = Passkey::new(1);
    let operator = with_passkey(&portal, "佐藤", &passkey).await;
    let again = AtDesk::new(&portal, &operator.address);
    again.password().await;
    for _ in 0..5 {
        again.give("/desk/factor", "000000").await;
    }
    let page = again.give("/desk/factor", "000000").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let page = prove(
        &again.browser,
        &passkey.signed(&asked(&again.browser).await),
    )
    .await;
    assert_eq!(page.location(), "/desk");
}

#[tokio::test]
async fn an_old_factor_is_asked_for_again_and_a_passkey_answers() {
    let portal = TestPortal::new(BASE);
    let passkey = Passkey::new(1);
    let operator = with_passkey(&portal, "佐藤", &passkey).await;
    let cookie = format!("genkan-desk={}", old_session(&portal, &operator).await);
    let removal = fields(&[("method", &text(&passkey.id))]);
    let page = portal.post("/desk/account", &cookie, &removal).await;
    let asks = "/desk/factor?back=%2Fdesk%2Faccount";
    assert_eq!(crate::support::location(&page), asks);
    let page = Page::read(portal.get(asks, &cookie).await).await;
    let signing = Signing::of(&page, ORIGIN, "get");
    let form = fields(&[
        ("passkey", &passkey.signed(&signing)),
        ("back", "/desk/account"),
    ]);
    let page = portal.post("/desk/factor", &cookie, &form).await;
    assert_eq!(crate::support::location(&page), "/desk/account");
}

#[tokio::test]
async fn the_last_factor_stays_until_it_is_reset() {
    for portal in portals(BASE).await {
        let (passkey, key) = (Passkey::new(1), Passkey::new(2));
        let mut operator = with_passkey(&portal, "佐藤", &passkey).await;
        let browser = &operator.browser;
        let remove = async |method: &str| {
            let form = fields(&[("method", method)]);
            operator.browser.post("/desk/account", &form).await
        };
        let last = remove(&text(&passkey.id)).await;
        assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(last.text.contains("最後の認証方法は削除できません"));
        assert!(!last.text.contains("name=\"method\""), "{}", last.text);
        register(browser, &key, "Key").await;
        for method in ["", "app", "AAAA", "="] {
            let page = remove(method).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{method}");
        }
        let page = remove(&text(&passkey.id)).await;
        assert_eq!(page.location(), "/desk/account");
        let again = AtDesk::new(&portal, &operator.address);
        again.password().await;
        let signing = asked(&again.browser).await;
        let page = prove(&again.browser, &passkey.signed(&signing)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = prove(&again.browser, &key.signed(&signing)).await;
        assert_eq!(page.location(), "/desk");

        // An app can take its place, and be removed as well.
        operator.set_up().await;
        let remove = async |method: &str| {
            let form = fields(&[("method", method)]);
            operator.browser.post("/desk/account", &form).await
        };
        let page = remove("app").await;
        assert_eq!(page.location(), "/desk/account");
        assert_eq!(stored(&portal, &operator.address).await.totp, None);

        let note: Note = "lost".parse().unwrap();
        let name = "佐藤".parse().unwrap();
        let (service, author) = (&portal.service, administrator());
        let reset = service.reset_second_factor(&name, &note, &author).await;
        reset.unwrap();
        let factor = stored(&portal, &operator.address).await;
        assert_eq!(factor, SecondFactor::default());
        assert!(!operator.is_in().await);
    }
}

#[tokio::test]
async fn an_address_without_a_domain_hides_passkeys_and_says_why() {
    for (base, reason) in [
        ("http://127.0.0.1:8080/", "IPアドレス"),
        ("http://desk.localhost:8080/", "httpsで始まらない"),
    ] {
        let portal = TestPortal::new(base);
        let address = portal.active_operator("佐藤", Role::Agent, &[]).await;
        let mut operator = AtDesk::new(&portal, &address);
        operator.password().await;
        let page = operator.browser.get("/desk/set-up").await;
        assert!(!page.text.contains("data-passkey"), "{}", page.text);
        assert!(page.text.contains(reason), "{}", page.text);
        assert_eq!(operator.set_up().await.status, StatusCode::OK);
    }
}
