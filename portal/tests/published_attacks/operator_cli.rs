//! What the desk can do, what it cannot, and what it leaves behind.

use genkan::Language;
use genkan::audit_log::EventKind;
use genkan::onboarding::{AuditLog as _, Contact, Outbox as _, Role, StoredPassword};
use genkan::token::Session;

use super::BASE;
use crate::support::browser::Browser;
use crate::support::cli::{genkan, text};
use crate::support::contacts::{new_contact, register};
use crate::support::databases::houses;
use crate::support::{PASSWORD, TARO};

const HANAKO: &str = "hanako@other.example";

fn successor() -> Contact {
    Contact::new("Hanako", HANAKO, None, Language::En).unwrap()
}

#[tokio::test]
async fn cve_2026_55670() {
    // Who is registered again has nothing in common with who was removed.
    for house in houses(BASE).await {
        house.activate(TARO).await;
        let desk = house.operator("佐藤", Role::Agent, &[]).await;
        let browser = Browser::new(&house);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let (link, before) = (house.mint(TARO).await, house.account(TARO).await);
        house.service.remove(before.id, &desk).await.unwrap();
        house.deliver().await;
        let address = TARO.to_uppercase();
        let contact = Contact::new("Somebody Else", &address, None, Language::En).unwrap();
        assert!(register(&house.service, new_contact(contact, "Company Y")).await);
        let after = house.account(TARO).await;
        assert_ne!(after.id, before.id);
        let company = house.service.company(&after).await.unwrap().unwrap();
        assert_eq!(
            (company.name.as_str(), after.name.as_str()),
            ("Company Y", "Somebody Else")
        );
        assert!(after.former.is_none() && after.replacement.is_none());
        assert!(!browser.is_signed_in().await);
        assert!(!browser.signs_in(TARO, PASSWORD).await);
        assert!(house.service.open_link(&link).await.is_err());
        assert!(
            house
                .service
                .store
                .messages(after.id, 10)
                .await
                .unwrap()
                .is_empty()
        );
        // Whoever had been removed stays so: its identity leads nowhere.
        assert!(house.service.resend(before.id, &desk).await.is_err());
        assert!(house.service.release(before.id, &desk).await.is_err());
        let page = Browser::new(&house);
        page.follow(&house.mint(TARO).await).await;
        page.set("new8Kite!").await;
        assert!(page.signs_in(TARO, "new8Kite!").await);
        let shown = page.get("/").await.text;
        assert!(shown.contains("Company Y") && !shown.contains(crate::support::COMPANY));
    }
}

#[tokio::test]
async fn cve_2026_40591() {
    // There is no change of an address that its owner is not told of, and a
    // token of one service is worth nothing at another on the same tables.
    for house in houses(BASE).await {
        house.activate(TARO).await;
        house.deliver().await;
        let id = house.account(TARO).await.id;
        let (link, browser) = (house.mint(TARO).await, Browser::new(&house));
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let mut other = house.node().await;
        let service = std::sync::Arc::get_mut(&mut other.service);
        // The node's pages share its portal; a fresh one has another name.
        assert!(service.is_none());
        let keys = genkan_portal::keys::open(house.folder.path()).unwrap();
        let realm = genkan::onboarding::Realm::new("another service".into(), keys);
        let policy_engine = genkan_portal::passwords::PolicyEngine::new(
            genkan::policy::Policy::support_center(),
            genkan_portal::passwords::Lists::default(),
            genkan_portal::config::ServiceName::default(),
        );
        let stranger =
            genkan_portal::service::Service::new(realm, policy_engine, house.service.store.clone())
                .unwrap();
        assert!(stranger.open_link(&link).await.is_err());
        let session = browser.cookie("session").unwrap();
        assert!(stranger.session(&session).await.unwrap().is_err());
        assert!(house.service.session(&session).await.unwrap().is_ok());

        let desk = house.operator("佐藤", Role::Agent, &[]).await;
        house
            .service
            .hand_over(id, &successor(), &desk)
            .await
            .unwrap();
        let mails = house.deliver().await;
        assert!(
            mails
                .iter()
                .any(|mail| mail.contains(&format!("To: {TARO}\n")))
        );
        let entries = house.service.store.entries(None, 100).await.unwrap();
        let last = entries
            .iter()
            .rev()
            .find(|one| one.event.kind == EventKind::HandedOver);
        assert_eq!(last.map(|one| one.event.actor), Some(desk.actor()));
    }
}

#[tokio::test]
async fn inc_clorox_2023() {
    // The desk has no way to set a password or to read a link: not by the
    // program's commands, and not by what a ceremony of the desk leaves.
    for command in [
        &["--help"][..],
        &["contacts", "--help"],
        &["contacts", "add", "--help"],
    ] {
        let help = genkan(command, "");
        let help = text(&help.stdout).to_lowercase();
        assert!(
            !help.contains("--password") && !help.contains("set-password"),
            "{help}"
        );
    }
    for house in houses(BASE).await {
        house.activate(TARO).await;
        house.deliver().await;
        let id = house.account(TARO).await.id;
        let desk = house.operator("佐藤", Role::Agent, &[]).await;
        house
            .service
            .hand_over(id, &successor(), &desk)
            .await
            .unwrap();
        // The old password is gone and no other is there: only the mailbox
        // of the new address can set one.
        let account = house.account(HANAKO).await;
        assert!(StoredPassword::of(&account).is_none());
        for address in [TARO, HANAKO] {
            assert!(!Browser::new(&house).signs_in(address, PASSWORD).await);
        }
        let mails = house.deliver().await;
        assert!(
            mails.iter().all(|mail| !mail.contains("/reset/")),
            "asked for by the new contact"
        );
        // And every step is in the audit log, under the operator's identity.
        let id = account.id;
        house.service.resend(id, &desk).await.unwrap();
        house.service.hold(id, &desk).await.unwrap();
        house.service.release(id, &desk).await.unwrap();
        house.service.remove(id, &desk).await.unwrap();
        let entries = house.service.store.entries(None, 100).await.unwrap();
        let desk: Vec<_> = entries
            .iter()
            .filter(|one| one.event.actor == desk.actor())
            .map(|one| one.event.kind)
            .collect();
        use EventKind as E;
        assert_eq!(
            desk,
            [
                E::HandedOver,
                E::Registered,
                E::LinkResent,
                E::Held,
                E::Released,
                E::Removed
            ]
        );
    }
}

#[tokio::test]
async fn cve_2026_2463() {
    // What lists and shows gives away nothing that opens anything.
    for house in houses(BASE).await {
        house.activate(TARO).await;
        let link = house.mint(TARO).await;
        let browser = Browser::new(&house);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let session = browser.cookie("session").unwrap();
        let mut shown = String::new();
        for path in [
            "/",
            "/password",
            "/contacts",
            "/help",
            "/policy.json",
            "/healthz",
            "/readyz",
            "/metrics",
            "/contacts.json",
            "/operator",
        ] {
            shown += &browser.get(path).await.text;
        }
        let account = house.account(TARO).await;
        shown += &format!("{account:?}");
        shown += &format!(
            "{:?}",
            house.service.store.undelivered(None, 10).await.unwrap()
        );
        shown += &format!(
            "{:?}",
            house.service.store.messages(account.id, 10).await.unwrap()
        );
        shown += &format!("{:?}", house.service.store.entries(None, 10).await.unwrap());
        let selector = genkan::token::Token::<Session>::parse(&session)
            .unwrap()
            .selector();
        let selector = format!("{selector:?}");
        for secret in [&link[8..40], &session[8..40], &selector[9..41], "$argon2"] {
            assert!(!shown.contains(secret), "{secret}");
        }
        // An identity is no key: it opens nothing.
        let id = account.id.to_string();
        for path in [
            format!("/reset/{id}"),
            format!("/contacts/{id}"),
            format!("/?session={id}"),
        ] {
            assert!(!Browser::new(&house).get(&path).await.text.contains(TARO));
        }
    }
}
