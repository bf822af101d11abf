//! Who has no password, is held, or is no contact any more does not get in.

use axum::http::StatusCode;
use genkan::audit_log::EventKind;
use genkan::onboarding::{AuditLog as _, MessageKind, Outbox as _, Progress};
use genkan_portal::clock::now;

use super::BASE;
use crate::support::browser::{Browser, fields};
use crate::support::contacts::{administrator, contact, new_contact, register};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

#[tokio::test]
async fn cve_2023_32302() {
    // Registered, and no password set: no text is the right one.
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let mut pages = Vec::new();
        for password in [
            "",
            " ",
            "\0",
            "x",
            "null",
            "\u{3000}",
            "password",
            &"a".repeat(5_000),
        ] {
            let form = fields(&[("email", TARO), ("password", password)]);
            let page = Browser::new(&portal).post("/signin", &form).await;
            assert_eq!(
                page.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{password:?}"
            );
            pages.push(page.text);
        }
        for form in [
            format!("email={TARO}"),
            format!("email={TARO}&password"),
            format!("email={TARO}&password[]=x"),
        ] {
            let page = Browser::new(&portal).post("/signin", &form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            pages.push(page.text);
        }
        assert!(pages.iter().all(|page| *page == pages[0]));
    }
}

#[tokio::test]
async fn ghsa_56p6_qw3c_fq2g() {
    // Removal ends what is open at once, and what waits to be sent.
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        let before = portal.mails().len();
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        assert!(browser.is_signed_in().await);
        let link = portal.mint(TARO).await;
        browser.post("/forgot", &fields(&[("email", TARO)])).await;
        portal.settle().await;
        assert_eq!(portal.due().await, 1, "a letter with a link waits");
        let id = portal.account(TARO).await.id;
        portal.service.remove(id, &administrator()).await.unwrap();

        let page = browser.get("/").await;
        assert_eq!(
            (page.status, page.location()),
            (StatusCode::SEE_OTHER, "/signin")
        );
        assert_eq!(browser.follow(&link).await.status, StatusCode::GONE);
        assert_eq!(browser.set("new8Kite!").await.status, StatusCode::GONE);
        assert!(!browser.signs_in(TARO, PASSWORD).await);
        let form = fields(&[
            ("current_password", PASSWORD),
            ("new_password", "new8Kite!"),
            ("confirmation", "new8Kite!"),
        ]);
        let page = browser.post("/password", &form).await;
        assert_eq!(page.location(), "/signin?back=%2Fpassword");
        // The email that is sent reports the end and contains no link. The other
        // message is not sent, and the operator can see why.
        portal.deliver().await;
        let mails = portal.mails().split_off(before);
        assert_eq!(mails.len(), 1);
        assert!(!mails[0].contains("gkn_"));
        let messages = portal.service.store.messages(id, 10).await.unwrap();
        let link = messages
            .iter()
            .find(|message| message.message.kind == MessageKind::Link);
        let is_dead = |progress: &Progress| matches!(progress, Progress::Failed { .. });
        assert!(link.is_some_and(|message| is_dead(&message.progress)));
    }
}

#[tokio::test]
async fn ghsa_26c5_ppr8_f33p() {
    // Held before or after a link was sent, before or after it was used:
    // nobody signs in, until the desk releases the account.
    for portal in portals(BASE).await {
        for (number, order) in [
            "link, hold, set",
            "hold, link, set",
            "link, set, hold",
            "hold, set",
        ]
        .into_iter()
        .enumerate()
        {
            let address = format!("contact{number}@example.co.jp");
            portal.activate(&address).await;
            let id = portal.account(&address).await.id;
            let mut link = portal.mint(&address).await;
            let browser = Browser::new(&portal);
            for step in order.split(", ") {
                match step {
                    "hold" => portal.service.hold(id, &administrator()).await.unwrap(),
                    "link" => {
                        browser
                            .post("/forgot", &fields(&[("email", &address)]))
                            .await;
                        if let Some(mail) = portal
                            .deliver()
                            .await
                            .iter()
                            .find(|mail| mail.contains("/reset/"))
                        {
                            link = crate::support::token(mail);
                        }
                    }
                    _ => {
                        browser.follow(&link).await;
                        browser.set("new8Kite!").await;
                    }
                }
            }
            for password in [PASSWORD, "new8Kite!"] {
                assert!(!browser.signs_in(&address, password).await, "{order}");
            }
            let resent = portal.service.resend(id, &administrator()).await;
            assert!(resent.is_err(), "{order}");
            portal.service.release(id, &administrator()).await.unwrap();
            let password = if order == "link, set, hold" {
                "new8Kite!"
            } else {
                PASSWORD
            };
            assert!(browser.signs_in(&address, password).await, "{order}");
        }
    }
}

#[tokio::test]
async fn ss_2016_011() {
    // An old link of somebody who may not sign in: the same page as for any
    // link that does not work, and nothing of it in the audit log but the end.
    for portal in portals(BASE).await {
        let other = TestPortal::new(BASE);
        other.register(TARO).await;
        let unknown = other.mint(TARO).await;
        let nothing = Browser::new(&portal).follow(&unknown).await;
        for end in ["hold", "remove"] {
            let address = format!("{end}@example.co.jp");
            portal.activate(&address).await;
            let link = portal.mint(&address).await;
            let id = portal.account(&address).await.id;
            match end {
                "hold" => portal.service.hold(id, &administrator()).await.unwrap(),
                _ => {
                    let removed = portal.service.remove(id, &administrator()).await;
                    assert_eq!(removed.unwrap(), None);
                }
            }
            let browser = Browser::new(&portal);
            let shown = browser.follow(&link).await;
            assert_eq!(
                (shown.status, &shown.text),
                (StatusCode::GONE, &nothing.text)
            );
            let set = browser.set("new8Kite!").await;
            assert_eq!((set.status, &set.text), (StatusCode::GONE, &nothing.text));
            let entries = portal.service.store.entries(None, 1000).await.unwrap();
            let last = entries.last().unwrap().event;
            assert!(matches!(last.kind, EventKind::Held | EventKind::Removed));
        }
    }
}

#[tokio::test]
async fn func_passwordless_reset_silently_ignored() {
    // The way in for everybody who has never had a password, whatever came
    // before it.
    for portal in portals(BASE).await {
        for before in ["", "told", "twice", "removed", "released", "disowned"] {
            let address = format!("contact.{before}x@example.co.jp");
            portal.register(&address).await;
            let id = portal.account(&address).await.id;
            match before {
                "twice" => {
                    let contact = new_contact(contact(&address.to_uppercase()), "");
                    assert!(!register(&portal.service, contact).await);
                }
                "removed" => {
                    portal.service.remove(id, &administrator()).await.unwrap();
                    portal.register(&address).await;
                }
                "released" => {
                    portal.service.hold(id, &administrator()).await.unwrap();
                    portal.service.release(id, &administrator()).await.unwrap();
                }
                "disowned" => {
                    let link = portal.mint(&address).await;
                    let link = portal.service.open_link(&link).await.unwrap();
                    portal.service.set_password(&link, PASSWORD).await.unwrap();
                    let kind = MessageKind::PasswordChanged;
                    let disown = portal.write_message(&address, kind, now()).await.remove(0);
                    portal.service.disavow(&disown).await.unwrap();
                }
                _ => {}
            }
            portal.deliver().await;
            let browser = Browser::new(&portal);
            let asked = browser
                .post("/forgot", &fields(&[("email", &address)]))
                .await;
            assert_eq!(asked.location(), "/forgot/sent");
            let mails = portal.deliver().await;
            let link = crate::support::token(mails.last().unwrap());
            assert_eq!(
                browser.follow(&link).await.status,
                StatusCode::OK,
                "{before}"
            );
            let set = browser.set("new8Kite!").await;
            assert_eq!(set.location(), "/signin", "{before}");
            assert!(browser.signs_in(&address, "new8Kite!").await, "{before}");
        }
    }
}
