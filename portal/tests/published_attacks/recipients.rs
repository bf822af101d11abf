//! Mail goes to the stored address, whatever a request says.

use axum::body::Body;
use axum::http::{Request, header};
use genkan::address::Address;
use genkan::onboarding::Accounts as _;

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::contacts::administrator;
use crate::support::databases::portals;
use crate::support::{TARO, TestPortal};

const EVIL: &str = "evil@evil.example";

/// Every mail that came of it went to a stored address and names no other.
async fn goes_nowhere_else(portal: &TestPortal, asked: &str) -> usize {
    let mails = portal.deliver().await;
    for mail in &mails {
        let to: Vec<_> = mail
            .lines()
            .filter(|line| line.starts_with("To: "))
            .collect();
        assert_eq!(to, [format!("To: {TARO}")], "{asked}");
        assert!(!mail.contains("evil"), "{asked}: {mail}");
    }
    mails.len()
}

fn request(path: &str, kind: &str, body: String) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .unwrap()
}

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn cve_2023_7028() {
    let mut bodies = Vec::new();
    for (first, second) in [(TARO, EVIL), (EVIL, TARO)] {
        for between in [
            ",",
            ";",
            " ",
            "%20",
            ", ",
            "%2C",
            "%3B",
            "%09",
            "%0A",
            "%0D%0A",
            "%00",
            "|",
            "+",
            "%7C",
            "%E3%80%81",
            "%EF%BC%8C",
            "%0D%0ABcc%3A",
            "%0D%0ATo%3A",
        ] {
            bodies.push((FORM, format!("email={first}{between}{second}")));
        }
        for (one, other) in [
            ("email", "email"),
            ("email[]", "email[]"),
            ("email[0]", "email[1]"),
            ("email[a]", "email[b]"),
            ("email%5B%5D", "email%5B%5D"),
        ] {
            bodies.push((FORM, format!("{one}={first}&{other}={second}")));
        }
        for json in [
            format!("{{\"email\":[\"{first}\",\"{second}\"]}}"),
            format!("{{\"email\":{{\"0\":\"{first}\",\"1\":\"{second}\"}}}}"),
            format!("{{\"email\":\"{first},{second}\"}}"),
            format!("[\"{first}\",\"{second}\"]"),
        ] {
            for kind in [
                "application/json",
                FORM,
                "text/plain",
                "application/json; a=b",
            ] {
                bodies.push((kind, json.clone()));
            }
        }
        let part = |value| {
            format!("--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\n{value}\r\n")
        };
        let multipart = format!("{}{}--b--\r\n", part(first), part(second));
        bodies.push(("multipart/form-data; boundary=b", multipart));
        bodies.push((FORM, format!("email=\"{first}\"%20<{second}>")));
        bodies.push((FORM, format!("email=<{first}>,<{second}>")));
    }
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let before = portal.everything().await;
        for (kind, body) in &bodies {
            let browser = Browser::new(&portal);
            let page = browser.send(request("/forgot", kind, body.clone())).await;
            // Where no address is there at all it is the empty one.
            assert!(page.status.is_client_error(), "{kind}: {body}");
        }
        assert_eq!(goes_nowhere_else(&portal, "any of them").await, 0);
        assert_eq!(
            portal.everything().await,
            before,
            "nothing is queued either"
        );
        // Where one field has the name and one address, that is the one.
        let form = format!("email={TARO}&email[]={EVIL}&Email={EVIL}&email%20={EVIL}");
        Browser::new(&portal).post("/forgot", &form).await;
        assert_eq!(goes_nowhere_else(&portal, &form).await, 1);
    }
}

#[tokio::test]
async fn cve_2026_8206() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let names = [
            "to",
            "recipient",
            "mail",
            "user_email",
            "address",
            "username",
            "user",
            "login",
            "id",
            "cc",
            "bcc",
            "reply_to",
            "from",
            "account",
            "contact",
        ];
        let mut pairs: Vec<_> = names.iter().map(|name| (*name, EVIL)).collect();
        // The mail goes to the stored text, in whatever case it is asked for.
        pairs.push(("email", " TARO.Yamada@EXAMPLE.co.JP "));
        let form = fields(&pairs);
        let browser = Browser::new(&portal);
        let path = format!("/forgot?{}&email={EVIL}", fields(&pairs));
        let page = browser.send(request(&path, FORM, form)).await;
        assert_eq!(page.location(), "/forgot/sent");
        assert_eq!(goes_nowhere_else(&portal, "other fields").await, 1);

        // Nor by the identity: it is no address.
        let id = portal.account(TARO).await.id;
        for login in [id.to_string(), "taro.yamada".to_owned()] {
            let form = fields(&[("email", &login), ("to", EVIL)]);
            let page = browser.post("/forgot", &form).await;
            assert!(page.status.is_client_error(), "{login}");
        }
        // The desk's doors name an account and nothing else.
        let sent = portal.service.resend(id, &administrator()).await;
        assert!(sent.is_ok());
        assert_eq!(goes_nowhere_else(&portal, "the desk").await, 1);
    }
}

#[tokio::test]
async fn cve_2026_27946() {
    // What a form may not say changes nothing, whatever it is called.
    let extra = fields(&[
        ("verified", "true"),
        ("email_verified", "1"),
        ("state", "active"),
        ("status", "active"),
        ("role", "operator"),
        ("realm", "other"),
        ("company", "Evil"),
        ("name", "Evil"),
        ("revision", "0"),
        ("id", "00000000000000000000000000000000"),
        ("address", EVIL),
        ("replacement", EVIL),
        ("former", EVIL),
        (
            "password_hash",
            "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA",
        ),
        ("registered_at", "0"),
        ("expires_at", "9999999999"),
    ]);
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let before = portal.rows(&["accounts"]).await;
        let link = portal.mint(TARO).await;
        let browser = Browser::new(&portal);
        browser.follow(&link).await;
        for (path, form) in [
            (
                "/signin",
                fields(&[("email", TARO), ("password", "wrong1Kite!")]),
            ),
            (
                &browser.link(),
                fields(&[("new_password", "short"), ("confirmation", "short")]),
            ),
            ("/language", fields(&[("language", "en")])),
            (
                "/password",
                fields(&[("current_password", "x"), ("new_password", "x")]),
            ),
            ("/signout", String::new()),
            ("/", String::new()),
            ("/contacts", String::new()),
        ] {
            let target = format!("{path}?{extra}");
            browser.post(&target, &format!("{form}&{extra}")).await;
            browser.get(&target).await;
        }
        assert_eq!(portal.rows(&["accounts"]).await, before);

        // A password that is set changes what it changes and nothing more.
        browser.follow(&link).await;
        let form = fields(&[("new_password", "new8Kite!"), ("confirmation", "new8Kite!")]);
        let page = browser
            .post(
                &format!("{}?{extra}", browser.link()),
                &format!("{form}&{extra}"),
            )
            .await;
        assert_eq!(page.location(), "/signin");
        let account = portal.account(TARO).await;
        let company = portal.service.company(&account).await.unwrap().unwrap();
        assert_eq!(
            (account.address.as_str(), company.name.as_str()),
            (TARO, crate::support::COMPANY)
        );
        assert!(account.replacement.is_none() && account.former.is_none());
        let evil = Address::parse(EVIL).unwrap();
        assert!(
            portal
                .service
                .store
                .account_by_address(&evil)
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn inc_zendesk_2025_10_2026_01() {
    // Strangers' addresses and strangers' words go out to nobody.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let words = "Buy-now https://evil.example/";
        let form = |email| {
            fields(&[
                ("email", email),
                ("name", words),
                ("subject", words),
                ("text", words),
                ("message", words),
                ("language", words),
                ("back", words),
                ("password", words),
                ("new_password", words),
            ])
        };
        let browser = Browser::new(&portal);
        for email in [EVIL, "someone@customer.example", TARO] {
            for path in [
                "/forgot",
                "/signin",
                "/reset",
                "/password",
                "/contacts",
                "/help",
                "/language",
                "/",
            ] {
                browser.post(path, &form(email)).await;
            }
        }
        // One mail, for the one who is registered; it has no word of theirs.
        let mails = portal.deliver().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains(&format!("To: {TARO}")) && !mails[0].contains("Buy-now"));
    }
}
