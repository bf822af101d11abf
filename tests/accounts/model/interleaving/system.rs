//! One service: its store, its clock, two nodes, and every token.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use genkan::conformance::InMemoryStore;
use genkan::id::{AccountId, MessageId};
use genkan::onboarding::{
    Account, Accounts as _, LeasedMessage, Outbox as _, Outcome, Realm, Reply, Tokens as _,
};
use genkan::time::Timestamp;
use genkan::token::{PurposeName, Record};

use super::history::History;
use super::node::{Ceremony, Node, Step, Token};
use super::steps::Outcome::{Heard, Lost, Unheard};
use crate::model::fault::Fault;
use crate::model::ready;

/// The name of a broken invariant.
pub(super) type Broken = &'static str;

#[derive(Clone)]
pub(super) struct System {
    pub(super) realm: Rc<Realm>,
    pub(super) store: Rc<InMemoryStore>,
    pub(super) fault: Fault,
    pub(super) now: u64,
    pub(super) nodes: [Node; 2],
    pub(super) tokens: Vec<Token>,
    pub(super) histories: BTreeMap<AccountId, History>,
    /// Every address that an account has ever had, or has requested.
    pub(super) stored: BTreeSet<(AccountId, String)>,
    pub(super) leases: BTreeMap<MessageId, u64>,
    /// How many ceremonies may begin, how often time may pass, and how many
    /// workers may stop, and how many outcomes may be unknown.
    pub(super) left: u32,
    pub(super) waits: u32,
    pub(super) crashes: u32,
    pub(super) unknown: u32,
    /// The invariants that the last step broke.
    pub(super) wrong: Vec<Broken>,
    /// A counter for values that must differ.
    pub(super) drawn: u64,
}

impl System {
    /// Returns every possible next step.
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
                    let has_changed = reading.account.as_ref().is_some_and(|read| {
                        let now = self.account(read.id);
                        now.is_none_or(|now| now.revision != read.revision)
                    });
                    let has_proof = reading.found.is_some() || reading.ceremony == Ceremony::SignIn;
                    if has_proof && has_changed {
                        steps.push(Step::ReadAgain(n));
                    }
                    if self.unknown > 0 {
                        steps.extend([true, false].map(|done| Step::CommitUnheard(n, done)));
                    }
                    if reading.message.is_some() && self.crashes > 0 {
                        steps.push(Step::Crash(n));
                    }
                }
                // Whatever happens meanwhile, it is the same plan.
                Node::Unsure(_) => steps.push(Step::CommitAgain(n)),
                Node::Written(_) => {
                    steps.push(Step::Email(n));
                    steps.extend((self.crashes > 0).then_some(Step::Crash(n)));
                }
                Node::Sent(_) => {
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
            C::Edit,
            C::Hold,
            C::Release,
            C::Remove,
            C::HandOver,
            C::SignIn,
            C::RegisterAnother,
        ];
        let undelivered = ready(self.store.undelivered(None, u32::MAX)).unwrap();
        let is_due = undelivered.iter().any(|status| {
            status.progress.code() == "queued"
                && self
                    .leases
                    .get(&status.id)
                    .is_none_or(|until| *until <= self.now)
        });
        all.extend(is_due.then_some(C::Send));
        for (n, token) in self.tokens.iter().enumerate() {
            if self.record(token).is_none() {
                continue;
            }
            match token.purpose {
                PurposeName::Session => {
                    all.extend([C::ChangePassword(n), C::Replace(n), C::SignOut(n)]);
                }
                PurposeName::Device => {}
                _ => all.push(C::Follow(n)),
            }
        }
        all
    }

    /// Returns the state after a step.
    pub(super) fn after(&self, step: Step) -> Self {
        let mut system = self.clone();
        system.wrong.clear();
        match step {
            Step::Read(n, ceremony) => system.read(n, ceremony),
            Step::ReadAgain(n) => system.read_again(n),
            Step::Commit(n) => system.commit(n, Heard),
            Step::CommitUnheard(n, true) => system.commit(n, Unheard),
            Step::CommitUnheard(n, false) => system.commit(n, Lost),
            Step::CommitAgain(n) => system.commit_again(n),
            Step::Email(n) => {
                if let Node::Written(written) = &self.nodes[n] {
                    let person = written.message.message.to.account().unwrap();
                    if !self.stored.contains(&(person, written.to.clone())) {
                        system
                            .wrong
                            .push("a message to an address that is not the person's");
                    }
                    system.tokens.extend(written.links.iter().cloned());
                    system.nodes[n] = Node::Sent(Rc::clone(written));
                }
            }
            Step::Settle(n) => {
                if let Node::Sent(written) = &self.nodes[n] {
                    let reply = Reply::new("250 ok");
                    system.settle(&written.message, Outcome::Sent { reply });
                    system.nodes[n] = Node::Idle;
                }
            }
            Step::Crash(n) => {
                system.crashes -= 1;
                system.nodes[n] = Node::Idle;
            }
            Step::Wait(seconds) => {
                system.waits -= 1;
                system.now += seconds;
            }
        }
        system
    }

    /// Returns the addresses of an account as it is.
    pub(super) fn addresses(&self, id: AccountId) -> BTreeSet<(AccountId, String)> {
        let account = self.account(id);
        let all = account.into_iter().flat_map(|account| {
            let new = account.replacement.map(|new| new.address);
            let former = account.former.map(|former| former.address);
            [Some(account.address), new, former]
        });
        all.flatten()
            .map(|address| (id, address.to_string()))
            .collect()
    }

    pub(super) fn record(&self, token: &Token) -> Option<(Record, Account)> {
        ready(self.store.token(token.selector)).unwrap()
    }

    pub(super) fn account(&self, id: AccountId) -> Option<Account> {
        ready(self.store.account(id)).unwrap()
    }

    /// Returns the account of the present person: the first one's, or after a
    /// hand-over the successor's.
    pub(super) fn present(&self) -> Option<Account> {
        let first = self.account(FIRST)?;
        let successor = first.successor.and_then(|id| self.account(id));
        successor.or(Some(first))
    }

    pub(super) fn history(&self, id: AccountId) -> History {
        self.histories.get(&id).copied().unwrap_or_default()
    }

    pub(super) fn settle(&mut self, message: &LeasedMessage, outcome: Outcome) {
        self.change_store();
        let settled =
            self.store
                .settle_message(message.id, message.leased_until, outcome, self.time());
        if ready(settled).unwrap() {
            self.leases.remove(&message.id);
        }
    }

    /// Gives this state a store of its own. The state before keeps its store.
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

/// The account of every initial state.
pub(super) const FIRST: AccountId = AccountId::from_bytes([1; 16]);
/// The account of another contact, at the new address.
pub(super) const ANOTHER: AccountId = AccountId::from_bytes([2; 16]);
/// The successors' accounts: each node chooses another identity.
pub(super) const SUCCESSORS: [AccountId; 2] = [
    AccountId::from_bytes([3; 16]),
    AccountId::from_bytes([4; 16]),
];

/// A lease ends; so does a link for a new password, and one that undoes a
/// change of the address.
const SPANS: [u64; 3] = [60, 60 * 60, 3 * 24 * 60 * 60];
