//! A realm, a store, a clock that stands still until it is told, and a mail
//! worker.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use genkan::onboarding::open_link::open_link;
use genkan::onboarding::register::{Contact, register};
use genkan::onboarding::request_link::request_link;
use genkan::onboarding::set_password::set_password;
use genkan::onboarding::sign_in::{SignedIn, sign_in};
use genkan::onboarding::write_letter::{Link, Message, write_letter};
use genkan::onboarding::{
    Account, Actor, Address, CommitError, EventKind, LetterKind, Memory, NewPassword, NoLetter,
    OperatorId, Outcome, Plan, Realm, Refusal, Reply, Store,
};
use genkan::policy::{self, Language, Policy};
use genkan::token::{
    AccountId, Device, FirstPassword, Key, KeyId, Keyring, Purpose, Rejection, Reset, Session,
    SetsPassword, Timestamp, Token, Verified,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

pub(crate) const TARO: &str = "taro.yamada@example.co.jp";
pub(crate) const NEW: &str = "taro@new.example.com";
pub(crate) const DESK: Actor = Actor::Desk(OperatorId::from_bytes([9; 16]));
pub(crate) const MINUTE: u64 = 60;
pub(crate) const HOUR: u64 = 60 * MINUTE;
pub(crate) const DAY: u64 = 24 * HOUR;

pub(crate) struct House {
    pub(crate) realm: Realm,
    pub(crate) store: Memory,
    pub(crate) rng: RefCell<ChaCha20Rng>,
    seconds: Cell<u64>,
    registered: Cell<u8>,
}

/// A mail as it went out.
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) name: String,
    pub(crate) message: Message,
}

impl House {
    pub(crate) fn new() -> Self {
        let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
        Self {
            realm: Realm::new("test".into(), keyring),
            store: Memory::new(),
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
        assert!(time >= self.now(), "the clock goes forward");
        self.seconds.set(time.unix_seconds());
    }

    /// Commits a plan that nothing has overtaken.
    pub(crate) fn commit(&self, plan: Plan) {
        self.try_commit(plan).unwrap();
    }

    pub(crate) fn try_commit(&self, plan: Plan) -> Result<(), CommitError<Infallible>> {
        // Whatever else a ceremony decides must be on the disk.
        assert_eq!(plan.can_be_lost(), plan.event.kind == EventKind::SignedIn);
        ready(self.store.commit(plan))
    }

    pub(crate) fn account(&self, id: AccountId) -> Account {
        ready(self.store.account(id)).unwrap().unwrap()
    }

    pub(crate) fn by_address(&self, text: &str) -> Option<Account> {
        ready(self.store.account_by_address(&address(text))).unwrap()
    }

    pub(crate) fn register(&self, text: &str) -> AccountId {
        self.registered.set(self.registered.get() + 1);
        let id = AccountId::from_bytes([self.registered.get(); 16]);
        let plan = register(&self.realm, contact(text), id, Actor::System, self.now());
        self.commit(plan);
        id
    }

    /// Registers a contact who sets a password at once, and reads all mail.
    pub(crate) fn activate(&self, text: &str) -> AccountId {
        let id = self.register(text);
        let link = self.first_password_link(id);
        self.set(id, &link).unwrap();
        self.deliver();
        id
    }

    pub(crate) fn request(&self, id: AccountId) -> Result<(), NoLetter> {
        request_link(Some(&self.account(id)), self.now()).map(|plan| self.commit(plan))
    }

    /// Asks for a link, a minute later than anything before, and follows the
    /// mail.
    pub(crate) fn first_password_link(&self, id: AccountId) -> Token<FirstPassword> {
        self.wait(MINUTE);
        self.request(id).unwrap();
        match self.deliver_one().message {
            Message::FirstPassword { link, .. } => link.token,
            other => panic!("not for a first password: {other:?}"),
        }
    }

    pub(crate) fn reset_link(&self, id: AccountId) -> Token<Reset> {
        self.wait(MINUTE);
        self.request(id).unwrap();
        match self.deliver_one().message {
            Message::Reset { link, .. } => link.token,
            other => panic!("not for a new password: {other:?}"),
        }
    }

    /// Sends everything that is due.
    pub(crate) fn deliver(&self) -> Vec<Mail> {
        let until = Timestamp::from_unix_seconds(self.seconds.get() + MINUTE);
        let mut mails = Vec::new();
        while let Some(queued) = ready(self.store.lease_letter(self.now(), until)).unwrap() {
            let account = self.account(queued.letter.account);
            let outcome = match self.write(&account, queued.letter.kind) {
                Ok(mail) => {
                    mails.push(mail);
                    Outcome::Sent {
                        reply: Reply::new("250 ok"),
                    }
                }
                Err(reason) => Outcome::Dead {
                    reason: Reply::new(reason.code()),
                },
            };
            let settled = self
                .store
                .settle_letter(queued.id, until, outcome, self.now());
            assert!(ready(settled).unwrap());
        }
        mails
    }

    pub(crate) fn deliver_one(&self) -> Mail {
        let mut mails = self.deliver();
        assert_eq!(mails.len(), 1);
        mails.remove(0)
    }

    pub(crate) fn write(&self, account: &Account, kind: LetterKind) -> Result<Mail, NoLetter> {
        let mut rng = self.rng.borrow_mut();
        let (letter, plan) = write_letter(&self.realm, account, kind, self.now(), &mut *rng)?;
        if let Some(plan) = plan {
            self.commit(plan);
        }
        Ok(Mail {
            to: letter.recipient.to_string(),
            name: letter.name.into(),
            message: letter.message,
        })
    }

    pub(crate) fn open<P: Purpose>(&self, token: &Token<P>) -> Result<Verified<P>, Rejection> {
        let found = ready(self.store.token(token.selector())).unwrap();
        open_link(&self.realm, token, found.as_ref(), self.now())
    }

    /// Whether there is a record of a token, accepted or not.
    pub(crate) fn keeps<P: Purpose>(&self, token: &Token<P>) -> bool {
        ready(self.store.token(token.selector())).unwrap().is_some()
    }

    /// Follows a link to its end, as a page does.
    pub(crate) fn set<P: SetsPassword>(
        &self,
        id: AccountId,
        link: &Token<P>,
    ) -> Result<Token<Device>, Refusal> {
        let proof = self.open(link).map_err(|_| Refusal::Link)?;
        let (device, plan) = set_password(
            &self.realm,
            &self.account(id),
            &proof,
            new_password("first"),
            self.now(),
            &mut *self.rng.borrow_mut(),
        )?;
        self.commit(plan);
        Ok(device)
    }

    pub(crate) fn sign_in(&self, id: AccountId) -> Result<SignedIn, Refusal> {
        let account = self.account(id);
        let rng = &mut *self.rng.borrow_mut();
        let (signed_in, plan) = sign_in(&self.realm, Some(&account), None, true, self.now(), rng)?;
        self.commit(plan);
        Ok(signed_in)
    }

    pub(crate) fn session(&self, id: AccountId) -> Verified<Session> {
        self.open(&self.sign_in(id).unwrap().session).unwrap()
    }

    /// What the audit log says last, and by whom.
    pub(crate) fn last_event(&self) -> (EventKind, Actor) {
        let entries = ready(self.store.entries(0, u32::MAX)).unwrap();
        let event = entries.last().unwrap().event;
        (event.kind, event.actor)
    }
}

/// Whether a mail's link is accepted now.
pub(crate) fn works<P: Purpose>(house: &House, link: &Link<P>) -> bool {
    house.open(&link.token).is_ok()
}

pub(crate) fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

pub(crate) fn contact(text: &str) -> Contact {
    Contact {
        address: address(text),
        name: "山田 太郎".into(),
        company: "例".into(),
        language: Language::Ja,
    }
}

/// A new password whose hash is the given text.
pub(crate) fn new_password(hash: &str) -> NewPassword {
    let policy = Policy::support_center();
    let accepted = policy
        .accept("blue7Kite!", &policy::Context::new())
        .unwrap();
    NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(hash.into())).unwrap()
}

/// The store in memory never waits.
pub(crate) fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}
