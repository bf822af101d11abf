//! Cases: the queue, the record, two operators, and the deadlines.

use std::time::Duration;

use axum::http::StatusCode;
use genkan::audit_log::Reason;
use genkan::id::{AccountId, CaseId};
use genkan::onboarding::case::{InquiryState, Matter, Proposal};
use genkan::onboarding::{Accounts as _, Contact, Refusal, Role};
use genkan::time::Timestamp;
use genkan_portal::clock::now;
use genkan_portal::random::random;
use genkan_portal::service::{Author, CaseAction, Correction, NotDone};

use crate::support::browser::fields;
use crate::support::cases::inquiry_state;
use crate::support::contacts::{administrator, contact, name};
use crate::support::databases::portals;
use crate::support::desk::AtDesk;
use crate::support::{TestPortal, body};

const COMPANY: &str = "株式会社青空";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[tokio::test]
async fn the_company_of_an_inquiry_is_found_without_its_legal_form() {
    let portal = TestPortal::new("http://localhost:8080");
    portal.register_for(COMPANY, "taro@example.com").await;
    portal.register_for("Kite", "alice@example.net").await;
    portal.register_for("株式会社Kite", "bob@example.org").await;
    let sato = portal.at_desk("佐藤", Role::Agent, &[]).await;
    let elsewhere = portal.at_desk("高橋", Role::Agent, &["Kite"]).await;
    let searched = async |operator: &AtDesk<'_>, text: &str| {
        let path = format!("/desk?{}", fields(&[("q", text)]));
        let page = operator.browser.get(&path).await.text;
        page.contains(&format!(">{COMPANY}</a>"))
    };
    for text in ["青空", "株式会社 青", "㈱青空"] {
        assert!(searched(&sato, text).await, "{text}");
        assert!(!searched(&elsewhere, text).await, "{text}");
    }
    // The one company that is meant is filled in; otherwise what was entered.
    for (entered, suggested) in [
        ("青空", COMPANY),
        ("㈱青空", COMPANY),
        ("青", "青"),
        ("kite", "kite"),
    ] {
        let id = portal.inquiry(entered, now()).await;
        let page = sato.browser.get(&format!("/desk/cases/{id}")).await.text;
        let field = format!("name=\"company\" required value=\"{suggested}\"");
        assert_eq!(page.matches(&field).count(), 2, "{page}");
        let search = format!("/desk?{}", fields(&[("q", entered)]));
        assert!(page.contains(&search), "{page}");
    }
}

#[tokio::test]
async fn a_case_names_no_contact_of_another_company() {
    let portal = TestPortal::new("http://localhost:8080");
    portal.register_for(COMPANY, "taro@example.com").await;
    portal.register_for("Other", "other@example.com").await;
    let all = portal.at_desk("佐藤", Role::Agent, &[]).await;
    let ours = portal.at_desk("高橋", Role::Agent, &[COMPANY]).await;
    let path = format!("/desk/cases/{}", portal.inquiry(COMPANY, now()).await);
    let note = ("note", "Nobody answers the telephone.");
    for form in [
        &[("action", "skip"), ("company", COMPANY), note][..],
        &[("action", "proof"), ("kind", "document"), note],
    ] {
        let done = all.browser.post(&path, &fields(form)).await;
        assert_eq!(done.location(), path);
    }
    // A contact of another company is answered as one who is not registered.
    let mut answers = Vec::new();
    for address in ["other@example.com", "nobody@example.com"] {
        for operator in [&all, &ours] {
            let form = fields(&[("action", "propose"), ("replaces", address), note]);
            let page = operator.browser.post(&path, &form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
            answers.push(page.text.replace(address, ""));
        }
        let form = [
            ("action", "ask"),
            ("company", COMPANY),
            ("contacts", address),
        ];
        let page = ours.browser.post(&path, &fields(&form)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        answers.push(page.text.replace(address, ""));
    }
    let (of_other, of_nobody) = answers.split_at(3);
    assert_eq!(of_other, of_nobody);
}

#[tokio::test]
async fn a_takeover_needs_a_proof_and_two_operators_and_every_page_says_so() {
    let portal = TestPortal::new("http://localhost:8080");
    portal.register_for(COMPANY, "taro@example.com").await;
    portal.register_for("Other", "other@example.com").await;
    let sato = portal.at_desk("佐藤", Role::Agent, &[]).await;
    let suzuki = portal.at_desk("鈴木", Role::Agent, &[]).await;
    let elsewhere = portal.at_desk("高橋", Role::Agent, &["Other"]).await;
    let viewer = portal.at_desk("田中", Role::Viewer, &[]).await;
    let id = portal.inquiry(COMPANY, now()).await;
    let path = format!("/desk/cases/{id}");

    let queue = sato.browser.get("/desk/cases").await;
    assert!(queue.text.contains(&path), "{}", queue.text);
    let none = sato.browser.get("/desk/cases?matter=request").await;
    assert!(!none.text.contains(&path));
    // Who works for other companies does not see it at all.
    assert!(
        !elsewhere
            .browser
            .get("/desk/cases")
            .await
            .text
            .contains(&path)
    );
    for page in [
        elsewhere.browser.get(&path).await,
        elsewhere.browser.post(&path, "action=close&note=x").await,
        sato.browser.get("/desk/cases/0").await,
    ] {
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let seen = viewer.browser.get(&path).await;
    assert!(seen.text.contains("花子 &lt;b&gt;"), "{}", seen.text);
    assert!(seen.text.contains("I was told to ask."));
    assert!(!seen.text.contains("<form class=\"action\""));
    let denied = viewer.browser.post(&path, "action=close&note=x").await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);

    let post = async |form: &[(&str, &str)]| sato.browser.post(&path, &fields(form)).await;
    // An old second factor is asked for before anything is typed.
    let old = super::second_factor::old_session(&portal, &sato).await;
    let page = portal.get(&path, &format!("genkan-desk={old}")).await;
    let page = body(page).await;
    let factor = format!("/desk/factor?{}", fields(&[("back", &path)]));
    assert!(page.contains(&factor) && !page.contains("class=\"action\""));
    let note = ("note", "Nobody answers the telephone.");
    let wrong = post(&[("action", "skip"), ("company", "Nobody"), note]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What was typed is still there.
    assert!(wrong.text.contains("value=\"Nobody\""), "{}", wrong.text);
    assert_eq!(wrong.text.matches(note.1).count(), 1, "{}", wrong.text);
    let unknown = ("contacts", "taro@example.com nobody@example.com");
    let wrong = post(&[("action", "ask"), ("company", COMPANY), unknown]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains(unknown.1), "{}", wrong.text);
    let empty = post(&[("action", "skip"), ("company", COMPANY), ("note", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let skipped = post(&[("action", "skip"), ("company", COMPANY), note]).await;
    assert_eq!(skipped.location(), format!("{path}"));
    let early = post(&[("action", "propose"), note]).await;
    assert_eq!(
        early.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no proof yet"
    );
    post(&[("action", "proof"), ("kind", "domain"), note]).await;
    let proposed = post(&[
        ("action", "propose"),
        ("replaces", "taro@example.com"),
        note,
    ])
    .await;
    let approval = proposed.location().split('?').next().unwrap().to_owned();
    assert_ne!(approval, path);

    let own = sato.browser.get(&approval).await;
    assert!(!own.text.contains("value=\"approve\""), "{}", own.text);
    // The second operator reads what the first one has seen.
    let seen = suzuki.browser.get(&approval).await;
    assert_eq!(seen.text.matches(note.1).count(), 2, "{}", seen.text);
    let own = sato.browser.post(&approval, "action=approve").await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = elsewhere.browser.post(&approval, "action=approve").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let page = suzuki.browser.get(&approval).await;
    assert!(page.text.contains("value=\"approve\""), "{}", page.text);
    assert!(page.text.contains("taro@example.com"));
    let approved = suzuki.browser.post(&approval, "action=approve").await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text);
    let again = suzuki.browser.post(&approval, "action=approve").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let waiting = portal.case(id).await;
    assert!(matches!(
        inquiry_state(&waiting),
        InquiryState::Waiting { .. }
    ));

    // The contact hears of it, with a link that stops it and without any text
    // of the visitor.
    let mut mails = portal.deliver().await;
    mails.retain(|mail| !mail.contains("@provider.example\nSubject"));
    let [mail] = mails.as_slice() else {
        panic!("one email: {mails:?}")
    };
    assert!(mail.contains("To: taro@example.com\n"), "{mail}");
    assert!(mail.contains("/object/gkn_obj_"), "{mail}");
    assert!(!mail.contains("花子") && !mail.contains("hanako"), "{mail}");

    // Nothing happens before its time, and an early end needs two as well.
    assert_eq!(portal.service.pass_deadlines().await.unwrap(), 0);
    let early = sato.browser.post(&path, "action=carry-out").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ended = post(&[("action", "propose"), note]).await;
    let approval = ended.location().split('?').next().unwrap().to_owned();
    assert_eq!(
        suzuki
            .browser
            .post(&approval, "action=approve")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let done = portal.case(id).await;
    assert_eq!(*inquiry_state(&done), InquiryState::Done);
    let taro = portal.account("taro@example.com").await;
    let hanako = portal.account("hanako@example.com").await;
    assert!(taro.state.is_removed());
    assert_eq!(taro.successor, Some(hanako.id));
    let page = sato.browser.get(&path).await;
    assert!(!page.text.contains("<form class=\"action\""));
    for written in ["佐藤", "鈴木", "Nobody answers the telephone."] {
        assert!(page.text.contains(written), "{written}: {}", page.text);
    }
}

#[tokio::test]
async fn deadlines_are_caught_up_once_by_any_number_of_nodes() {
    for portal in portals("http://localhost:8080").await {
        let other = portal.node().await;
        portal.register_for(COMPANY, "taro@example.com").await;
        let taro = portal.account("taro@example.com").await;
        let past = Timestamp::from_unix_seconds(now().unix_seconds() - 20 * DAY.as_secs());
        let realm = &portal.service.realm;
        let mut asked = Vec::new();
        for _ in 0..20 {
            let id = portal.inquiry(COMPANY, past).await;
            let opened = portal.case(id).await;
            let company = portal.service.company(&taro).await.unwrap().unwrap();
            let by = genkan::audit_log::Actor::System;
            let plan = realm.ask_contacts(&opened, &company, &[&taro], by, past);
            portal.commit(plan.unwrap()).await;
            asked.push(id);
        }
        let (one, two) = tokio::join!(
            portal.service.pass_deadlines(),
            other.service.pass_deadlines()
        );
        assert_eq!(one.unwrap() + two.unwrap(), 20, "each step once");
        for id in asked {
            let case = portal.case(id).await;
            assert_eq!(*inquiry_state(&case), InquiryState::Unreachable);
            assert_eq!(case.revision, 3);
            assert_eq!(case.acts_at, None);
        }
        assert_eq!(portal.service.pass_deadlines().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn the_last_contact_is_removed_by_two_operators() {
    let portal = TestPortal::new("http://localhost:8080");
    portal.register_for(COMPANY, "taro@example.com").await;
    portal.register_for(COMPANY, "jiro@example.com").await;
    let sato = portal.operator("佐藤", Role::Agent, &[COMPANY]).await;
    let suzuki = portal.operator("鈴木", Role::Agent, &[COMPANY]).await;
    let service = &portal.service;
    let jiro = portal.account("jiro@example.com").await.id;
    assert_eq!(service.remove(jiro, &sato).await.unwrap(), None);
    let taro = portal.account("taro@example.com").await.id;
    let alone = service.remove(taro, &sato).await.unwrap_err();
    assert!(matches!(alone, NotDone::Refused(Refusal::LastContact)));

    let proposal = Proposal::RemoveLastContact {
        account: taro,
        request: None,
    };
    let note = "The contract has ended.".parse().unwrap();
    let nobody = service.propose(&proposal, &note, &administrator()).await;
    assert!(matches!(nobody, Err(NotDone::OperatorNeeded)));
    // With a reason, the removal is proposed.
    let reason = Reason::new("The contract has ended.", &mut random());
    let with_reason = Author {
        reason: Some(reason.unwrap()),
        ..sato.clone()
    };
    let id = service.remove(taro, &with_reason).await.unwrap().unwrap();
    let case = portal.case(id).await;
    assert_eq!(case.steps[0].note, Some(note));
    assert!(matches!(case.matter, Matter::Approval(approval) if approval.proposal == proposal));
    assert!(service.approve(id, &sato).await.is_err());
    let elsewhere = portal.operator("高橋", Role::Agent, &[]).await;
    let viewer = portal.operator("田中", Role::Viewer, &[]).await;
    assert!(service.approve(id, &viewer).await.is_err());
    let actions = async |author: &Author| {
        let case = service.case(id, author).await.unwrap();
        service.case_actions(&case, author).await.unwrap()
    };
    assert_eq!(actions(&sato).await, [CaseAction::Close]);
    assert_eq!(
        actions(&elsewhere).await,
        [CaseAction::Approve, CaseAction::Close]
    );
    assert!(actions(&viewer).await.is_empty());
    service.approve(id, &suzuki).await.unwrap();
    assert!(portal.account("taro@example.com").await.state.is_removed());
    assert!(service.approve(id, &elsewhere).await.is_err(), "done once");
}

/// However a contact leaves a company, the last one does not without two
/// operators.
#[tokio::test(flavor = "multi_thread")]
async fn the_last_contact_is_not_moved_away_and_no_manager_is_moved_in() {
    let other_name = "Other";
    for portal in portals("http://localhost:8080").await {
        portal.activate_for(COMPANY, "taro@example.com").await;
        portal.activate_for(COMPANY, "jiro@example.com").await;
        portal.register_for(other_name, "other@example.com").await;
        let (company, other) = (
            portal.company_id(COMPANY).await,
            portal.company_id(other_name).await,
        );
        let taro = portal.manager("taro@example.com").await.id;
        let jiro = portal.account("jiro@example.com").await.id;
        let sato = portal.operator("佐藤", Role::Agent, &[]).await;
        let service = &portal.service;
        let moved = |company: Option<&str>| Correction {
            company: Some(company.map(name)),
            ..Correction::default()
        };

        // Of two operators who move the two contacts at once, one is refused.
        let node = portal.node().await;
        let to_other = moved(Some(other_name));
        let nowhere = moved(None);
        let (first, second) = tokio::join!(
            service.edit(taro, &to_other, &sato),
            node.service.edit(jiro, &nowhere, &sato)
        );
        let refused = match (first, second) {
            (Ok(()), Err(refused)) | (Err(refused), Ok(())) => refused,
            both => panic!("{both:?}"),
        };
        assert!(matches!(refused, NotDone::Refused(Refusal::LastContact)));
        let contacts = portal.contacts_of(company).await;
        let [last] = contacts.as_slice() else {
            panic!("one contact: {contacts:?}");
        };
        for elsewhere in [&to_other, &nowhere] {
            let refused = service.edit(last.id, elsewhere, &sato).await;
            let refused = refused.unwrap_err();
            assert!(matches!(refused, NotDone::Refused(Refusal::LastContact)));
        }
        // Without a move, the last contact is corrected.
        let stays = moved(Some(COMPANY));
        service.edit(last.id, &stays, &sato).await.unwrap();

        // A manager of one company is none of another one.
        let manager = portal.manager(last.address.as_str()).await;
        let by_machine = administrator();
        let moved = service.edit(manager.id, &to_other, &by_machine).await;
        moved.unwrap();
        let moved = portal.account(manager.address.as_str()).await;
        assert_eq!((moved.company, moved.is_manager), (Some(other), false));
        assert!(portal.contacts_of(company).await.is_empty());

        // A hand-over stays in the company that the contact has by then.
        let successor = Contact {
            company: Some(company),
            ..contact("successor@example.com")
        };
        let handed_over = service.hand_over(manager.id, &successor, false, &sato);
        handed_over.await.unwrap();
        let successor = portal.account("successor@example.com").await;
        assert_eq!(successor.company, Some(other));
    }
}

#[tokio::test]
async fn an_operator_sees_the_cases_of_their_companies_only() {
    let portal = TestPortal::new("http://localhost:8080");
    portal.register_for(COMPANY, "taro@example.com").await;
    portal.register_for("Other", "other@example.com").await;
    let taro = portal.account("taro@example.com").await;
    let other = portal.account("other@example.com").await;
    let mut opened = Vec::new();
    for n in 0..6_u64 {
        let of = [None, Some(&taro), Some(&other)][(n % 3) as usize];
        let at = Timestamp::from_unix_seconds(now().unix_seconds() - n);
        opened.push((n % 3, portal.trouble(of, at).await));
    }
    // The oldest deadline first.
    opened.reverse();
    let service = &portal.service;
    let all = portal.operator("佐藤", Role::Viewer, &[]).await;
    let two = portal
        .operator("鈴木", Role::Viewer, &[COMPANY, "Other"])
        .await;
    let one = portal.operator("高橋", Role::Viewer, &[COMPANY]).await;
    for (author, seen) in [
        (&administrator(), &[0, 1, 2][..]),
        (&all, &[0, 1, 2]),
        (&two, &[1, 2]),
        (&one, &[1]),
    ] {
        let expected = opened.iter().filter(|(of, _)| seen.contains(of));
        let expected: Vec<CaseId> = expected.map(|(_, id)| *id).collect();
        let mut listed: Vec<CaseId> = Vec::new();
        let mut after = None;
        loop {
            let page = service.open_cases(Some("trouble"), after.as_ref(), 2, author);
            let page = page.await.unwrap();
            listed.extend(page.iter().map(|case| case.id));
            let Some(last) = page.into_iter().next_back() else {
                break;
            };
            after = Some(last);
        }
        assert_eq!(listed, expected);
        for (of, id) in &opened {
            let is_seen = service.case(*id, author).await.is_ok();
            assert_eq!(is_seen, seen.contains(of));
        }
    }
    let requests = service.open_cases(Some("request"), None, 9, &all).await;
    assert!(requests.unwrap().is_empty());
    assert!(
        service
            .store
            .account(AccountId::from_bytes([0; 16]))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_report_of_a_trouble_is_shown_in_words_and_closed_without_a_takeover() {
    let portal = TestPortal::new("http://localhost:8080");
    portal.register_for(COMPANY, "taro@example.com").await;
    let id = portal.reported("taro@example.com").await;
    let sato = portal.at_desk("佐藤", Role::Agent, &[]).await;
    let page = sato.browser.get(&format!("/desk/cases/{id}")).await;
    for said in [
        "登録済みで、パスワードは未設定です",
        "対応が済んだ案件として終了します",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    for other in ["no-link", "{&quot;", "告知済み"] {
        assert!(!page.text.contains(other), "{other}: {}", page.text);
    }
}
