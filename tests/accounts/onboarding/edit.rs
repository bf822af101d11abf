use genkan::Language;
use genkan::audit_log::EventKind;
use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::case::Proposal;
use genkan::onboarding::{Account, Content, Edit, Refusal};

use crate::onboarding::support::{MINUTE, NEW, OPERATOR, Service, TARO};

fn edit(service: &Service, id: AccountId, edit: Edit) -> Result<(), Refusal> {
    let account = service.account(id);
    let last = Proposal::RemoveLastContact {
        account: id,
        request: None,
    };
    let approved = service.realm.approve_on_machine(last, account.company);
    let approved = Some(&approved);
    let plan = service
        .realm
        .edit(&account, edit, None, approved, OPERATOR, service.now())?;
    service.commit(plan);
    Ok(())
}

#[test]
fn each_field_changes_by_itself() {
    let service = Service::new();
    let id = service.activate(TARO);
    let before = service.account(id);
    let company = CompanyId::from_bytes([3; 16]);
    let edits = [
        Edit {
            name: Some("山田 花子".parse().unwrap()),
            ..Edit::default()
        },
        Edit {
            company: Some(Some(company)),
            ..Edit::default()
        },
        Edit {
            language: Some(Language::En),
            ..Edit::default()
        },
        Edit::default(),
        Edit {
            company: Some(None),
            ..Edit::default()
        },
    ];
    let mut found = Vec::new();
    for one in edits {
        edit(&service, id, one).unwrap();
        assert_eq!(service.last_event(), (EventKind::Edited, OPERATOR));
        let account = service.account(id);
        let name = account.name.to_string();
        found.push((name, account.company, account.language));
        assert_eq!(account.address, before.address);
        assert_eq!(account.state, before.state);
    }
    let (taro, hanako) = ("山田 太郎".to_owned(), "山田 花子".to_owned());
    let ja = Language::Ja;
    assert_ne!(before.name.as_str(), hanako);
    assert_eq!(before.name.as_str(), taro);
    let expected = [
        (hanako.clone(), None, ja),
        (hanako.clone(), Some(company), ja),
        (hanako.clone(), Some(company), Language::En),
        (hanako.clone(), Some(company), Language::En),
        (hanako, None, Language::En),
    ];
    assert_eq!(found, expected);
    assert_eq!(service.account(id).revision, before.revision + 5);
}

#[test]
fn it_ends_no_link_and_no_session_and_sends_nothing() {
    let service = Service::new();
    let id = service.activate(TARO);
    let session = service.sign_in(id).unwrap().session;
    let link = service.reset_link(id);
    let name = "山田 花子".parse().unwrap();
    let name = Some(name);
    edit(
        &service,
        id,
        Edit {
            name,
            ..Edit::default()
        },
    )
    .unwrap();
    assert!(service.deliver().is_empty());
    assert!(service.open(&session).is_ok());
    service.set(id, &link).unwrap();
}

#[test]
fn a_message_about_an_earlier_change_is_still_sent() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.wait(MINUTE);
    service.request_replacement(id, NEW).unwrap();
    service.request(id).unwrap();
    edit(&service, id, Edit::default()).unwrap();
    let emails = service.deliver();
    // The emails that the person waits for come before the notice.
    let [proving, link, requested] = emails.as_slice() else {
        panic!("three emails")
    };
    assert!(matches!(proving.content, Content::ProveAddress { .. }));
    assert!(matches!(link.content, Content::Reset { .. }));
    let content = &requested.content;
    assert!(matches!(content, Content::ReplacementRequested { .. }));
}

#[test]
fn an_account_on_hold_is_edited_and_a_removed_one_is_not() {
    let service = Service::new();
    let id = service.activate(TARO);
    service.hold(id);
    edit(&service, id, Edit::default()).unwrap();
    assert_eq!(service.account(id).state.code(), "held");
    service.remove(id);
    let refused = edit(&service, id, Edit::default());
    assert_eq!(refused.unwrap_err(), Refusal::State);
}

/// Who must stay in a company that a contact leaves, and what is approved.
#[test]
fn the_last_contact_leaves_a_company_by_an_approval_only() {
    let service = Service::new();
    let (company, other) = (
        CompanyId::from_bytes([3; 16]),
        CompanyId::from_bytes([4; 16]),
    );
    let of = |text: &str, company| {
        let id = service.activate(text);
        let edit_company = Edit {
            company: Some(company),
            ..Edit::default()
        };
        edit(&service, id, edit_company).unwrap();
        let plan = match company {
            Some(_) => {
                service
                    .realm
                    .set_manager(&service.account(id), true, OPERATOR, service.now())
            }
            None => return service.account(id),
        };
        service.commit(plan.unwrap());
        service.account(id)
    };
    let taro = of(TARO, Some(company));
    let colleague = of("jiro@example.co.jp", Some(company));
    let elsewhere = of("saburo@example.co.jp", Some(other));
    let nowhere = of("shiro@example.co.jp", None);
    let removed = of("goro@example.co.jp", Some(company));
    service.remove_beside(&removed, &taro);
    let removed = service.account(removed.id);

    let realm = &service.realm;
    let approve = |account: &Account, company| {
        let last = Proposal::RemoveLastContact {
            account: account.id,
            request: None,
        };
        realm.approve_on_machine(last, company)
    };
    let moving = |to| Edit {
        company: Some(to),
        ..Edit::default()
    };
    let leave = |remaining: Option<&Account>, approved: Option<&_>| {
        let (by, now) = (OPERATOR, service.now());
        let moved = realm.edit(&taro, moving(Some(other)), remaining, approved, by, now);
        let ended = realm.edit(&taro, moving(None), remaining, approved, by, now);
        let removed = realm.remove(&taro, remaining, approved, by, now);
        let refusals = [&moved, &ended, &removed].map(|plan| plan.as_ref().err().copied());
        assert!(
            refusals.windows(2).all(|two| two[0] == two[1]),
            "{refusals:?}"
        );
        if let Ok(moved) = moved {
            let moved = moved.account().unwrap();
            assert_eq!((moved.company, moved.is_manager), (Some(other), false));
        }
        refusals[0]
    };
    let no = Some(Refusal::LastContact);
    assert_eq!(leave(Some(&colleague), None), None);
    for remaining in [&taro, &elsewhere, &nowhere, &removed] {
        assert_eq!(leave(Some(remaining), None), no);
    }
    assert_eq!(leave(None, None), no);
    assert_eq!(leave(None, Some(&approve(&taro, Some(company)))), None);
    for (account, company) in [
        (&taro, None),
        (&taro, Some(other)),
        (&colleague, Some(company)),
    ] {
        assert_eq!(leave(None, Some(&approve(account, company))), no);
    }
    let another = Proposal::ReplaceAddress {
        account: taro.id,
        address: taro.address.clone(),
        request: None,
    };
    let another = realm.approve_on_machine(another, Some(company));
    assert_eq!(leave(None, Some(&another)), no);

    // Two who leave at once, each because the other one stays.
    let now = service.now();
    let first = realm.edit(&taro, moving(None), Some(&colleague), None, OPERATOR, now);
    let second = realm.remove(&colleague, Some(&taro), None, OPERATOR, now);
    service.commit(first.unwrap());
    assert!(service.try_commit(second.unwrap()).is_err());
}
