//! One service: its store, its clock, two nodes, and every token that is out.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use genkan::onboarding::open_link::open_link;
use genkan::onboarding::{
    Account, EventKind, LetterId, Memory, Outcome, QueuedLetter, Realm, Reply, Store as _,
};
use genkan::token::{
    AccountId, Decline, Device, Disown, FirstPassword, ProveAddress, Purpose, PurposeName, Record,
    Reset, Session, Timestamp, Token as Text, UndoAddress,
};

use super::decide::{Decision, decide, next_address};
use super::history::History;
use super::node::{Ceremony, Node, Reading, Step, Token, Written};
use crate::fault::Fault;
use crate::ready::ready;

/// What must never be, and is.
pub(super) type Broken = &'static str;

#[derive(Clone)]
pub(super) struct World {
    pub(super) realm: Rc<Realm>,
    pub(super) store: Rc<Memory>,
    pub(super) fault: Fault,
    pub(super) now: u64,
    pub(super) nodes: [Node; 2],
    pub(super) tokens: Vec<Token>,
    pub(super) history: History,
    /// Every address that the account has ever had, or was to have.
    pub(super) stored: BTreeSet<String>,
    pub(super) leases: BTreeMap<LetterId, u64>,
    /// How many ceremonies may begin, how often time may pass, and how many
    /// workers may die.
    pub(super) left: u32,
    pub(super) waits: u32,
    pub(super) crashes: u32,
    /// What the last step did that must never be done.
    pub(super) wrong: Vec<Broken>,
    /// For what has to differ.
    pub(super) drawn: u64,
}

impl World {
    /// Every step that could be next.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for (n, node) in self.nodes.iter().enumerate() {
            let is_twin = n == 1 && matches!(self.nodes, [Node::Idle, Node::Idle]);
            match node {
                Node::Idle if self.left > 0 && !is_twin => {
                    steps.extend(self.ceremonies().into_iter().map(|c| Step::Read(n, c)));
                }
                Node::Idle => {}
                Node::Reading(reading) => {
                    steps.push(Step::Commit(n));
                    let read = reading.account.as_ref().map(|account| account.revision);
                    let now = self.account().map(|account| account.revision);
                    if reading.found.is_some() && read != now {
                        steps.push(Step::ReadAgain(n));
                    }
                    if reading.letter.is_some() && self.crashes > 0 {
                        steps.push(Step::Crash(n));
                    }
                }
                Node::Written(_) => {
                    steps.push(Step::Mail(n));
                    steps.extend((self.crashes > 0).then_some(Step::Crash(n)));
                }
                Node::Mailed(_) => {
                    steps.push(Step::Settle(n));
                    steps.extend((self.crashes > 0).then_some(Step::Crash(n)));
                }
            }
        }
        if self.waits > 0 {
            steps.extend(SPANS.map(Step::Wait));
        }
        steps
    }

    fn ceremonies(&self) -> Vec<Ceremony> {
        use Ceremony as C;
        let mut all = vec![
            C::Request,
            C::Resend,
            C::Hold,
            C::Release,
            C::Remove,
            C::HandOver,
            C::SignIn,
            C::RegisterAnother,
        ];
        let outbox = ready(self.store.outbox(None, u32::MAX)).unwrap();
        let is_due = outbox.iter().any(|letter| {
            letter.progress.code() == "queued"
                && self
                    .leases
                    .get(&letter.id)
                    .is_none_or(|until| *until <= self.now)
        });
        all.extend(is_due.then_some(C::Send));
        for (n, token) in self.tokens.iter().enumerate() {
            if self.record(token).is_none() {
                continue;
            }
            match token.purpose {
                PurposeName::Session => {
                    all.extend([C::ChangePassword(n), C::Ask(n), C::SignOut(n)])
                }
                PurposeName::Device => {}
                _ => all.push(C::Follow(n)),
            }
        }
        all
    }

    /// The world after a step.
    pub(super) fn after(&self, step: Step) -> Self {
        let mut world = self.clone();
        world.wrong.clear();
        match step {
            Step::Read(n, ceremony) => world.read(n, ceremony),
            Step::ReadAgain(n) => world.read_again(n),
            Step::Commit(n) => world.commit(n),
            Step::Mail(n) => {
                if let Node::Written(written) = &self.nodes[n] {
                    if !self.stored.contains(&written.to) {
                        world
                            .wrong
                            .push("a letter to an address that was never stored");
                    }
                    world.tokens.extend(written.links.iter().cloned());
                    world.nodes[n] = Node::Mailed(Rc::clone(written));
                }
            }
            Step::Settle(n) => {
                if let Node::Mailed(written) = &self.nodes[n] {
                    let reply = Reply::new("250 ok");
                    world.settle(&written.letter, Outcome::Sent { reply });
                    world.nodes[n] = Node::Idle;
                }
            }
            Step::Crash(n) => {
                world.crashes -= 1;
                world.nodes[n] = Node::Idle;
            }
            Step::Wait(seconds) => {
                world.waits -= 1;
                world.now += seconds;
            }
        }
        world
    }

    fn read(&mut self, n: usize, ceremony: Ceremony) {
        self.left -= 1;
        let (found, letter) = match ceremony {
            Ceremony::Follow(token)
            | Ceremony::ChangePassword(token)
            | Ceremony::Ask(token)
            | Ceremony::SignOut(token) => (self.record(&self.tokens[token]), None),
            Ceremony::Send => {
                self.change_store();
                let until = self.now + LEASE;
                let lease = self.store.lease_letter(self.time(), at(until));
                let letter = ready(lease).unwrap();
                self.leases.extend(letter.map(|letter| (letter.id, until)));
                (None, letter)
            }
            _ => (None, None),
        };
        let account = match &found {
            Some((_, account)) => Some(account.clone()),
            None => self.account(),
        };
        self.nodes[n] = Node::Reading(Rc::new(Reading {
            ceremony,
            at: self.now,
            taken: self.taken(ceremony, account.as_ref()),
            found,
            account,
            letter,
            history: self.history,
        }));
    }

    /// Who has the address that the account is to have.
    fn taken(&self, ceremony: Ceremony, account: Option<&Account>) -> Option<Account> {
        let new = match ceremony {
            Ceremony::HandOver => Some(next_address()),
            Ceremony::Follow(token) => match self.tokens[token].purpose {
                PurposeName::ProveAddress => account?.replacement.clone().map(|new| new.address),
                PurposeName::UndoAddress => account?.former.clone().map(|old| old.address),
                _ => None,
            },
            _ => None,
        };
        ready(self.store.account_by_address(&new?)).unwrap()
    }

    /// A ceremony that uses its token up keeps the proof that it has: the
    /// commit asks whether the token is still there. One that does not use it
    /// up must read both again.
    fn read_again(&mut self, n: usize) {
        if let Node::Reading(reading) = &self.nodes[n] {
            let mut again = Reading {
                account: self.account(),
                history: self.history,
                ..(**reading).clone()
            };
            if let Ceremony::Ask(token) = again.ceremony
                && self.fault != Fault::AccountAlone
            {
                again.found = self.record(&self.tokens[token]);
                again.at = self.now;
            }
            again.taken = self.taken(again.ceremony, again.account.as_ref());
            self.nodes[n] = Node::Reading(Rc::new(again));
        }
    }

    fn commit(&mut self, n: usize) {
        let Node::Reading(reading) = self.nodes[n].clone() else {
            return;
        };
        self.drawn += 1;
        let decision = decide(self, &reading);
        let Some(Decision {
            plan,
            tokens,
            letter,
        }) = decision
        else {
            // Refused: nothing has happened.
            self.nodes[n] = Node::Idle;
            match reading.letter {
                Some(letter) => {
                    let reason = Reply::new("moot");
                    self.settle(&letter, Outcome::Dead { reason });
                }
                None => self.left += 1,
            }
            return;
        };
        let event = plan.as_ref().map(|plan| plan.event.kind);
        if let Some(plan) = plan {
            let plan = self.fault.spoil(&self.store, plan);
            self.change_store();
            if ready(self.store.commit(plan)).is_err() {
                match reading.letter {
                    Some(_) => self.read_again(n),
                    None => {
                        self.nodes[n] = Node::Idle;
                        self.left += 1;
                    }
                }
                return;
            }
        }
        if let Some(event) = event {
            self.happen(event, &reading);
        }
        let history = event.map_or(reading.history, |event| reading.history.after(event));
        let tokens = tokens.into_iter().map(|(purpose, selector, text)| Token {
            purpose,
            selector,
            text,
            history,
            is_used: false,
            passwords: 0,
        });
        match letter {
            Some((letter, to)) => {
                let links: Vec<Token> = tokens.collect();
                if !links.is_empty() && !self.addresses().contains(&to) {
                    self.wrong.push("a link to an address that is not stored");
                }
                let written = Written { letter, to, links };
                self.nodes[n] = Node::Written(Rc::new(written));
            }
            None => {
                self.tokens.extend(tokens);
                self.nodes[n] = Node::Idle;
            }
        }
    }

    /// What an event means for the token by which it came about, and for all
    /// that were there before.
    fn happen(&mut self, event: EventKind, reading: &Reading) {
        match reading.ceremony {
            Ceremony::Follow(n) => {
                let token = &mut self.tokens[n];
                if event == EventKind::PasswordSet {
                    token.passwords += 1;
                    if token.passwords > 1 {
                        self.wrong.push("two passwords by one link");
                    }
                    if token.history.addresses < self.history.addresses {
                        self.wrong
                            .push("a password by a link older than an address change");
                    }
                }
                if ends_with_links(token.purpose) && token.history.links < self.history.links {
                    self.wrong.push("a link was used that had ended");
                }
                if token.is_used {
                    self.wrong.push("a link was used twice");
                }
                token.is_used = true;
            }
            Ceremony::ChangePassword(n) | Ceremony::Ask(n) | Ceremony::SignOut(n) => {
                let token = &mut self.tokens[n];
                if token.history.sessions < self.history.sessions {
                    self.wrong.push("a session was used that had ended");
                }
                token.is_used |= !matches!(reading.ceremony, Ceremony::Ask(_));
            }
            _ => {}
        }
        self.history = self.history.after(event);
        let addresses = self.addresses();
        self.stored.extend(addresses);
    }

    /// Everything that must never be, and is.
    pub(super) fn broken(&self) -> Vec<Broken> {
        let mut broken = self.wrong.clone();
        let Some(account) = self.account() else {
            return broken;
        };
        let is_held = account.state.code() == "held";
        let is_removed = account.state.is_removed();
        for token in self.tokens.iter().filter(|token| self.works(token)) {
            let is_link = ends_with_links(token.purpose);
            let is_session = token.purpose == PurposeName::Session;
            if token.is_used {
                broken.push("a used token works");
            }
            if is_link && token.history.links < self.history.links {
                broken.push("a link works that had ended");
            }
            if is_session && token.history.sessions < self.history.sessions {
                broken.push("a session works that had ended");
            }
            if is_removed || is_held && (is_link || is_session) {
                broken.push("a held or removed account lets somebody in");
            }
        }
        let other = ready(self.store.account(id(1))).unwrap();
        if other.is_some_and(|other| !is_removed && account.address == other.address) {
            broken.push("two accounts have one address");
        }
        broken
    }

    /// The addresses of the account as it is.
    fn addresses(&self) -> BTreeSet<String> {
        let account = self.account();
        let all = account.into_iter().flat_map(|account| {
            let new = account.replacement.map(|new| new.address);
            let old = account.former.map(|old| old.address);
            [Some(account.address), new, old]
        });
        all.flatten().map(|address| address.to_string()).collect()
    }

    fn works(&self, token: &Token) -> bool {
        match token.purpose {
            PurposeName::Reset => self.opens::<Reset>(token),
            PurposeName::FirstPassword => self.opens::<FirstPassword>(token),
            PurposeName::Session => self.opens::<Session>(token),
            PurposeName::ProveAddress => self.opens::<ProveAddress>(token),
            PurposeName::UndoAddress => self.opens::<UndoAddress>(token),
            PurposeName::Decline => self.opens::<Decline>(token),
            PurposeName::Disown => self.opens::<Disown>(token),
            PurposeName::Device => self.opens::<Device>(token),
            _ => false,
        }
    }

    fn opens<P: Purpose>(&self, token: &Token) -> bool {
        let found = self.record(token);
        let token = Text::<P>::parse(&token.text).unwrap();
        found.is_some() && open_link(&self.realm, &token, found.as_ref(), self.time()).is_ok()
    }

    pub(super) fn record(&self, token: &Token) -> Option<(Record, Account)> {
        ready(self.store.token(token.selector)).unwrap()
    }

    pub(super) fn account(&self) -> Option<Account> {
        ready(self.store.account(id(0))).unwrap()
    }

    fn settle(&mut self, letter: &QueuedLetter, outcome: Outcome) {
        self.change_store();
        let settled =
            self.store
                .settle_letter(letter.id, letter.leased_until, outcome, self.time());
        if ready(settled).unwrap() {
            self.leases.remove(&letter.id);
        }
    }

    /// A store of its own, where the world before keeps the one that it has.
    fn change_store(&mut self) {
        self.store = Rc::new((*self.store).clone());
    }

    pub(super) const fn time(&self) -> Timestamp {
        at(self.now)
    }
}

const fn ends_with_links(purpose: PurposeName) -> bool {
    use PurposeName::{FirstPassword, ProveAddress, Reset};
    matches!(purpose, FirstPassword | Reset | ProveAddress)
}

pub(super) const fn at(seconds: u64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds)
}

pub(super) const fn id(n: u8) -> AccountId {
    AccountId::from_bytes([n + 1; 16])
}

const LEASE: u64 = 60;
/// A lease is over, a link for a new password, a way back.
const SPANS: [u64; 3] = [60, 60 * 60, 3 * 24 * 60 * 60];
