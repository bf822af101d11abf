use alloc::vec::Vec;

use super::{Account, Actor, Event, EventKind, Letter, LetterKind};
use crate::token::{AccountId, Record, Selector, Timestamp};

/// What a ceremony has decided, to be committed whole or not at all.
///
/// A store does all of it in one transaction: it checks the guard, consumes,
/// revokes, then writes the rest. Only ceremonies make plans.
#[derive(Clone, Debug)]
#[must_use = "nothing has happened until a store has committed the plan"]
#[non_exhaustive]
pub struct Plan {
    /// What must still be so.
    pub guard: Guard,
    /// The token that is used up: its record must still be there.
    pub consume: Option<Selector>,
    /// The account's tokens that end.
    pub revoke: Revocation,
    /// The account as it will be, where it changes.
    pub account: Option<Account>,
    /// The tokens that begin.
    pub records: Vec<Record>,
    /// The mails to be sent.
    pub letters: Vec<Letter>,
    /// What the audit log says.
    pub event: Event,
}

/// What must still be so when a plan is committed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must check every guard")]
pub enum Guard {
    /// No account has the new account's address or identity.
    Unregistered,
    /// The account is at this revision.
    Revision(AccountId, u64),
}

/// Which of an account's tokens end.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a store must know every revocation"
)]
pub enum Revocation {
    /// None.
    #[default]
    None,
    /// Every link and every session.
    All,
}

impl Plan {
    /// A plan for an account as it is, with nothing in it but its event.
    pub(super) const fn of(account: &Account, kind: EventKind, now: Timestamp) -> Self {
        Self {
            guard: Guard::Revision(account.id, account.revision),
            consume: None,
            revoke: Revocation::None,
            account: None,
            records: Vec::new(),
            letters: Vec::new(),
            event: Event {
                at: now,
                account: account.id,
                kind,
                actor: Actor::Contact,
            },
        }
    }

    pub(super) fn consume(mut self, selector: Selector) -> Self {
        self.consume = Some(selector);
        self
    }

    pub(super) const fn revoke_all(mut self) -> Self {
        self.revoke = Revocation::All;
        self
    }

    pub(super) fn change(mut self, account: Account) -> Self {
        self.account = Some(account);
        self
    }

    pub(super) fn record(mut self, record: Record) -> Self {
        self.records.push(record);
        self
    }

    pub(super) fn send(mut self, kind: LetterKind) -> Self {
        self.letters.push(Letter {
            account: self.event.account,
            kind,
        });
        self
    }
}
