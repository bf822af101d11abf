use genkan::Language;
use genkan::audit_log::EventKind;
use genkan::id::{AccountId, CompanyId};
use genkan::onboarding::{Content, Edit, Refusal};

use crate::onboarding::support::{MINUTE, NEW, OPERATOR, Service, TARO};

fn edit(service: &Service, id: AccountId, edit: Edit) -> Result<(), Refusal> {
    let account = service.account(id);
    let plan = service
        .realm
        .edit(&account, edit, OPERATOR, service.now())?;
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
    let [proving, requested, link] = emails.as_slice() else {
        panic!("three emails")
    };
    assert!(matches!(link.content, Content::Reset { .. }));
    assert!(matches!(proving.content, Content::ProveAddress { .. }));
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
