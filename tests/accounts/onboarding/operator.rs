use std::collections::BTreeSet;

use genkan::audit_log::{Actor, EventKind};
use genkan::id::{CompanyId, OperatorId};
use genkan::onboarding::{
    CommitError, Companies, Guard, Operator, Operators as _, Permission, Role,
};

use crate::onboarding::support::{OPERATOR, Service, TARO, ready};

const ID: OperatorId = OperatorId::from_bytes([3; 16]);
const OURS: CompanyId = CompanyId::from_bytes([1; 16]);
const THEIRS: CompanyId = CompanyId::from_bytes([2; 16]);

fn operator(role: Role, companies: Companies) -> Operator {
    Operator {
        id: ID,
        revision: 1,
        name: "佐藤".parse().unwrap(),
        role,
        companies,
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
fn a_removed_operator_may_do_nothing() {
    let service = Service::new();
    let (realm, now) = (&service.realm, service.now());
    let all = Companies::Only(BTreeSet::from([OURS]));
    let name = || "佐藤".parse().unwrap();
    let role = Role::Administrator;
    service.commit(realm.add_operator(ID, name(), role, all.clone(), Actor::System, now));
    assert_eq!(
        service.last_event(),
        (EventKind::OperatorAdded, Actor::System)
    );
    let operator = ready(service.store.operator(ID)).unwrap().unwrap();
    assert!(operator.may(Permission::View, Some(OURS)));

    service.wait(5);
    service.commit(realm.remove_operator(&operator, OPERATOR, service.now()));
    assert_eq!(service.last_event(), (EventKind::OperatorRemoved, OPERATOR));
    let removed = ready(service.store.operator(ID)).unwrap().unwrap();
    assert_eq!(removed.removed_at, Some(service.now()));
    for permission in Permission::ALL {
        assert!(!removed.may(permission, Some(OURS)));
    }
    // A second removal keeps the time of the first.
    let at = removed.removed_at;
    service.wait(5);
    service.commit(realm.remove_operator(&removed, OPERATOR, service.now()));
    let removed = ready(service.store.operator(ID)).unwrap().unwrap();
    assert_eq!(removed.removed_at, at);
    // The name is free for another person.
    let other = OperatorId::from_bytes([4; 16]);
    service.commit(realm.add_operator(other, name(), role, all, OPERATOR, service.now()));
}

#[test]
fn an_operator_who_was_removed_meanwhile_changes_nothing() {
    let service = Service::new();
    let account = service.account(service.register(TARO));
    let (realm, now) = (&service.realm, service.now());
    let name = "佐藤".parse().unwrap();
    service.commit(realm.add_operator(ID, name, Role::Agent, Companies::All, OPERATOR, now));
    let operator = ready(service.store.operator(ID)).unwrap().unwrap();
    let plan = realm.hold(&account, Actor::Operator(ID), now).unwrap();
    let plan = plan.only_if(Guard::Revision(ID.into(), operator.revision));
    service.commit(realm.remove_operator(&operator, OPERATOR, now));
    let late = service.try_commit(plan);
    assert!(matches!(late, Err(CommitError::Conflict)));
    assert_eq!(service.account(account.id), account);
}
