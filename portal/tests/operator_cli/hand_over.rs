//! A contact leaves, and another person takes over.

use axum::http::StatusCode;
use genkan::onboarding::{MessageKind, State};
use genkan_portal::clock::now;

use super::{BASE, refusal, run, said};
use crate::support::browser::{Browser, fields};
use crate::support::databases::portals;
use crate::support::{NAME, PASSWORD, TARO, token};

const HANAKO: &str = "hanako@example.co.jp";

#[tokio::test]
async fn a_hand_over_ends_everything_of_the_leaver_and_the_successor_begins_anew() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        let before = portal.account(TARO).await;
        let (browser, other) = (Browser::new(&portal), Browser::new(&portal));
        assert!(browser.signs_in(TARO, PASSWORD).await);
        let link = portal.mint(TARO).await;
        let kind = MessageKind::PasswordChanged;
        let disown = portal.write_message(TARO, kind, now()).await.remove(0);

        let replace = ["contacts", "replace", TARO, HANAKO, "--name", "佐藤 花子"];
        said(&run(&portal, &replace));
        // Password, session, links and remedies are dead.
        assert!(!browser.is_signed_in().await);
        assert!(!other.signs_in(TARO, PASSWORD).await);
        assert!(!other.signs_in(HANAKO, PASSWORD).await);
        assert_eq!(other.follow(&link).await.status, StatusCode::GONE);
        assert!(portal.service.disavow(&disown).await.is_err());
        let asked = browser.post("/forgot", &fields(&[("email", TARO)])).await;
        assert_eq!(asked.location(), "/forgot/sent");

        let leaver = portal.account(TARO).await;
        let successor = portal.account(HANAKO).await;
        assert_eq!(
            (leaver.id, leaver.successor),
            (before.id, Some(successor.id))
        );
        assert!(leaver.state.is_removed());
        assert_ne!(successor.id, before.id);
        assert!(matches!(successor.state, State::Registered { .. }));
        assert_eq!(successor.company, before.company);

        // Both are told, each by name and about the own account.
        let mails = portal.deliver().await;
        assert_eq!(mails.len(), 2, "{mails:?}");
        let to = |address: &str| {
            let to = format!("To: {address}\n");
            mails.iter().find(|mail| mail.contains(&to)).unwrap()
        };
        let (old, new) = (to(TARO), to(HANAKO));
        assert!(old.contains(&format!("{NAME} 様")) && old.contains("サインインできません"));
        assert!(!old.contains("花子") && !old.contains("gkn_"));
        assert!(new.contains("佐藤 花子 様") && new.contains("/forgot") && !new.contains(NAME));

        // The new person sets a password of one's own.
        browser.post("/forgot", &fields(&[("email", HANAKO)])).await;
        let first = token(&portal.deliver().await[0]);
        assert_eq!(browser.follow(&first).await.status, StatusCode::OK);
        let set = browser.set("new8Kite!").await;
        assert_eq!(set.location(), "/signin");
        assert!(browser.signs_in(HANAKO, "new8Kite!").await);
        assert!(browser.get("/").await.text.contains("佐藤 花子"));

        // The leaver can be registered again, with a new account.
        portal.register(TARO).await;
        assert_ne!(portal.account(TARO).await.id, before.id);
    }
}

#[tokio::test]
async fn notices_of_one_second_are_about_the_person_that_they_go_to() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.deliver().await;
        said(&run(&portal, &["contacts", "hold", TARO]));
        let replace = ["contacts", "replace", TARO, HANAKO, "--name", "佐藤 花子"];
        said(&run(&portal, &replace));
        // The hold no longer applies. A learns of A's end, B of B's beginning.
        let mails = portal.deliver().await;
        let mut about: Vec<(bool, bool)> = mails
            .iter()
            .map(|mail| {
                (
                    mail.contains(&format!("To: {TARO}\n")),
                    mail.contains("引き継ぎました"),
                )
            })
            .collect();
        about.sort_unstable();
        assert_eq!(about, [(false, false), (true, true)], "{mails:?}");
        for mail in &mails {
            assert!(!mail.contains("一時停止"), "{mail}");
            let is_to_taro = mail.contains(&format!("To: {TARO}\n"));
            assert_eq!(mail.contains(NAME), is_to_taro, "{mail}");
            assert_eq!(mail.contains("佐藤 花子"), !is_to_taro, "{mail}");
        }
    }
}

#[tokio::test]
async fn a_hand_over_needs_another_address_and_a_name() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let everything = portal.everything().await;
        for new in [TARO, "Taro.Yamada@EXAMPLE.co.jp"] {
            let same = run(
                &portal,
                &["contacts", "replace", TARO, new, "--name", "花子"],
            );
            assert!(refusal(&same).starts_with("genkan: same-address: "));
            assert!(refusal(&same).contains(&format!("genkan contacts edit {TARO} --name ")));
            let japanese = [
                "contacts", "replace", TARO, new, "--name", "花子", "--lang", "ja",
            ];
            assert!(refusal(&run(&portal, &japanese)).contains("同じアドレス"));
        }
        let nameless = run(&portal, &["contacts", "replace", TARO, HANAKO]);
        assert_eq!(nameless.status.code(), Some(2));
        assert_eq!(portal.everything().await, everything);
    }
}
