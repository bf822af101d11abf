//! The same commands to the ceremonies and to the naive account, and what both
//! come to.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::convert::Infallible;

use super::super::stage::{DESK, Distinct, NOW};
use super::Command;
use super::life::{Life, Said, Stage};
use super::mail::Mail;
use crate::onboarding::change_password::change_password;
use crate::onboarding::decline::decline;
use crate::onboarding::disown::disown;
use crate::onboarding::hold::{hold, release};
use crate::onboarding::open_link::open_link;
use crate::onboarding::register::{Contact, register, register_and_tell};
use crate::onboarding::remove::remove;
use crate::onboarding::replace_address::{Successor, hand_over, prove, request, undo};
use crate::onboarding::request_link::request_link;
use crate::onboarding::resend::resend;
use crate::onboarding::session::sign_out;
use crate::onboarding::set_password::set_password;
use crate::onboarding::sign_in::{SignedIn, sign_in, stored_hash};
use crate::onboarding::write_letter::{Link, Message, write_letter};
use crate::onboarding::{
    Account, Address, CommitError, Event, NewPassword, NoLetter, Outcome, Plan, Progress, Realm,
    Refusal, Reply, State, Store, audit,
};
use crate::policy::{Context, Language, Policy};
use crate::token::{
    AccountId, Decline, Device, Disown, FirstPassword, Key, KeyId, Keyring, ProveAddress, Purpose,
    PurposeName, Reset, Session, SetsPassword, Timestamp, Token, UndoAddress, Verified,
};

/// Runs commands on an empty store, and holds what comes of each against a
/// naive account of what should: what is refused and why, every account, every
/// token that there ever was, the outbox, each mail, and at the end the audit
/// log.
///
/// # Panics
///
/// Where the two differ, with the command.
pub async fn run_commands<S: Store>(store: &S, commands: &[Command]) {
    let mut walk = Walk::new(store);
    for (n, command) in commands.iter().enumerate() {
        let (done, foreseen) = walk.step(*command).await;
        assert_eq!(done, foreseen, "{n}: {command:?}");
        walk.look_around(&format!("after {n}: {command:?}")).await;
    }
    walk.read_the_audit_log().await;
}

struct Walk<'s, S> {
    store: &'s S,
    realm: Realm,
    life: Life,
    /// The texts of the tokens, as many as `life` knows.
    texts: Vec<String>,
    events: Vec<Event>,
}

impl<'s, S: Store> Walk<'s, S> {
    fn new(store: &'s S) -> Self {
        Self {
            store,
            realm: Realm::new("lifecycle".into(), keyring((0, 0))),
            life: Life {
                now: NOW.unix_seconds(),
                ..Life::default()
            },
            texts: Vec::new(),
            events: Vec::new(),
        }
    }

    /// What came of a command, and what should have.
    async fn step(&mut self, command: Command) -> (Said, Said) {
        self.life.passwords += 1;
        match command {
            Command::Register(at, is_told) => self.register(place(at), is_told).await,
            Command::Request(at) => {
                let account = self.found(at).await;
                let plan = request_link(account.as_ref(), self.now());
                let done = self.commit(plan.map_err(NoLetter::code)).await;
                (done, self.life.request(place(at)))
            }
            Command::Resend(at) => {
                let decide = |walk: &Self, account: &Account| {
                    resend(&walk.realm, account, DESK, walk.now()).map_err(NoLetter::code)
                };
                self.desk(at, decide, Life::resend).await
            }
            Command::Hold(at) => {
                let decide = |walk: &Self, account: &Account| {
                    hold(account, DESK, walk.now()).map_err(Refusal::code)
                };
                self.desk(at, decide, Life::hold).await
            }
            Command::Release(at) => {
                let decide = |walk: &Self, account: &Account| {
                    release(&walk.realm, account, DESK, walk.now()).map_err(Refusal::code)
                };
                self.desk(at, decide, Life::release).await
            }
            Command::Remove(at) => {
                let decide = |walk: &Self, account: &Account| {
                    remove(account, DESK, walk.now()).map_err(Refusal::code)
                };
                let said = self.desk(at, decide, Life::remove).await;
                // Of two that were removed in one second, none is the last.
                self.life.now += 1;
                said
            }
            Command::HandOver(at, to) => {
                let taken = self.found(to).await;
                let successor = Successor {
                    address: address(place(to)),
                    name: "佐藤 花子".into(),
                    language: Language::En,
                };
                let decide = |walk: &Self, account: &Account| {
                    let now = walk.now();
                    hand_over(&walk.realm, account, successor, taken.as_ref(), DESK, now)
                        .map_err(Refusal::code)
                };
                let foresee = |life: &mut Life, n| life.hand_over(n, place(to));
                self.desk(at, decide, foresee).await
            }
            Command::Deliver => self.deliver(Some(accepted())).await,
            Command::Defer => {
                let at = Timestamp::from_unix_seconds(self.life.now + 5 * 60);
                let reply = Reply::new("451 4.7.1 try again later");
                self.deliver(Some(Outcome::RetryAt { at, reply })).await
            }
            Command::DieSending => self.deliver(None).await,
            Command::DieWriting => {
                self.lease().await;
                NOTHING
            }
            Command::Follow(n) => match self.newest(n, is_link) {
                Some(token) => self.follow(token).await,
                None => NOTHING,
            },
            Command::Remedy(n) => match self.newest(n, is_remedy) {
                Some(token) => self.follow(token).await,
                None => NOTHING,
            },
            Command::SignIn(at, device) => self.sign_in(at, device).await,
            Command::ChangePassword(n) => match self.newest(n, is_session) {
                Some(token) => self.change_password(token).await,
                None => NOTHING,
            },
            Command::Ask(n, at) => match self.newest(n, is_session) {
                Some(token) => self.ask(token, place(at)).await,
                None => NOTHING,
            },
            Command::SignOut(n) => match self.newest(n, is_session) {
                Some(token) => {
                    let found = self.find::<Session>(token).await;
                    let plan =
                        found.map(|(account, session)| sign_out(&account, &session, self.now()));
                    (self.commit(plan).await, self.life.sign_out(token))
                }
                None => NOTHING,
            },
            Command::Wait(seconds) => {
                self.life.now += seconds;
                NOTHING
            }
            Command::RotateKey => {
                self.life.keys.0 += 1;
                self.realm.keyring = keyring(self.life.keys);
                NOTHING
            }
            Command::ForgetKeys => {
                self.life.keys.1 = self.life.keys.0;
                self.realm.keyring = keyring(self.life.keys);
                NOTHING
            }
            Command::Sweep => {
                self.store.sweep(self.now()).await.unwrap();
                NOTHING
            }
        }
    }

    async fn register(&mut self, place: &'static str, is_told: bool) -> (Said, Said) {
        let contact = Contact {
            address: address(place),
            name: "山田 太郎".into(),
            company: "例".into(),
            language: Language::Ja,
        };
        let register = if is_told { register_and_tell } else { register };
        let id = id(self.life.people.len());
        let plan = register(&self.realm, contact, id, DESK, self.now());
        let done = self.commit(Ok(plan)).await;
        (done, self.life.register(place, is_told))
    }

    /// The desk does something to the account of an address.
    async fn desk(
        &mut self,
        at: u8,
        decide: impl FnOnce(&Self, &Account) -> Result<Plan, &'static str>,
        foresee: impl FnOnce(&mut Life, usize) -> Said,
    ) -> (Said, Said) {
        let Some(account) = self.found(at).await else {
            assert_eq!(self.life.at(place(at)), None);
            return NOTHING;
        };
        let n = self.life.at(place(at)).unwrap();
        assert_eq!(account.id, id(n), "the account at the address");
        let plan = decide(self, &account);
        (self.commit(plan).await, foresee(&mut self.life, n))
    }

    async fn lease(&mut self) -> Option<(usize, crate::onboarding::QueuedLetter)> {
        let until = Timestamp::from_unix_seconds(self.life.now + 60);
        let leased = self.store.lease_letter(self.now(), until).await.unwrap();
        assert_eq!(leased.is_some(), self.life.has_mail(), "a letter is due");
        let queued = leased?;
        let person = self.person(queued.letter.account);
        let (kind, tries) = (queued.letter.kind, queued.tries);
        let n = self.life.lease(person, kind, tries, until.unix_seconds());
        Some((n, queued))
    }

    /// A worker sends a letter, and dies where there is no outcome.
    async fn deliver(&mut self, outcome: Option<Outcome>) -> (Said, Said) {
        let Some((n, queued)) = self.lease().await else {
            return NOTHING;
        };
        let account = self.store.account(queued.letter.account).await.unwrap();
        let account = account.unwrap();
        let kind = queued.letter.kind;
        let written = write_letter(&self.realm, &account, kind, self.now(), &mut Distinct);
        let mail = match written {
            Ok((letter, plan)) => {
                if let Some(plan) = plan {
                    self.commit(Ok(plan)).await.unwrap();
                }
                let to = known(letter.recipient.as_str());
                let links = self.links(letter.message);
                Ok(Mail { to, links })
            }
            Err(reason) => Err(reason.code()),
        };
        let foreseen = self.life.write(n);
        assert_eq!(mail, foreseen, "the mail of {kind:?}");
        let outcome = match mail {
            Ok(_) => outcome,
            Err(code) => Some(Outcome::Dead {
                reason: Reply::new(code),
            }),
        };
        if let Some(outcome) = outcome {
            match &outcome {
                Outcome::RetryAt { at, .. } => {
                    let letter = &mut self.life.waiting[n];
                    letter.due = at.unix_seconds();
                    letter.leased = None;
                    letter.tries += 1;
                }
                Outcome::Sent { .. } | Outcome::Dead { .. } => {
                    self.life.waiting.remove(n);
                }
            }
            let settled =
                self.store
                    .settle_letter(queued.id, queued.leased_until, outcome, self.now());
            assert!(settled.await.unwrap(), "the lease is held");
        }
        NOTHING
    }

    /// Keeps the links of a mail.
    fn links(&mut self, message: Message) -> Vec<(PurposeName, u64)> {
        match message {
            Message::FirstPassword { link, decline } => {
                [self.keep(link), self.keep(decline)].into()
            }
            Message::Reset { link, decline } => [self.keep(link), self.keep(decline)].into(),
            Message::PasswordChanged { disown } => [self.keep(disown)].into(),
            Message::ProveAddress { link } => [self.keep(link)].into(),
            Message::ReplacementRequested { decline } => [self.keep(decline)].into(),
            Message::AddressReplaced { undo } => {
                undo.map(|undo| self.keep(undo)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn keep<P: Purpose>(&mut self, link: Link<P>) -> (PurposeName, u64) {
        self.texts.push(link.token.expose().as_str().to_owned());
        (P::NAME, link.expires_at.unix_seconds())
    }

    async fn follow(&mut self, token: usize) -> (Said, Said) {
        let now = self.now();
        let plan = match self.life.tokens[token].purpose {
            PurposeName::FirstPassword => self.set_password::<FirstPassword>(token).await,
            PurposeName::Reset => self.set_password::<Reset>(token).await,
            PurposeName::ProveAddress => match self.find::<ProveAddress>(token).await {
                Ok((account, proof)) => {
                    let new = account.replacement.clone().unwrap().address;
                    let taken = self.store.account_by_address(&new).await.unwrap();
                    prove(&self.realm, &account, &proof, taken.as_ref(), now).map_err(Refusal::code)
                }
                Err(code) => Err(code),
            },
            PurposeName::UndoAddress => match self.find::<UndoAddress>(token).await {
                Ok((account, proof)) => {
                    let former = account.former.clone().unwrap().address;
                    let taken = self.store.account_by_address(&former).await.unwrap();
                    undo(&self.realm, &account, &proof, taken.as_ref(), now).map_err(Refusal::code)
                }
                Err(code) => Err(code),
            },
            PurposeName::Decline => self.find::<Decline>(token).await.and_then(|found| {
                decline(&self.realm, &found.0, &found.1, now).map_err(Refusal::code)
            }),
            PurposeName::Disown => self.find::<Disown>(token).await.and_then(|found| {
                disown(&self.realm, &found.0, &found.1, now).map_err(Refusal::code)
            }),
            PurposeName::Session | PurposeName::Device => return NOTHING,
        };
        (self.commit(plan).await, self.life.follow(token))
    }

    async fn set_password<P: SetsPassword>(&mut self, token: usize) -> Result<Plan, &'static str> {
        let (account, proof) = self.find::<P>(token).await?;
        let (realm, new, now) = (&self.realm, self.new_password(), self.now());
        let (device, plan) = set_password(realm, &account, &proof, new, now, &mut Distinct)
            .map_err(Refusal::code)?;
        self.texts.push(device.expose().as_str().to_owned());
        Ok(plan)
    }

    async fn sign_in(&mut self, at: u8, device: u8) -> (Said, Said) {
        let account = self.found(at).await;
        let device = self.newest(device, |purpose| purpose == PurposeName::Device);
        let proof = match device {
            Some(token) => self.find::<Device>(token).await.ok(),
            None => None,
        };
        let proof = proof.as_ref().map(|(_, proof)| proof);
        let matches = stored_hash(account.as_ref()).is_some();
        let (realm, now) = (&self.realm, self.now());
        let signed_in = sign_in(realm, account.as_ref(), proof, matches, now, &mut Distinct);
        let plan = signed_in.map_err(Refusal::code).map(|(opened, plan)| {
            let SignedIn { session, device } = opened;
            self.texts.push(session.expose().as_str().to_owned());
            let device = device.map(|device| device.expose().as_str().to_owned());
            self.texts.extend(device);
            plan
        });
        let done = self.commit(plan).await;
        (done, self.life.sign_in(place(at), device))
    }

    async fn change_password(&mut self, token: usize) -> (Said, Said) {
        let plan = self.find::<Session>(token).await.and_then(|found| {
            let (realm, new, now) = (&self.realm, self.new_password(), self.now());
            let (account, session) = &found;
            change_password(realm, account, session, true, new, now, &mut Distinct)
                .map_err(Refusal::code)
        });
        let plan = plan.map(|(session, plan)| {
            self.texts.push(session.expose().as_str().to_owned());
            plan
        });
        (self.commit(plan).await, self.life.change_password(token))
    }

    async fn ask(&mut self, token: usize, place: &'static str) -> (Said, Said) {
        let plan = self.find::<Session>(token).await.and_then(|found| {
            let (new, now) = (address(place), self.now());
            request(&self.realm, &found.0, &found.1, true, new, now).map_err(Refusal::code)
        });
        (self.commit(plan).await, self.life.ask(token, place))
    }

    /// Whether everything is as it should be.
    async fn look_around(&self, when: &str) {
        assert_eq!(self.texts.len(), self.life.tokens.len(), "tokens {when}");
        for token in 0..self.texts.len() {
            let known = &self.life.tokens[token];
            let (works, should) = (self.works(token).await, self.life.works(token));
            assert_eq!(works, should, "token {token}, {:?}, {when}", known.purpose);
        }
        for (n, person) in self.life.people.iter().enumerate() {
            let account = self.store.account(id(n)).await.unwrap().unwrap();
            let seconds = |at: Timestamp| at.unix_seconds();
            let (stage, hash) = match account.state {
                State::Registered { expires_at } => {
                    let until = seconds(expires_at);
                    (Stage::Registered { until }, None)
                }
                State::Active { password } => (Stage::Active, Some(password)),
                State::Held { since, password } => {
                    let since = seconds(since);
                    (Stage::Held { since }, password)
                }
                State::Removed { at } => (Stage::Removed { at: seconds(at) }, None),
            };
            assert_eq!(stage, person.stage, "{when}");
            let hash = hash.map(|hash| hash.as_phc().to_owned());
            assert_eq!(hash, person.password.map(phc), "{when}");
            assert_eq!(account.address.as_str(), person.place, "{when}");
            let asked = account.link_requested_at.map(seconds);
            assert_eq!(asked, person.asked, "{when}");
            let wanted = account.replacement.map(|new| {
                let (at, until) = (seconds(new.requested_at), seconds(new.expires_at));
                (known(new.address.as_str()), at, until)
            });
            let foreseen = person.wanted.map(|new| (new.place, new.at, new.until));
            assert_eq!(wanted, foreseen, "{when}");
            let former = account
                .former
                .map(|old| (known(old.address.as_str()), old.undo_until.map(seconds)));
            assert_eq!(former, person.former, "{when}");
            let letters = self.store.letters(id(n), u32::MAX).await.unwrap();
            let mut queued: Vec<_> = letters
                .iter()
                .filter(|letter| matches!(letter.progress, Progress::Queued { .. }))
                .map(|letter| letter.letter.kind.code())
                .collect();
            let waiting = self.life.waiting.iter();
            let mut waiting: Vec<_> = waiting
                .filter(|letter| letter.person == n)
                .map(|letter| letter.kind.code())
                .collect();
            queued.sort_unstable();
            waiting.sort_unstable();
            assert_eq!(queued, waiting, "{when}");
        }
    }

    async fn read_the_audit_log(&self) {
        let entries = self.store.entries(0, u32::MAX).await.unwrap();
        audit::verify(&entries, None).unwrap();
        let events: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
        assert_eq!(events, self.events, "the audit log");
    }

    async fn commit(&mut self, plan: Result<Plan, &'static str>) -> Said {
        let plan = plan?;
        let event = plan.event;
        match self.store.commit(plan).await {
            Ok(()) => {
                self.events.push(event);
                Ok(())
            }
            Err(CommitError::Conflict) => Err("conflict"),
            Err(CommitError::Fault(fault)) => panic!("the store failed: {fault}"),
        }
    }

    async fn found(&self, at: u8) -> Option<Account> {
        let address = address(place(at));
        self.store.account_by_address(&address).await.unwrap()
    }

    async fn works(&self, token: usize) -> bool {
        match self.life.tokens[token].purpose {
            PurposeName::Reset => self.find::<Reset>(token).await.is_ok(),
            PurposeName::FirstPassword => self.find::<FirstPassword>(token).await.is_ok(),
            PurposeName::Session => self.find::<Session>(token).await.is_ok(),
            PurposeName::ProveAddress => self.find::<ProveAddress>(token).await.is_ok(),
            PurposeName::UndoAddress => self.find::<UndoAddress>(token).await.is_ok(),
            PurposeName::Decline => self.find::<Decline>(token).await.is_ok(),
            PurposeName::Disown => self.find::<Disown>(token).await.is_ok(),
            PurposeName::Device => self.find::<Device>(token).await.is_ok(),
        }
    }

    /// The account of a token and the proof that it is one, as of one moment.
    async fn find<P: Purpose>(&self, token: usize) -> Result<(Account, Verified<P>), &'static str> {
        let token = Token::<P>::parse(&self.texts[token]).unwrap();
        let found = self.store.token(token.selector()).await.unwrap();
        let proof = open_link(&self.realm, &token, found.as_ref(), self.now())
            .map_err(|_| Refusal::Link.code())?;
        Ok((found.unwrap().1, proof))
    }

    /// The token of such a purpose that has so many newer ones.
    fn newest(&self, n: u8, is_meant: impl Fn(PurposeName) -> bool) -> Option<usize> {
        let of: Vec<usize> = (0..self.life.tokens.len())
            .rev()
            .filter(|token| is_meant(self.life.tokens[*token].purpose))
            .collect();
        of.get(usize::from(n).checked_rem(of.len())?).copied()
    }

    fn person(&self, account: AccountId) -> usize {
        let mut all = 0..self.life.people.len();
        all.find(|n| id(*n) == account).unwrap()
    }

    fn new_password(&self) -> NewPassword {
        let policy = Policy::support_center();
        let accepted = policy.accept("blue7Kite!", &Context::new()).unwrap();
        let hash = phc(self.life.passwords);
        NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(hash)).unwrap()
    }

    const fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(self.life.now)
    }
}

/// Nothing was done and nothing foreseen.
const NOTHING: (Said, Said) = (Ok(()), Ok(()));

const fn is_link(purpose: PurposeName) -> bool {
    use PurposeName::{FirstPassword, ProveAddress, Reset};
    matches!(purpose, Reset | FirstPassword | ProveAddress)
}

const fn is_remedy(purpose: PurposeName) -> bool {
    use PurposeName::{Decline, Disown, UndoAddress};
    matches!(purpose, UndoAddress | Decline | Disown)
}

const fn is_session(purpose: PurposeName) -> bool {
    matches!(purpose, PurposeName::Session)
}

fn accepted() -> Outcome {
    Outcome::Sent {
        reply: Reply::new("250 2.0.0 ok"),
    }
}

/// The addresses, one of them in two spellings.
const PLACES: [&str; 5] = [
    "taro@a.example",
    "hanako@a.example",
    "Taro@a.example",
    "jiro@b.example",
    "saburo@b.example",
];

fn place(at: u8) -> &'static str {
    PLACES[usize::from(at) % PLACES.len()]
}

fn known(text: &str) -> &'static str {
    PLACES.into_iter().find(|place| *place == text).unwrap()
}

fn address(place: &str) -> Address {
    Address::parse(place).unwrap()
}

fn id(n: usize) -> AccountId {
    AccountId::from_bytes((n as u128 + 1).to_be_bytes())
}

fn phc(n: u32) -> String {
    "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$".to_string() + &n.to_string()
}

/// The keys from the oldest that is known to the one that issues.
fn keyring((newest, oldest): (u32, u32)) -> Keyring {
    let key = |n: u32| Key::new(KeyId::new(n), [n as u8; 32]);
    (oldest + 1..=newest).fold(Keyring::new(key(oldest)), |keyring, n| {
        keyring.rotate(key(n))
    })
}
