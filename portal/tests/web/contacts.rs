//! Contacts see who else is registered for their company, and request changes.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use genkan::id::CaseId;
use genkan::onboarding::case::RequestState;
use genkan_portal::clock::now;

use crate::support::databases::portals;
use crate::support::{COMPANY, NAME, TARO, TestPortal, body, location};

const BASE: &str = "http://127.0.0.1:8080/";
const HANAKO: &str = "hanako@example.co.jp";
const MANAGER: &str = "manager@example.co.jp";
const NEW: &str = "jiro@example.co.jp";
const PERSON: &str = "name=佐藤 次郎&email=jiro@example.co.jp&language=ja";

/// A company with a manager and two other contacts, on a file.
async fn company() -> TestPortal {
    let portal = TestPortal::new(BASE);
    fill(&portal).await;
    portal
}

async fn fill(portal: &TestPortal) {
    for address in [TARO, MANAGER] {
        portal.activate(address).await;
    }
    portal.register(HANAKO).await;
    portal.deliver().await;
}

/// Sends a form completely: its summary, and then what the summary has.
async fn request(portal: &TestPortal, session: &str, path: &str, fields: &str) -> CaseId {
    let shown = portal.post(path, session, fields).await;
    assert_eq!(shown.status(), StatusCode::OK, "{path}");
    let id = hidden(&body(shown).await, "id");
    let form = format!("{fields}&id={id}&step=send");
    id_of(&portal.post(path, session, &form).await)
}

/// The request to whose page an answer leads.
fn id_of(sent: &Response<Body>) -> CaseId {
    let path = location(sent).strip_prefix("/contacts/requests/").unwrap();
    path.strip_suffix("").unwrap().parse().unwrap()
}

fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let value = page.split(&start).nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_contact_sees_the_colleagues_and_a_manager_their_addresses() {
    for portal in portals(BASE).await {
        fill(&portal).await;
        portal.activate_for("", "alone@example.com").await;
        let shown = body(portal.get("/contacts", "").await).await;
        assert!(shown.contains("href=\"/signin?back=%2Fcontacts\"") && !shown.contains(NAME));

        let session = portal.sign_in(TARO).await;
        let shown = body(portal.get("/contacts", &session).await).await;
        assert_eq!(
            shown.matches(NAME).count(),
            3 * 4 + 1,
            "a name and three links each, and who is signed in"
        );
        assert!(shown.contains(COMPANY) && shown.contains("パスワード未設定"));
        assert_eq!(shown.matches("最終サインイン：").count(), 1);
        assert_eq!(shown.matches("サインインの記録はありません").count(), 2);
        assert!(shown.contains(TARO) && !shown.contains(HANAKO));
        assert!(!shown.contains("管理者"));

        portal.manager(MANAGER).await;
        let shown = body(
            portal
                .get("/contacts", &portal.sign_in(MANAGER).await)
                .await,
        )
        .await;
        assert!(shown.contains(TARO) && shown.contains(HANAKO) && shown.contains("管理者"));
        assert_eq!(shown.matches("最終サインイン：").count(), 2);

        let alone = portal.sign_in("alone@example.com").await;
        let shown = body(portal.get("/contacts", &alone).await).await;
        assert_eq!(shown.matches("<h3>").count(), 1);
        assert!(!shown.contains("/contacts/add") && !shown.contains(COMPANY));
        assert_eq!(
            location(&portal.get("/contacts/add", &alone).await),
            "/contacts"
        );
    }
}

#[tokio::test]
async fn a_long_list_has_pages() {
    let portal = company().await;
    for n in 0..60 {
        portal
            .register(&format!("contact{n:02}@example.co.jp"))
            .await;
    }
    portal.manager(MANAGER).await;
    let session = portal.sign_in(MANAGER).await;
    let first = body(portal.get("/contacts", &session).await).await;
    assert_eq!(first.matches("<h3>").count(), 50);
    let next = first.split("/contacts?after=").nth(1).unwrap();
    let next = next.split('"').next().unwrap();
    let path = format!("/contacts?after={next}");
    let second = body(portal.get(&path, &session).await).await;
    assert_eq!(second.matches("<h3>").count(), 13);
    for address in [
        TARO,
        HANAKO,
        "contact00@example.co.jp",
        "contact59@example.co.jp",
    ] {
        let listed = [&first, &second].map(|page| page.contains(address));
        assert_ne!(listed[0], listed[1], "{address}");
    }
    for after in ["x", "", "00000000000000000000000000000000"] {
        let path = format!("/contacts?after={after}");
        let shown = body(portal.get(&path, &session).await).await;
        assert_eq!(shown.matches("<h3>").count(), 50, "{after}");
    }
}

#[tokio::test]
async fn a_form_says_every_problem_beside_its_field_and_loses_nothing() {
    let portal = company().await;
    let session = portal.sign_in(TARO).await;
    let hanako = portal.account(HANAKO).await.id;
    let change = format!("/contacts/{hanako}/change");
    let hand_over = format!("/contacts/{hanako}/hand-over");
    let long = "あ".repeat(201);
    let tomorrow = "2999-01-01";
    for (path, fields, problems, kept) in [
        (
            "/contacts/add",
            "name=&email=&language=ja",
            &["name", "email"][..],
            "",
        ),
        ("/contacts/add", "name=佐藤&email=jiro", &["email"], "佐藤"),
        (
            "/contacts/add",
            &format!("name={long}&email={NEW}"),
            &["name"],
            NEW,
        ),
        (
            "/contacts/add",
            "name=a%0Ab&email=x@y",
            &["name", "email"],
            "x@y",
        ),
        (&change, &format!("what=name&name={NAME}"), &["name"], NAME),
        (&change, "what=name", &["name"], ""),
        (
            &change,
            &format!("what=address&email={HANAKO}"),
            &["email"],
            HANAKO,
        ),
        (
            &hand_over,
            &format!("{PERSON}&day=2020-01-01"),
            &["day"],
            "2020-01-01",
        ),
        (
            &hand_over,
            &format!("{PERSON}&day={tomorrow}"),
            &["day"],
            tomorrow,
        ),
        (&hand_over, &format!("{PERSON}&day=soon"), &["day"], NEW),
        (
            &hand_over,
            &format!("name=佐藤&email={HANAKO}&day=x"),
            &["email", "day"],
            "佐藤",
        ),
    ] {
        for language in ["ja", "en"] {
            let cookies = format!("{session}; genkan-language={language}");
            for step in ["check", "send"] {
                let form = format!("{fields}&step={step}");
                let refused = portal.post(path, &cookies, &form).await;
                assert_eq!(
                    refused.status(),
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{path} {fields}"
                );
                let shown = body(refused).await;
                assert_eq!(shown.matches("role=\"alert\"").count(), 1);
                assert_eq!(
                    shown.matches("aria-invalid").count(),
                    problems.len(),
                    "{fields}"
                );
                for field in problems {
                    let (link, note) = (
                        format!("href=\"#{field}\""),
                        format!("id=\"{field}-problem\""),
                    );
                    assert!(shown.contains(&link) && shown.contains(&note), "{fields}");
                }
                assert!(shown.contains(kept), "{fields}");
            }
        }
    }
    assert!(portal.open_cases().await.is_empty());
}

#[tokio::test]
async fn a_request_is_summed_up_sent_once_and_withdrawn() {
    for portal in portals(BASE).await {
        fill(&portal).await;
        let session = portal.sign_in(TARO).await;
        let shown = body(portal.post("/contacts/add", &session, PERSON).await).await;
        for said in ["佐藤 次郎", NEW, "日本語", "サポート窓口で内容を確認します"]
        {
            assert!(shown.contains(said), "{said}");
        }
        assert!(portal.open_cases().await.is_empty(), "nothing is sent yet");
        // Back to the form, with what was typed.
        let form = format!("{PERSON}&step=edit");
        let edited = portal.post("/contacts/add", &session, &form).await;
        assert_eq!(edited.status(), StatusCode::OK);
        assert!(body(edited).await.contains(NEW));

        let id = hidden(&shown, "id");
        let form = format!("{PERSON}&id={id}&step=send");
        let sent = id_of(&portal.post("/contacts/add", &session, &form).await);
        assert_eq!(sent.to_string(), id);
        let again = id_of(&portal.post("/contacts/add", &session, &form).await);
        assert_eq!(again, sent, "two presses of the button are one request");
        assert_eq!(portal.open_cases().await.len(), 1);
        assert_eq!(portal.request_state(sent).await, RequestState::Received);
        // Another contact's form has the same identity by no accident.
        let other = portal.sign_in(MANAGER).await;
        let other = id_of(&portal.post("/contacts/add", &other, &form).await);
        assert_ne!(other, sent);

        let path = format!("/contacts/requests/{sent}");
        let shown = body(portal.get(&path, &session).await).await;
        assert!(shown.contains("受付済み") && shown.contains("佐藤 次郎") && shown.contains(NEW));
        let listed = body(portal.get("/contacts", &session).await).await;
        assert!(listed.contains(&path) && listed.contains("受付済み"));
        let withdrawn = portal.post(&path, &session, "decision=withdraw").await;
        assert_eq!(location(&withdrawn), path);
        assert_eq!(portal.request_state(sent).await, RequestState::Withdrawn);
        let again = portal.post(&path, &session, "decision=withdraw").await;
        assert_eq!(location(&again), format!("{path}"));
        assert!(
            body(portal.get(&path, &session).await)
                .await
                .contains("取り下げ")
        );
        assert_eq!(portal.deliver().await.len(), 0);
    }
}

#[tokio::test]
async fn a_manager_confirms_or_refuses_what_a_colleague_requests() {
    for portal in portals(BASE).await {
        fill(&portal).await;
        portal.manager(MANAGER).await;
        let (taro, manager) = (portal.sign_in(TARO).await, portal.sign_in(MANAGER).await);
        let hanako = portal.account(HANAKO).await.id;
        let remove = format!("/contacts/{hanako}/remove");
        let id = request(&portal, &taro, &remove, "").await;
        assert_eq!(
            portal.request_state(id).await,
            RequestState::NeedsConfirmation
        );
        let mails = portal.deliver().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains(&format!("To: {MANAGER}")) && mails[0].contains("/contacts"));

        let path = format!("/contacts/requests/{id}");
        // The requester cannot confirm it, and a third contact does not see it.
        let own = portal.post(&path, &taro, "decision=confirm").await;
        assert_eq!(own.status(), StatusCode::NOT_FOUND);
        portal.activate("third@example.co.jp").await;
        portal.deliver().await;
        let third = portal.sign_in("third@example.co.jp").await;
        for refused in [
            portal.get(&path, &third).await,
            portal.post(&path, &third, "decision=confirm").await,
            portal.post(&path, &third, "decision=withdraw").await,
        ] {
            assert_eq!(refused.status(), StatusCode::NOT_FOUND);
        }
        let listed = body(portal.get("/contacts", &manager).await).await;
        let waiting = listed.find("承認が必要なお申し込み").unwrap();
        assert!(waiting < listed.find(&path).unwrap());

        // It goes to the support desk, since managers do not act here.
        let confirmed = portal.post(&path, &manager, "decision=confirm").await;
        assert_eq!(location(&confirmed), path);
        assert_eq!(portal.request_state(id).await, RequestState::Received);
        let late = portal
            .post(&path, &manager, "decision=decline&note=no")
            .await;
        assert_eq!(location(&late), format!("{path}"));

        let id = request(&portal, &taro, "/contacts/add", PERSON).await;
        let path = format!("/contacts/requests/{id}");
        let long = format!("decision=decline&note={}", "あ".repeat(2_001));
        let refused = portal.post(&path, &manager, &long).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let note = "decision=decline&note=契約が%09ありません。%0d%0a確認してください。";
        assert_eq!(location(&portal.post(&path, &manager, note).await), path);
        assert_eq!(portal.request_state(id).await, RequestState::Refused);
        let shown = body(portal.get(&path, &taro).await).await;
        assert!(shown.contains("契約が ありません。\n確認してください。"));
        let mails = portal.deliver().await;
        let refused = mails.iter().find(|mail| mail.contains("却下")).unwrap();
        assert!(refused.contains(&format!("To: {TARO}")) && !refused.contains("契約"));
    }
}

#[tokio::test]
async fn managers_act_at_once_where_the_company_lets_them() {
    for portal in portals(BASE).await {
        fill(&portal).await;
        portal.manager(MANAGER).await;
        portal.let_managers_act(COMPANY).await;
        let manager = portal.sign_in(MANAGER).await;
        let id = request(&portal, &manager, "/contacts/add", PERSON).await;
        assert_eq!(portal.request_state(id).await, RequestState::Done);
        assert_eq!(
            portal.account(NEW).await.company,
            Some(portal.company_id(COMPANY).await)
        );
        let mails = portal.deliver().await;
        assert!(mails.len() == 1 && mails[0].contains(&format!("To: {NEW}")));

        // A hand-over on a day: the successor is registered before.
        let hanako = portal.account(HANAKO).await.id;
        let path = format!("/contacts/{hanako}/hand-over");
        let day = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(30 * 24);
        let day = day.to_zoned(jiff::tz::TimeZone::UTC).date();
        let fields = format!("name=高橋 三郎&email=saburo@example.co.jp&language=en&day={day}");
        let id = request(&portal, &manager, &path, &fields).await;
        let RequestState::Scheduled(handover) = portal.request_state(id).await else {
            panic!("not scheduled");
        };
        let end = day
            .tomorrow()
            .unwrap()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .unwrap();
        let end = end.timestamp().as_second().cast_unsigned();
        assert_eq!(handover.on.unix_seconds(), end);
        assert!(handover.on > now());
        assert_eq!(
            portal.account("saburo@example.co.jp").await.id,
            handover.successor
        );
        assert!(!portal.account(HANAKO).await.state.is_removed());

        // The last manager cannot end the own account without the support desk.
        let own = portal.account(MANAGER).await.id;
        let id = request(&portal, &manager, &format!("/contacts/{own}/remove"), "").await;
        assert_eq!(portal.request_state(id).await, RequestState::Received);
        // The own address is changed with the password and the mailbox.
        let path = format!("/contacts/{own}/change");
        let shown = body(portal.get(&path, &manager).await).await;
        assert!(shown.contains("href=\"/email\"") && !shown.contains("name=\"email\""));
        let sent = portal.post(
            &path,
            &manager,
            "what=address&email=x@example.com&step=send",
        );
        assert_eq!(location(&sent.await), "/email");
        // Two operators decide about the address of another one.
        let taro = portal.account(TARO).await.id;
        let path = format!("/contacts/{taro}/change");
        let id = request(&portal, &manager, &path, "what=address&email=x@example.com").await;
        assert_eq!(portal.request_state(id).await, RequestState::Received);
        let id = request(&portal, &manager, &path, "what=name&name=山田 太朗").await;
        assert_eq!(portal.request_state(id).await, RequestState::Done);
        assert_eq!(portal.account(TARO).await.name.as_str(), "山田 太朗");
    }
}

#[tokio::test]
async fn requests_of_a_day_are_limited_and_the_form_says_until_when() {
    let portal = company().await;
    let session = portal.sign_in(TARO).await;
    for n in 0..20 {
        let fields = format!("name=佐藤&email=person{n}@example.co.jp&language=ja");
        request(&portal, &session, "/contacts/add", &fields).await;
    }
    let form = format!("{PERSON}&step=send");
    let refused = portal.post("/contacts/add", &session, &form).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = body(refused).await;
    assert!(shown.contains("お申し込みが多いため") && shown.contains(NEW));
    assert_eq!(portal.open_cases().await.len(), 20);
    let other = portal.sign_in(MANAGER).await;
    request(&portal, &other, "/contacts/add", PERSON).await;
}
