//! The audit log says what happened to whom, without personal data.

use genkan::Language;
use genkan::audit_log::Reason;
use genkan::onboarding::{Contact, Role};
use genkan_portal::random::random;
use genkan_portal::service::{Correction, Registration};

use super::BASE;
use crate::support::browser::Browser;
use crate::support::cli::{genkan, text};
use crate::support::contacts::{name, new_contact};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO};

/// Every name, address and reason of the test. "太郎" is in no other text.
const PERSONAL: [&str; 11] = [
    TARO,
    "taro.yamada",
    "example.co.jp",
    "hanako",
    "example.net",
    "太郎",
    "Hanako",
    "Secret Works",
    "Other Works",
    "Operator Jiro",
    "On parental leave",
];

#[tokio::test]
async fn the_audit_log_contains_no_address_and_no_name() {
    for portal in portals(BASE).await {
        let mut author = portal
            .operator("Operator Jiro", Role::Administrator, &[])
            .await;
        let reason = Reason::new("On parental leave", &mut random()).unwrap();
        author.reason = Some(reason);
        portal.activate(TARO).await;
        portal.register("stays@example.com").await;
        let account = portal.account(TARO).await;
        let correction = Correction {
            name: Some(name("山田 太郎丸")),
            company: Some(Some(name("Secret Works"))),
            ..Correction::default()
        };
        let service = &portal.service;
        service
            .edit(account.id, &correction, &author)
            .await
            .unwrap();
        service.hold(account.id, &author).await.unwrap();
        service.release(account.id, &author).await.unwrap();
        assert!(Browser::new(&portal).signs_in(TARO, PASSWORD).await);
        let failed = Browser::new(&portal).signs_in(TARO, "wrong9Kite!").await;
        assert!(!failed);
        portal.link(TARO).await;
        let successor = Contact::new("Hanako", "hanako@example.net", None, Language::En);
        let successor = successor.unwrap();
        let handed_over = service.hand_over(account.id, &successor, false, &author);
        handed_over.await.unwrap();
        let other = Contact::new("Hanako", "hanako.2@example.net", None, Language::En);
        let contact = new_contact(other.unwrap(), "Other Works");
        let how = Registration {
            notify: true,
            ..Registration::default()
        };
        let contacts = [contact];
        let registered = service.register(&contacts, how, &author, |_| ());
        assert_eq!(registered.await.unwrap().count, 1);
        portal.deliver().await;

        let rows = portal.rows(&["audit_log"]).await;
        let config = portal.folder.path().join("genkan.toml");
        let settings = portal.database_setting();
        let written = format!(
            "base_url = \"{BASE}\"\ntrusted_proxies = 1\nlisten = \"127.0.0.1:0\"\ndata = \".\"\n{settings}\
             [mail]\nfrom = \"support@provider.example\"\n"
        );
        std::fs::write(&config, written).unwrap();
        let config = config.to_str().unwrap();
        let export = genkan(&["audit-log", "export", "--config", config], "");
        let export = text(&export.stdout);
        assert!(export.lines().count() >= 8, "{export}");
        // What must not be in the log is in other tables.
        let everything = portal.everything().await;
        for personal in PERSONAL {
            assert!(everything.contains(personal), "{personal}");
            let hex: String = personal.bytes().map(|byte| format!("{byte:02x}")).collect();
            for place in [rows.as_str(), export] {
                assert!(!place.contains(personal), "{personal}: {place}");
                assert!(!place.contains(&hex), "{personal}: {place}");
            }
        }
    }
}
