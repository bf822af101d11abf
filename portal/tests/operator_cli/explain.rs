//! Why there is no mail.

use std::time::Duration;

use genkan::address::Address;
use genkan::limit::{Asker, Limits};
use genkan::onboarding::{
    Bounce, Counters as _, FailureCause, MessageKind, Outbox as _, Outcome, Reply,
};
use genkan_portal::clock::now;
use genkan_portal::service::RequestSource;
use serde_json::Value;

use super::{BASE, refusal, run, said};
use crate::support::databases::portals;
use crate::support::{PASSWORD, TARO, TestPortal};

/// The codes of what is found, and all of it.
fn explained(portal: &TestPortal, address: &str) -> (Vec<String>, Value) {
    let output = run(portal, &["explain", address, "--json"]);
    let value: Value = serde_json::from_str(said(&output)).unwrap();
    let findings = value["findings"].as_array().unwrap();
    let code = |finding: &Value| finding["code"].as_str().unwrap().to_owned();
    (findings.iter().map(code).collect(), value)
}

fn codes(portal: &TestPortal, address: &str) -> Vec<String> {
    explained(portal, address).0
}

#[tokio::test]
async fn explain_tells_why_there_is_no_mail() {
    for portal in portals(BASE).await {
        let address = Address::parse(TARO).unwrap();
        assert_eq!(codes(&portal, TARO), ["unregistered"]);

        // An address that nobody has registered has its counts, too.
        let limits = Limits::default();
        let charges = limits.link_request(
            &Asker {
                address: &address,
                account: None,
                device: None,
                client: "192.0.2.1",
            },
            now(),
        );
        let charged = portal.service.store.charge(&charges, now()).await.unwrap();
        charged.unwrap();
        let (found, value) = explained(&portal, TARO);
        assert_eq!(found, ["unregistered", "throttled"]);
        assert_eq!(value["findings"][1]["by"], "link-pause");
        assert!(value["findings"][1]["until"].is_string());

        portal.register(TARO).await;
        assert_eq!(codes(&portal, TARO), ["registered", "no-link"]);
        portal
            .service
            .request_link(&address, &RequestSource::default())
            .await
            .unwrap();
        let now_too_soon = ["registered", "throttled", "link-queued"];
        assert_eq!(codes(&portal, TARO), now_too_soon);
        portal.sql("DELETE FROM counters").await;
        assert_eq!(codes(&portal, TARO), ["registered", "link-queued"]);

        let store = &portal.service.store;
        let settle = async |outcome| {
            let until = now() + Duration::from_secs(60);
            let leased = store.lease_message(now(), until).await.unwrap().unwrap();
            let settled = store.settle_message(leased.id, until, outcome, now());
            assert!(settled.await.unwrap());
            leased.id
        };
        settle(Outcome::RetryAt {
            at: now(),
            reply: Reply::new("451 4.7.1 come back later"),
        })
        .await;
        let (found, value) = explained(&portal, TARO);
        assert_eq!(found, ["registered", "link-queued"]);
        assert_eq!(value["findings"][1]["tries"], 1);
        assert_eq!(value["findings"][1]["reply"], "451 4.7.1 come back later");
        settle(Outcome::Failed {
            cause: FailureCause::Rejected,
            reply: Reply::new("550 5.1.1 no such user"),
        })
        .await;
        let (found, value) = explained(&portal, TARO);
        assert_eq!(found, ["registered", "link-rejected"]);
        assert_eq!(value["findings"][1]["reply"], "550 5.1.1 no such user");
        let english = run(&portal, &["explain", TARO]);
        assert!(said(&english).contains("not sent (rejected)"));

        // An operator retries it.
        let failed = run(&portal, &["outbox", "list", "--failed"]);
        let line: Vec<&str> = said(&failed).trim_end().split('\t').collect();
        assert_eq!(line[1..5], ["failed", "link", TARO, "2"]);
        assert_eq!(line[7..], ["rejected", "550 5.1.1 no such user"]);
        let json = run(&portal, &["outbox", "list", "--failed", "--json"]);
        let row: Value = serde_json::from_str(said(&json)).unwrap();
        assert_eq!(
            (&row["id"], &row["cause"]),
            (&line[0].into(), &"rejected".into())
        );
        said(&run(&portal, &["outbox", "retry", line[0]]));
        assert_eq!(said(&run(&portal, &["outbox", "list", "--failed"])), "");
        let none = "0".repeat(32);
        let refused = run(&portal, &["outbox", "retry", &none]);
        assert!(refusal(&refused).starts_with("genkan: message-not-waiting: "));
        for (cause, code) in [
            (FailureCause::NotComposed, "link-not-composed"),
            (FailureCause::GivenUp, "link-given-up"),
        ] {
            let reply = Reply::new("connection: refused");
            settle(Outcome::Failed { cause, reply }).await;
            assert_eq!(codes(&portal, TARO), ["registered", code]);
            let all = run(&portal, &["outbox", "retry", "--all-failed"]);
            assert_eq!(said(&all), "to be retried: 1\n");
        }
        // A message that no longer applied is not among them.
        let id = settle(Outcome::Failed {
            cause: FailureCause::NoLongerApplies,
            reply: Reply::new("held"),
        })
        .await;
        assert_eq!(
            codes(&portal, TARO),
            ["registered", "link-no-longer-applies"]
        );
        let all = run(&portal, &["outbox", "retry", "--all-failed"]);
        assert_eq!(said(&all), "to be retried: 0\n");
        said(&run(&portal, &["outbox", "retry", &id.to_string()]));
        let id = settle(Outcome::Sent {
            reply: Reply::new("250 2.0.0 taken as 1234"),
        })
        .await;
        let (found, value) = explained(&portal, TARO);
        assert_eq!(found, ["registered", "link-sent"]);
        assert_eq!(value["findings"][1]["reply"], "250 2.0.0 taken as 1234");
        let japanese = run(&portal, &["explain", TARO, "--lang", "ja"]);
        assert!(said(&japanese).contains("リンクのメールを 20"));
        assert!(said(&japanese).contains("迷惑メール"));

        // A report that it was not delivered arrives later.
        let reply = Reply::new("5.2.2 mailbox full");
        let bounced = store.bounce_message(id, Bounce { reply }, now());
        assert!(bounced.await.unwrap());
        let (found, value) = explained(&portal, TARO);
        assert_eq!(found, ["registered", "link-bounced"]);
        assert_eq!(value["findings"][1]["reply"], "5.2.2 mailbox full");
        let failed = run(&portal, &["outbox", "list", "--failed"]);
        assert!(said(&failed).contains("\tbounced\tlink\t"));
        let refused = run(&portal, &["outbox", "retry", &id.to_string()]);
        assert!(refusal(&refused).starts_with("genkan: message-not-waiting: "));

        for (command, code) in [("hold", "held"), ("remove", "removed")] {
            said(&run(&portal, &["contacts", command, TARO]));
            assert_eq!(codes(&portal, TARO), [code, "link-bounced"]);
            let english = run(&portal, &["explain", TARO]);
            assert!(said(&english).contains(&format!("[{code}] ")));
        }
    }
}

#[tokio::test]
async fn an_expired_registration_is_explained_and_renewed() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        portal
            .sql("UPDATE accounts SET state_at = 1000000000")
            .await;
        assert_eq!(codes(&portal, TARO), ["expired", "no-link"]);
        let listed = || said(&run(&portal, &["contacts", "list"])).to_owned();
        assert!(listed().contains("\texpired\t"), "{}", listed());
        said(&run(&portal, &["contacts", "renew", TARO]));
        assert!(listed().contains("\tregistered\t"), "{}", listed());
        assert_eq!(codes(&portal, TARO), ["registered", "link-queued"]);
    }
}

#[tokio::test]
async fn what_went_to_another_person_or_address_is_not_told_of_this_one() {
    for portal in portals(BASE).await {
        let new = "hanako@example.com";
        portal.register(TARO).await;
        portal.link(TARO).await;
        portal.sql("DELETE FROM counters").await;
        assert_eq!(codes(&portal, TARO), ["registered", "link-sent"]);

        let replace = ["contacts", "replace", TARO, new, "--name", "花子"];
        said(&run(&portal, &replace));
        assert_eq!(codes(&portal, new), ["registered", "no-link"]);
        portal.link(new).await;
        portal.sql("DELETE FROM counters").await;
        assert_eq!(codes(&portal, new), ["registered", "link-sent"]);

        // The former contact's address leads to the successor.
        let (found, value) = explained(&portal, TARO);
        assert_eq!(found, ["handed-over", "link-sent"]);
        assert_eq!(value["findings"][0]["to"], new);
        let japanese = run(&portal, &["explain", TARO, "--lang", "ja"]);
        assert!(said(&japanese).contains(&format!("{new} へ引き継がれました")));
    }
}

#[tokio::test]
async fn a_replaced_address_is_not_reported_as_unknown() {
    for portal in portals(BASE).await {
        let (new, hanako) = ("taro@new.example.com", "hanako@example.com");
        portal.activate(TARO).await;
        let ask = async |address: &str| {
            let address = Address::parse(address).unwrap();
            let source = RequestSource::default();
            let signed_in = portal.service.sign_in(&address, PASSWORD, &source).await;
            let session = signed_in.unwrap().session().unwrap().session;
            let session = portal.service.session(session.expose().as_str()).await;
            let new = Address::parse(new).unwrap();
            let session = session.unwrap().unwrap();
            let source = RequestSource::default();
            let asked = portal
                .service
                .request_address(&session, PASSWORD, &new, &source);
            asked.await.unwrap();
        };
        ask(TARO).await;
        assert_eq!(codes(&portal, new), ["unregistered"]);
        let prove = portal
            .write_message(TARO, MessageKind::ProveAddress, now())
            .await;
        let proven = portal.service.prove_address(&prove[0]).await;
        proven.unwrap();

        // Whoever knows nothing of it must hear of the way back.
        let (found, value) = explained(&portal, TARO);
        assert_eq!(found, ["replaced"]);
        assert_eq!(value["findings"][0]["by"], new);
        assert!(value["findings"][0]["undo_until"].is_string());
        let english = run(&portal, &["explain", TARO]);
        assert!(said(&english).contains(&format!("genkan contacts hold {new}")));
        assert_eq!(codes(&portal, new), ["active", "no-link"]);
        said(&run(&portal, &["contacts", "hold", new]));
        let english = run(&portal, &["explain", TARO]);
        assert!(!said(&english).contains("genkan contacts hold"));
        said(&run(&portal, &["contacts", "release", new]));

        let japanese = run(&portal, &["explain", TARO, "--lang", "ja"]);
        assert!(said(&japanese).contains(&format!("{new} に変更")));

        // A hand-over cannot be undone, and the first address is unknown then.
        said(&run(
            &portal,
            &["contacts", "replace", new, hanako, "--name", "花子"],
        ));
        let (found, value) = explained(&portal, new);
        assert_eq!(found, ["handed-over", "no-link"]);
        assert_eq!(value["findings"][0]["to"], hanako);
        assert_eq!(codes(&portal, TARO), ["unregistered"]);
    }
}

#[tokio::test]
async fn no_advice_is_given_that_would_be_refused() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        portal.link(TARO).await;
        let told = || said(&run(&portal, &["explain", TARO])).to_owned();
        let resend = format!("genkan contacts resend {TARO}");
        assert!(told().contains("[throttled] "));
        assert!(told().contains(&resend));
        for action in ["hold", "remove"] {
            said(&run(&portal, &["contacts", action, TARO]));
            assert!(told().contains("[throttled] "));
            assert!(!told().contains(&resend), "{}", told());
        }
    }
}
