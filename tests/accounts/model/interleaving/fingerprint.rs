//! The fingerprint of a state, 128 bits. It does not depend on parts that make
//! no difference: the random parts of tokens, the revisions of accounts, and
//! the order of the nodes.

use std::hash::{DefaultHasher, Hash, Hasher as _};

use genkan::id::AccountId;
use genkan::onboarding::{Account, Outbox as _, Progress, State};

use super::history::History;
use super::node::{Node, Reading, Token};
use super::system::{ANOTHER, FIRST, SUCCESSORS, System};
use crate::model::ready;

impl System {
    pub(super) fn fingerprint(&self) -> u128 {
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
        let account = |id| self.account(id).as_ref().map(of_account);
        // Which node a successor is from makes no difference.
        let mut successors = SUCCESSORS.map(account);
        successors.sort_unstable();
        let mut tokens: Vec<u64> = self.tokens.iter().map(|t| self.of_token(t)).collect();
        tokens.sort_unstable();
        let mut nodes = self.nodes.each_ref().map(|node| self.of_node(node));
        nodes.sort_unstable();
        let undelivered = ready(self.store.undelivered(None, u32::MAX)).unwrap();
        let messages = undelivered.iter().filter_map(|status| {
            let Progress::Queued { due_at, .. } = status.progress else {
                return None;
            };
            let leased = self
                .leases
                .get(&status.id)
                .filter(|until| **until > self.now);
            let message = status.message;
            let person = message.to.account().map(person);
            let is_last = self.is_last_occasion(message.about.revision, message.to.account());
            Some(digest((message.kind, due_at, leased, person, is_last)))
        });
        let mut outline = vec![
            digest((self.now, self.left, self.waits, self.crashes, self.unknown)),
            digest((account(FIRST), account(ANOTHER), successors)),
            digest((&self.stored, &self.wrong)),
        ];
        outline.extend(nodes);
        outline.extend(messages);
        // The end of the messages.
        outline.push(0);
        outline.extend(tokens);
        outline
    }

    /// Returns whether a message is about the present replacement, the last
    /// one, or neither.
    fn is_last_occasion(&self, revision: u64, id: Option<AccountId>) -> [bool; 2] {
        let account = id.and_then(|id| self.account(id));
        let replacement = account.as_ref().and_then(|a| a.replacement.as_ref());
        let former = account.as_ref().and_then(|a| a.former.as_ref());
        [
            replacement.is_some_and(|new| new.revision == revision),
            former.is_some_and(|former| former.revision == revision),
        ]
    }

    fn of_token(&self, token: &Token) -> u64 {
        let record = self.record(token).map(|(record, _)| record.expires_at);
        let age = self.age(token.history, token.owner);
        let token = (
            token.purpose,
            person(token.owner),
            token.is_used,
            token.passwords,
        );
        digest((token, record, age))
    }

    fn of_node(&self, node: &Node) -> u64 {
        match node {
            Node::Idle => 0,
            Node::Reading(reading) => self.of_reading(reading),
            Node::Unsure(unsure) => digest((
                3,
                self.of_reading(&unsure.reading),
                unsure.decided_at,
                unsure.is_committed,
            )),
            Node::Written(written) | Node::Sent(written) => {
                let is_sent = matches!(node, Node::Sent(_));
                let links: Vec<u64> = written.links.iter().map(|t| self.of_token(t)).collect();
                let message = &written.message;
                let message = (message.message.kind, message.leased_until);
                digest((2, is_sent, &written.to, links, message))
            }
        }
    }

    fn of_reading(&self, reading: &Reading) -> u64 {
        let Reading {
            ceremony,
            at,
            found,
            first,
            account,
            taken,
            message,
            history,
        } = reading;
        let token = ceremony.token().map(|n| self.of_token(&self.tokens[n]));
        let read = |account: &Account| {
            let now = self.account(account.id);
            let is_present = now.is_some_and(|now| now.revision == account.revision);
            (person(account.id), of_account(account), is_present)
        };
        let age = account
            .as_ref()
            .map(|account| self.age(*history, account.id));
        digest((
            1,
            core::mem::discriminant(ceremony),
            token,
            at,
            found.as_ref().map(|(_, account)| read(account)),
            first.as_ref().map(read),
            account.as_ref().map(read),
            taken.as_ref().map(of_account),
            message.map(|leased| (leased.message.kind, leased.leased_until)),
            age,
        ))
    }

    /// Returns what has happened since a token was issued.
    fn age(&self, history: History, id: AccountId) -> [bool; 3] {
        let History {
            links,
            sessions,
            addresses,
        } = self.history(id);
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
        account.successor.is_some(),
    ))
}

/// Returns a number for a person, the same for each successor.
fn person(id: AccountId) -> u8 {
    match id {
        FIRST => 0,
        ANOTHER => 1,
        _ => 2,
    }
}

fn digest(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
