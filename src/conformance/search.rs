use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::fixture::{
    Fixture, NOW, OPERATOR, address, company_id, contact, id, later, name, operator_id, pages,
};
use crate::audit_log::{Entry, SubjectId};
use crate::id::CaseId;
use crate::onboarding::{
    Account, Companies, Company, Contact, ContactSearch, NewOperator, Role, Store,
};

/// Contacts 1 to 6 of the companies 1 and 2, and of none.
async fn register_many(fixture: &Fixture<impl Store>) {
    fixture.company(1, "ＡＢＣ商事").await;
    fixture.company(2, "abc 物産").await;
    fixture.company(3, "株式会社例").await;
    for (n, person, mail, company) in [
        (1, "山田 太郎", "taro@abc.example", Some(1)),
        (2, "山田　花子", "Hanako@abc.example", Some(1)),
        (3, "山 田次", "jiro@bcd.example", Some(2)),
        (4, "Yamada Taro", "tara@bcd.example", Some(2)),
        (5, "ＹＡＭＡＤＡ", "taro5@xyz.example", None),
        (6, "%_\\'\"", "100%_@abc.example", None),
    ] {
        let contact = Contact {
            name: name(person),
            company: company.map(company_id),
            ..contact(mail)
        };
        let plan = fixture.realm.register(contact, id(n), OPERATOR, NOW);
        fixture.commit(plan).await;
    }
    let removed = fixture.registered(7, "tarx@abc.example").await;
    fixture.removed(&removed, NOW).await;
    let operator = NewOperator {
        name: name("山田 操作"),
        address: address("taro@provider.example"),
        language: crate::language::Language::Ja,
        role: Role::Agent,
        companies: Companies::All,
    };
    let plan = fixture
        .realm
        .add_operator(operator, operator_id(9), OPERATOR, NOW);
    fixture.commit(plan).await;
}

fn only(companies: &[u8]) -> Companies {
    Companies::Only(companies.iter().map(|n| company_id(*n)).collect())
}

/// Every page of a search, one contact a page.
async fn paged(store: &impl Store, search: ContactSearch<'_>, scope: &Companies) -> Vec<Account> {
    pages(1, async |after: Option<&Account>, limit| {
        let page = store.search_contacts(search, scope, after, limit);
        page.await.unwrap()
    })
    .await
}

pub(super) async fn contacts_are_found_by_the_beginning(fixture: Fixture<impl Store>) {
    register_many(&fixture).await;
    let store = &fixture.store;
    let companies = [1, 2, 3].map(company_id);
    let [one, two, three] = companies.map(ContactSearch::Company);
    let address = ContactSearch::Address;
    let named = ContactSearch::Name;
    let all = Companies::All;
    for (search, scope, expected) in [
        (address("tar"), &all, &[4, 1, 5][..]),
        (address("TARA"), &all, &[4]),
        (address("hanako@ABC.example"), &all, &[2]),
        (address("100%"), &all, &[6]),
        (address("%"), &all, &[]),
        (address("tar"), &only(&[1]), &[1]),
        (address(""), &only(&[1, 2]), &[2, 3, 4, 1]),
        (address(""), &only(&[]), &[]),
        (named("山田"), &all, &[1, 3, 2]),
        (named("山田太"), &all, &[1]),
        (named("yamada"), &all, &[5, 4]),
        (named("ｙａｍａｄａ　ｔ"), &all, &[4]),
        (named("%_\\"), &all, &[6]),
        (named("山田"), &only(&[2, 3]), &[3]),
        (named("zzz"), &all, &[]),
        (one, &all, &[1, 2]),
        (one, &only(&[1, 3]), &[1, 2]),
        (one, &only(&[2]), &[]),
        (two, &only(&[2]), &[4, 3]),
        (three, &all, &[]),
    ] {
        let found = store.search_contacts(search, scope, None, 100).await;
        let ids = |accounts: &[Account]| -> Vec<_> {
            accounts.iter().map(|account| account.id).collect()
        };
        let found = ids(&found.unwrap());
        let expected: Vec<_> = expected.iter().copied().map(id).collect();
        let mut sorted = (found.clone(), expected.clone());
        sorted.0.sort_unstable();
        sorted.1.sort_unstable();
        assert_eq!(sorted.0, sorted.1, "{search:?} {scope:?}");
        // In the same order, page by page.
        assert_eq!(ids(&paged(store, search, scope).await), found, "{search:?}");
    }
    let found = store.search_contacts(named("山田"), &all, None, 100).await;
    let keys: Vec<String> = found
        .unwrap()
        .iter()
        .map(|account| crate::onboarding::search_key(account.name.as_str()))
        .collect();
    assert!(keys.is_sorted(), "{keys:?}");
}

pub(super) async fn contacts_of_one_name_are_all_found(fixture: Fixture<impl Store>) {
    fixture.registered_many(7).await;
    let search = ContactSearch::Name("山田");
    let found = paged(&fixture.store, search, &Companies::All).await;
    let found: Vec<_> = found.iter().map(|account| account.id).collect();
    assert_eq!(found, (1..=7).map(id).collect::<Vec<_>>());
}

pub(super) async fn an_edited_name_is_found(fixture: Fixture<impl Store>) {
    use crate::onboarding::Edit;
    fixture.company(1, "旧社名").await;
    let account = fixture.registered(1, "taro@example.com").await;
    let edit = Edit {
        name: Some(name("佐藤 花子")),
        company: Some(Some(company_id(1))),
        ..Edit::default()
    };
    let plan = fixture
        .realm
        .edit(&account, edit, None, None, OPERATOR, NOW)
        .unwrap();
    fixture.changed(plan).await;
    let count = async |text: &str| {
        let search = ContactSearch::Name(text);
        let scope = only(&[1]);
        let found = fixture.store.search_contacts(search, &scope, None, 9);
        found.await.unwrap().len()
    };
    assert_eq!((count("山田").await, count("佐藤").await), (0, 1));
    let company = fixture.store.company(company_id(1)).await.unwrap().unwrap();
    let renamed = name("新社名");
    let plan = fixture
        .realm
        .rename_company(&company, renamed, OPERATOR, NOW);
    fixture.commit(plan).await;
    let found = async |text: &str| {
        let found = fixture
            .store
            .search_companies(text, &Companies::All, None, 9);
        found.await.unwrap().len()
    };
    assert_eq!((found("旧").await, found("新").await), (0, 1));
}

pub(super) async fn companies_are_found_by_the_beginning(fixture: Fixture<impl Store>) {
    register_many(&fixture).await;
    for (text, scope, expected) in [
        ("abc", &Companies::All, &["ＡＢＣ商事", "abc 物産"][..]),
        ("ａｂｃ物", &Companies::All, &["abc 物産"]),
        ("例", &Companies::All, &["株式会社例"]),
        ("㈱ 例", &Companies::All, &["株式会社例"]),
        ("株式会社AB", &Companies::All, &["ＡＢＣ商事", "abc 物産"]),
        (
            "",
            &Companies::All,
            &["ＡＢＣ商事", "abc 物産", "株式会社例"],
        ),
        ("abc", &only(&[1, 3]), &["ＡＢＣ商事"]),
        ("abc", &only(&[]), &[]),
    ] {
        let found = fixture.store.search_companies(text, scope, None, 100).await;
        let found = found.unwrap();
        let names: Vec<String> = found.iter().map(|one| one.name.to_string()).collect();
        assert_eq!(names, expected, "{text}");
        let one_by_one = pages(1, async |after: Option<&Company>, limit| {
            let page = fixture.store.search_companies(text, scope, after, limit);
            page.await.unwrap()
        });
        assert!(one_by_one.await == found, "{text}: the pages");
    }
}

pub(super) async fn accounts_are_found_by_their_identities(fixture: Fixture<impl Store>) {
    register_many(&fixture).await;
    let ids = [9, 7, 8, 1, 3].map(id);
    let found = fixture.store.accounts_by_ids(&ids).await.unwrap();
    let mut expected = Vec::new();
    for n in [1, 3, 7, 9] {
        expected.extend(fixture.store.account(id(n)).await.unwrap());
    }
    assert!(expected.len() >= 3 && found == expected, "{found:?}");
    assert_eq!(fixture.store.accounts_by_ids(&[]).await.unwrap(), []);
}

pub(super) async fn subjects_are_named(fixture: Fixture<impl Store>) {
    register_many(&fixture).await;
    let names = async |subjects: &[SubjectId]| {
        let mut names = fixture.store.names(subjects).await.unwrap();
        names.sort_unstable();
        names
    };
    let expected = |of: &[(SubjectId, &str)]| {
        let named = of
            .iter()
            .map(|(subject, text)| (*subject, String::from(*text)));
        named.collect::<Vec<_>>()
    };
    let company = SubjectId::Company(company_id(1));
    let operator = SubjectId::Operator(operator_id(9));
    let present = (SubjectId::Account(id(2)), "Hanako@abc.example");
    let removed = (SubjectId::Account(id(7)), "tarx@abc.example");
    let unknown = SubjectId::Account(id(8));
    let case = SubjectId::Case(CaseId::from_bytes([7; 16]));
    assert_eq!(
        names(&[operator, case, unknown, removed.0, company, present.0]).await,
        expected(&[
            present,
            removed,
            (company, "ＡＢＣ商事"),
            (operator, "山田 操作")
        ])
    );
    // The account of an operator has the same identity.
    let account = SubjectId::Account(operator_id(9).account());
    assert_eq!(
        names(&[account]).await,
        expected(&[(account, "taro@provider.example")])
    );
    assert_eq!(
        names(&[company]).await,
        expected(&[(company, "ＡＢＣ商事")])
    );
    assert_eq!(names(&[]).await, []);
}

pub(super) async fn the_history_of_a_subject_is_its_own(fixture: Fixture<impl Store>) {
    let accounts = fixture.registered_many(3).await;
    fixture.company(1, "会社").await;
    for n in 0..3 {
        for account in &accounts {
            fixture.requested(account.id, later(n)).await;
        }
    }
    let all = fixture.store.entries(None, 100).await.unwrap();
    let subjects = [
        None,
        Some(SubjectId::Account(id(2))),
        Some(SubjectId::Company(company_id(1))),
        Some(SubjectId::Account(id(9))),
    ];
    for subject in subjects {
        let expected = all.iter().rev();
        let is_about = |entry: &&Entry| subject.is_none_or(|it| entry.event.subject == it);
        let expected: Vec<Entry> = expected.filter(is_about).copied().collect();
        for limit in [1, 2, 100] {
            let found = pages(limit, async |before: Option<&Entry>, limit| {
                let before = before.map(|entry| entry.seq);
                let page = fixture.store.history(subject, before, limit);
                page.await.unwrap()
            });
            assert!(found.await == expected, "{subject:?}, {limit} a page");
        }
    }
}
