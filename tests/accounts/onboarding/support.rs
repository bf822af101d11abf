//! A realm, a store, a clock that the test sets, and a mail worker.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::time::Duration;

use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::{Actor, Event, EventKind};
use genkan::conformance::InMemoryStore;
use genkan::id::{AccountId, OperatorId};
use genkan::onboarding::{
    Account, Accounts as _, AuditLog as _, Commit as _, CommitError, Companies, Contact, Content,
    FailureCause, Link, Message, MessageKind, NewOperator, NewPassword, NoMessage, Occasion,
    Operator, Operators as _, Outbox as _, Outcome, PasswordMatch, Plan, Realm, Refusal, Reply,
    Role, SignedIn, StoredPassword, Tokens as _,
};
use genkan::policy::{self, Policy};
use genkan::time::Timestamp;
use genkan::token::{
    Device, FirstPassword, Key, KeyId, Keyring, Principal, Purpose, Rejection, Reset, Session,
    SetsPassword, Token, Verified,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use crate::model::another_plan_id;
pub(crate) use crate::model::ready;

pub(crate) const TARO: &str = "taro.yamada@example.co.jp";
pub(crate) const NEW: &str = "taro@new.example.com";
pub(crate) const OPERATOR: Actor = Actor::Operator(OperatorId::from_bytes([9; 16]));
pub(crate) const MINUTE: u64 = 60;
pub(crate) const HOUR: u64 = 60 * MINUTE;
pub(crate) const DAY: u64 = 24 * HOUR;

pub(crate) struct Service {
    pub(crate) realm: Realm,
    pub(crate) store: InMemoryStore,
    pub(crate) rng: RefCell<ChaCha20Rng>,
    seconds: Cell<u64>,
    registered: Cell<u8>,
}

/// An email as it was sent.
pub(crate) struct Email {
    pub(crate) to: String,
    /// The name of the account's person.
    pub(crate) name: String,
    pub(crate) content: Content,
}

impl Service {
    pub(crate) fn new() -> Self {
        let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
        Self {
            realm: Realm::new("test".into(), keyring),
            store: InMemoryStore::new(),
            rng: RefCell::new(ChaCha20Rng::seed_from_u64(1)),
            seconds: Cell::new(1_800_000_000),
            registered: Cell::new(0),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(self.seconds.get())
    }

    pub(crate) fn wait(&self, seconds: u64) {
        self.seconds.set(self.seconds.get() + seconds);
    }

    pub(crate) fn wait_until(&self, time: Timestamp) {
        assert!(time >= self.now(), "the clock is never set back");
        self.seconds.set(time.unix_seconds());
    }

    /// Commits a plan that must not conflict.
    pub(crate) fn commit(&self, plan: Plan) {
        self.try_commit(plan).unwrap();
    }

    pub(crate) fn try_commit(&self, plan: Plan) -> Result<(), CommitError<Infallible>> {
        ready(self.store.commit(another_plan_id(), &plan))
    }

    pub(crate) fn account(&self, id: AccountId) -> Account {
        ready(self.store.account(id)).unwrap().unwrap()
    }

    pub(crate) fn by_address(&self, text: &str) -> Option<Account> {
        ready(self.store.account_by_address(&address(text))).unwrap()
    }

    /// Returns an identity that no account has.
    pub(crate) fn new_id(&self) -> AccountId {
        self.registered.set(self.registered.get() + 1);
        AccountId::from_bytes([self.registered.get(); 16])
    }

    pub(crate) fn register(&self, text: &str) -> AccountId {
        let id = self.new_id();
        let (contact, now) = (contact(text), self.now());
        self.commit(self.realm.register(contact, id, Actor::System, now));
        id
    }

    /// Adds an operator who sets a password at once, and sends all email.
    pub(crate) fn add_operator(&self, text: &str) -> (Account, Operator) {
        let id = OperatorId::from_bytes(self.new_id().to_bytes());
        let new = new_operator(text);
        self.commit(self.realm.add_operator(new, id, OPERATOR, self.now()));
        let link = self.invitation(id.account());
        self.set(id.account(), &link).unwrap();
        self.deliver();
        (self.account(id.account()), self.operator(id))
    }

    pub(crate) fn operator(&self, id: OperatorId) -> Operator {
        ready(self.store.operator(id)).unwrap().unwrap()
    }

    /// Sends the invitation of an operator and returns its link.
    pub(crate) fn invitation(&self, id: AccountId) -> Token<FirstPassword> {
        let account = self.account(id);
        let message = message(&account, MessageKind::Invited, account.revision);
        match self.write(&account, &message).unwrap().content {
            Content::Invited { link } => link.token,
            other => panic!("not an invitation: {other:?}"),
        }
    }

    /// Registers a contact who sets a password at once, and sends all email.
    pub(crate) fn activate(&self, text: &str) -> AccountId {
        let id = self.register(text);
        let link = self.first_password_link(id);
        self.set(id, &link).unwrap();
        self.deliver();
        id
    }

    pub(crate) fn hold(&self, id: AccountId) {
        let plan = self.realm.hold(&self.account(id), OPERATOR, self.now());
        self.commit(plan.unwrap());
    }

    pub(crate) fn release(&self, id: AccountId) {
        let plan = self.realm.release(&self.account(id), OPERATOR, self.now());
        self.commit(plan.unwrap());
    }

    pub(crate) fn remove(&self, id: AccountId) {
        let plan = self
            .realm
            .remove(&self.account(id), None, None, OPERATOR, self.now());
        self.commit(plan.unwrap());
    }

    /// Removes a contact of a company in which another one stays.
    pub(crate) fn remove_beside(&self, account: &Account, remaining: &Account) {
        let (remaining, now) = (Some(remaining), self.now());
        let plan = self.realm.remove(account, remaining, None, OPERATOR, now);
        self.commit(plan.unwrap());
    }

    /// Hands an account over and returns the identity of the successor's.
    pub(crate) fn hand_over(&self, id: AccountId, new: &str) -> Result<AccountId, Refusal> {
        let (successor, taken) = (self.new_id(), self.by_address(new));
        let contact = Contact {
            name: "佐藤 花子".parse().unwrap(),
            ..contact(new)
        };
        let (account, now) = (self.account(id), self.now());
        let (taken, realm) = (taken.as_ref(), &self.realm);
        self.commit(realm.hand_over(&account, contact, successor, taken, OPERATOR, now)?);
        Ok(successor)
    }

    pub(crate) fn request(&self, id: AccountId) -> Result<(), NoMessage> {
        let account = self.account(id);
        let plan = self.realm.request_link(Some(&account), self.now());
        plan.map(|plan| self.commit(plan))
    }

    /// Requests a link a minute later, and returns it from the email.
    pub(crate) fn first_password_link(&self, id: AccountId) -> Token<FirstPassword> {
        self.wait(MINUTE);
        self.request(id).unwrap();
        match self.deliver_one().content {
            Content::FirstPassword { link, .. } => link.token,
            other => panic!("not for a first password: {other:?}"),
        }
    }

    pub(crate) fn reset_link(&self, id: AccountId) -> Token<Reset> {
        self.wait(MINUTE);
        self.request(id).unwrap();
        match self.deliver_one().content {
            Content::Reset { link, .. } => link.token,
            other => panic!("not for a new password: {other:?}"),
        }
    }

    /// Sends everything that is due.
    pub(crate) fn deliver(&self) -> Vec<Email> {
        let until = self.now() + Duration::from_secs(MINUTE);
        let mut emails = Vec::new();
        while let Some(leased) = ready(self.store.lease_message(self.now(), until)).unwrap() {
            let to = leased.message.to.account().unwrap();
            let outcome = match self.write(&self.account(to), &leased.message) {
                Ok(email) => {
                    emails.push(email);
                    Outcome::Sent {
                        reply: Reply::new("250 ok"),
                    }
                }
                Err(reason) => Outcome::Failed {
                    cause: FailureCause::NoLongerApplies,
                    reply: Reply::new(reason.code()),
                },
            };
            let settled = self
                .store
                .settle_message(leased.id, until, outcome, self.now());
            assert!(ready(settled).unwrap());
        }
        emails
    }

    pub(crate) fn deliver_one(&self) -> Email {
        let mut emails = self.deliver();
        assert_eq!(emails.len(), 1);
        emails.remove(0)
    }

    pub(crate) fn write(&self, account: &Account, message: &Message) -> Result<Email, NoMessage> {
        let mut rng = self.rng.borrow_mut();
        let written = self
            .realm
            .write_message(account, None, message, self.now(), &mut *rng);
        let (written, plan) = written?;
        if let Some(plan) = plan {
            self.commit(plan);
        }
        Ok(Email {
            to: written.recipient.to_string(),
            name: account.name.to_string(),
            content: written.content,
        })
    }

    pub(crate) fn open<P: Purpose>(&self, token: &Token<P>) -> Result<Verified<P>, Rejection> {
        let found = ready(self.store.token(token.selector())).unwrap();
        self.realm.open_link(token, found.as_ref(), self.now())
    }

    /// Returns whether there is a record of a token, accepted or not.
    pub(crate) fn contains<P: Purpose>(&self, token: &Token<P>) -> bool {
        ready(self.store.token(token.selector())).unwrap().is_some()
    }

    /// Returns whether the link of an email is accepted now.
    pub(crate) fn works<P: Purpose>(&self, link: &Link<P>) -> bool {
        self.open(&link.token).is_ok()
    }

    /// Sets a password by a link, as a page does.
    pub(crate) fn set<P: SetsPassword>(
        &self,
        id: AccountId,
        link: &Token<P>,
    ) -> Result<Token<Device>, Refusal> {
        let proof = self.open(link).map_err(|_| Refusal::Link)?;
        let (account, password) = (self.account(id), new_password("first"));
        let rng = &mut *self.rng.borrow_mut();
        let set = self
            .realm
            .set_password(&account, &proof, password, self.now(), rng);
        let (device, plan) = set?;
        self.commit(plan);
        Ok(device)
    }

    /// Signs in with the right password.
    pub(crate) fn sign_in(&self, id: AccountId) -> Result<SignedIn, Refusal> {
        let account = self.account(id);
        let matched = matched(&account).ok_or(Refusal::SignIn)?;
        let rng = &mut *self.rng.borrow_mut();
        let signed_in = self
            .realm
            .sign_in(&account, &matched, None, self.now(), rng);
        let (signed_in, plan) = signed_in?;
        self.commit(plan);
        Ok(signed_in)
    }

    pub(crate) fn session(&self, id: AccountId) -> Verified<Session> {
        self.open(&self.sign_in(id).unwrap().session).unwrap()
    }

    /// Requests a new address as its owner does.
    pub(crate) fn request_replacement(&self, id: AccountId, new: &str) -> Result<(), Refusal> {
        let session = self.session(id);
        self.request_replacement_in(&session, id, new)
    }

    pub(crate) fn request_replacement_in(
        &self,
        session: &Verified<Session>,
        id: AccountId,
        new: &str,
    ) -> Result<(), Refusal> {
        let account = self.account(id);
        let (matched, new) = (matched(&account).unwrap(), address(new));
        let plan = self
            .realm
            .request_replacement(&account, session, &matched, new, self.now());
        self.commit(plan?);
        Ok(())
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        let entries = ready(self.store.entries(None, u32::MAX)).unwrap();
        entries.iter().map(|entry| entry.event).collect()
    }

    /// Returns the kind and the actor of the last event in the audit log.
    pub(crate) fn last_event(&self) -> (EventKind, Actor) {
        let event = *self.events().last().unwrap();
        (event.kind, event.actor)
    }
}

/// Returns the proof that the current password was given; `None` if the account
/// has no password.
pub(crate) fn matched(account: &Account) -> Option<PasswordMatch> {
    let stored = StoredPassword::of(account)?;
    stored.verify(|_| Ok::<_, Infallible>(true)).unwrap()
}

/// Returns a message to an account about its change to a revision.
pub(crate) fn message(account: &Account, kind: MessageKind, revision: u64) -> Message {
    Message {
        to: Principal::Account(account.id),
        kind,
        about: Occasion {
            subject: account.id.into(),
            revision,
        },
        is_counted: false,
    }
}

pub(crate) fn address(text: &str) -> Address {
    text.parse().unwrap()
}

/// Returns an operator to add, whose name is the address.
pub(crate) fn new_operator(text: &str) -> NewOperator {
    NewOperator {
        name: text.parse().unwrap(),
        address: address(text),
        language: Language::Ja,
        role: Role::Administrator,
        companies: Companies::All,
    }
}

pub(crate) fn contact(text: &str) -> Contact {
    Contact::new("山田 太郎", text, None, Language::Ja).unwrap()
}

/// Returns a new password whose hash is the given text.
pub(crate) fn new_password(hash: &str) -> NewPassword {
    let policy = Policy::support_center();
    let accepted = policy
        .accept("blue7Kite!", &policy::Context::new())
        .unwrap();
    NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(hash.into())).unwrap()
}
