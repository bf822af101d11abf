//! An address that its former owner can still take back is registered on purpose
//! only.

use genkan::address::Address;
use genkan::onboarding::{MessageKind, Refusal};
use genkan_portal::clock::now;
use genkan_portal::service::{CeremonyError, RequestSource};

use super::{BASE, refusal, run, said};
use crate::support::cli::text;
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

const NEW: &str = "taro@new.example.com";

/// Requests another address, and returns the link that proves it.
async fn request(portal: &TestPortal, address: &str, new: &str) -> String {
    let (owner, new) = (
        Address::parse(address).unwrap(),
        Address::parse(new).unwrap(),
    );
    let source = RequestSource::default();
    let signed_in = portal.service.sign_in(&owner, PASSWORD, &source).await;
    let session = signed_in.unwrap().session().unwrap().session;
    let session = portal.service.session(session.expose().as_str()).await;
    let session = session.unwrap().unwrap();
    let requested = portal
        .service
        .request_address(&session, PASSWORD, &new, &source);
    requested.await.unwrap();
    let kind = MessageKind::ProveAddress;
    portal.write_message(address, kind, now()).await.remove(0)
}

/// Replaces the address, and returns the link that undoes it.
async fn replaced(portal: &TestPortal) -> String {
    portal.activate(TARO).await;
    let prove = request(portal, TARO, NEW).await;
    portal.service.prove_address(&prove).await.unwrap();
    let kind = MessageKind::AddressReplaced;
    portal.write_message(NEW, kind, now()).await.remove(0)
}

fn is_taken<T>(result: &Result<T, CeremonyError>) -> bool {
    matches!(result, Err(CeremonyError::Refused(Refusal::AddressTaken)))
}

#[tokio::test]
async fn every_way_to_take_it_leaves_the_undo_possible() {
    for portal in portals(BASE).await {
        let undo = replaced(&portal).await;
        let add = ["contacts", "add", "--name", "A", "--email", TARO];
        let refused = run(&portal, &add);
        let line = refusal(&refused);
        assert!(line.starts_with("genkan: address-reserved: taro.yamada@example.co.jp "));
        assert!(
            line.contains(" JST. ") && line.contains("--allow-reserved"),
            "{line}"
        );
        let japanese = run(&portal, &[&add[..], &["--lang", "ja"]].concat());
        assert!(refusal(&japanese).contains("元に戻せます"));

        let csv = portal.folder.path().join("contacts.csv");
        let upper = TARO.to_uppercase();
        let rows = format!("name,email\nB,b@example.com\nA,{upper}\nC,c@example.com\n");
        std::fs::write(&csv, rows).unwrap();
        let imported = run(&portal, &["contacts", "import", csv.to_str().unwrap()]);
        assert_eq!(imported.status.code(), Some(1));
        let counted = "2 registered, 0 already known, 1 not registered\n";
        assert_eq!(text(&imported.stdout), counted);
        assert!(text(&imported.stderr).contains("address-reserved: "));

        let replace = ["contacts", "replace", "b@example.com", TARO, "--name", "B"];
        let refused = run(&portal, &replace);
        assert!(refusal(&refused).starts_with("genkan: address-reserved: "));

        portal.activate("hanako@example.com").await;
        let prove = request(&portal, "hanako@example.com", TARO).await;
        assert!(is_taken(&portal.service.prove_address(&prove).await));

        portal.service.undo_address(&undo).await.unwrap();
        assert_eq!(portal.account(TARO).await.address.as_str(), TARO);
        // The address that had replaced it is free: its owner undoes nothing.
        said(&run(
            &portal,
            &["contacts", "add", "--name", "N", "--email", NEW],
        ));
    }
}

#[tokio::test]
async fn it_is_taken_on_purpose_or_when_the_time_is_over() {
    for (portal, is_over) in portals(BASE).await.into_iter().zip([false, true]) {
        let undo = replaced(&portal).await;
        let mut add = vec!["contacts", "add", "--name", "A", "--email", TARO];
        if is_over {
            portal
                .sql("UPDATE accounts SET former_undo_until = 1")
                .await;
        } else {
            add.push("--allow-reserved");
        }
        said(&run(&portal, &add));
        let undone = portal.service.undo_address(&undo).await;
        assert!(undone.is_err() && (is_over || is_taken(&undone)));
    }
    for portal in portals(BASE).await {
        replaced(&portal).await;
        portal.register("b@example.com").await;
        let replace = ["contacts", "replace", "b@example.com", TARO, "--name", "B"];
        said(&run(
            &portal,
            &[&replace[..], &["--allow-reserved"]].concat(),
        ));
    }
    // The account that had it may be handed over to it: its undo ends anyway.
    for portal in portals(BASE).await {
        replaced(&portal).await;
        said(&run(
            &portal,
            &["contacts", "replace", NEW, TARO, "--name", "B"],
        ));
    }
}
