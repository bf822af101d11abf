use genkan::audit_log::{Actor, EventKind};
use genkan::id::{CompanyId, OperatorId};
use genkan::onboarding::{
    CommitError, Companies, Content, Guard, MessageKind, Operator, Permission, Refusal, Role,
    SecondFactor,
};

use crate::onboarding::support::{OPERATOR, Service, TARO, matched, message, new_operator};

const SATO: &str = "sato@provider.example";
const ID: OperatorId = OperatorId::from_bytes([0xA3; 16]);
const OURS: CompanyId = CompanyId::from_bytes([1; 16]);
const THEIRS: CompanyId = CompanyId::from_bytes([2; 16]);

fn operator(role: Role, companies: Companies) -> Operator {
    Operator {
        id: ID,
        revision: 1,
        name: "佐藤".parse().unwrap(),
        role,
        companies,
        second_factor: SecondFactor::default(),
        removed_at: None,
    }
}

#[test]
fn each_role_grants_these_permissions_and_no_others() {
    use Permission as P;
    let agent = [
        P::View,
        P::Register,
        P::Resend,
        P::Hold,
        P::Replace,
        P::Remove,
    ];
    let table: [(Role, &[P]); 3] = [
        (Role::Administrator, &P::ALL),
        (Role::Agent, &agent),
        (Role::Viewer, &[P::View]),
    ];
    assert_eq!(table.len(), Role::ALL.len());
    for (role, granted) in table {
        for permission in P::ALL {
            let grants = role.grants(permission);
            assert_eq!(
                grants,
                granted.contains(&permission),
                "{role:?} {permission:?}"
            );
            let operator = operator(role, Companies::All);
            assert_eq!(operator.may(permission, Some(OURS)), grants);
            assert_eq!(operator.may(permission, None), grants);
        }
    }
}

#[test]
fn an_operator_works_for_the_companies_of_the_scope() {
    let only = |ids: &[CompanyId]| Companies::Only(ids.iter().copied().collect());
    let table = [
        (Companies::All, [true, true, true]),
        (only(&[]), [false, false, false]),
        (only(&[OURS]), [true, false, false]),
        (only(&[OURS, THEIRS]), [true, true, false]),
    ];
    for (companies, expected) in table {
        let operator = operator(Role::Administrator, companies);
        let may =
            [Some(OURS), Some(THEIRS), None].map(|company| operator.may(Permission::Hold, company));
        assert_eq!(may, expected, "{:?}", operator.companies);
    }
}

#[test]
fn an_operator_gets_an_account_and_an_invitation() {
    let service = Service::new();
    let (realm, now) = (&service.realm, service.now());
    service.commit(realm.add_operator(new_operator(SATO), ID, Actor::System, now));
    assert_eq!(
        service.last_event(),
        (EventKind::OperatorAdded, Actor::System)
    );
    let (account, operator) = (service.account(ID.account()), service.operator(ID));
    assert!(operator.has_account(&account));
    assert_eq!(account.operator(), Some(ID));
    assert_eq!(account.actor(), Actor::Operator(ID));
    assert_eq!(account.name, operator.name);
    let mut emails = service.deliver();
    assert_eq!(emails.len(), 1);
    let email = emails.remove(0);
    assert_eq!((email.to.as_str(), email.name.as_str()), (SATO, SATO));
    let Content::Invited { link } = email.content else {
        panic!("an invitation")
    };
    let device = service.set(account.id, &link.token).unwrap();
    assert!(service.open(&device).is_ok());
    assert_eq!(
        service.last_event(),
        (EventKind::PasswordSet, Actor::Operator(ID))
    );
    // The invitation is sent once, and never after the password is set.
    let account = service.account(account.id);
    let late = service.write(&account, &message(&account, MessageKind::Invited, 1));
    assert!(late.is_err());
}

#[test]
fn an_operator_is_a_stranger_where_contacts_sign_in() {
    let service = Service::new();
    let (account, operator) = service.add_operator(SATO);
    assert_eq!(service.sign_in(account.id).unwrap_err(), Refusal::SignIn);
    let contact = service.account(service.activate(TARO));
    let (matched, now) = (matched(&contact).unwrap(), service.now());
    let rng = &mut *service.rng.borrow_mut();
    for (account, matched) in [(&contact, &matched), (&account, &matched)] {
        let realm = &service.realm;
        let refused = realm.sign_in_operator(account, &operator, matched, None, now, rng);
        assert_eq!(refused.unwrap_err(), Refusal::SignIn);
    }
}

#[test]
fn a_removed_operator_may_do_nothing() {
    let service = Service::new();
    let (account, operator) = service.add_operator(SATO);
    let realm = &service.realm;
    assert!(operator.may(Permission::View, Some(OURS)));
    let other = service.account(service.activate(TARO));
    let now = service.now();
    let refused = realm.remove_operator(&operator, &other, OPERATOR, now);
    assert_eq!(refused.unwrap_err(), Refusal::State);

    service.wait(5);
    let plan = realm.remove_operator(&operator, &account, OPERATOR, service.now());
    service.commit(plan.unwrap());
    assert_eq!(service.last_event(), (EventKind::OperatorRemoved, OPERATOR));
    let removed = service.operator(operator.id);
    assert_eq!(removed.removed_at, Some(service.now()));
    for permission in Permission::ALL {
        assert!(!removed.may(permission, Some(OURS)));
    }
    let emails = service.deliver();
    assert!(matches!(emails[0].content, Content::Removed));
    let account = service.account(account.id);
    assert!(!removed.has_account(&account));
    for again in [&removed, &operator] {
        let refused = realm.remove_operator(again, &account, OPERATOR, service.now());
        assert_eq!(refused.unwrap_err(), Refusal::State);
    }
    // Name and address are free for another person.
    service.commit(realm.add_operator(new_operator(SATO), ID, OPERATOR, service.now()));
}

#[test]
fn an_operator_who_was_removed_meanwhile_changes_nothing() {
    let service = Service::new();
    let account = service.account(service.register(TARO));
    let (desk, operator) = service.add_operator(SATO);
    let (realm, now) = (&service.realm, service.now());
    let plan = realm.hold(&account, desk.actor(), now).unwrap();
    let plan = plan.only_if(Guard::Revision(operator.id.into(), operator.revision));
    let removed = realm.remove_operator(&operator, &desk, OPERATOR, now);
    service.commit(removed.unwrap());
    let late = service.try_commit(plan);
    assert!(matches!(late, Err(CommitError::Conflict)));
    assert_eq!(service.account(account.id), account);
}
