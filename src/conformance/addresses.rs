use super::fixture::{Fixture, NOW, assert_same, id, later};
use crate::onboarding::Store;

pub(super) async fn an_address_is_registered_once(fixture: Fixture<impl Store>) {
    let first = fixture.registered(1, "taro@example.com").await;
    fixture
        .conflicts(fixture.registration(2, "TARO@example.com"))
        .await;
    assert_same(&fixture.account(first.id).await, &first);
    assert!(fixture.store.account(id(2)).await.unwrap().is_none());
}

pub(super) async fn look_alike_addresses_are_different_accounts(fixture: Fixture<impl Store>) {
    // Characters that a database's collation might treat as equal.
    let addresses = [
        "o_e@example.com",
        "o%e@example.com",
        "oe@example.com",
        "o.e@example.com",
        "o-e@example.com",
    ];
    for (n, address) in (1..).zip(addresses) {
        fixture.registered(n, address).await;
    }
    for (n, address) in (1..).zip(addresses) {
        assert_eq!(fixture.found(address).await, Some(id(n)), "{address}");
    }
}

pub(super) async fn the_address_of_a_removed_account_is_free(fixture: Fixture<impl Store>) {
    for n in 1..4 {
        let account = fixture.registered(n, "taro@example.com").await;
        assert_eq!(fixture.found("TARO@example.com").await, Some(id(n)));
        fixture.removed(&account, later(u64::from(n))).await;
        // If no account has the address, it finds the one removed last.
        assert_eq!(fixture.found("TARO@example.com").await, Some(id(n)));
    }
    let again = fixture.registered(9, "taro@example.com").await;
    assert_eq!(fixture.found("taro@example.com").await, Some(again.id));
    fixture
        .conflicts(fixture.registration(1, "fresh@example.com"))
        .await;
    fixture
        .conflicts(fixture.registration(10, "taro@example.com"))
        .await;
    assert_eq!(fixture.account(id(2)).await.state.code(), "removed");
}

pub(super) async fn the_address_that_was_replaced_is_free(fixture: Fixture<impl Store>) {
    let account = fixture.activated(1, "old@example.com").await;
    fixture.replaced(&account, "new@example.com").await;
    assert_eq!(fixture.found("new@example.com").await, Some(id(1)));
    assert_eq!(fixture.found("old@example.com").await, None);
    fixture.registered(2, "old@example.com").await;
}

pub(super) async fn an_address_that_is_taken_replaces_none(fixture: Fixture<impl Store>) {
    let other = fixture.registered(1, "taken@example.com").await;
    let account = fixture.activated(2, "taro@example.com").await;
    let account = fixture.replacing(&account, "TAKEN@example.com").await;
    let link = fixture.proving(&account).await;
    let proof = fixture.opened(&link).await;
    // As if it had been taken after the ceremony checked it.
    let plan = fixture.realm.prove_address(&account, &proof, None, NOW);
    let plan = plan.unwrap();
    fixture.conflicts(plan.clone()).await;
    assert_same(&fixture.account(account.id).await, &account);
    assert!(fixture.contains(&link).await, "nothing was consumed");

    // A removed account keeps no address from another one.
    fixture.removed(&other, NOW).await;
    fixture.changed(plan).await;
    assert_eq!(fixture.found("taken@example.com").await, Some(account.id));
}
