use alloc::vec::Vec;

use super::fixture::{Fixture, NOW, OPERATOR, company_id, contact, id, name, pages};
use crate::onboarding::{Company, Contact, Plan, Store};

pub(super) async fn a_company_reads_back_as_it_was_written(fixture: Fixture<impl Store>) {
    let written = fixture.company(1, "株式会社 '例' %_\\").await;
    assert_eq!((written.id, written.revision), (company_id(1), 1));
    assert_eq!(written.name.as_str(), "株式会社 '例' %_\\");
    let by_name = async |text| fixture.store.company_by_name(&name(text)).await.unwrap();
    assert_eq!(by_name("株式会社 '例' %_\\").await, Some(written.clone()));
    assert_eq!(by_name("株式会社 '例'").await, None);
    assert_eq!(
        fixture.store.company(company_id(2)).await.unwrap(),
        None,
        "another identity"
    );

    let new = name("例ホールディングス");
    let renamed = fixture.realm.rename_company(&written, new, OPERATOR, NOW);
    fixture.commit(renamed).await;
    assert_eq!(by_name("株式会社 '例' %_\\").await, None);
    let read = by_name("例ホールディングス").await.unwrap();
    assert_eq!((read.id, read.revision), (company_id(1), 2));
}

pub(super) async fn companies_are_listed_in_order(fixture: Fixture<impl Store>) {
    // By their bytes, without a collation.
    let sorted = ["A", "B", "_", "a", "b", "é", "あ", "株式会社例", "Ａ"];
    for (n, text) in (1..).zip(sorted.iter().rev()) {
        fixture.company(n, text).await;
    }
    let listed = pages(4, async |after: Option<&Company>, limit| {
        let page = fixture.store.companies(after.map(|it| &it.name), limit);
        page.await.unwrap()
    });
    let listed = listed.await;
    let listed: Vec<&str> = listed.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(listed, sorted);
}

pub(super) async fn a_company_name_is_used_once(fixture: Fixture<impl Store>) {
    let first = fixture.company(1, "Example").await;
    // Exactly the same name: others are other names.
    for (n, text) in [(2, "example"), (3, "Ｅｘａｍｐｌｅ"), (4, "Example 2")] {
        fixture.company(n, text).await;
    }
    let created = |n, text| {
        fixture
            .realm
            .create_company(company_id(n), name(text), OPERATOR, NOW)
    };
    fixture.conflicts(created(9, "Example")).await;
    fixture.conflicts(created(1, "Other")).await;
    let second = fixture.store.company(company_id(2)).await.unwrap().unwrap();
    let renamed = |company, text| {
        fixture
            .realm
            .rename_company(company, name(text), OPERATOR, NOW)
    };
    fixture.conflicts(renamed(&second, "Example")).await;
    let read = fixture.store.company(company_id(2)).await.unwrap();
    assert_eq!(read, Some(second.clone()), "nothing has changed");

    // The same name again does not conflict, and a former name is free.
    fixture.commit(renamed(&first, "Example")).await;
    fixture.conflicts(renamed(&first, "Stale")).await;
    let first = fixture.store.company(company_id(1)).await.unwrap().unwrap();
    fixture.commit(renamed(&first, "Former")).await;
    fixture.commit(renamed(&second, "Example")).await;
}

pub(super) async fn a_company_is_created_with_its_first_contact_or_not_at_all(
    fixture: Fixture<impl Store>,
) {
    let both = |n, text| -> Plan {
        let contact = Contact {
            company: Some(company_id(n)),
            ..contact(text)
        };
        let realm = &fixture.realm;
        let company = realm.create_company(company_id(n), name(text), OPERATOR, NOW);
        company.and(realm.register(contact, id(n), OPERATOR, NOW))
    };
    fixture.commit(both(1, "taro@example.com")).await;
    let account = fixture.account(id(1)).await;
    assert_eq!(account.company, Some(company_id(1)));
    let company = fixture.store.company(company_id(1)).await.unwrap();
    assert_eq!(company.unwrap().name.as_str(), "taro@example.com");

    // The address is taken, so the company is not created either.
    let mut plan = both(2, "hanako@example.com");
    for change in both(2, "TARO@example.com").changes {
        if matches!(change, crate::onboarding::Change::Account(_)) {
            plan.changes[1] = change;
        }
    }
    fixture.conflicts(plan).await;
    let company = fixture.store.company(company_id(2)).await.unwrap();
    assert_eq!(company, None);
    // The name is taken, so the account is not created either.
    let mut plan = both(2, "hanako@example.com");
    plan.changes[0] = both(2, "taro@example.com").changes.remove(0);
    fixture.conflicts(plan).await;
    assert!(fixture.store.account(id(2)).await.unwrap().is_none());
    let entries = fixture.store.entries(None, 100).await.unwrap();
    assert_eq!(entries.len(), 2, "only the first plan is in the audit log");
    fixture.commit(both(2, "hanako@example.com")).await;
}
