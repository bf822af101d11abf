use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::fixture::{Fixture, NOW, OPERATOR, company_id, later, name, operator_id};
use crate::onboarding::{Change, Companies, Name, Operator, Plan, Role, Store};

pub(super) async fn every_role_and_scope_reads_back(fixture: Fixture<impl Store>) {
    for n in 1..=3 {
        fixture
            .company(n, ["A", "B", "C"][usize::from(n) - 1])
            .await;
    }
    let only = |companies: &[u8]| {
        let companies: BTreeSet<_> = companies.iter().copied().map(company_id).collect();
        Companies::Only(companies)
    };
    let scopes = [Companies::All, only(&[]), only(&[2]), only(&[1, 2, 3])];
    let mut n = 0;
    for role in Role::ALL {
        for companies in &scopes {
            n += 1;
            let operator = Operator {
                id: operator_id(n),
                revision: 1,
                name: name(&alloc::format!("佐藤 {n}")),
                role,
                companies: companies.clone(),
                removed_at: None,
            };
            fixture.commit(added(&fixture, &operator)).await;
            let read = fixture.store.operator(operator.id).await.unwrap();
            assert_eq!(read.as_ref(), Some(&operator));
            let read = fixture.store.operator_by_name(&operator.name).await;
            assert_eq!(read.unwrap(), Some(operator));
        }
    }
    assert_eq!(fixture.store.operator(operator_id(99)).await.unwrap(), None);

    // A later scope replaces an earlier one.
    let mut operator = fixture.store.operator(operator_id(n)).await.unwrap();
    for companies in [only(&[3]), Companies::All, only(&[1, 3]), only(&[])] {
        let before = operator.unwrap();
        let mut plan = fixture.realm.remove_operator(&before, OPERATOR, NOW);
        let after = Operator {
            revision: before.revision + 1,
            companies,
            ..before
        };
        plan.changes = [Change::Operator(after.clone())].into();
        fixture.commit(plan).await;
        operator = fixture.store.operator(operator_id(n)).await.unwrap();
        assert_eq!(operator.as_ref(), Some(&after));
    }
}

pub(super) async fn operators_are_listed_in_order(fixture: Fixture<impl Store>) {
    assert!(fixture.store.operators().await.unwrap().is_empty());
    let sorted = ["A", "_", "a", "é", "佐藤"];
    for (n, text) in (1..).zip(sorted.iter().rev()) {
        add(&fixture, n, text).await;
    }
    let removed = add(&fixture, 9, "B").await;
    let plan = fixture.realm.remove_operator(&removed, OPERATOR, NOW);
    fixture.commit(plan).await;
    let operators = fixture.store.operators().await.unwrap();
    let names: Vec<&Name> = operators.iter().map(|operator| &operator.name).collect();
    let names: Vec<&str> = names.into_iter().map(Name::as_str).collect();
    assert_eq!(names, sorted);
}

pub(super) async fn an_operator_name_is_free_after_the_removal(fixture: Fixture<impl Store>) {
    let by_name = async |text| fixture.store.operator_by_name(&name(text)).await.unwrap();
    let first = add(&fixture, 1, "佐藤").await;
    let second = Operator {
        id: operator_id(2),
        ..first.clone()
    };
    fixture.conflicts(added(&fixture, &second)).await;
    assert_eq!(fixture.store.operator(operator_id(2)).await.unwrap(), None);
    let third = Operator {
        name: name("鈴木"),
        ..first.clone()
    };
    fixture.conflicts(added(&fixture, &third)).await;

    let plan = fixture.realm.remove_operator(&first, OPERATOR, later(5));
    fixture.commit(plan.clone()).await;
    fixture.conflicts(plan).await;
    assert_eq!(by_name("佐藤").await, None);
    let read = fixture
        .store
        .operator(operator_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((read.removed_at, read.revision), (Some(later(5)), 2));

    fixture.commit(added(&fixture, &second)).await;
    assert_eq!(by_name("佐藤").await, Some(second));
    // A removed operator's identity is never free.
    fixture.conflicts(added(&fixture, &third)).await;
}

fn added(fixture: &Fixture<impl Store>, operator: &Operator) -> Plan {
    let Operator {
        id,
        name,
        role,
        companies,
        ..
    } = operator.clone();
    fixture
        .realm
        .add_operator(id, name, role, companies, OPERATOR, NOW)
}

async fn add(fixture: &Fixture<impl Store>, n: u8, text: &str) -> Operator {
    let operator = Operator {
        id: operator_id(n),
        revision: 1,
        name: name(text),
        role: Role::Agent,
        companies: Companies::All,
        removed_at: None,
    };
    fixture.commit(added(fixture, &operator)).await;
    operator
}
