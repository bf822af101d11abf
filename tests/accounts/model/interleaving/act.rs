//! What a node does to the world.

use std::rc::Rc;

use genkan::onboarding::{Account, EventKind, Outcome, Reply, Store as _};
use genkan::token::PurposeName;

use super::decide::{Decision, decide, next_address};
use super::never::ends_with_links;
use super::node::{Ceremony, Node, Reading, Token, Written};
use super::world::{World, at};
use crate::model::fault::Fault;
use crate::model::ready::ready;

impl World {
    pub(super) fn read(&mut self, n: usize, ceremony: Ceremony) {
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
    pub(super) fn read_again(&mut self, n: usize) {
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

    pub(super) fn commit(&mut self, n: usize) {
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
}

const LEASE: u64 = 60;
