use genkan::audit_log::{EventKind, SubjectId};
use genkan::id::CompanyId;
use genkan::onboarding::{Accounts as _, Change, Contact, Name};

use crate::onboarding::support::{OPERATOR, Service, TARO, contact, ready};

const ID: CompanyId = CompanyId::from_bytes([3; 16]);

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

#[test]
fn a_company_is_created_with_its_first_contact() {
    let service = Service::new();
    let (realm, now) = (&service.realm, service.now());
    let contact = Contact {
        company: Some(ID),
        ..contact(TARO)
    };
    let id = service.new_id();
    let plan = realm
        .create_company(ID, name("株式会社例"), OPERATOR, now)
        .and(realm.register(contact, id, OPERATOR, now));
    let subjects: Vec<_> = plan.changes.iter().map(Change::subject).collect();
    let both = [SubjectId::Company(ID), SubjectId::Account(id)];
    assert_eq!(subjects, both);
    service.commit(plan);
    assert_eq!(service.account(id).company, Some(ID));
    let kinds: Vec<_> = service.events().iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::CompanyCreated, EventKind::Registered]);
}

#[test]
fn a_company_is_renamed_and_keeps_its_identity() {
    let service = Service::new();
    let (realm, now) = (&service.realm, service.now());
    service.commit(realm.create_company(ID, name("A"), OPERATOR, now));
    let company = ready(service.store.company(ID)).unwrap().unwrap();
    assert_eq!(company.revision, 1);
    service.commit(realm.rename_company(&company, name("B"), OPERATOR, now));
    assert_eq!(service.last_event(), (EventKind::CompanyRenamed, OPERATOR));
    let renamed = ready(service.store.company(ID)).unwrap().unwrap();
    assert_eq!((renamed.revision, renamed.name.as_str()), (2, "B"));
    let stale = realm.rename_company(&company, name("C"), OPERATOR, now);
    assert!(service.try_commit(stale).is_err());
}
