//! A request of a shape that no page of ours sends gets a page of ours, in the
//! visitor's language, and says nothing of how the program is made.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use genkan_portal::web::{App, router};

use crate::support::accounts::inhabited;
use crate::support::{TARO, answer, body};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_request_of_any_shape_is_answered_with_a_page() {
    let portal = inhabited().await;
    let before = portal.snapshot(TARO).await;
    let long = "x".repeat(9_000);
    let mut requests = Vec::new();
    for path in [
        "/reset/%ff",
        "/undo/%c3%28",
        "/address/%00",
        "/not-me/%2e%2e%2f",
        "/confirm/%ff",
        "/object/%c3%28",
        "/contacts/%ff/change",
        "/contacts/requests/%00",
        "/contacts?after=%ff",
        "/signin?after=signed-out&after=password-set",
        "/signin?after=%ff",
        "/?after=a&after=b",
        "/assets/%ff",
        "/assets/..%2f..%2fCargo.toml",
        "/reset/a/b",
        "//evil.example/",
        "/%00",
        &format!("/reset/{long}"),
    ] {
        requests.push((Method::GET, path.to_owned(), "", String::new()));
    }
    for path in [
        "/signin",
        "/forgot",
        "/reset",
        "/language",
        "/undo",
        "/address",
        "/not-me",
        "/confirm",
        "/object",
        "/help/sign-in",
        "/help/registered",
        "/contacts/add",
    ] {
        for (kind, form) in [
            ("", "email=a%40example.com"),
            ("application/json", "{\"email\":\"a@example.com\"}"),
            ("text/plain", "email=a@example.com"),
            ("multipart/form-data; boundary=x", "--x--"),
            (FORM, "email=a%40example.com&email=b%40example.com"),
            (FORM, "password=a&password=b&new_password=a&new_password=b"),
            (FORM, "language=ja&language=en"),
            (FORM, "what=a&what=b&for=a&for=b"),
            (FORM, "email[]=a%40example.com&email[0]=x"),
            (FORM, "%ff=%ff&language=%ff&email=%00"),
            (FORM, ""),
        ] {
            requests.push((Method::POST, path.to_owned(), kind, form.to_owned()));
        }
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
        requests.push((method, "/reset".to_owned(), "", String::new()));
    }
    for (method, path, kind, form) in requests {
        for (language, ours) in [("ja", "lang=\"ja\""), ("en", "lang=\"en\"")] {
            let mut request = Request::builder()
                .method(&method)
                .uri(&path)
                .header(header::ACCEPT_LANGUAGE, language);
            if !kind.is_empty() {
                request = request.header(header::CONTENT_TYPE, kind);
            }
            let answer = portal.send(request.body(Body::from(form.clone())).unwrap());
            let answer = answer.await;
            let status = answer.status();
            let told = format!("{method} {path:.40} {kind} {form}: {status}");
            assert!(!status.is_server_error(), "{told}");
            for (name, value) in [
                (header::CACHE_CONTROL, "no-store"),
                (header::X_FRAME_OPTIONS, "DENY"),
            ] {
                assert_eq!(answer.headers().get(name).unwrap(), value, "{told}");
            }
            // No page shows more to another site than that one was left.
            let referrer = &answer.headers()[header::REFERRER_POLICY];
            let is_private = referrer == "no-referrer" || referrer == "same-origin";
            assert!(is_private, "{told}: {referrer:?}");
            if let Some(to) = answer.headers().get(header::LOCATION) {
                let to = to.to_str().unwrap();
                assert!(to.starts_with('/') && !to.starts_with("//"), "{told}: {to}");
                continue;
            }
            let shown = body(answer).await;
            // Nobody looks at a file that is not there.
            if path.starts_with("/assets/") && shown.is_empty() {
                continue;
            }
            assert!(shown.contains(ours), "{told}: {shown:.200}");
        }
    }
    portal.settle().await;
    assert_eq!(portal.snapshot(TARO).await, before);
}

#[tokio::test]
async fn the_mailbox_of_the_demo_answers_with_a_page_too() {
    let portal = inhabited().await;
    let mut app = App::new(Arc::clone(&portal.service), &portal.config);
    app.mailbox = Some(portal.folder.path().join("mailbox"));
    let pages = router(Arc::new(app));
    for path in [
        "/mailbox/%ff",
        "/mailbox/none.eml",
        "/mailbox/..%2fgenkan.keys",
        "/mailbox/%00",
    ] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = answer(pages.clone(), request).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        let shown = body(answer).await;
        assert!(shown.contains("lang=\"ja\""), "{path}: {shown:.200}");
    }
}
