//! What a mail and a log say, whatever people are called.

use genkan::Language;
use genkan::address::Address;
use genkan::onboarding::{Accounts as _, Contact, Name};

use genkan_portal::service::NewContact;

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::contacts::{administrator, register};
use crate::support::databases::portals;
use crate::support::smtp::{Envelope, Manners, Smtp};
use crate::support::{TARO, TestPortal, log};

/// A contact of that name and company is sent a link, and this is what comes.
async fn mail_to(
    portal: &mut TestPortal,
    name: &str,
    language: Language,
) -> (Envelope, Vec<String>) {
    let server = Smtp::start(Manners::default()).await;
    portal.config.smtp = Some(server.config());
    // The one before has gone, so that the address is free again.
    let address = Address::parse(TARO).unwrap();
    let store = &portal.service.store;
    if let Some(before) = store.account_by_address(&address).await.unwrap() {
        let removed = portal.service.remove(before.id, &administrator()).await;
        removed.unwrap();
        portal.deliver().await;
    }
    // A name that no operator can type, as if it had been stored before.
    let stored = Name::from_stored(name.into());
    let contact = NewContact {
        contact: Contact {
            address,
            name: stored.clone(),
            company: None,
            language,
        },
        company: Some(stored),
        password: None,
        has_language: true,
    };
    assert!(register(&portal.service, contact).await);
    let id = portal.account(TARO).await.id;
    portal.service.resend(id, &administrator()).await.unwrap();
    let before = (server.mails().len(), server.commands().len());
    portal.deliver().await;
    let (mails, mut commands) = (server.mails(), server.commands());
    assert_eq!(mails.len(), before.0 + 1, "{name:?}");
    (mails[before.0].clone(), commands.split_off(before.1))
}

#[tokio::test]
async fn cve_2021_38189() {
    // A name cannot end the mail and begin another, nor add a header.
    for mut portal in portals(BASE).await {
        for break_ in ["\r\n", "\r", "\n", "\u{2028}", "\u{85}", "\r\n\r\n"] {
            let name = format!(
                "x{break_}.{break_}MAIL FROM:<evil@evil.example>{break_}RCPT TO:<evil@evil.example>{break_}DATA{break_}Bcc: evil@evil.example{break_}"
            );
            for language in [Language::Ja, Language::En] {
                let (mail, commands) = mail_to(&mut portal, &name, language).await;
                assert_eq!(mail.recipients(), [TARO]);
                let count = |verb: &str| {
                    commands
                        .iter()
                        .filter(|line| line.starts_with(verb))
                        .count()
                };
                assert_eq!((count("RCPT"), count("DATA")), (1, 1), "{commands:?}");
                // The portal also names the sender when it checks the server.
                let own = count("MAIL FROM:<support@provider.example>");
                assert!(own <= 2 && count("MAIL") == own, "{commands:?}");
                let (headers, parts) = mail.read();
                assert!(!headers.contains("evil") && parts.len() == 2, "{headers}");
                assert!(parts[0].contains(&format!("{BASE}reset/gkn_fst_")));
            }
        }
    }
}

#[tokio::test]
async fn cve_2022_1274() {
    // A name is text: no markup, no address that a mail program makes a link
    // of, no turned direction, no second line.
    for mut portal in portals(BASE).await {
        for name in [
            "<a href=//evil.example>click</a>",
            "\"><img src=x onerror=alert(1)>",
            "https://evil.example/login",
            "http://evil.example",
            "x\nhttps://evil.example/login\n",
            "see https://evil.example/login now",
            "HTTPS://EVIL.EXAMPLE",
            "www.evil.example",
            "evil.example/login",
            "mail evil@evil.example",
            "evil\u{3002}example",
            "\u{202e}elpmaxe.live//:sptth",
            "\u{2067}a\u{2069}",
            "&lt;b&gt;",
        ] {
            for language in [Language::Ja, Language::En] {
                let (mail, _) = mail_to(&mut portal, name, language).await;
                let (_, parts) = mail.read();
                let (text, html) = (&parts[0], &parts[1]);
                for tag in ["<a href=\"", "<img", "<b>"] {
                    let ours = format!("<a href=\"{BASE}");
                    let found = html.matches(tag).count();
                    let allowed = if tag.starts_with("<a") {
                        html.matches(&ours).count()
                    } else {
                        0
                    };
                    assert_eq!(found, allowed, "{name:?}: {html}");
                }
                assert!(!html.contains("<a href=//"), "{name:?}");
                for part in [text, html] {
                    let lower = part.to_lowercase();
                    for address in ["evil.example", "//evil", "evil\u{3002}example"] {
                        assert!(!lower.contains(address), "{name:?}: {part}");
                    }
                    let is_turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
                    assert!(!part.contains(is_turning), "{name:?}");
                }
                let greeting = text.lines().next().unwrap();
                assert!(
                    greeting.ends_with(" \u{69d8}") || greeting.ends_with(','),
                    "{name:?}: {greeting}"
                );
            }
        }
        // Real names stay as they are.
        for name in [
            "\u{5c71}\u{7530} \u{592a}\u{90ce}",
            "Jean-Luc O'Neil",
            "J. R. Smith",
            "Smith, Jr.",
            "A & B",
        ] {
            let (mail, _) = mail_to(&mut portal, name, Language::En).await;
            assert!(
                mail.read().1[0].starts_with(&format!("Dear {name},")),
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn cve_2013_4389() {
    // No address gets into the log, so none can be made to act there.
    log::keep();
    for portal in portals(BASE).await {
        let browser = Browser::new(&portal);
        let hostile = [
            "%s%n%x.gauntlet@example.com",
            "{}{0}{x:?}.gauntlet@example.com",
            "${jndi:ldap://x}.gauntlet@example.com",
            "\u{1b}[31m.gauntlet@example.com",
            "a\r\nERROR forged.gauntlet@example.com",
            "`id`.gauntlet@example.com",
        ];
        for address in hostile {
            if Address::parse(address).is_ok() {
                portal.register(address).await;
            }
            let form = fields(&[("email", address), ("password", address)]);
            for path in ["/forgot", "/signin"] {
                browser.post(path, &form).await;
            }
            let _ = browser
                .get(&format!("/{}", fields(&[("a", address)])))
                .await;
        }
        portal.deliver().await;
        let log = log::read();
        assert!(log.contains("mail sent") && log.contains("sign-in refused"));
        assert!(!log.contains("gauntlet") && !log.contains("jndi") && !log.contains('\u{1b}'));
    }
}

#[tokio::test]
async fn cve_2020_35234() {
    // Before a mail goes out and after, no table and no log holds its link;
    // with a mail server, no file does either.
    log::keep();
    let server = Smtp::start(Manners::default()).await;
    for mut portal in portals(BASE).await {
        portal.config.smtp = Some(server.config());
        portal.register(TARO).await;
        let browser = Browser::new(&portal);
        browser.post("/forgot", &fields(&[("email", TARO)])).await;
        portal.settle().await;
        let waiting = portal.everything().await;
        let messages = portal.rows(&["messages"]).await;
        assert!(
            !messages.contains('@') && !messages.contains("http"),
            "{messages}"
        );
        portal.deliver().await;
        let mails = server.mails();
        let (_, parts) = mails.last().unwrap().read();
        let links: Vec<&str> = parts[0]
            .split(BASE)
            .skip(1)
            .filter_map(|link| link.split("gkn_").nth(1))
            .collect();
        assert_eq!(links.len(), 2, "a link and the way to decline");
        let sent = portal.everything().await;
        let log = log::read();
        for link in links {
            let secret = &link[4 + 26..4 + 50];
            for place in [&waiting, &sent, &log] {
                assert!(!place.contains(secret) && !place.contains(&link[..20]));
            }
        }
        assert!(!portal.folder.path().join("mailbox").exists());
    }
}
