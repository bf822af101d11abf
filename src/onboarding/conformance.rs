//! The suite that shows that a store keeps the contract of [`Store`].
//!
//! Every store of this project runs it, and so can any other: call [`run`] in
//! a test with a function that makes an empty store each time.
//!
//! # Panics
//!
//! [`run`] panics with the name of the promise that is not kept.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the suite runs in tests, where a panic is the verdict"
)]

use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;
use core::future::Future;
use core::sync::atomic::{AtomicUsize, Ordering};

use super::register::{Contact, register};
use super::request_link::request_link;
use super::set_password::set_password;
use super::sign_in::sign_in;
use super::write_letter::{Message, write_letter};
use super::{
    Account, Actor, Address, CommitError, LetterKind, NewPassword, Outcome, Plan, QueuedLetter,
    Realm, Reply, State, Store, open_link,
};
use crate::policy::{Context, Language, Policy};
use crate::token::{AccountId, FirstPassword, Key, KeyId, Keyring, Selector, Timestamp, Token};
use rand_core::{TryCryptoRng, TryRng};

/// Runs the whole suite, each promise on a store of its own.
pub async fn run<S, F>(empty: impl Fn() -> F)
where
    S: Store,
    F: Future<Output = S>,
{
    an_account_reads_back_as_it_was_written(empty().await).await;
    an_address_is_registered_once(empty().await).await;
    look_alike_addresses_are_different_accounts(empty().await).await;
    accounts_are_listed_in_order(empty().await).await;
    a_plan_for_an_older_revision_changes_nothing(empty().await).await;
    a_token_is_consumed_once(empty().await).await;
    setting_a_password_ends_every_other_token(empty().await).await;
    expired_tokens_are_swept_and_no_others(empty().await).await;
    a_letter_is_leased_to_one_worker(empty().await).await;
    a_lost_lease_settles_nothing(empty().await).await;
    a_letter_is_tried_again_when_it_is_due(empty().await).await;
}

async fn an_account_reads_back_as_it_was_written(store: impl Store) {
    let written = registered(&store, 1, "Taro.Yamada@example.co.jp").await;
    let address = Address::parse("taro.YAMADA@EXAMPLE.co.jp").unwrap();
    let read = store.account_by_address(&address).await.unwrap().unwrap();
    assert_same(&read, &written);
    assert_eq!(read.address.as_str(), "Taro.Yamada@example.co.jp");
    assert_same(&store.account(written.id).await.unwrap().unwrap(), &written);

    let active = activated(&store, &read).await;
    assert!(matches!(&active.state, State::Active { password } if password.as_phc() == PHC));
    assert_eq!(active.revision, written.revision + 2);
    let nobody = AccountId::from_bytes([9; 16]);
    assert!(store.account(nobody).await.unwrap().is_none());
}

async fn an_address_is_registered_once(store: impl Store) {
    let first = registered(&store, 1, "taro@example.com").await;
    let again = register(
        &realm(),
        contact("TARO@example.com"),
        id(2),
        Actor::System,
        NOW,
    );
    assert_conflict(store.commit(again).await);
    let same_id = register(
        &realm(),
        contact("other@example.com"),
        id(1),
        Actor::System,
        NOW,
    );
    assert_conflict(store.commit(same_id).await);
    assert_same(&store.account(first.id).await.unwrap().unwrap(), &first);
    assert!(store.account(id(2)).await.unwrap().is_none());
}

async fn look_alike_addresses_are_different_accounts(store: impl Store) {
    // Characters that a database's collation might take for one another.
    let addresses = [
        "o_e@example.com",
        "o%e@example.com",
        "oe@example.com",
        "o.e@example.com",
    ];
    for (n, address) in (1..).zip(addresses) {
        registered(&store, n, address).await;
    }
    for (n, address) in (1..).zip(addresses) {
        let address = Address::parse(address).unwrap();
        let account = store.account_by_address(&address).await.unwrap().unwrap();
        assert_eq!(account.id, id(n), "{}", address.as_str());
    }
}

async fn accounts_are_listed_in_order(store: impl Store) {
    let sorted = [
        "a@example.com",
        "B@example.com",
        "c@example.com",
        "d_e@example.com",
    ];
    for (n, address) in (1..).zip(sorted.iter().rev()) {
        registered(&store, n, address).await;
    }
    let mut listed: Vec<String> = Vec::new();
    let mut after = None;
    loop {
        let page = store.accounts(after.as_ref(), 3).await.unwrap();
        assert!(page.len() <= 3);
        let Some(last) = page.last() else { break };
        after = Some(last.address.clone());
        listed.extend(page.iter().map(|account| account.address.as_str().into()));
    }
    assert_eq!(listed, sorted);
}

async fn a_plan_for_an_older_revision_changes_nothing(store: impl Store) {
    let account = registered(&store, 1, "taro@example.com").await;
    store
        .commit(request_link(Some(&account), NOW).unwrap())
        .await
        .unwrap();
    assert_conflict(
        store
            .commit(request_link(Some(&account), NOW).unwrap())
            .await,
    );
    assert!(lease(&store, NOW).await.is_some());
    assert!(lease(&store, NOW).await.is_none(), "one letter, not two");
    let unknown = Account {
        id: id(2),
        ..account
    };
    assert_conflict(
        store
            .commit(request_link(Some(&unknown), NOW).unwrap())
            .await,
    );
}

async fn a_token_is_consumed_once(store: impl Store) {
    let account = registered(&store, 1, "taro@example.com").await;
    let (token, account) = linked(&store, &account).await;
    let found = store.token(token.selector()).await.unwrap();
    let proof = open_link::open_link(&realm(), &token, found.as_ref(), NOW).unwrap();

    let plan = set_password(
        &realm(),
        &account,
        &proof,
        new_password(),
        NOW,
        &mut Distinct,
    )
    .unwrap()
    .1;
    store.commit(plan.clone()).await.unwrap();
    assert!(store.token(token.selector()).await.unwrap().is_none());

    // Neither the same plan again, nor one whose guard has been brought up to
    // date: the token is gone.
    assert_conflict(store.commit(plan.clone()).await);
    let now = store.account(account.id).await.unwrap().unwrap();
    let guard = super::Guard::Revision(now.id, now.revision);
    assert_conflict(store.commit(Plan { guard, ..plan }).await);
    assert_same(&store.account(account.id).await.unwrap().unwrap(), &now);
}

async fn setting_a_password_ends_every_other_token(store: impl Store) {
    let account = registered(&store, 1, "taro@example.com").await;
    let other = registered(&store, 2, "hanako@example.com").await;
    let (others_link, _) = linked(&store, &other).await;
    let (link, account) = linked(&store, &account).await;
    let (second_link, account) = linked(&store, &account).await;

    let account = set_by(&store, &link, &account).await;
    assert!(store.token(second_link.selector()).await.unwrap().is_none());
    assert!(store.token(others_link.selector()).await.unwrap().is_some());

    let (signed_in, plan) =
        sign_in(&realm(), Some(&account), None, true, NOW, &mut Distinct).unwrap();
    let session = signed_in.session;
    store.commit(plan).await.unwrap();
    let found = store.token(session.selector()).await.unwrap();
    assert!(super::session::recognise(&realm(), &session, found.as_ref(), NOW).is_ok());
    let (_, plan) = super::change_password::change_password(
        &realm(),
        &account,
        &super::session::recognise(&realm(), &session, found.as_ref(), NOW).unwrap(),
        true,
        new_password(),
        NOW,
        &mut Distinct,
    )
    .unwrap();
    let fresh: Vec<Selector> = plan.records.iter().map(|record| record.selector).collect();
    store.commit(plan).await.unwrap();
    assert!(store.token(session.selector()).await.unwrap().is_none());
    for selector in fresh {
        assert!(store.token(selector).await.unwrap().is_some());
    }
}

async fn expired_tokens_are_swept_and_no_others(store: impl Store) {
    let account = registered(&store, 1, "taro@example.com").await;
    let (token, _) = linked(&store, &account).await;
    let (record, _) = store.token(token.selector()).await.unwrap().unwrap();
    store
        .sweep(later(record.expires_at.seconds_since(NOW) - 1))
        .await
        .unwrap();
    assert!(store.token(token.selector()).await.unwrap().is_some());
    store.sweep(record.expires_at).await.unwrap();
    assert!(store.token(token.selector()).await.unwrap().is_none());
}

async fn a_letter_is_leased_to_one_worker(store: impl Store) {
    assert!(lease(&store, NOW).await.is_none());
    let account = registered(&store, 1, "taro@example.com").await;
    store
        .commit(request_link(Some(&account), NOW).unwrap())
        .await
        .unwrap();
    let queued = lease(&store, NOW).await.unwrap();
    assert_eq!(queued.letter.account, account.id);
    assert_eq!(queued.letter.kind, LetterKind::Link);
    assert_eq!(queued.tries, 0);
    assert!(lease(&store, NOW).await.is_none());
    assert!(lease(&store, later(LEASE - 1)).await.is_none());

    // The worker has died: the next one takes over, under the same identity.
    let again = lease(&store, later(LEASE)).await.unwrap();
    assert_eq!(again.id, queued.id);
    assert_eq!(again.tries, 1);
    let settled = store.settle_letter(again.id, again.leased_until, sent(), NOW);
    assert!(settled.await.unwrap());
    assert!(lease(&store, later(10 * LEASE)).await.is_none());
}

async fn a_lost_lease_settles_nothing(store: impl Store) {
    let account = registered(&store, 1, "taro@example.com").await;
    store
        .commit(request_link(Some(&account), NOW).unwrap())
        .await
        .unwrap();
    let lost = lease(&store, NOW).await.unwrap();
    let held = lease(&store, later(LEASE)).await.unwrap();
    for outcome in [sent(), dead(), retry_at(NOW)] {
        let settled = store.settle_letter(lost.id, lost.leased_until, outcome, NOW);
        assert!(!settled.await.unwrap());
    }
    assert!(lease(&store, later(LEASE)).await.is_none());
    let settled = store.settle_letter(held.id, held.leased_until, dead(), NOW);
    assert!(settled.await.unwrap());
    assert!(lease(&store, later(10 * LEASE)).await.is_none());
}

async fn a_letter_is_tried_again_when_it_is_due(store: impl Store) {
    let account = registered(&store, 1, "taro@example.com").await;
    store
        .commit(request_link(Some(&account), NOW).unwrap())
        .await
        .unwrap();
    let queued = lease(&store, NOW).await.unwrap();
    assert!(
        store
            .settle_letter(queued.id, queued.leased_until, retry_at(later(30)), NOW)
            .await
            .unwrap()
    );
    assert!(lease(&store, later(29)).await.is_none());
    let again = lease(&store, later(30)).await.unwrap();
    assert_eq!((again.id, again.tries), (queued.id, 1));
}

async fn registered(store: &impl Store, n: u8, address: &str) -> Account {
    let plan = register(&realm(), contact(address), id(n), Actor::System, NOW);
    let account = plan.account.clone().unwrap();
    store.commit(plan).await.unwrap();
    account
}

async fn activated(store: &impl Store, account: &Account) -> Account {
    let plan = request_link(Some(account), NOW).unwrap();
    store.commit(plan).await.unwrap();
    let account = store.account(account.id).await.unwrap().unwrap();
    let (link, account) = linked(store, &account).await;
    set_by(store, &link, &account).await
}

async fn linked(store: &impl Store, account: &Account) -> (Token<FirstPassword>, Account) {
    let written = write_letter(&realm(), account, LetterKind::Link, NOW, &mut Distinct);
    let (letter, plan) = written.unwrap();
    let Message::FirstPassword { link, .. } = letter.message else {
        panic!("a registered contact takes a link for the first password")
    };
    let token = link.token;
    store.commit(plan.unwrap()).await.unwrap();
    let account = store.account(account.id).await.unwrap().unwrap();
    (token, account)
}

async fn set_by(store: &impl Store, link: &Token<FirstPassword>, account: &Account) -> Account {
    let found = store.token(link.selector()).await.unwrap();
    let proof = open_link::open_link(&realm(), link, found.as_ref(), NOW).unwrap();
    let plan = set_password(
        &realm(),
        account,
        &proof,
        new_password(),
        NOW,
        &mut Distinct,
    )
    .unwrap()
    .1;
    store.commit(plan).await.unwrap();
    store.account(account.id).await.unwrap().unwrap()
}

async fn lease(store: &impl Store, now: Timestamp) -> Option<QueuedLetter> {
    let until = Timestamp::from_unix_seconds(now.unix_seconds() + LEASE);
    store.lease_letter(now, until).await.unwrap()
}

fn sent() -> Outcome {
    Outcome::Sent {
        reply: Reply::new("250 2.0.0 queued"),
    }
}

fn retry_at(at: Timestamp) -> Outcome {
    Outcome::RetryAt {
        at,
        reply: Reply::new("451 4.7.1 try again later"),
    }
}

fn dead() -> Outcome {
    Outcome::Dead {
        reason: Reply::new("550 5.1.1 no such user"),
    }
}

fn assert_conflict<F>(result: Result<(), CommitError<F>>) {
    assert!(matches!(result, Err(CommitError::Conflict)));
}

fn assert_same(read: &Account, written: &Account) {
    assert_eq!(read.id, written.id);
    assert_eq!(read.revision, written.revision);
    assert_eq!(read.address.as_str(), written.address.as_str());
    assert_eq!(read.name, written.name);
    assert_eq!(read.company, written.company);
    assert_eq!(read.language, written.language);
    assert_eq!(read.state.code(), written.state.code());
    assert_eq!(read.registered_at, written.registered_at);
    assert_eq!(read.link_requested_at, written.link_requested_at);
}

fn contact(address: &str) -> Contact {
    Contact {
        address: Address::parse(address).unwrap(),
        name: "山田 '太郎' %_\\".into(),
        company: "株式会社 \"例\"".into(),
        language: Language::En,
    }
}

fn new_password() -> NewPassword {
    let policy = Policy::support_center();
    let accepted = policy.accept("blue7Kite!", &Context::new()).unwrap();
    NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(PHC.into())).unwrap()
}

fn realm() -> Realm {
    Realm::new(
        "conformance".into(),
        Keyring::new(Key::new(KeyId::new(1), [7; 32])),
    )
}

fn id(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

fn later(seconds: u64) -> Timestamp {
    Timestamp::from_unix_seconds(NOW.unix_seconds() + seconds)
}

const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const LEASE: u64 = 60;
const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

/// Bytes that differ at every call, which is all that these tests ask of
/// randomness.
struct Distinct;

impl TryRng for Distinct {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|n| n as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        static NEXT: AtomicUsize = AtomicUsize::new(1);
        Ok(NEXT.fetch_add(1, Ordering::Relaxed) as u64)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let next = self.try_next_u64()?.to_le_bytes();
            for (to, from) in chunk.iter_mut().zip(next) {
                *to = from;
            }
        }
        Ok(())
    }
}

impl TryCryptoRng for Distinct {}
