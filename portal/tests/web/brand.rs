//! A provider's own logo, colours, links and texts.

use std::fs;
use std::sync::Arc;

use genkan_portal::config::Config;
use genkan_portal::web::{App, router};

use axum::body::Body;
use axum::http::{Request, header};

use crate::support::{TestPortal, answer, body};

const BRAND: &str = r##"
base_url = "http://127.0.0.1:8080"
listen = "127.0.0.1:8080"
data = "."
name = "例示サポート"

[brand]
logo = "logo.png"
logo_dark = "logo-dark.svg"
icon = "icon.svg"
accent = "#0b6e4f"
company = { ja = "株式会社例示", en = "Example Corporation" }
phone = "03-1234-5678"
hours = { ja = "平日9時から17時", en = "Weekdays, 9:00 to 17:00" }
links = [
    { name = { ja = "利用規約", en = "Terms" }, url = "https://www.example.com/terms" },
    { name = "Privacy", url = "https://www.example.com/privacy" },
]
help = { ja = "help.ja.md", en = "help.en.md" }

[mail]
from = "Support <support@provider.example>"
"##;

/// Writes the files of a brand, and returns the configuration.
fn configure(folder: &std::path::Path) -> Config {
    let write = |name: &str, content: &[u8]| fs::write(folder.join(name), content).unwrap();
    write("logo.png", b"\x89PNG\r\n\x1a\nthe logo");
    write(
        "logo-dark.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
    write("icon.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    write(
        "help.ja.md",
        "## 窓口について\n\n**祝日**は休みです。".as_bytes(),
    );
    write("help.en.md", b"## About the desk\n\nClosed on *holidays*.");
    write("genkan.toml", BRAND.as_bytes());
    Config::read(&folder.join("genkan.toml")).unwrap()
}

#[tokio::test]
async fn pages_and_emails_show_the_brand() {
    let mut portal = TestPortal::new("http://127.0.0.1:8080");
    let config = configure(portal.folder.path());
    let pages = router(Arc::new(App::new(Arc::clone(&portal.service), &config)));
    let get = async |path: &str, language: &str| {
        let request = Request::get(path).header(header::ACCEPT_LANGUAGE, language);
        answer(pages.clone(), request.body(Body::empty()).unwrap()).await
    };
    let shown = body(get("/signin", "ja").await).await;
    for part in [
        "株式会社例示",
        "利用規約",
        "https://www.example.com/terms",
        "alt=\"例示サポート\"",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let shown = body(get("/help", "en").await).await;
    for part in [
        "<h2>About the desk</h2>",
        "Example Corporation",
        "Privacy",
        "href=\"tel:0312345678\"",
        "Weekdays, 9:00 to 17:00",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    // Every file that the page names is there, and is kept for a year.
    let files: Vec<&str> = shown
        .split('"')
        .filter(|part| part.starts_with("/brand/"))
        .collect();
    assert_eq!(files.len(), 4, "{shown}");
    for file in files {
        let file = get(file, "en").await;
        assert_eq!(file.status(), 200);
        let caching = file.headers().get(header::CACHE_CONTROL).unwrap();
        assert_eq!(caching, "public, max-age=31536000, immutable");
        if file.headers().get(header::CONTENT_TYPE).unwrap() == "text/css; charset=utf-8" {
            let colors = body(file).await;
            assert!(colors.contains("--accent: #0b6e4f"), "{colors}");
        }
    }
    for path in ["/brand/x/none", "/brand/x/%ff", "/brand/x/..%2fgenkan.keys"] {
        assert_eq!(get(path, "en").await.status(), 404, "{path}");
    }

    portal.config.brand = config.brand;
    portal.register("taro@example.jp").await;
    portal.post("/forgot", "", "email=taro@example.jp").await;
    assert_eq!(portal.deliver().await.len(), 1);
    let mut files = fs::read_dir(portal.folder.path().join("mailbox")).unwrap();
    let mail = fs::read(files.next().unwrap().unwrap().path()).unwrap();
    let mail = mailparse::parse_mail(&mail).unwrap();
    let [_, related] = mail.subparts.as_slice() else {
        panic!("two forms");
    };
    let [html, logo] = related.subparts.as_slice() else {
        panic!("the HTML and the logo");
    };
    let html = html.get_body().unwrap();
    for part in ["background:#0b6e4f", "cid:logo"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert_eq!(logo.get_body_raw().unwrap(), b"\x89PNG\r\n\x1a\nthe logo");
}

#[test]
fn a_mistake_in_a_brand_is_named() {
    let folder = tempfile::tempdir().unwrap();
    configure(folder.path());
    fs::write(folder.path().join("text.txt"), "no image").unwrap();
    for (from, to, said) in [
        ("\"logo.png\"", "\"none.png\"", "brand.logo: cannot read"),
        (
            "\"logo.png\"",
            "\"text.txt\"",
            "is not an SVG, PNG, JPEG, WebP or ICO image",
        ),
        (
            "#0b6e4f",
            "#f0c000",
            "brand.accent: #f0c000 has a contrast of only 1.6",
        ),
        (
            ", en = \"Example Corporation\"",
            "",
            "brand.company: there is no \"en\"",
        ),
        (
            "https://www.example.com/terms",
            "javascript:x",
            "brand.links.url:",
        ),
        ("03-1234-5678", "ask Taro", "brand.phone:"),
        ("help.en.md", "none.md", "brand.help: cannot read"),
        ("icon =", "favicon =", "unknown field `favicon`"),
    ] {
        let text = BRAND.replace(from, to);
        assert_ne!(text, BRAND, "{from}");
        let path = folder.path().join("genkan.toml");
        fs::write(&path, text).unwrap();
        let error = Config::read(&path).unwrap_err().to_string();
        assert!(error.contains(said), "{said}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}
