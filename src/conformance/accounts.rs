use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::fixture::{
    Fixture, NOW, OPERATOR, PHC, address, assert_same, company_id, contact, id, later, name, pages,
};
use crate::address::Address;
use crate::language::Language;
use crate::onboarding::{Account, Change, Company, Contact, Edit, Name, State, Store};
use crate::token::UndoAddress;

pub(super) async fn an_account_reads_back_as_it_was_written(fixture: Fixture<impl Store>) {
    let written = fixture.registered(1, "Taro.Yamada@example.co.jp").await;
    let other_case = address("taro.YAMADA@EXAMPLE.co.jp");
    let found = fixture.store.account_by_address(&other_case).await;
    let read = found.unwrap().unwrap();
    assert_same(&read, &written);
    assert_eq!(read.address.as_str(), "Taro.Yamada@example.co.jp");
    assert!(fixture.store.account(id(9)).await.unwrap().is_none());
    assert!(fixture.found("unknown@example.com").await.is_none());

    fixture.company(7, "株式会社例").await;
    let employee = Contact {
        name: name("花"),
        company: Some(company_id(7)),
        language: Language::Ja,
        ..contact("b@example.com")
    };
    let plan = fixture.realm.register(employee, id(2), OPERATOR, later(1));
    let read = fixture.changed(plan).await;
    assert_eq!(read.company, Some(company_id(7)));
}

pub(super) async fn every_state_reads_back(fixture: Fixture<impl Store>) {
    let realm = &fixture.realm;
    let registered = fixture.registered(1, "a@example.com").await;
    let requested = fixture.requested(registered.id, NOW).await;
    assert_eq!(requested.link_requested_at, Some(NOW));
    let held = realm.hold(&requested, OPERATOR, NOW).unwrap();
    let held = fixture.changed(held).await;
    assert!(matches!(held.state, State::Held { password: None, since } if since == NOW));
    let released = realm.release(&held, OPERATOR, NOW).unwrap();
    fixture.changed(released).await;

    let active = fixture.activated(2, "b@example.com").await;
    assert!(matches!(&active.state, State::Active { password } if password.as_phc() == PHC));
    let replaced = fixture.replaced(&active, "b2@example.com").await;
    let former = replaced.former.clone().unwrap();
    assert_eq!(former.address.as_str(), "b@example.com");
    assert_eq!(former.revision, replaced.revision);
    assert!(former.undo_until.is_some());

    let restored = restored(&fixture, &replaced).await;
    assert_eq!(restored.former.unwrap().undo_until, None);

    let active = fixture.activated(3, "c@example.com").await;
    let replacing = fixture.replacing(&active, "c2@example.com").await;
    let revision = replacing.replacement.as_ref().unwrap().revision;
    assert_eq!(revision, replacing.revision);
    let edit = Edit::default();
    let edited = realm
        .edit(&replacing, edit, None, None, OPERATOR, NOW)
        .unwrap();
    let edited = fixture.changed(edited).await;
    assert_eq!(edited.replacement.as_ref().unwrap().revision, revision);
    let held = realm.hold(&edited, OPERATOR, NOW).unwrap();
    let held = fixture.changed(held).await;
    let State::Held { password, .. } = &held.state else {
        panic!("the account must be on hold")
    };
    assert!(password.is_some());

    let handed_over = fixture.hand_over(&held, 4, "d@example.com");
    let handed_over = fixture.changed(handed_over).await;
    assert_eq!(handed_over.state, State::Removed { at: NOW });
    assert_eq!(handed_over.successor, Some(id(4)));
    let successor = fixture.account(id(4)).await;
    let removed = fixture.removed(&successor, later(7)).await;
    assert_eq!(removed.state, State::Removed { at: later(7) });
    assert_eq!(removed.successor, None);
}

pub(super) async fn an_undeliverable_address_reads_back_until_a_link_is_used(
    fixture: Fixture<impl Store>,
) {
    let noted = async |account: &Account| {
        let plan = fixture.realm.note_undeliverable(account, later(3));
        let noted = fixture.changed(plan.unwrap()).await;
        assert_eq!(noted.undeliverable_since, Some(later(3)));
        assert!(fixture.realm.note_undeliverable(&noted, later(4)).is_none());
        noted
    };
    let registered = noted(&fixture.registered(1, "taro@example.com").await).await;
    let link = fixture.linked(&registered).await;
    let proof = fixture.opened(&link).await;
    let active = fixture.changed(fixture.setting(&registered, &proof)).await;
    assert_eq!(active.undeliverable_since, None);

    let active = noted(&active).await;
    let replaced = fixture.replaced(&active, "taro@new.example").await;
    assert_eq!(replaced.undeliverable_since, None);
    let replaced = noted(&replaced).await;
    let restored = restored(&fixture, &replaced).await;
    assert_eq!(restored.undeliverable_since, None);
    let removed = fixture.removed(&restored, later(5)).await;
    assert!(
        fixture
            .realm
            .note_undeliverable(&removed, later(6))
            .is_none()
    );
}

pub(super) async fn an_edit_reads_back(fixture: Fixture<impl Store>) {
    fixture.company(7, "株式会社例").await;
    let mut account = fixture.registered(1, "taro@example.com").await;
    // The last contact of a company could not leave it.
    let other = fixture.registered(2, "hanako@example.com").await;
    let joins = Edit {
        company: Some(Some(company_id(7))),
        ..Edit::default()
    };
    let plan = fixture
        .realm
        .edit(&other, joins, None, None, OPERATOR, NOW)
        .unwrap();
    let other = fixture.changed(plan).await;
    for edit in [
        Edit {
            name: Some(name("佐藤 花子")),
            ..Edit::default()
        },
        Edit {
            company: Some(Some(company_id(7))),
            ..Edit::default()
        },
        Edit {
            language: Some(Language::Ja),
            ..Edit::default()
        },
        Edit {
            company: Some(None),
            ..Edit::default()
        },
    ] {
        let plan = fixture
            .realm
            .edit(&account, edit, Some(&other), None, OPERATOR, NOW)
            .unwrap();
        account = fixture.changed(plan).await;
    }
    assert_eq!(account.name.as_str(), "佐藤 花子");
    assert_eq!((account.company, account.language), (None, Language::Ja));
}

pub(super) async fn addresses_find_all_their_accounts_at_once(fixture: Fixture<impl Store>) {
    let found = async |texts: &[&str]| {
        let addresses: Vec<Address> = texts.iter().copied().map(address).collect();
        let accounts = fixture.store.accounts_by_addresses(&addresses).await;
        let accounts = accounts.unwrap();
        accounts
            .iter()
            .map(|account| account.id)
            .collect::<Vec<_>>()
    };
    let first = fixture.activated(1, "old@example.com").await;
    let first = fixture.replaced(&first, "new@example.com").await;
    fixture.activated(2, "a+b@example.com").await;
    let removed = fixture.activated(3, "gone@example.com").await;
    fixture.removed(&removed, NOW).await;
    fixture.activated(4, "other@example.com").await;
    assert!(found(&[]).await.is_empty());
    assert!(
        found(&["gone@example.com", "none@example.com"])
            .await
            .is_empty()
    );
    assert_eq!(found(&["NEW@example.com"]).await, [id(1)]);
    // Each once, in the order of the identities.
    let all = [
        "other@example.com",
        "A+B@example.com",
        "new@example.com",
        "old@example.com",
        "none@example.com",
    ];
    assert_eq!(found(&all).await, [id(1), id(2), id(4)]);
    let many: Vec<String> = (0..2_000).map(|n| format!("none{n}@example.com")).collect();
    let many = many.iter().map(String::as_str).chain(["old@example.com"]);
    assert_eq!(found(&many.collect::<Vec<_>>()).await, [id(1)]);
    let new = [address("new@example.com")];
    let accounts = fixture.store.accounts_by_addresses(&new).await.unwrap();
    assert_same(&accounts[0], &first);
}

pub(super) async fn a_former_address_finds_its_accounts(fixture: Fixture<impl Store>) {
    let found = async |text: &str| {
        let address = address(text);
        let accounts = fixture
            .store
            .accounts_by_addresses(core::slice::from_ref(&address))
            .await;
        let mut accounts = accounts.unwrap();
        accounts.retain(|account| account.address != address);
        accounts
            .iter()
            .map(|account| account.id)
            .collect::<Vec<_>>()
    };
    let first = fixture.activated(1, "old@example.com").await;
    assert!(found("old@example.com").await.is_empty());
    let first = fixture.replaced(&first, "new@example.com").await;
    assert_eq!(found("OLD@example.com").await, [id(1)]);
    assert!(found("new@example.com").await.is_empty());

    // The address is free again, and another person may have it and replace it.
    let second = fixture.activated(2, "old@example.com").await;
    assert_eq!(found("old@example.com").await, [id(1)]);
    fixture.replaced(&second, "newer@example.com").await;
    assert_eq!(found("old@example.com").await, [id(1), id(2)]);
    let old = address("old@example.com");
    let accounts = fixture.store.accounts_by_addresses(&[old]).await;
    let account = accounts.unwrap().into_iter().find(|a| a.id == id(1));
    assert_same(&account.unwrap(), &first);

    fixture.removed(&first, NOW).await;
    assert_eq!(found("old@example.com").await, [id(2)]);
    // Only the last one counts.
    let third = fixture.activated(3, "a@example.com").await;
    let third = fixture.replaced(&third, "b@example.com").await;
    let mut plan = fixture
        .realm
        .edit(&third, Edit::default(), None, None, OPERATOR, NOW);
    let plan = plan.as_mut().unwrap();
    let mut again = plan.account().cloned().unwrap();
    again.former.as_mut().unwrap().address = address("b@example.com");
    again.address = address("c@example.com");
    plan.changes = [again.into()].into();
    fixture.changed(plan.clone()).await;
    assert_eq!(found("a@example.com").await, []);
    assert_eq!(found("b@example.com").await, [id(3)]);
}

pub(super) async fn accounts_are_listed_in_order(fixture: Fixture<impl Store>) {
    let sorted = [
        "a@example.com",
        "B@example.com",
        "c@example.com",
        "d_e@example.com",
    ];
    for (n, address) in (1..).zip(sorted.iter().rev()) {
        fixture.registered(n, address).await;
    }
    let removed = fixture.registered(9, "b0@example.com").await;
    fixture.removed(&removed, NOW).await;

    let listed = pages(3, async |after: Option<&Account>, limit| {
        let page = fixture.store.accounts(after.map(|it| &it.address), limit);
        page.await.unwrap()
    });
    let listed = listed.await;
    let listed: Vec<&str> = listed.iter().map(|it| it.address.as_str()).collect();
    assert_eq!(listed, sorted);
}

/// A later version reads everything that an earlier one accepted.
pub(super) async fn stored_texts_are_never_validated_again(fixture: Fixture<impl Store>) {
    for (n, text) in (1..).zip(["no-at", "=?a?=@EXAMPLE", "あ@例.jp", "a b@c"]) {
        let mut plan = fixture.registration(n, "replaced@example.com");
        let account = Account {
            address: Address::from_stored(text),
            name: Name::from_stored(" two\nlines ".into()),
            ..plan.account().cloned().unwrap()
        };
        plan.changes = [account.into()].into();
        let account = fixture.changed(plan).await;
        let found = fixture.store.account_by_address(&account.address).await;
        assert_eq!(found.unwrap().unwrap().id, account.id, "{text}");
    }
    let plan = fixture
        .realm
        .create_company(company_id(1), name("x"), OPERATOR, NOW);
    let stored = Company {
        managers_act: true,
        id: company_id(1),
        revision: 1,
        name: Name::from_stored(String::new()),
    };
    let changes = Vec::from([Change::Company(stored.clone())]);
    fixture
        .commit(crate::onboarding::Plan { changes, ..plan })
        .await;
    let read = fixture.store.company(company_id(1)).await.unwrap();
    assert_eq!(read, Some(stored));
}

/// Returns the account with its former address restored.
async fn restored(fixture: &Fixture<impl Store>, account: &Account) -> Account {
    use crate::onboarding::{Content, MessageKind};
    let kind = MessageKind::AddressReplaced;
    let written = fixture
        .written(account, account.former.as_ref().unwrap().revision, kind)
        .await;
    let Content::AddressReplaced { undo: Some(undo) } = written else {
        panic!("not a link that undoes the change: {written:?}")
    };
    let proof = fixture.opened::<UndoAddress>(&undo.token).await;
    let plan = fixture.realm.undo_replacement(account, &proof, None, NOW);
    fixture.changed(plan.unwrap()).await
}
