//! What the desk can do, what it cannot, and what it leaves behind.

use genkan::Language;
use genkan::audit_log::EventKind;
use genkan::onboarding::{AuditLog as _, Contact, Outbox as _, Role, StoredPassword};
use genkan::token::Session;

use super::BASE;
use crate::support::browser::Browser;
use crate::support::cli::{genkan, text};
use crate::support::contacts::{new_contact, register};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO};

const HANAKO: &str = "hanako@other.example";

fn successor() -> Contact {
    Contact::new("Hanako", HANAKO, None, Language::En).unwrap()
}

#[tokio::test]
async fn cve_2026_55670() {
    // Who is registered again has nothing in common with who was removed.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let desk = portal.operator("佐藤", Role::Agent, &[]).await;
        // A company's last contact is removed by two operators.
        portal.register("saburo@example.com").await;
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let (link, before) = (portal.mint(TARO).await, portal.account(TARO).await);
        portal.service.remove(before.id, &desk).await.unwrap();
        portal.deliver().await;
        let address = TARO.to_uppercase();
        let contact = Contact::new("Somebody Else", &address, None, Language::En).unwrap();
        assert!(register(&portal.service, new_contact(contact, "Company Y")).await);
        let after = portal.account(TARO).await;
        assert_ne!(after.id, before.id);
        let company = portal.service.company(&after).await.unwrap().unwrap();
        assert_eq!(
            (company.name.as_str(), after.name.as_str()),
            ("Company Y", "Somebody Else")
        );
        assert!(after.former.is_none() && after.replacement.is_none());
        assert!(!browser.is_signed_in().await);
        assert!(!browser.signs_in(TARO, PASSWORD).await);
        assert!(portal.service.open_link(&link).await.is_err());
        assert!(
            portal
                .service
                .store
                .messages(after.id, 10)
                .await
                .unwrap()
                .is_empty()
        );
        // Whoever had been removed stays so: its identity leads nowhere.
        assert!(portal.service.resend(before.id, &desk).await.is_err());
        assert!(portal.service.release(before.id, &desk).await.is_err());
        let page = Browser::new(&portal);
        page.follow(&portal.mint(TARO).await).await;
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
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        let id = portal.account(TARO).await.id;
        let (link, browser) = (portal.mint(TARO).await, Browser::new(&portal));
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let mut other = portal.node().await;
        let service = std::sync::Arc::get_mut(&mut other.service);
        // The node's pages share its portal; a fresh one has another name.
        assert!(service.is_none());
        let keys = genkan_portal::keys::open(portal.folder.path()).unwrap();
        let realm = genkan::onboarding::Realm::new("another service".into(), keys);
        let policy_engine = genkan_portal::passwords::PolicyEngine::new(
            genkan::policy::Policy::support_center(),
            genkan_portal::passwords::Lists::default(),
            genkan_portal::config::ServiceName::default(),
        );
        let stranger = genkan_portal::service::Service::new(
            realm,
            policy_engine,
            portal.service.store.clone(),
        )
        .unwrap();
        assert!(stranger.open_link(&link).await.is_err());
        let session = browser.cookie("session").unwrap();
        assert!(stranger.session(&session).await.unwrap().is_err());
        assert!(portal.service.session(&session).await.unwrap().is_ok());

        let desk = portal.operator("佐藤", Role::Agent, &[]).await;
        portal
            .service
            .hand_over(id, &successor(), false, &desk)
            .await
            .unwrap();
        let mails = portal.deliver().await;
        assert!(
            mails
                .iter()
                .any(|mail| mail.contains(&format!("To: {TARO}\n")))
        );
        let entries = portal.service.store.entries(None, 100).await.unwrap();
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
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.register("stays@example.com").await;
        portal.deliver().await;
        let id = portal.account(TARO).await.id;
        let desk = portal.operator("佐藤", Role::Agent, &[]).await;
        // The operator is invited.
        portal.deliver().await;
        portal
            .service
            .hand_over(id, &successor(), false, &desk)
            .await
            .unwrap();
        // The old password is gone and no other is there: only the mailbox
        // of the new address can set one.
        let account = portal.account(HANAKO).await;
        assert!(StoredPassword::of(&account).is_none());
        for address in [TARO, HANAKO] {
            assert!(!Browser::new(&portal).signs_in(address, PASSWORD).await);
        }
        let mails = portal.deliver().await;
        assert!(
            mails.iter().all(|mail| !mail.contains("/reset/")),
            "asked for by the new contact"
        );
        // And every step is in the audit log, under the operator's identity.
        let id = account.id;
        portal.service.resend(id, &desk).await.unwrap();
        portal.service.hold(id, &desk).await.unwrap();
        portal.service.release(id, &desk).await.unwrap();
        portal.service.remove(id, &desk).await.unwrap();
        let entries = portal.service.store.entries(None, 100).await.unwrap();
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
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let link = portal.mint(TARO).await;
        let browser = Browser::new(&portal);
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
        let account = portal.account(TARO).await;
        shown += &format!("{account:?}");
        shown += &format!(
            "{:?}",
            portal.service.store.undelivered(None, 10).await.unwrap()
        );
        shown += &format!(
            "{:?}",
            portal.service.store.messages(account.id, 10).await.unwrap()
        );
        shown += &format!(
            "{:?}",
            portal.service.store.entries(None, 10).await.unwrap()
        );
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
            assert!(!Browser::new(&portal).get(&path).await.text.contains(TARO));
        }
    }
}
