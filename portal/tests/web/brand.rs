//! A provider's own logo, colours, links and texts.

use std::fs;
use std::sync::Arc;

use genkan::onboarding::Contact;
use genkan_portal::config::Config;
use genkan_portal::web::{App, router};
use mailparse::MailHeaderMap as _;

use axum::body::Body;
use axum::http::{Request, header};

use crate::support::contacts::{contact, new_contact, register};
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
email_texts = "emails"

[mail]
from = "Support <support@provider.example>"
"##;

const FIRST_PASSWORD: &str = "\
{service}からのお知らせ

{name}さん、こんにちは。<b>{time}</b>

[設定する]({button})
";

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
    fs::create_dir_all(folder.join("emails/ja")).unwrap();
    write("emails/ja/first-password.txt", FIRST_PASSWORD.as_bytes());
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
    // A name that would be a link, a header or a part of the text.
    let person = Contact {
        name: "{button} <a href='x'>evil.example/ Bcc: x".parse().unwrap(),
        ..contact("taro@example.jp")
    };
    assert!(register(&portal.service, new_contact(person, "")).await);
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
    let subject = mail.headers.get_first_value("Subject").unwrap();
    assert_eq!(subject, "サポートセンターからのお知らせ");
    assert!(mail.headers.get_first_value("Bcc").is_none());
    assert_eq!(html.matches("<a ").count(), 2, "the button: {html}");
    for part in [
        "background:#0b6e4f",
        "cid:logo",
        "<p style=\"margin:0 0 16px\">{button} &lt;a href='x'&gt;evil. example/ Bcc: xさん、こんにちは。&lt;b&gt;",
        ">設定する</a>",
        "/reset/gkn_fst_",
    ] {
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
        ("icon =", "favicon =", "there is no such key: `favicon`"),
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
