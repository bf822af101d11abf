//! A registered contact answers an inquiry, and stops a takeover, by the links
//! that came by email.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use genkan::id::CaseId;
use genkan::onboarding::case::{InquiryState, Matter};

use crate::support::databases::portals;
use crate::support::{NAME, TARO, TestPortal, body};

const BASE: &str = "http://127.0.0.1:8080/";
const HANAKO: &str = "hanako@example.co.jp";
const ASKER: &str = "suzuki@aozora.example";

/// The token of the only link to that page in the mail to that address.
fn link(mails: &[String], to: &str, page: &str) -> String {
    let to = format!("To: {to}\n");
    let start = format!("{BASE}{page}/");
    let mails = mails.iter().filter(|mail| mail.contains(&to));
    let mut links = mails.flat_map(|mail| mail.split(&start).skip(1));
    let link = links.next().unwrap().split_whitespace().next().unwrap();
    assert!(links.next().is_none());
    link.to_owned()
}

fn path(page: &str, token: &str) -> String {
    format!("{page}/{token}")
}

async fn answer(portal: &TestPortal, token: &str, id: CaseId, answer: &str) -> Response<Body> {
    let form = format!("case={id}&answer={answer}");
    portal.post(&path("/confirm", token), "", &form).await
}

async fn state(portal: &TestPortal, id: CaseId) -> InquiryState {
    match portal.case(id).await.matter {
        Matter::Inquiry(inquiry) => inquiry.state,
        other => panic!("no inquiry: {other:?}"),
    }
}

#[tokio::test]
async fn a_contact_answers_yes_and_the_person_is_registered() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.register(HANAKO).await;
        portal.deliver().await;
        let contacts = [portal.account(TARO).await, portal.account(HANAKO).await];
        let id = portal.asked(1, ASKER, &[&contacts[0], &contacts[1]]).await;
        let session = portal.sign_in(TARO).await;
        let listed = body(portal.get("/contacts", &session).await).await;
        assert!(listed.contains("お送りしたメールのリンクからご回答ください"));
        let mails = portal.deliver().await;
        assert_eq!(mails.len(), 2);
        assert!(
            mails
                .iter()
                .all(|mail| !mail.contains(ASKER) && !mail.contains("鈴木"))
        );
        let token = link(&mails, TARO, "confirm");

        // Whoever follows the link sees a page, and nothing else happens.
        let before = portal.case(id).await;
        for _ in 0..3 {
            let shown = body(portal.get(&path("/confirm", &token), "").await).await;
            for said in [ASKER, "鈴木 一郎", "青空商事"] {
                assert!(shown.contains(said), "{said}");
            }
            assert!(!shown.contains(NAME) && !shown.contains("gkn_"));
        }
        assert_eq!(portal.case(id).await, before);
        for bad in ["", "maybe"] {
            let refused = answer(&portal, &token, id, bad).await;
            assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
        }
        assert_eq!(portal.case(id).await, before);

        let done = answer(&portal, &token, id, "yes").await;
        assert_eq!(done.status(), StatusCode::OK);
        assert_eq!(body(done).await.matches("<h1>").count(), 1);
        assert_eq!(state(&portal, id).await, InquiryState::Done);
        assert_eq!(portal.account(ASKER).await.company, contacts[0].company);
        let mails = portal.deliver().await;
        assert!(mails.len() == 1 && mails[0].contains(&format!("To: {ASKER}")));

        // Nothing waits for an answer any more, whoever asks and however.
        assert_eq!(
            portal.get(&path("/confirm", &token), "").await.status(),
            StatusCode::GONE
        );
        let again = answer(&portal, &token, id, "no").await;
        assert_eq!(again.status(), StatusCode::GONE);
        assert_eq!(state(&portal, id).await, InquiryState::Done);
    }
}

#[tokio::test]
async fn no_and_unknown_register_no_contact() {
    let portal = TestPortal::new(BASE);
    for address in [TARO, HANAKO] {
        portal.activate(address).await;
    }
    portal.deliver().await;
    let contacts = [portal.account(TARO).await, portal.account(HANAKO).await];
    let contacts = [&contacts[0], &contacts[1]];
    let first = portal.asked(1, ASKER, &contacts).await;
    let second = portal.asked(2, "other@aozora.example", &contacts).await;
    let mails = portal.deliver().await;
    let token = |to: &str| {
        let to = format!("To: {to}\n");
        let mail = mails.iter().find(|mail| mail.contains(&to)).unwrap();
        link(
            std::slice::from_ref(mail),
            to.trim().trim_start_matches("To: "),
            "confirm",
        )
    };
    let (taro, hanako) = (token(TARO), token(HANAKO));
    // One link shows everything that waits for its bearer.
    let shown = body(portal.get(&path("/confirm", &taro), "").await).await;
    assert_eq!(shown.matches("name=\"case\"").count(), 2);
    let answered = answer(&portal, &taro, first, "unknown").await;
    assert_eq!(answered.status(), StatusCode::OK);
    let again = answer(&portal, &taro, first, "yes").await;
    assert_eq!(
        again.status(),
        StatusCode::GONE,
        "each contact answers once"
    );
    let asked = InquiryState::Confirming {
        asked: vec![contacts[1].id],
    };
    assert_eq!(state(&portal, first).await, asked);
    assert_eq!(
        answer(&portal, &hanako, first, "unknown").await.status(),
        StatusCode::OK
    );
    assert_eq!(state(&portal, first).await, InquiryState::Unreachable);

    assert_eq!(
        answer(&portal, &hanako, second, "no").await.status(),
        StatusCode::OK
    );
    assert_eq!(state(&portal, second).await, InquiryState::Refused);
    let mails = portal.deliver().await;
    assert!(mails.len() == 1 && mails[0].contains(&format!("To: {TARO}")));
    for asker in [ASKER, "other@aozora.example"] {
        assert_eq!(portal.snapshot(asker).await, "None");
    }
}

/// Whoever confirms an inquiry does not learn that the address is registered.
#[tokio::test]
async fn a_confirmed_address_that_is_registered_is_left_to_the_support_desk() {
    let portal = TestPortal::new(BASE);
    portal.activate(TARO).await;
    portal.deliver().await;
    let taro = portal.account(TARO).await;
    let mut answers = Vec::new();
    for (n, asker) in [(1, "unknown@aozora.example"), (2, ASKER)] {
        let id = portal.asked(n, asker, &[&taro]).await;
        let mails = portal.deliver().await;
        let token = link(&mails, TARO, "confirm");
        if n == 2 {
            portal.register_for("Other Company", ASKER).await;
        }
        let answered = answer(&portal, &token, id, "yes").await;
        answers.push((answered.status(), body(answered).await));
        portal.deliver().await;
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(
        state(&portal, CaseId::from_bytes([2; 16])).await,
        InquiryState::Asked
    );
    let other = portal.account(ASKER).await.company;
    assert_eq!(other, Some(portal.company_id("Other Company").await));
}

#[tokio::test]
async fn a_contact_stops_a_takeover() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.register(HANAKO).await;
        portal.deliver().await;
        let contacts = [portal.account(TARO).await, portal.account(HANAKO).await];
        let all = [&contacts[0], &contacts[1]];
        let id = portal.announced(1, ASKER, &all, Some(&contacts[1])).await;
        let mails = portal.deliver().await;
        // The others are those of the operators.
        let announced = mails.iter().filter(|mail| mail.contains("/object/"));
        assert_eq!(announced.count(), 2);
        let token = link(&mails, TARO, "object");
        let before = portal.case(id).await;
        let shown = body(portal.get(&path("/object", &token), "").await).await;
        for said in [ASKER, "鈴木 一郎", "終了するアカウント", NAME] {
            assert!(shown.contains(said), "{said}");
        }
        assert_eq!(portal.case(id).await, before);
        let refused = portal.post(&path("/object", &token), "", "case=x").await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
        let form = format!("case={id}");
        let stopped = portal.post(&path("/object", &token), "", &form).await;
        assert_eq!(stopped.status(), StatusCode::OK);
        assert_eq!(state(&portal, id).await, InquiryState::Stopped);
        let mails = portal.deliver().await;
        assert!(mails.len() == 1 && mails[0].contains(&format!("To: {HANAKO}")));
        for again in [
            portal.get(&path("/object", &token), "").await,
            portal.post(&path("/object", &token), "", &form).await,
        ] {
            assert_eq!(again.status(), StatusCode::GONE);
        }
        assert!(!portal.account(HANAKO).await.state.is_removed());
    }
}

/// One link does not do what another one is for.
#[tokio::test]
async fn a_link_of_one_page_is_worth_nothing_on_another() {
    let portal = TestPortal::new(BASE);
    portal.activate(TARO).await;
    portal.deliver().await;
    let taro = portal.account(TARO).await;
    let asked = portal.asked(1, ASKER, &[&taro]).await;
    let announced = portal
        .announced(2, "other@aozora.example", &[&taro], None)
        .await;
    let mails = portal.deliver().await;
    let (confirm, object) = (link(&mails, TARO, "confirm"), link(&mails, TARO, "object"));
    let reset = portal.link(TARO).await;
    for token in [&object, &reset] {
        assert_eq!(
            portal.get(&path("/confirm", token), "").await.status(),
            StatusCode::GONE
        );
        assert_eq!(
            answer(&portal, token, asked, "yes").await.status(),
            StatusCode::GONE
        );
    }
    for token in [&confirm, &reset] {
        let form = format!("case={announced}");
        let refused = portal.post(&path("/object", token), "", &form).await;
        assert_eq!(refused.status(), StatusCode::GONE);
    }
    // A case of the other kind is none.
    assert_eq!(
        answer(&portal, &confirm, announced, "yes").await.status(),
        StatusCode::GONE
    );
    let form = format!("case={asked}");
    let refused = portal.post(&path("/object", &object), "", &form).await;
    assert_eq!(refused.status(), StatusCode::GONE);
    assert!(portal.case(asked).await.is_open() && portal.case(announced).await.is_open());
}
