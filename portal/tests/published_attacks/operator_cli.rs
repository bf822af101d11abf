//! What the desk can do, what it cannot, and what it leaves behind.

use genkan::address::Address;
use genkan::audit_log::{Actor, EventKind};
use genkan::id::OperatorId;
use genkan::language::Language;
use genkan::onboarding::Store as _;
use genkan::onboarding::replace_address::Successor;
use genkan::token::Session;

use super::BASE;
use crate::support::browser::Browser;
use crate::support::cli::{genkan, text};
use crate::support::databases::houses;
use crate::support::{PASSWORD, TARO};

const DESK: Actor = Actor::Desk(OperatorId::from_bytes([9; 16]));
const HANAKO: &str = "hanako@other.example";

fn successor() -> Successor {
    Successor {
        address: Address::parse(HANAKO).unwrap(),
        name: "Hanako".into(),
        language: Language::En,
    }
}

#[tokio::test]
async fn cve_2026_55670() {
    // Who is registered again has nothing in common with who was removed.
    for house in houses(BASE).await {
        house.activate(TARO).await;
        let browser = Browser::new(&house);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let (link, before) = (house.mint(TARO).await, house.account(TARO).await);
        house.portal.remove(before.id, DESK).await.unwrap().unwrap();
        house.deliver().await;
        let contact = genkan::onboarding::register::Contact {
            address: Address::parse(&TARO.to_uppercase()).unwrap(),
            name: "Somebody Else".into(),
            company: "Company Y".into(),
            language: Language::En,
        };
        assert!(house.portal.register(contact).await.unwrap());
        let after = house.account(TARO).await;
        assert_ne!(after.id, before.id);
        assert_eq!(
            (&*after.company, &*after.name),
            ("Company Y", "Somebody Else")
        );
        assert!(after.former.is_none() && after.replacement.is_none());
        assert!(!browser.is_signed_in().await);
        assert!(!browser.signs_in(TARO, PASSWORD).await);
        assert!(house.portal.open_link(&link).await.unwrap().is_err());
        assert!(
            house
                .portal
                .store
                .letters(after.id, 10)
                .await
                .unwrap()
                .is_empty()
        );
        // Whoever had been removed stays so: its identity leads nowhere.
        assert!(house.portal.resend(before.id, DESK).await.unwrap().is_err());
        assert!(
            house
                .portal
                .release(before.id, DESK)
                .await
                .unwrap()
                .is_err()
        );
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
        let portal = std::sync::Arc::get_mut(&mut other.portal);
        // The node's pages share its portal; a fresh one has another name.
        assert!(portal.is_none());
        let keys = genkan_portal::keys::open(house.folder.path()).unwrap();
        let realm = genkan::onboarding::Realm::new("another service".into(), keys);
        let judge = genkan_portal::judge::Judge::new(
            genkan::policy::Policy::support_center(),
            genkan_portal::judge::Lists::default(),
            genkan_portal::config::Service::default(),
        );
        let stranger =
            genkan_portal::portal::Portal::new(realm, judge, house.portal.store.clone()).unwrap();
        assert!(stranger.open_link(&link).await.unwrap().is_err());
        let session = browser.cookie("session").unwrap();
        assert!(stranger.session(&session).await.unwrap().is_err());
        assert!(house.portal.session(&session).await.unwrap().is_ok());

        house
            .portal
            .hand_over(id, &successor(), DESK)
            .await
            .unwrap()
            .unwrap();
        let mails = house.deliver().await;
        assert!(
            mails
                .iter()
                .any(|mail| mail.contains(&format!("To: {TARO}\n")))
        );
        let entries = house.portal.store.entries(0, 100).await.unwrap();
        let last = entries
            .iter()
            .rev()
            .find(|one| one.event.kind == EventKind::HandedOver);
        assert_eq!(last.map(|one| one.event.actor), Some(DESK));
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
        house
            .portal
            .hand_over(id, &successor(), DESK)
            .await
            .unwrap()
            .unwrap();
        // The old password is gone and no other is there: only the mailbox
        // of the new address can set one.
        let account = house.account(HANAKO).await;
        assert!(genkan::onboarding::sign_in::stored_hash(Some(&account)).is_none());
        for address in [TARO, HANAKO] {
            assert!(!Browser::new(&house).signs_in(address, PASSWORD).await);
        }
        let mails = house.deliver().await;
        assert!(
            mails.iter().all(|mail| !mail.contains("/reset/")),
            "asked for by the new contact"
        );
        // And every step is in the audit log, under the operator's identity.
        house.portal.resend(id, DESK).await.unwrap().unwrap();
        house.portal.hold(id, DESK).await.unwrap().unwrap();
        house.portal.release(id, DESK).await.unwrap().unwrap();
        house.portal.remove(id, DESK).await.unwrap().unwrap();
        let entries = house.portal.store.entries(0, 100).await.unwrap();
        let desk: Vec<_> = entries
            .iter()
            .filter(|one| one.event.actor == DESK)
            .map(|one| one.event.kind)
            .collect();
        use EventKind as E;
        assert_eq!(
            desk,
            [
                E::HandedOver,
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
        shown += &format!("{:?}", house.portal.store.outbox(None, 10).await.unwrap());
        shown += &format!(
            "{:?}",
            house.portal.store.letters(account.id, 10).await.unwrap()
        );
        shown += &format!("{:?}", house.portal.store.entries(0, 10).await.unwrap());
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
