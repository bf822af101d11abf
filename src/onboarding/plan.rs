use alloc::vec::Vec;

use super::limit::Charge;
use super::{Account, Actor, Event, EventKind, Letter, LetterKind};
use crate::token::{AccountId, PurposeName, Record, Selector, Timestamp};

/// What a ceremony has decided, to be committed whole or not at all.
///
/// A store does all of it in one transaction: it checks the guard, consumes,
/// revokes, then writes the rest, the event at the end of the audit log. Only
/// ceremonies make plans; what is given back with them, the caller says.
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
    /// What is given back of what was charged, by
    /// [`limit::refund`](super::limit::refund) and at the event's time.
    pub refunds: Vec<Charge>,
    /// What the audit log says.
    pub event: Event,
}

/// What must still be so when a plan is committed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must check every guard")]
pub enum Guard {
    /// No account has the new account's identity.
    Unregistered,
    /// The account is at this revision.
    Revision(AccountId, u64),
}

/// Which of an account's tokens end. Each ends all that the one before it
/// does.
///
/// An intruder who sets a password must not take the remedies away from the
/// owner: only removal does.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a store must know every revocation"
)]
pub enum Revocation {
    /// None.
    #[default]
    None,
    /// The links that set a password or prove an address.
    Links,
    /// And the sessions.
    Access,
    /// And the known devices.
    Devices,
    /// And the remedies: the links that undo, decline and disown.
    All,
}

impl Revocation {
    /// Whether tokens of that purpose end.
    #[must_use]
    pub const fn ends(self, purpose: PurposeName) -> bool {
        let least = match purpose {
            PurposeName::Reset | PurposeName::FirstPassword | PurposeName::ProveAddress => {
                Self::Links
            }
            PurposeName::Session => Self::Access,
            PurposeName::Device => Self::Devices,
            PurposeName::UndoAddress | PurposeName::Decline | PurposeName::Disown => Self::All,
        };
        self as u8 >= least as u8
    }
}

impl Plan {
    /// Whether the plan may be lost where the machine loses its power in the
    /// moments after the answer: it does nothing but open a session. Its
    /// contact signs in once more. A store that has kept a later plan has kept
    /// this one, too, so that nothing is there of a session that the audit log
    /// does not know.
    #[must_use]
    pub fn can_be_lost(&self) -> bool {
        let Self {
            guard: _,
            consume,
            revoke,
            account,
            records: _,
            letters,
            refunds: _,
            event,
        } = self;
        event.kind == EventKind::SignedIn
            && consume.is_none()
            && *revoke == Revocation::None
            && account.is_none()
            && letters.is_empty()
    }

    /// A plan for an account as it is, with nothing in it but its event.
    pub(super) const fn of(account: &Account, kind: EventKind, now: Timestamp) -> Self {
        Self {
            guard: Guard::Revision(account.id, account.revision),
            consume: None,
            revoke: Revocation::None,
            account: None,
            records: Vec::new(),
            letters: Vec::new(),
            refunds: Vec::new(),
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

    /// Somebody else than the contact made it.
    pub(super) const fn by(mut self, actor: Actor) -> Self {
        self.event.actor = actor;
        self
    }

    pub(super) const fn revoke(mut self, revocation: Revocation) -> Self {
        self.revoke = revocation;
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

    /// Gives charges back where the plan is committed, and only there: what a
    /// success cost is neither kept by a crash nor given for a failure.
    pub fn refund(mut self, charges: Vec<Charge>) -> Self {
        self.refunds = charges;
        self
    }
}
