//! Gives the same commands to the ceremonies and to the model, and compares
//! the answers.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

use super::super::fixture::{NOW, OPERATOR, address, name, plan_id};
use super::Command;
use super::life::{Answer, Life};
use super::values::{COMPANY, id, keyring, nth_address, phc};
use crate::audit_log::Event;
use crate::language::Language;
use crate::onboarding::{
    Account, CommitError, Companies, Contact, ContactSearch, Edit, NewPassword, NoMessage, Outcome,
    Plan, Realm, Refusal, Reply, Store,
};
use crate::policy::{Context, Policy};
use crate::time::Timestamp;
use crate::token::{Purpose, PurposeName, Session, Token, Verified};

/// Runs commands on an empty store and compares the result of each with a naive
/// model: refusals and their reasons, every account, every token that was ever
/// issued, the outbox, each email, and at the end the audit log.
///
/// # Panics
///
/// If the two differ, with the command.
pub async fn run_commands<S: Store>(store: &S, commands: &[Command]) {
    let mut runner = Runner::new(store);
    runner.create_company().await;
    for (n, command) in commands.iter().enumerate() {
        let (done, expected) = runner.step(*command).await;
        assert_eq!(done, expected, "{n}: {command:?}");
        let when = format!("after {n}: {command:?}");
        runner.check_everything(&when).await;
    }
    runner.check_audit_log().await;
}

pub(super) struct Runner<'s, S> {
    pub(super) store: &'s S,
    pub(super) realm: Realm,
    pub(super) life: Life,
    /// The texts of the tokens, in the order of those of `life`.
    pub(super) texts: Vec<String>,
    pub(super) events: Vec<Event>,
}

impl<'s, S: Store> Runner<'s, S> {
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

    /// Creates the company that edits use.
    async fn create_company(&mut self) {
        let name = name("株式会社例");
        let plan = self
            .realm
            .create_company(COMPANY, name, OPERATOR, self.now());
        self.commit(Ok(plan)).await.unwrap();
    }

    /// Returns two contacts of the company, if there are so many.
    async fn contacts(&self) -> Vec<Account> {
        let (of, all) = (ContactSearch::Company(COMPANY), &Companies::All);
        let contacts = self.store.search_contacts(of, all, None, 2).await;
        contacts.unwrap()
    }

    /// Returns the result of a command, and the expected one.
    async fn step(&mut self, command: Command) -> (Answer, Answer) {
        self.life.passwords += 1;
        match command {
            Command::Register(at, is_notified) => self.register(nth_address(at), is_notified).await,
            Command::Request(at) => {
                let account = self.found(at).await;
                let plan = self.realm.request_link(account.as_ref(), self.now());
                let done = self.commit(plan.map_err(NoMessage::code)).await;
                (done, self.life.request(nth_address(at)))
            }
            Command::Resend(at) => {
                let decide = |runner: &Self, account: &Account| {
                    let plan = runner.realm.resend(account, OPERATOR, runner.now());
                    plan.map_err(NoMessage::code)
                };
                self.operate(at, decide, Life::resend).await
            }
            Command::Edit(at, what) => {
                let contacts = self.contacts().await;
                let decide = |runner: &Self, account: &Account| {
                    let (edit, remaining) = (edit(what), other(&contacts, account));
                    let (realm, now) = (&runner.realm, runner.now());
                    let plan = realm.edit(account, edit, remaining, None, OPERATOR, now);
                    plan.map_err(Refusal::code)
                };
                let expect = |life: &mut Life, n| life.edit(n, what);
                self.operate(at, decide, expect).await
            }
            Command::Hold(at) => {
                let decide = |runner: &Self, account: &Account| {
                    let plan = runner.realm.hold(account, OPERATOR, runner.now());
                    plan.map_err(Refusal::code)
                };
                self.operate(at, decide, Life::hold).await
            }
            Command::Release(at) => {
                let decide = |runner: &Self, account: &Account| {
                    let plan = runner.realm.release(account, OPERATOR, runner.now());
                    plan.map_err(Refusal::code)
                };
                self.operate(at, decide, Life::release).await
            }
            Command::Remove(at) => {
                let contacts = self.contacts().await;
                let decide = |runner: &Self, account: &Account| {
                    let (remaining, now) = (other(&contacts, account), runner.now());
                    let plan = runner.realm.remove(account, remaining, None, OPERATOR, now);
                    plan.map_err(Refusal::code)
                };
                let answers = self.operate(at, decide, Life::remove).await;
                // If two are removed in one second, neither is the last.
                self.life.now += 1;
                answers
            }
            Command::HandOver(at, to) => {
                let taken = self.found(to).await;
                let successor = contact(nth_address(to));
                let successor_id = id(self.life.people.len());
                let decide = |runner: &Self, account: &Account| {
                    let (now, taken) = (runner.now(), taken.as_ref());
                    let plan = runner.realm.hand_over(
                        account,
                        successor,
                        successor_id,
                        taken,
                        OPERATOR,
                        now,
                    );
                    plan.map_err(Refusal::code)
                };
                let expect = |life: &mut Life, n| life.hand_over(n, nth_address(to));
                let answers = self.operate(at, decide, expect).await;
                self.life.now += 1;
                answers
            }
            Command::Bounce(at) => {
                let decide = |runner: &Self, account: &Account| {
                    let plan = runner.realm.note_undeliverable(account, runner.now());
                    plan.ok_or("nothing-to-note")
                };
                self.operate(at, decide, Life::bounce).await
            }
            Command::Deliver => self.deliver(Some(accepted())).await,
            Command::Defer => {
                let at = self.now() + core::time::Duration::from_secs(5 * 60);
                let reply = Reply::new("451 4.7.1 try again later");
                self.deliver(Some(Outcome::RetryAt { at, reply })).await
            }
            Command::StopSending => self.deliver(None).await,
            Command::StopWriting => {
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
            Command::Replace(n, at) => match self.newest(n, is_session) {
                Some(token) => self.replace(token, nth_address(at)).await,
                None => NOTHING,
            },
            Command::SignOut(n) => match self.newest(n, is_session) {
                Some(token) => {
                    let found = self.find::<Session>(token).await;
                    let plan = found.map(|(account, session)| {
                        self.realm.sign_out(&account, &session, self.now())
                    });
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

    async fn register(&mut self, address: &'static str, is_notified: bool) -> (Answer, Answer) {
        let (id, now) = (id(self.life.people.len()), self.now());
        let contact = contact(address);
        let plan = if is_notified {
            self.realm.register_and_notify(contact, id, OPERATOR, now)
        } else {
            self.realm.register(contact, id, OPERATOR, now)
        };
        let done = self.commit(Ok(plan)).await;
        (done, self.life.register(address, is_notified))
    }

    /// An operator does something to the account of an address.
    async fn operate(
        &mut self,
        at: u8,
        decide: impl FnOnce(&Self, &Account) -> Result<Plan, &'static str>,
        expect: impl FnOnce(&mut Life, usize) -> Answer,
    ) -> (Answer, Answer) {
        let Some(account) = self.found(at).await else {
            assert_eq!(self.life.at(nth_address(at)), None);
            return NOTHING;
        };
        let n = self.life.at(nth_address(at)).unwrap();
        assert_eq!(account.id, id(n), "the account at the address");
        let plan = decide(self, &account);
        (self.commit(plan).await, expect(&mut self.life, n))
    }

    pub(super) async fn commit(&mut self, plan: Result<Plan, &'static str>) -> Answer {
        let plan = plan?;
        let events = plan.events.clone();
        let id = plan_id();
        match self.store.commit(id, &plan).await {
            Ok(()) => {
                // As after an unknown outcome: it changes nothing, or the model
                // and the store differ from here on.
                let again = self.store.commit(id, &plan).await;
                assert!(again.is_ok(), "a plan is committed once: {again:?}");
                self.events.extend(events);
                Ok(())
            }
            Err(CommitError::Conflict) => Err("conflict"),
            Err(error) => panic!("the store failed: {error}"),
        }
    }

    pub(super) async fn found(&self, at: u8) -> Option<Account> {
        let address = address(nth_address(at));
        self.store.account_by_address(&address).await.unwrap()
    }

    /// Returns the account of a token and the proof, both as of one moment.
    pub(super) async fn find<P: Purpose>(
        &self,
        token: usize,
    ) -> Result<(Account, Verified<P>), &'static str> {
        let token = Token::<P>::parse(&self.texts[token]).unwrap();
        let found = self.store.token(token.selector()).await.unwrap();
        let proof = self.realm.open_link(&token, found.as_ref(), self.now());
        let proof = proof.map_err(|_| Refusal::Link.code())?;
        Ok((found.unwrap().1, proof))
    }

    /// Returns the token of such a purpose with `n` newer ones.
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

/// Nothing was done and nothing expected.
pub(super) const NOTHING: (Answer, Answer) = (Ok(()), Ok(()));

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

fn contact(text: &str) -> Contact {
    Contact {
        address: address(text),
        name: name("山田 太郎"),
        company: None,
        language: Language::Ja,
    }
}

fn other<'c>(contacts: &'c [Account], than: &Account) -> Option<&'c Account> {
    contacts.iter().find(|contact| contact.id != than.id)
}

fn edit(what: u8) -> Edit {
    let mut edit = Edit::default();
    match what % 5 {
        0 => edit.name = Some(name("山田 花子")),
        1 => edit.company = Some(Some(COMPANY)),
        2 => edit.company = Some(None),
        3 => edit.language = Some(Language::En),
        _ => {}
    }
    edit
}

fn accepted() -> Outcome {
    Outcome::Sent {
        reply: Reply::new("250 2.0.0 ok"),
    }
}
