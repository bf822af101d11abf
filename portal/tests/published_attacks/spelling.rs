//! Two spellings are one address only where ASCII case alone differs.

use genkan::address::{Address, InvalidAddress};
use std::time::{Duration, Instant};

use super::BASE;
use crate::support::TARO;
use crate::support::browser::{Browser, fields};
use crate::support::databases::portals;
use crate::support::smtp::{Manners, Smtp};

#[tokio::test]
async fn inc_github_2019_dotless_i() {
    // No code point outside ASCII, in any place, makes a usable address: so
    // none can fold, compose or decompose into another's. The exceptions are what
    // a Japanese input method writes for the keys of ASCII: the address is that
    // of the keys, and in ASCII.
    let place = TARO.find('a').unwrap();
    let mut keys: Vec<(char, char)> = ('\u{ff01}'..='\u{ff5e}').zip('!'..='~').collect();
    keys.extend([('\u{3002}', '.'), ('\u{ff61}', '.')]);
    for code_point in (0x80..=0x0010_ffff).filter_map(char::from_u32) {
        for at in [place, TARO.find("example").unwrap()] {
            let with = |c: char| format!("{}{c}{}", &TARO[..at], &TARO[at + 1..]);
            let parsed = Address::parse(&with(code_point));
            let parsed = parsed.map(|address| address.as_str().to_owned());
            match keys.iter().find(|(typed, _)| *typed == code_point) {
                None => assert_eq!(parsed, Err(InvalidAddress::NotAscii), "{code_point:?}"),
                Some((_, key)) => {
                    let pressed = Address::parse(&with(*key));
                    let pressed = pressed.map(|address| address.as_str().to_owned());
                    assert_eq!(parsed, pressed, "{code_point:?}");
                }
            }
        }
    }
    // On the page, those that fold to ASCII by some rule or other.
    for portal in portals(BASE).await {
        for address in ["kilo@example.com", "sister@example.com", "ann@example.com"] {
            portal.register(address).await;
        }
        let browser = Browser::new(&portal);
        for typed in [
            "\u{212a}ilo@example.com",
            "k\u{131}lo@example.com",
            "k\u{130}lo@example.com",
            "\u{17f}i\u{17f}ter@example.com",
            "a\u{301}nn@example.com",
            "\u{e1}nn@example.com",
            "\u{2090}nn@example.com",
            "\u{1d41a}nn@example.com",
            "ann\u{200b}@example.com",
            "a\u{ad}nn@example.com",
        ] {
            let page = browser.post("/forgot", &fields(&[("email", typed)])).await;
            assert!(page.status.is_client_error(), "{typed}");
        }
        assert!(portal.deliver().await.is_empty());
    }
}

#[tokio::test]
async fn cve_2024_27295() {
    // What a collation or a pattern takes for the same is two contacts here.
    let pairs = [
        ("taro.yamada@example.co.jp", "taro-yamada@example.co.jp"),
        ("taro_yamada@example.co.jp", "taroxyamada@example.co.jp"),
        ("t%@example.co.jp", "tanaka@example.co.jp"),
        ("co-op@example.co.jp", "coop@example.co.jp"),
        ("o'neil@example.co.jp", "oneil@example.co.jp"),
        ("strasse@example.co.jp", "strase@example.co.jp"),
        ("a.b@example.co.jp", "ab@example.co.jp"),
        ("a+x@example.co.jp", "a@example.co.jp"),
        ("`@example.co.jp", "^@example.co.jp"),
        ("x@exa-mple.co.jp", "x@example.co.jp"),
    ];
    for portal in portals(BASE).await {
        for (one, other) in pairs {
            portal.register(one).await;
            portal.register(other).await;
            let before = portal.snapshot(other).await;
            let browser = Browser::new(&portal);
            browser.post("/forgot", &fields(&[("email", one)])).await;
            let mails = portal.deliver().await;
            assert_eq!(mails.len(), 1, "{one}");
            assert!(mails[0].contains(&format!("To: {one}\n")), "{one}");
            assert_eq!(portal.snapshot(other).await, before, "{other}");
        }
        // Letters with accents are refused where a contact is registered.
        for accented in ["jos\u{e9}@example.co.jp", "jose\u{301}@example.co.jp"] {
            assert!(Address::parse(accented).is_err());
        }
    }
}

#[tokio::test]
async fn cve_2026_33393() {
    // A domain is compared whole: neither an ending nor a beginning will do.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let browser = Browser::new(&portal);
        for near in [
            "taro.yamada@evil-example.co.jp",
            "taro.yamada@example.co.jp.evil.tld",
            "taro.yamada@sub.example.co.jp",
            "taro.yamada@co.jp",
            "taro.yamada@example.co",
            "x.taro.yamada@example.co.jp",
            "yamada@example.co.jp",
        ] {
            assert_ne!(Address::parse(near).unwrap(), Address::parse(TARO).unwrap());
            browser.post("/forgot", &fields(&[("email", near)])).await;
        }
        assert!(portal.deliver().await.is_empty());
    }
}

/// What is no address, or is one verbatim: never another.
const STRANGE: [&str; 21] = [
    "user%evil.com@customer.co.jp",
    "user!evil.com@customer.co.jp",
    "evil.com!user@customer.co.jp",
    "\"a b\"@customer.co.jp",
    "\"evil@evil.com x\"@customer.co.jp",
    "\"user\"@customer.co.jp",
    "user@evil.com@customer.co.jp",
    "user@customer.co.jp@evil.com",
    "user(evil@evil.com)@customer.co.jp",
    "(x)user@customer.co.jp",
    "user@(x)customer.co.jp",
    "user@customer.co.jp.",
    "user@customer.co.jp (x)",
    "<user@customer.co.jp>",
    "user <evil@evil.com>",
    "@evil.com:user@customer.co.jp",
    "user@[127.0.0.1]",
    "user@customer.co.jp\\",
    "us\\er@customer.co.jp",
    "=?utf-8?q?evil=40evil.com?=@customer.co.jp",
    "user@customer..co.jp",
];

#[tokio::test]
async fn cve_2026_41259() {
    for strange in STRANGE {
        let Ok(address) = Address::parse(strange) else {
            continue;
        };
        assert_eq!(address.as_str(), strange, "verbatim or not at all");
        assert_eq!(address.domain(), "customer.co.jp");
        assert_ne!(address, Address::parse("user@customer.co.jp").unwrap());
    }
}

#[tokio::test]
async fn nodemailer_quoted_local_part() {
    // What the mail server is told is the stored address, byte for byte.
    for mut portal in portals(BASE).await {
        let server = Smtp::start(Manners::default()).await;
        portal.config.smtp = Some(server.config());
        let mut registered = Vec::new();
        for strange in STRANGE {
            if Address::parse(strange).is_ok() {
                portal.register(strange).await;
                registered.push(strange);
            }
            let browser = Browser::new(&portal);
            browser
                .post("/forgot", &fields(&[("email", strange)]))
                .await;
        }
        portal.deliver().await;
        let mails = server.mails();
        let mut told: Vec<_> = mails.iter().flat_map(|mail| mail.recipients()).collect();
        told.sort_unstable();
        registered.sort_unstable();
        assert_eq!(told, registered);
    }
}

#[tokio::test]
async fn jp_docomo_rfc_violation() {
    let server = Smtp::start(Manners::default()).await;
    for mut portal in portals(BASE).await {
        portal.config.smtp = Some(server.config());
        let before = server.mails().len();
        for (carrier, told) in [
            ("foo.@docomo.ne.jp", "\"foo.\"@docomo.ne.jp"),
            ("a..b@docomo.ne.jp", "\"a..b\"@docomo.ne.jp"),
            (".foo@ezweb.ne.jp", "\".foo\"@ezweb.ne.jp"),
            ("a...b.@ezweb.ne.jp", "\"a...b.\"@ezweb.ne.jp"),
        ] {
            portal.register(carrier).await;
            let browser = Browser::new(&portal);
            let page = browser
                .post("/forgot", &fields(&[("email", carrier)]))
                .await;
            assert_eq!(page.location(), "/forgot/sent");
            portal.deliver().await;
            let mails = server.mails();
            assert!(!mails.is_empty(), "{carrier}");
            assert_eq!(mails.last().unwrap().recipients(), [told]);
        }
        assert_eq!(server.mails().len(), before + 4);
        for refused in [
            "foo@x.jp\r\nBcc: e@x.jp",
            "foo\r\nBcc: e@x.jp",
            "foo<bar>@x.jp",
            "foo@x.jp,evil@x.jp",
            "foo bar@x.jp",
            "foo@x.jp\0",
            "foo\t@x.jp",
        ] {
            assert!(Address::parse(refused).is_err(), "{refused:?}");
        }
    }
}

#[test]
fn cve_2025_14874() {
    // However long or nested, an address is judged at once.
    let mut hostile: Vec<String> = [
        "(", "<", "\"", "@", ".", "a.", "a@", "\\", ",", "=?", "[", ":;",
    ]
    .iter()
    .map(|piece| piece.repeat(1 << 20))
    .collect();
    hostile.push(format!("{}@example.com", "a".repeat(1 << 20)));
    hostile.push(format!("a@{}", "b.".repeat(1 << 20)));
    for text in &hostile {
        let started = Instant::now();
        assert!(Address::parse(text).is_err());
        assert!(started.elapsed() < Duration::from_millis(50));
    }
    let longest = format!("{}@{}.example", "a".repeat(64), ["b"; 91].join("."));
    assert_eq!(longest.len(), 254);
    assert!(Address::parse(&longest).is_ok());
    let longer = format!("{longest}x");
    assert_eq!(
        Address::parse(&longer).map(drop),
        Err(InvalidAddress::TooLong)
    );
}
