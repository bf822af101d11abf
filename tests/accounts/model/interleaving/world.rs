//! One service: its store, its clock, two nodes, and every token that is out.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use genkan::onboarding::{
    Account, LetterId, Memory, Outcome, QueuedLetter, Realm, Reply, Store as _,
};
use genkan::token::{AccountId, PurposeName, Record, Timestamp};

use super::history::History;
use super::node::{Ceremony, Node, Step, Token};
use crate::model::fault::Fault;
use crate::model::ready::ready;

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

    /// The addresses of the account as it is.
    pub(super) fn addresses(&self) -> BTreeSet<String> {
        let account = self.account();
        let all = account.into_iter().flat_map(|account| {
            let new = account.replacement.map(|new| new.address);
            let old = account.former.map(|old| old.address);
            [Some(account.address), new, old]
        });
        all.flatten().map(|address| address.to_string()).collect()
    }

    pub(super) fn record(&self, token: &Token) -> Option<(Record, Account)> {
        ready(self.store.token(token.selector)).unwrap()
    }

    pub(super) fn account(&self) -> Option<Account> {
        ready(self.store.account(id(0))).unwrap()
    }

    pub(super) fn settle(&mut self, letter: &QueuedLetter, outcome: Outcome) {
        self.change_store();
        let settled =
            self.store
                .settle_letter(letter.id, letter.leased_until, outcome, self.time());
        if ready(settled).unwrap() {
            self.leases.remove(&letter.id);
        }
    }

    /// A store of its own, where the world before keeps the one that it has.
    pub(super) fn change_store(&mut self) {
        self.store = Rc::new((*self.store).clone());
    }

    pub(super) const fn time(&self) -> Timestamp {
        at(self.now)
    }
}

pub(super) const fn at(seconds: u64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds)
}

pub(super) const fn id(n: u8) -> AccountId {
    AccountId::from_bytes([n + 1; 16])
}

/// A lease is over, a link for a new password, a way back.
const SPANS: [u64; 3] = [60, 60 * 60, 3 * 24 * 60 * 60];
