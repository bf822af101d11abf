//! A world in 128 bits, in which whatever makes no difference is left out: the
//! tokens' random parts, the account's revision, which of the nodes is which.

use std::hash::{DefaultHasher, Hash, Hasher as _};

use genkan::onboarding::{Account, Progress, State, Store as _};

use super::history::History;
use super::node::{Ceremony, Node, Reading, Token};
use super::world::{World, id};
use crate::model::ready::ready;

impl World {
    pub(super) fn sketch(&self) -> u128 {
        // Two hashes of 64 bits that begin differently.
        let half = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            seed.hash(&mut hasher);
            self.outline().hash(&mut hasher);
            hasher.finish()
        };
        u128::from(half(1)) << 64 | u128::from(half(2))
    }

    fn outline(&self) -> Vec<u64> {
        let accounts = [0, 1].map(|n| ready(self.store.account(id(n))).unwrap());
        let [account, other] = accounts;
        let mut tokens: Vec<u64> = self.tokens.iter().map(|t| self.of_token(t)).collect();
        tokens.sort_unstable();
        let mut nodes = self
            .nodes
            .each_ref()
            .map(|node| self.of_node(node, &account));
        nodes.sort_unstable();
        let outbox = ready(self.store.outbox(None, u32::MAX)).unwrap();
        let letters = outbox.iter().filter_map(|status| {
            let Progress::Queued { due_at, .. } = status.progress else {
                return None;
            };
            let leased = self
                .leases
                .get(&status.id)
                .filter(|until| **until > self.now);
            Some(digest((
                status.letter.kind,
                due_at,
                leased,
                status.letter.account,
            )))
        });
        let mut outline = vec![
            digest((self.now, self.left, self.waits, self.crashes)),
            digest((
                account.as_ref().map(of_account),
                other.as_ref().map(of_account),
            )),
            digest((&self.stored, &self.wrong)),
        ];
        outline.extend(nodes);
        outline.extend(letters);
        // Where the letters end.
        outline.push(0);
        outline.extend(tokens);
        outline
    }

    fn of_token(&self, token: &Token) -> u64 {
        let record = self.record(token).map(|(record, _)| record.expires_at);
        let age = self.age(token.history);
        digest((token.purpose, record, age, token.is_used, token.passwords))
    }

    fn of_node(&self, node: &Node, account: &Option<Account>) -> u64 {
        match node {
            Node::Idle => 0,
            Node::Reading(reading) => {
                let Reading {
                    ceremony,
                    at,
                    found,
                    account: read,
                    taken,
                    letter,
                    history,
                } = &**reading;
                let token = match ceremony {
                    Ceremony::Follow(n)
                    | Ceremony::ChangePassword(n)
                    | Ceremony::Ask(n)
                    | Ceremony::SignOut(n) => self.of_token(&self.tokens[*n]),
                    _ => 0,
                };
                let is_present = |read: &Account| {
                    account
                        .as_ref()
                        .is_some_and(|now| now.revision == read.revision)
                };
                digest((
                    1,
                    core::mem::discriminant(ceremony),
                    token,
                    at,
                    found
                        .as_ref()
                        .map(|(_, account)| (of_account(account), is_present(account))),
                    read.as_ref()
                        .map(|account| (of_account(account), is_present(account))),
                    taken.as_ref().map(of_account),
                    letter.map(|letter| (letter.letter.kind, letter.leased_until)),
                    self.age(*history),
                ))
            }
            Node::Written(written) | Node::Mailed(written) => {
                let is_mailed = matches!(node, Node::Mailed(_));
                let links: Vec<u64> = written.links.iter().map(|t| self.of_token(t)).collect();
                let letter = (written.letter.letter.kind, written.letter.leased_until);
                digest((2, is_mailed, &written.to, links, letter))
            }
        }
    }

    /// What has happened since.
    fn age(&self, history: History) -> [bool; 3] {
        let History {
            links,
            sessions,
            addresses,
        } = self.history;
        [
            history.links < links,
            history.sessions < sessions,
            history.addresses < addresses,
        ]
    }
}

fn of_account(account: &Account) -> u64 {
    let state = match &account.state {
        State::Registered { expires_at } => (0, Some(*expires_at), None),
        State::Active { password } => (1, None, Some(password.as_phc())),
        State::Held { since, password } => {
            (2, Some(*since), password.as_ref().map(|hash| hash.as_phc()))
        }
        State::Removed { at } => (3, Some(*at), None),
    };
    let new = account.replacement.as_ref();
    let old = account.former.as_ref();
    digest((
        account.address.as_str(),
        state,
        account.link_requested_at,
        new.map(|new| (new.address.as_str(), new.requested_at)),
        old.map(|old| (old.address.as_str(), old.undo_until)),
    ))
}

fn digest(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
