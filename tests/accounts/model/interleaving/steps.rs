//! The steps of a node.

use std::rc::Rc;

use genkan::audit_log::{Event, EventKind, SubjectId};
use genkan::id::{AccountId, PlanId};
use genkan::onboarding::{
    Account, Accounts as _, Commit as _, FailureCause, LeasedMessage, Outbox as _, Outcome as Sent,
    Plan, Reply,
};
use genkan::token::PurposeName;

use super::decide::{Decision, decide, successor_address};
use super::invariants::ends_with_links;
use super::node::{Ceremony, Node, Reading, Token, Unsure, Written};
use super::system::{System, at};
use crate::model::fault::Fault;
use crate::model::ready;

impl System {
    pub(super) fn read(&mut self, n: usize, ceremony: Ceremony) {
        self.left -= 1;
        let mut message = None;
        let mut found = None;
        let account = if let Some(token) = ceremony.token() {
            found = self.record(&self.tokens[token]);
            found.as_ref().map(|(_, account)| account.clone())
        } else if ceremony == Ceremony::Send {
            self.change_store();
            let until = self.now + LEASE;
            let lease = self.store.lease_message(self.time(), at(until));
            message = ready(lease).unwrap();
            self.leases.extend(message.map(|leased| (leased.id, until)));
            let to = message.and_then(|leased| leased.message.to.account());
            to.and_then(|to| self.account(to))
        } else {
            self.present()
        };
        self.nodes[n] = Node::Reading(Rc::new(Reading {
            ceremony,
            at: self.now,
            taken: self.taken(ceremony, account.as_ref()),
            found,
            history: self.history_of(account.as_ref()),
            first: account.clone(),
            account,
            message,
        }));
    }

    fn history_of(&self, account: Option<&Account>) -> super::history::History {
        account.map_or_else(Default::default, |account| self.history(account.id))
    }

    /// Returns the account that already has the new address of an account.
    fn taken(&self, ceremony: Ceremony, account: Option<&Account>) -> Option<Account> {
        let new = match ceremony {
            Ceremony::HandOver => Some(successor_address()),
            Ceremony::Follow(token) => match self.tokens[token].purpose {
                PurposeName::ProveAddress => account?.replacement.clone().map(|new| new.address),
                PurposeName::UndoAddress => account?.former.clone().map(|old| old.address),
                _ => None,
            },
            _ => None,
        };
        ready(self.store.account_by_address(&new?)).unwrap()
    }

    /// Reads again after a conflict. A ceremony that uses its token up keeps
    /// its proof: the commit checks that the token is still stored. One that
    /// does not use it up must read both again. A password that matched stays a
    /// proof as long as it is the current one.
    pub(super) fn read_again(&mut self, n: usize) {
        if let Node::Reading(reading) = &self.nodes[n] {
            let id = reading.account.as_ref().map(|account| account.id);
            let account = id.and_then(|id| self.account(id));
            let mut again = Reading {
                history: self.history_of(account.as_ref()),
                account,
                ..(**reading).clone()
            };
            if let Ceremony::Replace(token) = again.ceremony
                && self.fault != Fault::OnlyAccount
            {
                again.found = self.record(&self.tokens[token]);
                again.at = self.now;
            }
            again.taken = self.taken(again.ceremony, again.account.as_ref());
            self.nodes[n] = Node::Reading(Rc::new(again));
        }
    }

    pub(super) fn commit(&mut self, n: usize, outcome: Outcome) {
        let Node::Reading(reading) = self.nodes[n].clone() else {
            return;
        };
        self.drawn += 1;
        let decision = decide(self, n, &reading);
        let Some(Decision {
            plan,
            tokens,
            message,
        }) = decision
        else {
            // Refused: nothing has happened.
            self.nodes[n] = Node::Idle;
            match reading.message {
                Some(message) => {
                    let cause = FailureCause::NoLongerApplies;
                    let reply = Reply::new("");
                    self.settle(&message, Sent::Failed { cause, reply });
                }
                None => self.left += 1,
            }
            return;
        };
        let (id, decided_at) = (identity(self.drawn), self.now);
        let plan = plan.map(|plan| self.fault.spoil(&self.store, plan));
        let mut history = reading.history;
        let owner = reading.account.as_ref().map(|account| account.id);
        for event in plan.iter().flat_map(|plan| &plan.events) {
            if Some(event.subject) == owner.map(SubjectId::Account) {
                history = history.after(event.kind);
            }
        }
        let tokens = tokens.into_iter().map(|(purpose, selector, text)| Token {
            // Only ceremonies with an account issue tokens.
            owner: owner.unwrap_or(super::system::FIRST),
            purpose,
            selector,
            text,
            history,
            is_used: false,
            passwords: 0,
        });
        let tokens: Vec<Token> = tokens.collect();
        let Some(plan) = plan else {
            self.check_recipient(&tokens, message.as_ref());
            self.continue_with(n, tokens, message);
            return;
        };
        let is_committed = outcome != Outcome::Lost && self.commit_plan(id, &plan, &reading);
        if is_committed {
            self.check_recipient(&tokens, message.as_ref());
        }
        if outcome == Outcome::Heard {
            if is_committed {
                self.continue_with(n, tokens, message);
            } else {
                self.conflict(n, reading);
            }
            return;
        }
        self.unknown -= 1;
        self.nodes[n] = Node::Unsure(Rc::new(Unsure {
            reading,
            decided_at,
            id,
            plan,
            tokens,
            message,
            is_committed,
        }));
    }

    pub(super) fn commit_again(&mut self, n: usize) {
        let Node::Unsure(unsure) = self.nodes[n].clone() else {
            return;
        };
        let Unsure {
            reading,
            id,
            plan,
            tokens,
            message,
            is_committed,
            ..
        } = &*unsure;
        let is_stored = if *is_committed {
            self.change_store();
            let id = match self.fault {
                Fault::OtherIdentity => identity(self.drawn + 1_000),
                _ => *id,
            };
            ready(self.store.commit(id, plan)).is_ok()
        } else {
            self.commit_plan(*id, plan, reading)
        };
        if is_stored {
            if !is_committed {
                self.check_recipient(tokens, message.as_ref());
            }
            self.continue_with(n, tokens.clone(), message.clone());
        } else {
            if *is_committed {
                self.wrong
                    .push("a committed plan is reported as a conflict");
            }
            self.conflict(n, Rc::clone(reading));
        }
    }

    /// Commits a plan, and records what has happened.
    fn commit_plan(&mut self, id: PlanId, plan: &Plan, reading: &Reading) -> bool {
        self.change_store();
        let is_committed = ready(self.store.commit(id, plan)).is_ok();
        if is_committed {
            for event in &plan.events {
                self.happen(event, reading);
            }
        }
        is_committed
    }

    fn conflict(&mut self, n: usize, reading: Rc<Reading>) {
        if reading.message.is_some() {
            self.nodes[n] = Node::Reading(reading);
            self.read_again(n);
        } else {
            self.nodes[n] = Node::Idle;
            self.left += 1;
        }
    }

    /// Links are committed for an address that the account has then.
    fn check_recipient(&mut self, links: &[Token], message: Option<&(LeasedMessage, String)>) {
        let Some((message, to)) = message else {
            return;
        };
        let person = message.message.to.account().unwrap();
        let is_stored = self.addresses(person).contains(&(person, to.clone()));
        if !links.is_empty() && !is_stored {
            self.wrong.push("a link to an address that is not stored");
        }
    }

    /// What a node does when its plan is committed.
    fn continue_with(
        &mut self,
        n: usize,
        tokens: Vec<Token>,
        message: Option<(LeasedMessage, String)>,
    ) {
        let Some((message, to)) = message else {
            self.tokens.extend(tokens);
            self.nodes[n] = Node::Idle;
            return;
        };
        let links = tokens;
        let written = Written { message, to, links };
        self.nodes[n] = Node::Written(Rc::new(written));
    }

    /// Records what an event means for the token of its ceremony, and for all
    /// earlier tokens of the account.
    fn happen(&mut self, event: &Event, reading: &Reading) {
        let SubjectId::Account(subject) = event.subject else {
            return;
        };
        if let Some(n) = reading.ceremony.token() {
            self.use_token(n, event.kind, subject, reading.ceremony);
        }
        let history = self.history(subject).after(event.kind);
        self.histories.insert(subject, history);
        let addresses = self.addresses(subject);
        self.stored.extend(addresses);
    }

    fn use_token(&mut self, n: usize, event: EventKind, subject: AccountId, ceremony: Ceremony) {
        let token = &mut self.tokens[n];
        let now = self.histories.get(&token.owner).copied();
        let now = now.unwrap_or_default();
        if token.owner != subject {
            self.wrong.push("a token acts on another person's account");
        }
        if !matches!(ceremony, Ceremony::Follow(_)) {
            if token.history.sessions < now.sessions {
                self.wrong.push("a session was used that had ended");
            }
            token.is_used |= !matches!(ceremony, Ceremony::Replace(_));
            return;
        }
        if event == EventKind::PasswordSet {
            token.passwords += 1;
            if token.passwords > 1 {
                self.wrong.push("two passwords by one link");
            }
            if token.history.addresses < now.addresses {
                self.wrong
                    .push("a password by a link older than an address change");
            }
        }
        if ends_with_links(token.purpose) && token.history.links < now.links {
            self.wrong.push("a link was used that had ended");
        }
        if token.is_used {
            self.wrong.push("a link was used twice");
        }
        token.is_used = true;
    }
}

/// What a node hears of its plan.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Outcome {
    Heard,
    /// The plan is committed if it can be, and the node hears nothing.
    Unheard,
    /// The plan was lost before it was committed, and the node hears nothing.
    Lost,
}

fn identity(drawn: u64) -> PlanId {
    PlanId::from_bytes(u128::from(drawn).to_be_bytes())
}

const LEASE: u64 = 60;
