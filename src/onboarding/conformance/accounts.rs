use alloc::string::String;
use alloc::vec::Vec;

use super::stage::{DESK, NOW, PHC, Stage, assert_same, contact, id, later};
use crate::onboarding::register::{Contact, register};
use crate::onboarding::write_letter::Message;
use crate::onboarding::{
    Account, Address, LetterKind, State, Store, hold, remove, replace_address,
};
use crate::policy::Language;
use crate::token::{ProveAddress, Token};

pub(super) async fn an_account_reads_back_as_it_was_written(stage: Stage<impl Store>) {
    let written = stage.registered(1, "Taro.Yamada@example.co.jp").await;
    let address = Address::parse("taro.YAMADA@EXAMPLE.co.jp").unwrap();
    let read = stage.store.account_by_address(&address).await.unwrap();
    let read = read.unwrap();
    assert_same(&read, &written);
    assert_eq!(read.address.as_str(), "Taro.Yamada@example.co.jp");
    assert!(stage.store.account(id(9)).await.unwrap().is_none());
    assert!(stage.found("nobody@example.com").await.is_none());

    let bare = Contact {
        name: "花".into(),
        company: String::new(),
        language: Language::Ja,
        ..contact("b@example.com")
    };
    let now = later(1);
    stage
        .changed(register(&stage.realm, bare, id(2), DESK, now))
        .await;
}

pub(super) async fn every_state_reads_back(stage: Stage<impl Store>) {
    let registered = stage.registered(1, "a@example.com").await;
    let asked = stage.asked(registered.id, NOW).await;
    assert_eq!(asked.link_requested_at, Some(NOW));
    let held = stage.changed(hold::hold(&asked, DESK, NOW).unwrap()).await;
    assert!(matches!(held.state, State::Held { password: None, since } if since == NOW));
    let released = hold::release(&stage.realm, &held, DESK, NOW).unwrap();
    stage.changed(released).await;

    let active = stage.activated(2, "b@example.com").await;
    assert!(matches!(&active.state, State::Active { password } if password.as_phc() == PHC));
    let proven = replaced(&stage, &active, "b2@example.com").await;
    let former = proven.former.clone().unwrap();
    assert_eq!(former.address.as_str(), "b@example.com");
    assert!(former.undo_until.is_some());

    let held = stage.changed(hold::hold(&proven, DESK, NOW).unwrap()).await;
    assert!(matches!(
        held.state,
        State::Held {
            password: Some(_),
            ..
        }
    ));
    let handed = handed_over(&stage, &held, "b3@example.com").await;
    assert!(handed.former.clone().unwrap().undo_until.is_none());
    assert_eq!(handed.name, "佐藤 花子");

    let removed = remove::remove(&handed, DESK, later(7)).unwrap();
    let removed = stage.changed(removed).await;
    assert_eq!(removed.state, State::Removed { at: later(7) });
}

pub(super) async fn accounts_are_listed_in_order(stage: Stage<impl Store>) {
    let sorted = [
        "a@example.com",
        "B@example.com",
        "c@example.com",
        "d_e@example.com",
    ];
    for (n, address) in (1..).zip(sorted.iter().rev()) {
        stage.registered(n, address).await;
    }
    let gone = stage.registered(9, "b0@example.com").await;
    let gone = remove::remove(&gone, DESK, NOW).unwrap();
    stage.changed(gone).await;

    let mut listed: Vec<String> = Vec::new();
    let mut after = None;
    loop {
        let page = stage.store.accounts(after.as_ref(), 3).await.unwrap();
        assert!(page.len() <= 3);
        let Some(last) = page.last() else { break };
        after = Some(last.address.clone());
        listed.extend(page.iter().map(|account| account.address.as_str().into()));
    }
    assert_eq!(listed, sorted);
}

/// The account under another address, as its owner moves it.
pub(super) async fn replaced(stage: &Stage<impl Store>, account: &Account, new: &str) -> Account {
    let account = requested(stage, account, new).await;
    let link = proving(stage, &account).await;
    let proof = stage.opened(&link).await;
    let plan = replace_address::prove(&stage.realm, &account, &proof, None, NOW).unwrap();
    stage.changed(plan).await
}

/// The account with another address asked for.
pub(super) async fn requested(stage: &Stage<impl Store>, account: &Account, new: &str) -> Account {
    let session = stage.signed_in(account).await.session;
    let session = stage.opened(&session).await;
    let new = Address::parse(new).unwrap();
    let plan = replace_address::request(&stage.realm, account, &session, true, new, NOW);
    stage.changed(plan.unwrap()).await
}

/// The link that proves the address that was asked for.
pub(super) async fn proving(stage: &Stage<impl Store>, account: &Account) -> Token<ProveAddress> {
    match stage.written(account, LetterKind::ProveAddress).await {
        Message::ProveAddress { link } => link.token,
        other => panic!("no link that proves an address: {other:?}"),
    }
}

async fn handed_over(stage: &Stage<impl Store>, account: &Account, new: &str) -> Account {
    let successor = replace_address::Successor {
        address: Address::parse(new).unwrap(),
        name: "佐藤 花子".into(),
        language: Language::Ja,
    };
    let plan =
        replace_address::hand_over(&stage.realm, account, successor, None, DESK, NOW).unwrap();
    stage.changed(plan).await
}
