//! What another site makes a browser send, and where a browser is sent.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use url::Url;

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

#[tokio::test]
async fn cve_2026_34835() {
    // Only the whole origin is the origin: no beginning, ending or detour.
    let portal = TestPortal::new(BASE);
    let browser = Browser::new(&portal);
    let asked = async |origin: &str| {
        let request = Request::post("/language")
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("language=en"));
        browser.send(request.unwrap()).await.status
    };
    for origin in [
        "https://support.example.com.evil.tld",
        "https://evil-support.example.com",
        "https://evil.tld/support.example.com",
        "https://evil.tld?https://support.example.com",
        "https://evil.tld#https://support.example.com",
        "https://support.example.com@evil.tld",
        "https://evil.tld@support.example.com",
        "https://support.example.com/",
        "https://support.example.com?",
        "https://support.example.com#",
        "https://support.example.com:8443",
        "https://support.example.com:443",
        "https://support.example.com.",
        "https://SUPPORT.example.com",
        "http://support.example.com",
        "https://example.com",
        "//support.example.com",
        "support.example.com",
        "https://support.example.com https://evil.tld",
        "https://support.example.com, https://evil.tld",
        "null",
        "",
    ] {
        assert_eq!(asked(origin).await, StatusCode::FORBIDDEN, "{origin}");
    }
    assert_eq!(
        asked("https://support.example.com").await,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn cve_2026_40295() {
    // With a session that is over, the way leads to one place.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let cookies = browser.cookies();
        portal.sql("UPDATE tokens SET expires_at = 1").await;
        for (path, method) in [("/", "GET"), ("/password", "GET"), ("/password", "POST")] {
            for (site, expected) in [
                ("same-origin", StatusCode::SEE_OTHER),
                ("cross-site", StatusCode::FORBIDDEN),
            ] {
                let request = Request::builder()
                    .method(method)
                    .uri(format!(
                        "{path}?next=//evil.tld&return_to=https://evil.tld/"
                    ))
                    .header(header::COOKIE, &cookies)
                    .header(header::REFERER, "https://evil.tld/")
                    .header("sec-fetch-site", site)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(Body::from("back=https://evil.tld/"));
                let page = browser.send(request.unwrap()).await;
                assert!(!page.text.contains("evil.tld\""), "{path}");
                if method == "GET" || expected == StatusCode::SEE_OTHER {
                    // The way back is the page itself or the first one, whatever
                    // the query names.
                    let url = Url::parse(BASE).unwrap().join(page.location()).unwrap();
                    assert_eq!(url.path(), "/signin", "{method} {path}");
                    let back = url.query_pairs().find(|(name, _)| name == "back");
                    let back = back.map(|(_, back)| Url::parse(BASE).unwrap().join(&back));
                    let back = back.map_or_else(
                        || "/".to_owned(),
                        |back| {
                            let back = back.unwrap();
                            assert!(back.as_str().starts_with(BASE), "{back}");
                            back.path().to_owned()
                        },
                    );
                    assert!(back == path || back == "/", "{method} {path}: {back}");
                } else {
                    assert_eq!(page.status, expected, "{method} {path}");
                }
            }
        }
    }
}

#[tokio::test]
async fn better_auth_5340() {
    // A link holds its token and nothing else: there is no way back in it that
    // could break it, and what is hung on it is left out.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        for _ in 0..20 {
            let link = portal.mint(TARO).await;
            for tail in [
                "",
                "?next=%2F",
                "?callbackURL=//evil.tld/&token=x",
                "?a=b#c",
                "?%26%23=%00",
            ] {
                let browser = Browser::new(&portal);
                let tail = tail.split('#').next().unwrap();
                let shown = browser.get(&format!("/reset/{link}{tail}")).await;
                assert_eq!(shown.status, StatusCode::OK, "{tail}");
                assert!(shown.text.contains(TARO), "{tail}");
            }
        }
        // The only way back that there is leads to a page of this site.
        for back in [
            "/\u{65e5}\u{672c}",
            "/a?b=c&d=#e",
            "/%2F%2Fevil.tld",
            "//evil.tld",
            "/\\evil.tld",
            "https:evil.tld",
            "\t//evil.tld",
            "/\n/evil.tld",
            "javascript:alert(1)",
        ] {
            let browser = Browser::new(&portal);
            let page = browser
                .post("/language", &fields(&[("language", "en"), ("back", back)]))
                .await;
            let way = url::Url::parse(BASE)
                .unwrap()
                .join(page.location())
                .unwrap();
            assert_eq!(way.origin().ascii_serialization() + "/", BASE, "{back}");
        }
    }
}

#[tokio::test]
async fn cve_2016_9450() {
    // No page is for anybody but who asked: no store between may keep one, so
    // the same address never shows one person's page to another.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.activate("hanako@other.example").await;
        let (taro, hanako, nobody) = (
            Browser::new(&portal),
            Browser::new(&portal),
            Browser::new(&portal),
        );
        assert!(taro.signs_in(TARO, PASSWORD).await);
        assert!(hanako.signs_in("hanako@other.example", PASSWORD).await);
        let link = portal.mint(TARO).await;
        taro.follow(&link).await;
        for path in [
            "/",
            "/password",
            "/contacts",
            "/help",
            "/forgot",
            "/forgot/sent",
            "/signin",
            "/policy.json",
            "/nowhere",
            &format!("/reset/{link}"),
            "/style.css",
            "/password/x.css",
        ] {
            let page = taro.get(path).await;
            assert_eq!(page.headers[header::CACHE_CONTROL], "no-store", "{path}");
            assert!(!page.headers.contains_key(header::ETAG), "{path}");
            // A link is for its bearer, in any browser.
            for other in [&hanako, &nobody]
                .into_iter()
                .filter(|_| !path.contains("gkn_"))
            {
                assert!(!other.get(path).await.text.contains(TARO), "{path}");
            }
        }
        assert!(taro.get("/").await.text.contains(TARO));
    }
}
