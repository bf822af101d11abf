//! Nothing, zero and garbage are no token, and are not even looked up.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use genkan::token::{PurposeName, Reset, Token};

use super::BASE;
use crate::support::browser::{Browser, Page};
use crate::support::databases::portals;
use crate::support::raw_http::say;
use crate::support::{TARO, TestPortal, form};

/// Values that equalled an empty column somewhere.
fn blanks() -> Vec<String> {
    let mut blanks: Vec<String> = [
        "",
        " ",
        "null",
        "NULL",
        "undefined",
        "nil",
        "None",
        "0",
        "0.0",
        "-1",
        "1",
        "true",
        "false",
        "[]",
        "{}",
        "[\"t\"]",
        "{\"$ne\":1}",
        "%00",
        "\\0",
        "''",
        "\"\"",
        "*",
        "%",
        "_",
        "NaN",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "d41d8cd98f00b204e9800998ecf8427e",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    ]
    .map(str::to_owned)
    .to_vec();
    blanks.push("0".repeat(64));
    blanks.push("a".repeat(64));
    for name in PurposeName::ALL {
        let prefix = name.prefix();
        blanks.push(prefix.to_owned());
        for message in ["a", "0", "7", "A", "="] {
            blanks.push(prefix.to_owned() + &message.repeat(64));
        }
    }
    blanks
}

const SET: &str = "new_password=blue7Kite!&confirmation=blue7Kite!";

/// Everywhere that a token could be put, a blank one opens nothing for
/// contacts who have never asked for one.
async fn opens_nothing(portal: &TestPortal, place: fn(&str, &TestPortal) -> Request<Body>) {
    portal.register(TARO).await;
    portal.register("hanako@example.co.jp").await;
    let before = portal
        .rows(&["accounts", "tokens", "messages", "audit_log"])
        .await;
    for blank in blanks() {
        let page = Page::read(portal.send(place(&blank, portal)).await).await;
        assert!(!page.text.contains("new_password"), "{blank}");
        assert!(page.status.is_client_error(), "{blank}: {}", page.status);
    }
    assert_eq!(
        portal
            .rows(&["accounts", "tokens", "messages", "audit_log"])
            .await,
        before
    );
}

/// The path of a link.
fn path(blank: &str) -> String {
    let text: String = url::form_urlencoded::byte_serialize(blank.as_bytes()).collect();
    format!("/reset/{text}")
}

#[tokio::test]
async fn cve_2026_41276() {
    for portal in portals(BASE).await {
        opens_nothing(&portal, |blank, _| form(&path(blank), "", SET.into())).await;
        opens_nothing_shown(&portal).await;
        no_token_may_be_missing(&portal).await;
    }
}

async fn opens_nothing_shown(portal: &TestPortal) {
    for blank in blanks() {
        let shown = portal.get(&path(&blank), "").await;
        assert!(shown.status().is_client_error(), "{blank}");
        // What is no header value cannot be sent.
        let session = format!(
            "__Host-genkan-session={}",
            blank.replace(['"', ';', ' '], ".")
        );
        assert_eq!(
            portal.get("/", &session).await.status(),
            StatusCode::SEE_OTHER
        );
    }
}

/// A token is a row that is there or not: no column of it can be empty.
async fn no_token_may_be_missing(portal: &TestPortal) {
    let columns = [
        "selector",
        "purpose",
        "account",
        "key_id",
        "mac",
        "issued_at",
        "expires_at",
    ];
    portal.mint(TARO).await;
    for column in columns {
        let sql = format!("UPDATE tokens SET {column} = NULL");
        assert!(portal.try_sql(&sql).await.is_err(), "{column}");
    }
}

#[tokio::test]
async fn cve_2019_16109() {
    for portal in portals(BASE).await {
        opens_nothing(&portal, |blank, _| {
            let body = format!(
                "{SET}&token={blank}&confirmation_token={blank}&reset_password_token={blank}"
            );
            form("/reset", "", body)
        })
        .await;
    }
}

#[tokio::test]
async fn cartalyst_2016_09_05() {
    for portal in portals(BASE).await {
        opens_nothing(&portal, |_, _| form("/reset/", "", SET.into())).await;
        let portal = TestPortal::new(BASE);
        opens_nothing(&portal, |_, _| {
            form("/reset", "__Secure-genkan-link=; a=b", SET.into())
        })
        .await;
    }
}

#[tokio::test]
async fn cve_2017_7615() {
    for portal in portals(BASE).await {
        opens_nothing(&portal, |blank, _| {
            let query: String = url::form_urlencoded::byte_serialize(blank.as_bytes()).collect();
            let path = format!("/reset?token={query}&id=1&confirm_hash={query}");
            Request::get(path).body(Body::empty()).unwrap()
        })
        .await;
        let portal = TestPortal::new(BASE);
        opens_nothing(&portal, |blank, _| {
            Request::get(path(blank)).body(Body::empty()).unwrap()
        })
        .await;
    }
}

#[tokio::test]
async fn cve_2013_0233() {
    // Values of other types are refused before any table is looked at: there
    // is none to look at here.
    for portal in portals(BASE).await {
        portal.sql("DROP TABLE tokens").await;
        for blank in blanks() {
            for json in [
                format!("{{\"token\":{blank}}}"),
                format!("{{\"token\":\"{blank}\"}}"),
            ] {
                let request = Request::post(path(&blank))
                    .header(header::CONTENT_TYPE, "application/json")
                    .body(Body::from(json));
                let refused = portal.send(request.unwrap()).await;
                assert!(refused.status().is_client_error(), "{blank}");
            }
            let gone = portal.post(&path(&blank), "", SET).await;
            assert!(gone.status().is_client_error(), "{blank}");
            let gone = portal.get(&path(&blank), "").await;
            assert!(gone.status().is_client_error(), "{blank}");
        }
        // A well-formed one is looked up, and that fails here.
        let other = TestPortal::new(BASE);
        other.register(TARO).await;
        let link = other.mint(TARO).await;
        let failed = portal.get(&path(&link), "").await;
        assert_eq!(failed.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}

#[tokio::test]
async fn securitum_malformed_token() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let link = portal.mint(TARO).await;
        let mut malformed: Vec<String> = Vec::new();
        for at in 0..link.len() {
            malformed.push(link[..at].to_owned());
            for other in ["a", "A", "0", "_", "-", "=", "%61", ".", "b"] {
                let changed = format!("{}{other}{}", &link[..at], &link[at + 1..]);
                if changed != link {
                    malformed.push(changed);
                }
                malformed.push(format!("{}{other}{}", &link[..at], &link[at..]));
            }
        }
        for length in [73, 128, 129, 1000, 10_000] {
            malformed.push(link.clone() + &"a".repeat(length - 72));
            malformed.push("a".repeat(length));
        }
        malformed.push(link.to_uppercase());
        malformed.push(link.replace('_', "%5F"));
        malformed.push(format!("{link}{link}"));
        let started = Instant::now();
        for text in &malformed {
            let claims = [
                Token::<Reset>::parse(text).is_ok(),
                portal.service.open_link(text).await.is_ok(),
            ];
            // A letter put in front or behind is not the token either.
            assert_eq!(claims, [false, false], "{text}");
        }
        let each = started.elapsed() / u32::try_from(malformed.len()).unwrap();
        assert!(each < Duration::from_millis(1), "{each:?}");

        // As bytes on a socket: one page for all, and the link stays as it is.
        let place = portal.serve().await;
        for path in [
            "/reset/%FF%FE",
            "/reset/%C0%AE",
            "/reset/%2567kn",
            "/reset/..%2f",
            "/reset/%00",
            "/reset/%E3%81%82",
            "/reset/%",
            "/reset/%zz",
            "/reset/\u{ff}",
            "/reset/a%0d%0aSet-Cookie:x=y",
        ] {
            let answer = say(place, &[&format!("GET {path} HTTP/1.1"), "Host: x"], "").await;
            let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
            assert!(
                status.starts_with('3') || status.starts_with('4'),
                "{path}: {answer}"
            );
            assert!(!answer.contains("x=y"), "{path}");
        }
        let browser = Browser::new(&portal);
        assert_eq!(browser.follow(&link).await.status, StatusCode::OK);
    }
}

#[test]
fn cve_2020_35918() {
    // Whatever bytes, reading them ends, without a panic. The fuzz target
    // `token` goes further, and `tests/allocation.rs` counts what it takes.
    let characters: Vec<char> = "ab27AZ019=_-. \u{e9}\u{3042}\0\u{1f510}".chars().collect();
    let mut state = 0x9e37_79b9_u32;
    for length in 0..200 {
        for _ in 0..50 {
            let text: String = (0..length)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    characters[(state >> 16) as usize % characters.len()]
                })
                .collect();
            for prefix in ["", "gkn_rst_"] {
                assert!(Token::<Reset>::parse(&format!("{prefix}{text}")).is_err());
            }
        }
    }
}
