//! The pages over HTTP: the same to everybody, and to nobody from elsewhere.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};

use crate::support::browser::fields;
use crate::support::{PASSWORD, TARO, TestPortal, body, location};

const BASE: &str = "https://support.example.com/";

async fn activated() -> TestPortal {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let path = format!("/reset/{}", portal.link(TARO).await);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let set = portal.post(&path, "", &form).await;
    assert_eq!(set.status(), StatusCode::SEE_OTHER);
    portal.deliver().await;
    portal
}

async fn session(portal: &TestPortal) -> String {
    let form = format!("email={TARO}&password={PASSWORD}");
    let signed_in = portal.post("/signin", "", &form).await;
    assert_eq!(location(&signed_in), "/");
    let cookie = signed_in.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.ends_with("HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=43200"),
        "{cookie}"
    );
    assert!(cookie.starts_with("__Host-genkan-session=gkn_ses_"));
    cookie.split(';').next().unwrap().to_owned()
}

fn without_date(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    headers.remove(header::DATE);
    headers
}

#[tokio::test]
async fn a_request_for_a_link_is_answered_the_same_to_everybody() {
    let portal = activated().await;
    portal.register("never@example.com").await;
    let mut answers = Vec::new();
    for email in [
        TARO,
        "never@example.com",
        "nobody@example.com",
        "TARO.YAMADA@example.co.jp",
    ] {
        let answer = portal.post("/forgot", "", &format!("email={email}")).await;
        let headers = without_date(answer.headers());
        answers.push((answer.status(), headers, body(answer).await));
    }
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 2, "{mails:?}");
}

#[tokio::test]
async fn a_refused_sign_in_is_answered_the_same_in_every_case() {
    let portal = activated().await;
    portal.register("never@example.com").await;
    let mut answers = Vec::new();
    for email in [TARO, "never@example.com", "nobody@example.com"] {
        let form = format!("email={email}&password=wrong1Kite!");
        let answer = portal.post("/signin", "", &form).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let mut headers = without_date(answer.headers());
        headers.remove(header::CONTENT_LENGTH);
        // The page shows the address as it was typed; nothing else differs.
        answers.push((headers, body(answer).await.replace(email, "…")));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    // A text that is no address belongs to no account, so it is explained.
    let form = "email=no+address&password=wrong1Kite!";
    let page = body(portal.post("/signin", "", form).await).await;
    assert!(page.contains("メールアドレスに「@」がありません"), "{page}");
}

#[tokio::test]
async fn a_page_is_come_back_to_after_the_sign_in_and_no_other_site() {
    let portal = activated().await;
    let asked = portal.get("/contacts/add?x=1", "").await;
    let asked = location(&asked);
    assert_eq!(asked, "/signin?back=%2Fcontacts%2Fadd%3Fx%3D1");
    let page = body(portal.get(asked, "").await).await;
    assert!(
        page.contains("name=\"back\" value=\"/contacts/add?x=1\""),
        "{page}"
    );
    let sign_in = async |back: &str, password: &str| {
        let form = fields(&[("email", TARO), ("password", password), ("back", back)]);
        portal.post("/signin", "", &form).await
    };
    // A wrong password loses nothing.
    let refused = body(sign_in("/contacts/add?x=1", "wrong1Kite!").await).await;
    assert!(
        refused.contains("name=\"back\" value=\"/contacts/add?x=1\""),
        "{refused}"
    );
    let signed_in = sign_in("/contacts/add?x=1", PASSWORD).await;
    assert_eq!(location(&signed_in), "/contacts/add?x=1");
    for evil in [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
    ] {
        assert_eq!(location(&sign_in(evil, PASSWORD).await), "/", "{evil}");
    }
    let evil = portal
        .get("/signin?back=https%3A%2F%2Fevil.example", "")
        .await;
    assert!(!body(evil).await.contains("evil.example/\""));
}

#[tokio::test]
async fn public_pages_name_the_contact_who_is_signed_in() {
    let portal = activated().await;
    let session = session(&portal).await;
    for path in [
        "/help",
        "/help/sign-in",
        "/help/sign-in/sent",
        "/help/registered",
        "/help/registered/sent",
        "/forgot",
        "/forgot/sent",
    ] {
        let page = body(portal.get(path, &session).await).await;
        assert!(page.contains("山田 太郎") && page.contains("/signout"));
        let page = body(portal.get(path, "").await).await;
        assert!(!page.contains("山田 太郎") && !page.contains("/signout"));
    }
    // The sign-in page leads on, but not past what it has to say.
    for (path, next) in [
        ("/signin", "/"),
        ("/signin?back=%2Fcontacts%2Fadd", "/contacts/add"),
        ("/signin?back=%2F%2Fevil.example", "/"),
    ] {
        assert_eq!(location(&portal.get(path, &session).await), next);
    }
    let cookies = format!("{session}; __Host-genkan-notice=password-set:jiro@example.com");
    let page = portal.get("/signin", &cookies).await;
    assert_eq!(page.status(), StatusCode::OK);
    let page = body(page).await;
    assert!(page.contains("jiro@example.com") && page.contains("山田 太郎"));
}

#[tokio::test]
async fn a_session_is_kept_changed_and_ended() {
    let portal = activated().await;
    assert_eq!(location(&portal.get("/", "").await), "/signin");
    let first = session(&portal).await;
    let page = body(portal.get("/", &first).await).await;
    assert!(page.contains("山田 太郎") && page.contains(TARO));

    // Signing in anew ends the session before it.
    let form = format!("email={TARO}&password={PASSWORD}");
    portal.post("/signin", &first, &form).await;
    assert_eq!(location(&portal.get("/", &first).await), "/signin");

    // Changing the password ends every session but the one that comes with it.
    let (here, elsewhere) = (session(&portal).await, session(&portal).await);
    let form = "current_password=x&new_password=new8Kite!&confirmation=new8Kite!";
    let refused = portal.post("/password", &here, form).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("current_password={PASSWORD}&new_password=new8Kite!&confirmation=new8Kite!");
    let changed = portal.post("/password", &here, &form).await;
    assert_eq!(location(&changed), "/");
    let cookie = changed.headers()[header::SET_COOKIE].to_str().unwrap();
    let fresh = cookie.split(';').next().unwrap().to_owned();
    for ended in [&here, &elsewhere] {
        assert_eq!(location(&portal.get("/", ended).await), "/signin");
    }
    assert_eq!(portal.get("/", &fresh).await.status(), StatusCode::OK);
    assert_eq!(portal.deliver().await.len(), 1, "the owner is told");

    let out = portal.post("/signout", &fresh, "").await;
    assert_eq!(location(&out), "/signin");
    assert_eq!(location(&portal.get("/", &fresh).await), "/signin");
    let old = portal
        .post("/signin", "", &format!("email={TARO}&password={PASSWORD}"))
        .await;
    assert_eq!(old.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_another_site_sends_is_refused() {
    let portal = activated().await;
    let session = session(&portal).await;
    let from = |name: &'static str, value: &'static str| {
        Request::post("/signout")
            .header(header::COOKIE, &session)
            .header(name, value)
            .body(Body::empty())
            .unwrap()
    };
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://support.example.com"),
    ] {
        let refused = portal.send(from(name, value)).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
    assert_eq!(portal.get("/", &session).await.status(), StatusCode::OK);
    let allowed = portal
        .send(from("origin", "https://support.example.com"))
        .await;
    assert_eq!(allowed.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn no_request_names_where_a_link_or_a_mail_goes() {
    let portal = activated().await;
    let request = Request::post("/forgot")
        .header(header::HOST, "evil.example")
        .header("x-forwarded-host", "evil.example")
        .header("x-forwarded-proto", "http")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("email={TARO}&to=evil@evil.example")))
        .unwrap();
    assert_eq!(location(&portal.send(request).await), "/forgot/sent");
    let mails = portal.deliver().await;
    assert_eq!(mails.len(), 1);
    assert!(!mails[0].contains("evil"), "{}", mails[0]);
    assert!(mails[0].contains(&format!("{BASE}reset/gkn_rst_")));

    // More than one address is none, in whatever way it is written.
    for form in [
        format!("email={TARO}&email=evil@evil.example"),
        format!("email={TARO}%2Cevil@evil.example"),
        format!("email={TARO}%20evil@evil.example"),
        format!("email={TARO}%3Bevil@evil.example"),
        format!("email={TARO}%0D%0ABcc%3Aevil@evil.example"),
        format!("email%5B%5D={TARO}&email%5B%5D=evil@evil.example"),
    ] {
        let refused = portal.post("/forgot", "", &form).await;
        assert!(refused.status().is_client_error(), "{form}");
    }
    assert!(portal.deliver().await.is_empty());
}

#[tokio::test]
async fn every_answer_has_the_headers_that_keep_it_to_itself() {
    let portal = activated().await;
    let paths = [
        "/signin",
        "/forgot",
        "/forgot/sent",
        "/reset",
        "/password",
        "/contacts",
        "/help",
        "/nowhere",
        "/policy.json",
        "/healthz",
        "/readyz",
        "/mailbox",
        "/.well-known/change-password",
        "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200",
    ];
    for path in paths {
        let answer = portal.get(path, "").await;
        let header = |name: &str| answer.headers().get(name).unwrap().to_str().unwrap();
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("strict-transport-security").starts_with("max-age="));
        let is_found = !matches!(path, "/nowhere" | "/mailbox") && !path.contains("should-not");
        assert_eq!(answer.status() != StatusCode::NOT_FOUND, is_found, "{path}");
    }
}

#[tokio::test]
async fn a_page_is_in_the_language_that_was_chosen_or_asked_for() {
    let portal = TestPortal::new(BASE);
    let ask = |path: &str, accept: &str, cookie: &str| {
        let request = Request::get(path)
            .header(header::ACCEPT_LANGUAGE, accept)
            .header(header::COOKIE, cookie);
        portal.send(request.body(Body::empty()).unwrap())
    };
    let page = body(ask("/signin", "en-GB,ja;q=0.5", "").await).await;
    assert!(page.contains("<html lang=\"en\">") && page.contains("Forgot your password?"));
    let page = body(ask("/signin", "ja,en;q=0.5", "").await).await;
    assert!(page.contains("<html lang=\"ja\">") && page.contains("パスワードをお忘れですか？"));

    let page = body(ask("/signin?back=%2Fcontacts", "en", "").await).await;
    assert!(
        page.contains("value=\"/signin?back=%2Fcontacts\""),
        "{page}"
    );
    let chosen = portal
        .post("/language", "", "language=en&back=//evil.example")
        .await;
    assert_eq!(location(&chosen), "/");
    let chosen = portal
        .post("/language", "", "language=en&back=%2Fforgot")
        .await;
    assert_eq!(location(&chosen), "/forgot");
    let cookie = chosen.headers()[header::SET_COOKIE]
        .to_str()
        .unwrap()
        .to_owned();
    let page = body(ask("/signin", "ja", cookie.split(';').next().unwrap()).await).await;
    assert!(page.contains("<html lang=\"en\">"));
}

#[tokio::test]
async fn what_is_too_large_or_no_form_is_refused() {
    let portal = TestPortal::new(BASE);
    let large = format!("email={}", "a".repeat(40_000));
    let refused = portal.post("/forgot", "", &large).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    for (path, form) in [("/forgot", "email=%FF"), ("/signin", "email=a&email=b")] {
        assert!(
            portal.post(path, "", form).await.status().is_client_error(),
            "{form}"
        );
    }
    let put = Request::put("/signin").body(Body::empty()).unwrap();
    assert_eq!(
        portal.send(put).await.status(),
        StatusCode::METHOD_NOT_ALLOWED
    );
}
