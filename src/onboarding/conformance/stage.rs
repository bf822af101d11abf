//! A store with a realm, and the short ways to bring accounts about in it.

use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::convert::Infallible;
use core::future::{Future, poll_fn};
use core::sync::atomic::{AtomicU64, Ordering};
use core::task::Poll;

use rand_core::{TryCryptoRng, TryRng};

use crate::onboarding::open_link::open_link;
use crate::onboarding::register::{Contact, register};
use crate::onboarding::request_link::request_link;
use crate::onboarding::set_password::set_password;
use crate::onboarding::sign_in::{SignedIn, sign_in};
use crate::onboarding::write_letter::{Message, write_letter};
use crate::onboarding::{
    Account, Actor, Address, CommitError, LetterKind, NewPassword, OperatorId, Outcome, Plan,
    QueuedLetter, Realm, Reply, Store,
};
use crate::policy::{Context, Language, Policy};
use crate::token::{
    AccountId, FirstPassword, Key, KeyId, Keyring, Purpose, Timestamp, Token, Verified,
};

pub(super) struct Stage<S> {
    pub(super) store: S,
    pub(super) realm: Realm,
}

impl<S: Store> Stage<S> {
    pub(super) fn new(store: S) -> Self {
        // The largest number of a key, which a signed column does not hold.
        let keyring = Keyring::new(Key::new(KeyId::new(u32::MAX), [7; 32]));
        Self {
            store,
            realm: Realm::new("conformance".into(), keyring),
        }
    }

    pub(super) async fn commit(&self, plan: Plan) {
        self.store.commit(plan).await.unwrap();
    }

    pub(super) async fn conflicts(&self, plan: Plan) {
        let result = self.store.commit(plan).await;
        assert!(matches!(result, Err(CommitError::Conflict)), "{result:?}");
    }

    /// Commits a plan, and answers with the account, which must be as the plan
    /// has it.
    pub(super) async fn changed(&self, plan: Plan) -> Account {
        let written = plan.account.clone().unwrap();
        self.commit(plan).await;
        let read = self.account(written.id).await;
        assert_same(&read, &written);
        read
    }

    pub(super) async fn account(&self, id: AccountId) -> Account {
        self.store.account(id).await.unwrap().unwrap()
    }

    pub(super) async fn found(&self, text: &str) -> Option<AccountId> {
        let address = Address::parse(text).unwrap();
        let found = self.store.account_by_address(&address).await.unwrap();
        found.map(|account| account.id)
    }

    pub(super) fn registration(&self, n: u8, text: &str) -> Plan {
        register(&self.realm, contact(text), id(n), DESK, NOW)
    }

    pub(super) async fn registered(&self, n: u8, text: &str) -> Account {
        self.changed(self.registration(n, text)).await
    }

    /// Queues one letter at that time.
    pub(super) async fn asked(&self, account: AccountId, now: Timestamp) -> Account {
        let account = self.account(account).await;
        self.changed(request_link(Some(&account), now).unwrap())
            .await
    }

    pub(super) async fn activated(&self, n: u8, text: &str) -> Account {
        let account = self.registered(n, text).await;
        let link = self.linked(&account).await;
        let proof = self.opened(&link).await;
        self.changed(self.setting(&account, &proof)).await
    }

    /// A link for a first password, as a mail worker makes it.
    pub(super) async fn linked(&self, account: &Account) -> Token<FirstPassword> {
        match self.written(account, LetterKind::Link).await {
            Message::FirstPassword { link, .. } => link.token,
            other => panic!("no link for a first password: {other:?}"),
        }
    }

    pub(super) async fn written(&self, account: &Account, kind: LetterKind) -> Message {
        let rng = &mut Distinct;
        let (letter, plan) = write_letter(&self.realm, account, kind, NOW, rng).unwrap();
        if let Some(plan) = plan {
            self.commit(plan).await;
        }
        letter.message
    }

    pub(super) fn setting(&self, account: &Account, proof: &Verified<FirstPassword>) -> Plan {
        let password = new_password();
        set_password(&self.realm, account, proof, password, NOW, &mut Distinct)
            .unwrap()
            .1
    }

    pub(super) async fn signed_in(&self, account: &Account) -> SignedIn {
        let rng = &mut Distinct;
        let (signed_in, plan) = sign_in(&self.realm, Some(account), None, true, NOW, rng).unwrap();
        self.commit(plan).await;
        signed_in
    }

    pub(super) async fn opened<P: Purpose>(&self, token: &Token<P>) -> Verified<P> {
        let found = self.store.token(token.selector()).await.unwrap();
        open_link(&self.realm, token, found.as_ref(), NOW).unwrap()
    }

    pub(super) async fn is_there<P: Purpose>(&self, token: &Token<P>) -> bool {
        let found = self.store.token(token.selector()).await.unwrap();
        found.is_some()
    }

    pub(super) async fn lease(&self, now: Timestamp) -> Option<QueuedLetter> {
        let until = Timestamp::from_unix_seconds(now.unix_seconds() + LEASE);
        self.store.lease_letter(now, until).await.unwrap()
    }

    pub(super) async fn settle(
        &self,
        queued: &QueuedLetter,
        outcome: Outcome,
        now: Timestamp,
    ) -> bool {
        let (id, until) = (queued.id, queued.leased_until);
        let settled = self.store.settle_letter(id, until, outcome, now);
        settled.await.unwrap()
    }
}

/// Runs all at once, and answers in their order.
pub(super) async fn at_once<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut answers: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    poll_fn(|cx| {
        for (future, answer) in futures.iter_mut().zip(&mut answers) {
            if answer.is_none()
                && let Poll::Ready(value) = future.as_mut().poll(cx)
            {
                *answer = Some(value);
            }
        }
        if answers.iter().all(Option::is_some) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    answers.into_iter().flatten().collect()
}

pub(super) fn assert_same(read: &Account, written: &Account) {
    assert_eq!(read.id, written.id);
    assert_eq!(read.revision, written.revision);
    assert_eq!(read.address.as_str(), written.address.as_str());
    assert_eq!(read.name, written.name);
    assert_eq!(read.company, written.company);
    assert_eq!(read.language, written.language);
    assert_eq!(read.state, written.state);
    assert_eq!(read.registered_at, written.registered_at);
    assert_eq!(read.link_requested_at, written.link_requested_at);
    let replacement = |account: &Account| {
        let new = account.replacement.as_ref()?;
        Some((
            new.address.as_str().to_owned(),
            new.requested_at,
            new.expires_at,
        ))
    };
    assert_eq!(replacement(read), replacement(written));
    let former = |account: &Account| {
        let old = account.former.as_ref()?;
        Some((
            old.address.as_str().to_owned(),
            old.name.clone(),
            old.undo_until,
        ))
    };
    assert_eq!(former(read), former(written));
}

pub(super) fn contact(text: &str) -> Contact {
    Contact {
        address: Address::parse(text).unwrap(),
        name: "山田 '太郎' %_\\".into(),
        company: "株式会社 \"例\"".into(),
        language: Language::En,
    }
}

pub(super) fn new_password() -> NewPassword {
    let policy = Policy::support_center();
    let accepted = policy.accept("blue7Kite!", &Context::new()).unwrap();
    NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(PHC.into())).unwrap()
}

pub(super) fn sent() -> Outcome {
    Outcome::Sent {
        reply: Reply::new("250 2.0.0 受け取りました"),
    }
}

pub(super) fn retry_at(at: Timestamp) -> Outcome {
    Outcome::RetryAt {
        at,
        reply: Reply::new("451 4.7.1 try again later"),
    }
}

pub(super) fn dead() -> Outcome {
    Outcome::Dead {
        reason: Reply::new("550 5.1.1 no such user"),
    }
}

pub(super) const fn id(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

pub(super) const fn later(seconds: u64) -> Timestamp {
    Timestamp::from_unix_seconds(NOW.unix_seconds() + seconds)
}

pub(super) const DESK: Actor = Actor::Desk(OperatorId::from_bytes([0xFE; 16]));
pub(super) const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
pub(super) const LEASE: u64 = 60;
pub(super) const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

/// Bytes that differ at every call, which is all that these tests ask of
/// randomness.
pub(super) struct Distinct;

impl TryRng for Distinct {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|n| n as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Ok(NEXT.fetch_add(1, Ordering::Relaxed))
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
