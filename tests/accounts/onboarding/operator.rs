use genkan::audit_log::{Actor, EventKind};
use genkan::id::{CompanyId, OperatorId};
use genkan::onboarding::case::Proposal;
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
        P::Approve,
        P::Audit,
    ];
    let all: Vec<P> = P::ALL.into_iter().filter(|it| *it != P::Export).collect();
    let table: [(Role, &[P]); 3] = [
        (Role::Administrator, &all),
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
    let refused = realm.remove_operator(&operator, &other, None, OPERATOR, now);
    assert_eq!(refused.unwrap_err(), Refusal::State);

    service.wait(5);
    // Nobody could manage operators afterwards.
    let last = |remaining: Option<&Operator>| {
        let removed = realm.remove_operator(&operator, &account, remaining, OPERATOR, now);
        removed.unwrap_err()
    };
    let (_, remaining) = service.add_operator("suzuki@provider.example");
    let viewer = Operator {
        role: Role::Viewer,
        ..remaining.clone()
    };
    let for_one = Operator {
        companies: Companies::Only([OURS].into()),
        ..remaining.clone()
    };
    for other in [None, Some(&operator), Some(&viewer), Some(&for_one)] {
        assert_eq!(last(other), Refusal::LastAdministrator);
    }
    let remaining = Some(&remaining);
    let plan = realm.remove_operator(&operator, &account, remaining, OPERATOR, service.now());
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
        let refused = realm.remove_operator(again, &account, remaining, OPERATOR, service.now());
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
    let (_, other) = service.add_operator("suzuki@provider.example");
    let (realm, now) = (&service.realm, service.now());
    let plan = realm.hold(&account, desk.actor(), now).unwrap();
    let plan = plan.only_if(Guard::Revision(operator.id.into(), operator.revision));
    let removed = realm.remove_operator(&operator, &desk, Some(&other), OPERATOR, now);
    service.commit(removed.unwrap());
    let late = service.try_commit(plan);
    assert!(matches!(late, Err(CommitError::Conflict)));
    assert_eq!(service.account(account.id), account);
}

#[test]
fn two_administrators_do_not_remove_each_other() {
    let service = Service::new();
    let (account, one) = service.add_operator(SATO);
    let (other_account, other) = service.add_operator("suzuki@provider.example");
    let (realm, now) = (&service.realm, service.now());
    let (by_one, by_other) = (account.actor(), other_account.actor());
    let first = realm.remove_operator(&other, &other_account, Some(&one), by_one, now);
    let second = realm.remove_operator(&one, &account, Some(&other), by_other, now);
    service.commit(first.unwrap());
    let late = service.try_commit(second.unwrap());
    assert!(matches!(late, Err(CommitError::Conflict)));
    assert!(service.operator(one.id).manages_operators());
}

#[test]
fn a_role_changes_as_it_was_approved() {
    let service = Service::new();
    let (_, operator) = service.add_operator(SATO);
    let (_, other) = service.add_operator("suzuki@provider.example");
    let (realm, now) = (&service.realm, service.now());
    let change = |role, companies: &Companies| {
        let change = Proposal::ChangeRole {
            operator: operator.id,
            role,
            companies: companies.clone(),
        };
        realm.approve_on_machine(change, None)
    };
    let ours = Companies::Only([OURS].into());
    let approved = change(Role::Viewer, &ours);
    // Another operator's, and another kind of proposal.
    let refused = realm.change_role(&other, Some(&operator), &approved, OPERATOR, now);
    assert_eq!(refused.unwrap_err(), Refusal::State);
    let reset = Proposal::ResetFactor {
        operator: operator.id,
    };
    let reset = realm.approve_on_machine(reset, None);
    let refused = realm.change_role(&operator, Some(&other), &reset, OPERATOR, now);
    assert_eq!(refused.unwrap_err(), Refusal::State);
    // The last one who manages operators keeps doing so.
    let refused = realm.change_role(&operator, None, &approved, OPERATOR, now);
    assert_eq!(refused.unwrap_err(), Refusal::LastAdministrator);
    let same = change(Role::Administrator, &Companies::All);
    assert!(
        realm
            .change_role(&operator, None, &same, OPERATOR, now)
            .is_ok()
    );

    let plan = realm.change_role(&operator, Some(&other), &approved, OPERATOR, now);
    service.commit(plan.unwrap());
    assert_eq!(service.last_event(), (EventKind::OperatorChanged, OPERATOR));
    let changed = service.operator(operator.id);
    assert_eq!((changed.role, changed.companies), (Role::Viewer, ours));
}
