//! Pages, links and forms in browsers that send little, keep little, or are several,
//! and below a path of a host.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use genkan::time::Timestamp;
use genkan_portal::clock::now;

use crate::support::browser::{Browser, Page, fields};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal, body, location};

const BASE: &str = "https://support.example.com/";

/// Posts a form with headers that a browser or a filter sends.
async fn post(browser: &Browser<'_>, path: &str, form: &str, headers: &[(&str, &str)]) -> Page {
    let mut request = browser.form(path, form.to_owned());
    for (name, value) in headers {
        let name: header::HeaderName = name.parse().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    browser.send(request).await
}

#[tokio::test]
async fn a_japanese_input_method_writes_the_same_address() {
    for portal in portals(BASE).await {
        portal.register("ann@example.com").await;
        let mut mails = Vec::new();
        for typed in ["\u{ff21}nn@example.com", "ann\u{ff20}example\u{3002}com"] {
            let browser = Browser::new(&portal);
            let page = browser.post("/forgot", &fields(&[("email", typed)])).await;
            assert_eq!(page.location(), "/forgot/sent", "{typed}");
            mails.extend(portal.deliver().await);
        }
        // To the stored text, and at most one a minute, as for any other spelling.
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: ann@example.com\n"));
    }
}

#[tokio::test]
async fn forms_work_without_the_headers_of_new_browsers() {
    let portal = TestPortal::new(BASE);
    portal.activate(TARO).await;
    let old = [("origin", "https://support.example.com")];
    let hidden = [("origin", "null")];
    let referred = [
        ("origin", "null"),
        ("referer", "https://support.example.com/signin"),
    ];
    let bare: [(&str, &str); 0] = [];
    for headers in [&old[..], &hidden, &referred, &bare] {
        let browser = Browser::new(&portal);
        let shown = browser.get("/signin").await;
        assert_eq!(shown.headers[header::REFERRER_POLICY], "same-origin");
        let asked = post(&browser, "/forgot", &fields(&[("email", TARO)]), headers).await;
        assert_eq!(asked.location(), "/forgot/sent", "{headers:?}");
        let form = fields(&[("email", TARO), ("password", PASSWORD), ("cookie", "set")]);
        let page = post(&browser, "/signin", &form, headers).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{headers:?}");
        assert!(browser.is_signed_in().await, "{headers:?}");
        let out = post(&browser, "/signout", "", headers).await;
        assert_eq!(out.location(), "/signin", "{headers:?}");
    }
    // A link needs no cookie.
    let link = format!("/reset/{}", portal.mint(TARO).await);
    let form = fields(&[("new_password", "new8Kite!"), ("confirmation", "new8Kite!")]);
    let set = post(&Browser::new(&portal), &link, &form, &hidden).await;
    assert_eq!(set.location(), "/signin");
    // Without any cookie, as a program sends it.
    let form = fields(&[("email", TARO)]);
    let asked = post(&Browser::new(&portal), "/forgot", &form, &hidden).await;
    assert_eq!(asked.location(), "/forgot/sent");
}

#[tokio::test]
async fn forms_of_another_site_stay_refused() {
    let portal = TestPortal::new(BASE);
    portal.activate(TARO).await;
    let other = [("origin", "https://evil.example")];
    let new = [("origin", "null"), ("sec-fetch-site", "cross-site")];
    let sibling = [("sec-fetch-site", "same-site")];
    let referred = [("referer", "https://evil.example/")];
    let both = [("origin", "null"), ("referer", "https://evil.example/")];
    let form = fields(&[("email", TARO), ("password", PASSWORD)]);
    for headers in [&other[..], &new, &sibling, &referred, &both] {
        for path in [
            "/forgot",
            "/signin",
            "/signout",
            "/language",
            "/reset/gkn_rst_x",
        ] {
            // With all its cookies, and with none.
            let browser = Browser::new(&portal);
            assert!(browser.signs_in(TARO, PASSWORD).await);
            for browser in [&browser, &Browser::new(&portal)] {
                let page = post(browser, path, &form, headers).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
            }
        }
    }
    // A form that hides its origin, as a frame of another site does, has no cookie.
    let hidden = [("origin", "null")];
    for path in [
        "/signin",
        "/signout",
        "/password",
        "/language",
        "/desk/signin",
    ] {
        let page = post(&Browser::new(&portal), path, &form, &hidden).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.text.contains("Cookieを許可"), "{path}: {}", page.text);
        let session = Browser::new(&portal);
        assert!(session.signs_in(TARO, PASSWORD).await);
        let page = post(&session, path, &form, &hidden).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn a_link_is_opened_in_one_browser_and_used_in_another() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let link = portal.link(TARO).await;
        // The browser of a mail program, which is left by "open in Safari": the
        // address is all that goes with the person.
        let in_app = Browser::new(&portal);
        let shown = in_app.follow(&link).await;
        assert_eq!(shown.status, StatusCode::OK);
        let address = in_app.link();
        // That browser, without any cookie.
        let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
        assert_eq!(portal.get(&address, "").await.status(), StatusCode::OK);
        let set = portal.post(&address, "", &form).await;
        assert_eq!(location(&set), "/signin");
        assert!(Browser::new(&portal).signs_in(TARO, PASSWORD).await);
        let page = in_app.reload().await;
        assert!(page.text.contains("使用されています"), "{}", page.text);
    }
}

#[tokio::test]
async fn each_cause_has_its_own_sentence() {
    let portal = TestPortal::new(BASE);
    portal.activate(TARO).await;
    let said = async |path: &str, sentence: &str| {
        for (language, sentence) in [("ja", None), ("en", Some(sentence))] {
            let page = portal
                .get(path, &format!("__Host-genkan-language={language}"))
                .await;
            assert_eq!(page.status(), StatusCode::GONE, "{path}");
            let page = body(page).await;
            if let Some(sentence) = sentence {
                assert!(page.contains(sentence), "{path}: {page}");
            }
        }
    };
    let link = portal.mint(TARO).await;
    said("/reset", "it does not have the link of the email").await;
    said(&format!("/reset/{}", &link[..70]), "It is incomplete").await;
    let past = Timestamp::from_unix_seconds(now().unix_seconds() - 100 * 24 * 60 * 60);
    let old = portal.mint_at(TARO, past).await;
    said(&format!("/reset/{old}"), "It has expired.").await;
    // Also when its record is deleted.
    portal
        .sql("DELETE FROM tokens WHERE expires_at < 1000")
        .await;
    let other = TestPortal::new(BASE);
    other.activate(TARO).await;
    said(
        &format!("/reset/{}", other.mint_at(TARO, past).await),
        "It has expired.",
    )
    .await;
    said(
        &format!("/reset/{}", other.mint(TARO).await),
        "It is no longer valid",
    )
    .await;
    let form = fields(&[("new_password", "new8Kite!"), ("confirmation", "new8Kite!")]);
    let set = portal.post(&format!("/reset/{link}"), "", &form).await;
    assert_eq!(location(&set), "/signin");
    said(&format!("/reset/{link}"), "It was used on ").await;

    // A browser that keeps no cookie cannot sign in, and is told so.
    let form = fields(&[
        ("email", TARO),
        ("password", "new8Kite!"),
        ("cookie", "set"),
    ]);
    let refused = portal.post("/signin", "", &form).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(body(refused).await.contains("Cookieを受け付けない"));
    let shown = body(portal.get("/signin", "").await).await;
    assert!(shown.contains("name=\"cookie\" value=\"set\""));
}

#[tokio::test]
async fn a_notice_is_shown_once_and_to_whom_it_happened() {
    let portal = TestPortal::new(BASE);
    portal.register(TARO).await;
    let browser = Browser::new(&portal);
    let changed = "パスワードを変更しました";
    let set = "パスワードを設定しました。";
    for path in [
        "/signin?after=password-set",
        "/signin?after=signed-out",
        "/desk/signin?after=password-set",
        "/desk/signin?after=passkey-blocked",
    ] {
        let page = Browser::new(&portal).get(path).await;
        assert!(!page.text.contains("class=\"notice\""), "{path}");
        assert!(!page.text.contains("role=\"alert\">"), "{path}");
    }
    // What a link has done is on the page of the link, and on no other.
    for path in [
        "/address/done",
        "/undo/done",
        "/not-me/password-ended",
        "/confirm/yes",
    ] {
        let page = Browser::new(&portal).get(path).await;
        assert_eq!(page.status, StatusCode::GONE, "{path}");
    }
    browser.follow(&portal.link(TARO).await).await;
    assert_eq!(browser.set(PASSWORD).await.location(), "/signin");
    let shown = browser.get("/signin").await.text;
    let filled_in = format!("value=\"{TARO}\"");
    assert!(shown.contains(set) && shown.contains(&filled_in), "{shown}");
    // The address is gone with the notice, and another browser never had it.
    let again = browser.get("/signin").await.text;
    assert!(!again.contains(set) && !again.contains(TARO), "{again}");
    assert!(browser.signs_in(TARO, PASSWORD).await);
    assert!(
        !browser
            .get("/?after=password-changed")
            .await
            .text
            .contains(changed)
    );
    let form = fields(&[
        ("current_password", PASSWORD),
        ("new_password", "new8Kite!"),
        ("confirmation", "new8Kite!"),
    ]);
    assert_eq!(browser.post("/password", &form).await.location(), "/");
    // Nothing else uses it up.
    browser.get("/assets/portal.css").await;
    assert!(browser.get("/").await.text.contains("role=\"status\""));
    assert!(!browser.get("/").await.text.contains("role=\"status\""));
}

/// The paths in a page that a browser follows or loads.
fn paths(page: &str) -> Vec<String> {
    let attributes = [" href=\"", " action=\"", " src=\"", " policy=\""];
    let found = attributes
        .iter()
        .flat_map(|attribute| page.split(attribute).skip(1));
    let found = found.map(|rest| rest.split('"').next().unwrap().to_owned());
    found.filter(|path| path.starts_with('/')).collect()
}

#[tokio::test]
async fn a_portal_below_a_path() {
    let portal = TestPortal::new("https://example.com/support/");
    portal.register(TARO).await;
    let browser = Browser::new(&portal);
    let mail = {
        let asked = browser
            .post("/support/forgot", &fields(&[("email", TARO)]))
            .await;
        assert_eq!(asked.location(), "/support/forgot/sent");
        portal.settle().await;
        portal.deliver().await.remove(0)
    };
    let start = "https://example.com/support/";
    let links: Vec<&str> = mail
        .split_whitespace()
        .filter(|word| word.contains("://"))
        .collect();
    assert!(
        !links.is_empty() && links.iter().all(|link| link.starts_with(start)),
        "{mail}"
    );
    let link = links.iter().find(|link| link.contains("/reset/")).unwrap();
    let link = link.strip_prefix("https://example.com").unwrap();
    let shown = browser.get(link).await;
    assert_eq!(shown.status, StatusCode::OK);
    let form = fields(&[("new_password", PASSWORD), ("confirmation", PASSWORD)]);
    let set = browser.post(link, &form).await;
    assert_eq!(set.location(), "/support/signin");
    let form = fields(&[("email", TARO), ("password", PASSWORD)]);
    let signed_in = browser.post("/support/signin", &form).await;
    assert_eq!(signed_in.location(), "/support/");
    for cookie in signed_in.headers.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Secure-genkan-"), "{cookie}");
        assert!(
            cookie.contains("; Path=/support") && !cookie.contains("Path=/;"),
            "{cookie}"
        );
    }
    // Every page leads to pages and files below the path, also one that the proxy
    // asks for without it.
    let mut checked = 0;
    for path in [
        "/support",
        "/support/",
        "/support/signin",
        "/support/password",
        "/support/email",
        "/support/contacts",
        "/support/contacts/add",
        "/support/help",
        "/support/nowhere",
        "/support/desk/signin",
        link,
        "/signin",
        "/support/forgot",
    ] {
        let page = browser.get(path).await;
        for found in paths(&page.text) {
            assert!(
                found.starts_with("/support/") || found == "/support",
                "{path}: {found}"
            );
            if found.contains("/assets/") || found.ends_with("policy.json") {
                assert_eq!(browser.get(&found).await.status, StatusCode::OK, "{found}");
                checked += 1;
            }
        }
    }
    assert!(checked > 20, "{checked}");
    // Beside the path there is nothing.
    assert_eq!(
        browser.get("/supporters").await.status,
        StatusCode::NOT_FOUND
    );
    let well_known = browser.get("/support/.well-known/change-password").await;
    assert_eq!(well_known.location(), "/support/password");
    let nobody = Browser::new(&portal).get("/support/email?x=y").await;
    assert_eq!(nobody.location(), "/support/signin?back=%2Femail%3Fx%3Dy");
    let desk = Browser::new(&portal).get("/support/desk/cases").await;
    assert_eq!(desk.location(), "/support/desk/signin?back=%2Fdesk%2Fcases");
    let language = browser
        .post("/support/language", "language=en&back=%2Fhelp")
        .await;
    assert_eq!(language.location(), "/support/help");
    let head = Request::head("/support/help").body(Body::empty()).unwrap();
    assert_eq!(portal.send(head).await.status(), StatusCode::OK);
}

/// A browser would refuse what the server accepts.
#[tokio::test]
async fn an_address_is_typed_with_a_japanese_input_method() {
    let portal = TestPortal::new(BASE);
    portal.activate(TARO).await;
    let wide = "\u{3000}ｔａｒｏ．ｙａｍａｄａ＠ｅｘａｍｐｌｅ。ｃｏ。ｊｐ";
    let browser = Browser::new(&portal);
    for path in ["/signin", "/forgot", "/help/sign-in", "/help/registered"] {
        let page = browser.get(path).await.text;
        assert!(!page.contains("type=\"email\""), "{path}");
        assert!(page.contains("inputmode=\"email\""), "{path}");
    }
    let form = fields(&[("email", wide), ("password", PASSWORD)]);
    let page = browser.post("/signin", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(browser.is_signed_in().await);
    // What is not an address is named, which says nothing about accounts.
    let form = fields(&[("email", "ｔａｒｏ"), ("password", PASSWORD)]);
    for path in ["/signin", "/desk/signin"] {
        let page = Browser::new(&portal).post(path, &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text.contains("メールアドレスに「@」がありません。"),
            "{path}"
        );
        assert!(page.text.contains("value=\"ｔａｒｏ\""), "{path}");
    }
}
