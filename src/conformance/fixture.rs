//! A store with a realm, and short ways to create accounts in it.

use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::ToString as _;
use alloc::vec::Vec;
use core::convert::Infallible;
use core::future::{Future, poll_fn};
use core::sync::atomic::{AtomicU64, Ordering};
use core::task::Poll;
use core::time::Duration;

use rand_core::{Rng as _, TryCryptoRng, TryRng};

use crate::address::Address;
use crate::audit_log::{Actor, SubjectId};
use crate::id::{AccountId, CompanyId, OperatorId, PlanId};
use crate::language::Language;
use crate::onboarding::case::Proposal;
use crate::onboarding::{
    Account, CommitError, Companies, Company, Contact, Content, FailureCause, LeasedMessage,
    Message, MessageKind, MessageStatus, Name, NewOperator, NewPassword, Occasion, Operator,
    Outcome, PasswordMatch, Plan, Realm, Reply, Role, SignedIn, Store, StoredPassword,
};
use crate::policy::{Context, Policy};
use crate::time::Timestamp;
use crate::token::{
    FirstPassword, Key, KeyId, Keyring, Principal, ProveAddress, Purpose, Session, Token, Verified,
};

pub(super) struct Fixture<S> {
    pub(super) store: S,
    pub(super) realm: Realm,
}

impl<S: Store> Fixture<S> {
    pub(super) fn new(store: S) -> Self {
        // The largest number of a key, which a signed column cannot hold.
        let keyring = Keyring::new(Key::new(KeyId::new(u32::MAX), [7; 32]));
        Self {
            store,
            realm: Realm::new("conformance".into(), keyring),
        }
    }

    /// Commits a plan under a new identity.
    pub(super) async fn commit(&self, plan: Plan) {
        let result = self.store.commit(plan_id(), &plan).await;
        assert!(result.is_ok(), "the plan must be committed: {result:?}");
    }

    pub(super) async fn conflicts(&self, plan: Plan) {
        let result = self.store.commit(plan_id(), &plan).await;
        let is_conflict = matches!(result, Err(CommitError::Conflict));
        assert!(is_conflict, "the plan must conflict: {result:?}");
    }

    /// Commits a plan and returns its account as the store has it, which must
    /// be as the plan has it.
    pub(super) async fn changed(&self, plan: Plan) -> Account {
        let written = plan.account().cloned().unwrap();
        self.commit(plan).await;
        let read = self.account(written.id).await;
        assert_same(&read, &written);
        read
    }

    pub(super) async fn account(&self, id: AccountId) -> Account {
        let found = self.store.account(id).await.unwrap();
        found.unwrap_or_else(|| panic!("there is no account {id}"))
    }

    /// Returns the identity of the account that an address finds.
    pub(super) async fn found(&self, text: &str) -> Option<AccountId> {
        let found = self.store.account_by_address(&address(text)).await.unwrap();
        found.map(|account| account.id)
    }

    pub(super) async fn company(&self, n: u8, text: &str) -> Company {
        let plan = self
            .realm
            .create_company(company_id(n), name(text), OPERATOR, NOW);
        self.commit(plan).await;
        let found = self.store.company(company_id(n)).await.unwrap();
        found.unwrap_or_else(|| panic!("there is no company {n}"))
    }

    /// Returns a plan that adds an operator, whose address is made of `n`.
    pub(super) fn addition(&self, n: u8, text: &str, role: Role, companies: Companies) -> Plan {
        let new = NewOperator {
            name: name(text),
            address: address(&format!("operator{n}@provider.example")),
            language: Language::En,
            role,
            companies,
        };
        self.realm.add_operator(new, operator_id(n), OPERATOR, NOW)
    }

    pub(super) async fn operator(&self, id: OperatorId) -> Operator {
        let found = self.store.operator(id).await.unwrap();
        found.unwrap_or_else(|| panic!("there is no operator {id}"))
    }

    /// Returns a plan that removes an operator as it is stored.
    pub(super) async fn removal(&self, operator: &Operator, now: Timestamp) -> Plan {
        let account = self.account(operator.id.account()).await;
        let realm = &self.realm;
        let plan = realm.remove_operator(operator, &account, None, OPERATOR, now);
        plan.unwrap()
    }

    /// Returns a plan that ends the second factors of an operator.
    pub(super) async fn reset(&self, operator: &Operator) -> Plan {
        let account = self.account(operator.id.account()).await;
        let id = operator.id;
        let realm = &self.realm;
        let approved = realm.approve_on_machine(Proposal::ResetFactor { operator: id }, None);
        let plan = realm.reset_second_factor(operator, &account, &approved, OPERATOR, NOW);
        plan.unwrap()
    }

    pub(super) fn registration(&self, n: u8, text: &str) -> Plan {
        self.realm.register(contact(text), id(n), OPERATOR, NOW)
    }

    pub(super) async fn registered(&self, n: u8, text: &str) -> Account {
        self.changed(self.registration(n, text)).await
    }

    /// Registers accounts 1 to `count`.
    pub(super) async fn registered_many(&self, count: u8) -> Vec<Account> {
        let mut accounts = Vec::new();
        for n in 1..=count {
            let address = format!("contact{n}@example.com");
            accounts.push(self.registered(n, &address).await);
        }
        accounts
    }

    /// Returns a plan that queues one message.
    pub(super) fn request(&self, account: &Account, now: Timestamp) -> Plan {
        self.realm.request_link(Some(account), now).unwrap()
    }

    /// Queues one message.
    pub(super) async fn requested(&self, id: AccountId, now: Timestamp) -> Account {
        let account = self.account(id).await;
        self.changed(self.request(&account, now)).await
    }

    pub(super) async fn activated(&self, n: u8, text: &str) -> Account {
        let account = self.registered(n, text).await;
        let link = self.linked(&account).await;
        let proof = self.opened(&link).await;
        self.changed(self.setting(&account, &proof)).await
    }

    /// Issues a link for a first password, as a mail worker does.
    pub(super) async fn linked(&self, account: &Account) -> Token<FirstPassword> {
        match self
            .written(account, account.revision, MessageKind::Link)
            .await
        {
            Content::FirstPassword { link, .. } => link.token,
            other => panic!("not a link for a first password: {other:?}"),
        }
    }

    /// Issues the link that proves the requested address.
    pub(super) async fn proving(&self, account: &Account) -> Token<ProveAddress> {
        let revision = account.replacement.as_ref().unwrap().revision;
        let kind = MessageKind::ProveAddress;
        match self.written(account, revision, kind).await {
            Content::ProveAddress { link } => link.token,
            other => panic!("not a link that proves an address: {other:?}"),
        }
    }

    pub(super) async fn written(
        &self,
        account: &Account,
        revision: u64,
        kind: MessageKind,
    ) -> Content {
        let message = message(account, revision, kind);
        let written = self
            .realm
            .write_message(account, None, &message, NOW, &mut Distinct);
        let (written, plan) = written.unwrap();
        if let Some(plan) = plan {
            self.commit(plan).await;
        }
        written.content
    }

    pub(super) fn setting(&self, account: &Account, proof: &Verified<FirstPassword>) -> Plan {
        let rng = &mut Distinct;
        let set = self
            .realm
            .set_password(account, proof, new_password(), NOW, rng);
        set.unwrap().1
    }

    pub(super) async fn signed_in(&self, account: &Account) -> SignedIn {
        let matched = matched(account);
        let signed_in = self
            .realm
            .sign_in(account, &matched, None, NOW, &mut Distinct);
        let (signed_in, plan) = signed_in.unwrap();
        self.commit(plan).await;
        signed_in
    }

    pub(super) async fn session(&self, account: &Account) -> Verified<Session> {
        let session = self.signed_in(account).await.session;
        self.opened(&session).await
    }

    /// Requests another address as its owner does.
    pub(super) async fn replacing(&self, account: &Account, new: &str) -> Account {
        let session = self.session(account).await;
        let (matched, new) = (matched(account), address(new));
        let plan = self
            .realm
            .request_replacement(account, &session, &matched, new, NOW);
        self.changed(plan.unwrap()).await
    }

    /// Replaces the address as its owner does.
    pub(super) async fn replaced(&self, account: &Account, new: &str) -> Account {
        let account = self.replacing(account, new).await;
        let link = self.proving(&account).await;
        let proof = self.opened(&link).await;
        let plan = self.realm.prove_address(&account, &proof, None, NOW);
        self.changed(plan.unwrap()).await
    }

    pub(super) async fn removed(&self, account: &Account, now: Timestamp) -> Account {
        let plan = self
            .realm
            .remove(account, None, None, OPERATOR, now)
            .unwrap();
        self.changed(plan).await
    }

    pub(super) fn hand_over(&self, account: &Account, n: u8, new: &str) -> Plan {
        let (successor, id) = (contact(new), id(n));
        let plan = self
            .realm
            .hand_over(account, successor, id, None, OPERATOR, NOW);
        plan.unwrap()
    }

    pub(super) async fn opened<P: Purpose>(&self, token: &Token<P>) -> Verified<P> {
        let found = self.store.token(token.selector()).await.unwrap();
        let opened = self.realm.open_link(token, found.as_ref(), NOW);
        opened.unwrap_or_else(|rejection| panic!("the token must be accepted: {rejection}"))
    }

    pub(super) async fn contains<P: Purpose>(&self, token: &Token<P>) -> bool {
        let found = self.store.token(token.selector()).await.unwrap();
        found.is_some()
    }

    pub(super) async fn lease(&self, now: Timestamp) -> Option<LeasedMessage> {
        let until = now + Duration::from_secs(LEASE);
        self.store.lease_message(now, until).await.unwrap()
    }

    pub(super) async fn leased(&self, now: Timestamp) -> LeasedMessage {
        let leased = self.lease(now).await;
        leased.unwrap_or_else(|| panic!("a message must be due at {now:?}"))
    }

    pub(super) async fn settle(
        &self,
        leased: &LeasedMessage,
        outcome: Outcome,
        now: Timestamp,
    ) -> bool {
        let (id, until) = (leased.id, leased.leased_until);
        let settled = self.store.settle_message(id, until, outcome, now);
        settled.await.unwrap()
    }

    pub(super) async fn messages(&self, account: AccountId) -> Vec<MessageStatus> {
        self.store.messages(account, 1_000).await.unwrap()
    }
}

/// Reads page after page until one is empty. `page` returns what comes after the
/// last row of the page before.
pub(super) async fn pages<T>(limit: u32, page: impl AsyncFn(Option<&T>, u32) -> Vec<T>) -> Vec<T> {
    let mut rows = Vec::new();
    loop {
        let next = page(rows.last(), limit).await;
        assert!(next.len() <= limit as usize, "a page is too long");
        if next.is_empty() {
            return rows;
        }
        rows.extend(next);
        assert!(rows.len() <= 1_000, "the pages do not end");
    }
}

/// Runs all futures concurrently and returns their results in order.
pub(super) async fn concurrently<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    poll_fn(|cx| {
        for (future, result) in futures.iter_mut().zip(&mut results) {
            if result.is_none() {
                *result = match future.as_mut().poll(cx) {
                    Poll::Ready(value) => Some(value),
                    Poll::Pending => None,
                };
            }
        }
        if results.iter().all(Option::is_some) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    results.into_iter().flatten().collect()
}

/// Addresses are compared as text, which `==` does not.
pub(super) fn assert_same(read: &Account, written: &Account) {
    let texts = |account: &Account| {
        let replacement = account.replacement.as_ref();
        let former = account.former.as_ref();
        [
            Some(account.address.as_str().to_owned()),
            replacement.map(|new| new.address.to_string()),
            former.map(|former| former.address.to_string()),
        ]
    };
    assert_eq!(texts(read), texts(written), "the addresses");
    assert_eq!(read.name.as_str(), written.name.as_str(), "the name");
    assert_eq!(read.state, written.state, "the state");
    assert_eq!(read.company, written.company, "the company");
    assert!(read == written, "{read:?}, not {written:?}");
}

pub(super) fn contact(text: &str) -> Contact {
    Contact {
        address: address(text),
        name: name("山田 '太郎' %_\\"),
        company: None,
        language: Language::En,
    }
}

pub(super) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

pub(super) fn address(text: &str) -> Address {
    text.parse().unwrap()
}

/// Returns a message to an account about its change to a revision.
pub(super) fn message(account: &Account, revision: u64, kind: MessageKind) -> Message {
    Message {
        to: Principal::Account(account.id),
        kind,
        about: Occasion {
            subject: SubjectId::Account(account.id),
            revision,
        },
        is_counted: false,
    }
}

/// Returns the proof that the current password was given.
pub(super) fn matched(account: &Account) -> PasswordMatch {
    let matched = StoredPassword::of(account)
        .unwrap()
        .verify(|_| Ok::<_, Infallible>(true));
    matched.unwrap().unwrap()
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

pub(super) fn failed() -> Outcome {
    Outcome::Failed {
        cause: FailureCause::Rejected,
        reply: Reply::new("550 5.1.1 no such user"),
    }
}

pub(super) const fn id(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

pub(super) const fn company_id(n: u8) -> CompanyId {
    CompanyId::from_bytes([n; 16])
}

pub(super) const fn operator_id(n: u8) -> OperatorId {
    OperatorId::from_bytes([n; 16])
}

/// Returns the identity of another plan.
pub(super) fn plan_id() -> PlanId {
    let mut bytes = [0; PlanId::LENGTH];
    Distinct.fill_bytes(&mut bytes);
    PlanId::from_bytes(bytes)
}

pub(super) fn later(seconds: u64) -> Timestamp {
    NOW + Duration::from_secs(seconds)
}

pub(super) const OPERATOR: Actor = Actor::Operator(operator_id(0xFE));
pub(super) const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
pub(super) const LEASE: u64 = 60;
pub(super) const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";

/// Bytes that differ at every call. These tests need no other property of
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
        // A selector keeps the last bytes of 16, so the selectors of one second
        // are in the order in which they are made.
        let next = self.try_next_u64()?.to_be_bytes();
        bytes.fill(0);
        for bytes in bytes.chunks_mut(16) {
            for (to, from) in bytes.iter_mut().rev().zip(next.iter().rev()) {
                *to = *from;
            }
        }
        Ok(())
    }
}

impl TryCryptoRng for Distinct {}
