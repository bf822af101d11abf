//! The same commands to the ceremonies and to the naive account, and what both
//! come to.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

use super::super::stage::{DESK, NOW};
use super::Command;
use super::life::{Life, Said};
use super::places::{address, id, keyring, phc, place};
use crate::onboarding::hold::{hold, release};
use crate::onboarding::open_link::open_link;
use crate::onboarding::register::{Contact, register, register_and_tell};
use crate::onboarding::remove::remove;
use crate::onboarding::replace_address::{Successor, hand_over};
use crate::onboarding::request_link::request_link;
use crate::onboarding::resend::resend;
use crate::onboarding::session::sign_out;
use crate::onboarding::{
    Account, CommitError, Event, NewPassword, NoLetter, Outcome, Plan, Realm, Refusal, Reply, Store,
};
use crate::policy::{Context, Language, Policy};
use crate::token::{Purpose, PurposeName, Session, Timestamp, Token, Verified};

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

pub(super) struct Walk<'s, S> {
    pub(super) store: &'s S,
    pub(super) realm: Realm,
    pub(super) life: Life,
    /// The texts of the tokens, as many as `life` knows.
    pub(super) texts: Vec<String>,
    pub(super) events: Vec<Event>,
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

    pub(super) async fn commit(&mut self, plan: Result<Plan, &'static str>) -> Said {
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

    pub(super) async fn found(&self, at: u8) -> Option<Account> {
        let address = address(place(at));
        self.store.account_by_address(&address).await.unwrap()
    }

    /// The account of a token and the proof that it is one, as of one moment.
    pub(super) async fn find<P: Purpose>(
        &self,
        token: usize,
    ) -> Result<(Account, Verified<P>), &'static str> {
        let token = Token::<P>::parse(&self.texts[token]).unwrap();
        let found = self.store.token(token.selector()).await.unwrap();
        let proof = open_link(&self.realm, &token, found.as_ref(), self.now())
            .map_err(|_| Refusal::Link.code())?;
        Ok((found.unwrap().1, proof))
    }

    /// The token of such a purpose that has so many newer ones.
    pub(super) fn newest(&self, n: u8, is_meant: impl Fn(PurposeName) -> bool) -> Option<usize> {
        let of: Vec<usize> = (0..self.life.tokens.len())
            .rev()
            .filter(|token| is_meant(self.life.tokens[*token].purpose))
            .collect();
        of.get(usize::from(n).checked_rem(of.len())?).copied()
    }

    pub(super) fn new_password(&self) -> NewPassword {
        let policy = Policy::support_center();
        let accepted = policy.accept("blue7Kite!", &Context::new()).unwrap();
        let hash = phc(self.life.passwords);
        NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(hash)).unwrap()
    }

    pub(super) const fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(self.life.now)
    }
}

/// Nothing was done and nothing foreseen.
pub(super) const NOTHING: (Said, Said) = (Ok(()), Ok(()));

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
