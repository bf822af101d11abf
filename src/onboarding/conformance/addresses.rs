use super::accounts::{proving, replaced, requested};
use super::stage::{DESK, NOW, Stage, assert_same, id, later};
use crate::onboarding::replace_address::prove;
use crate::onboarding::{Address, Store, remove};

pub(super) async fn an_address_is_registered_once(stage: Stage<impl Store>) {
    let first = stage.registered(1, "taro@example.com").await;
    stage
        .conflicts(stage.registration(2, "TARO@example.com"))
        .await;
    stage
        .conflicts(stage.registration(1, "other@example.com"))
        .await;
    assert_same(&stage.account(first.id).await, &first);
    assert!(stage.store.account(id(2)).await.unwrap().is_none());
}

pub(super) async fn look_alike_addresses_are_different_accounts(stage: Stage<impl Store>) {
    // Characters that a database's collation might take for one another.
    let addresses = [
        "o_e@example.com",
        "o%e@example.com",
        "oe@example.com",
        "o.e@example.com",
        "o-e@example.com",
    ];
    for (n, address) in (1..).zip(addresses) {
        stage.registered(n, address).await;
    }
    for (n, address) in (1..).zip(addresses) {
        assert_eq!(stage.found(address).await, Some(id(n)), "{address}");
    }
}

pub(super) async fn a_removed_address_is_free_and_its_accounts_are_kept(stage: Stage<impl Store>) {
    for n in 1..4 {
        let account = stage.registered(n, "taro@example.com").await;
        assert_eq!(stage.found("TARO@example.com").await, Some(id(n)));
        let removed = remove::remove(&account, DESK, later(u64::from(n))).unwrap();
        stage.changed(removed).await;
        // Whoever was removed last is found where there is nobody else.
        assert_eq!(stage.found("TARO@example.com").await, Some(id(n)));
    }
    let again = stage.registered(9, "taro@example.com").await;
    assert_eq!(stage.found("taro@example.com").await, Some(again.id));
    stage
        .conflicts(stage.registration(1, "fresh@example.com"))
        .await;
    stage
        .conflicts(stage.registration(10, "taro@example.com"))
        .await;
    assert_eq!(stage.account(id(2)).await.state.code(), "removed");
}

pub(super) async fn a_replaced_address_is_found_and_the_former_one_is_free(
    stage: Stage<impl Store>,
) {
    let account = stage.activated(1, "old@example.com").await;
    replaced(&stage, &account, "new@example.com").await;
    assert_eq!(stage.found("new@example.com").await, Some(id(1)));
    assert_eq!(stage.found("old@example.com").await, None);
    stage.registered(2, "old@example.com").await;
}

pub(super) async fn an_address_that_is_taken_replaces_none(stage: Stage<impl Store>) {
    let other = stage.registered(1, "taken@example.com").await;
    let account = stage.activated(2, "taro@example.com").await;
    let account = requested(&stage, &account, "TAKEN@example.com").await;
    let link = proving(&stage, &account).await;
    let proof = stage.opened(&link).await;
    // As if it had been taken just now.
    let plan = prove(&stage.realm, &account, &proof, None, NOW).unwrap();
    stage.conflicts(plan.clone()).await;
    assert_same(&stage.account(account.id).await, &account);
    assert!(stage.is_there(&link).await, "nothing was consumed");

    // A removed account stands in nobody's way.
    let removed = remove::remove(&other, DESK, NOW).unwrap();
    stage.changed(removed).await;
    stage.changed(plan).await;
    let address = Address::parse("taken@example.com").unwrap();
    let found = stage.store.account_by_address(&address).await.unwrap();
    assert_eq!(found.unwrap().id, account.id);
}
