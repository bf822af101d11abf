use alloc::vec::Vec;

use super::case::Case;
use super::{
    Account, Change, Company, Guard, Message, MessageKind, Occasion, Operator, Revocation,
};
use crate::audit_log::{Actor, Event, EventKind, Reason, SubjectId};
use crate::limit::Charge;
use crate::time::Timestamp;
use crate::token::{End, Principal, Purpose, PurposeName, Record, Selector, Verified};

/// The decision of a ceremony, to be committed completely or not at all.
///
/// A store does everything in one transaction, in the order of the fields: it
/// checks the guards, charges, consumes, revokes, and then writes the rest.
/// Only ceremonies make plans. A caller may [join](Self::and) plans, add
/// [conditions](Self::only_if), [charges](Self::charge) and
/// [refunds](Self::refund), and give a [reason](Self::because).
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, account) = (realm(), registered());
/// let plan = realm.hold(&account, OPERATOR, NOW)?;
/// assert_eq!(plan.guards, [Guard::Revision(account.id.into(), 1)]);
/// assert_eq!(plan.events.len(), 1);
/// // `store.commit(id, &plan).await` does all of it or nothing.
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing has happened until a store has committed the plan"]
#[non_exhaustive]
pub struct Plan {
    /// The time of everything that is written.
    pub at: Timestamp,
    /// The conditions that must still hold.
    pub guards: Vec<Guard>,
    /// The charges that are made, by [`limit::charge`](crate::limit::charge).
    pub charges: Vec<Charge>,
    /// The tokens that are used up. Each must still be stored, and belong to
    /// this principal.
    pub consume: Vec<(Selector, Principal)>,
    /// The tokens that end, by principal.
    pub revoke: Vec<(Principal, Revocation)>,
    /// What changes.
    pub changes: Vec<Change>,
    /// The tokens that begin, after [the oldest ones](Self::kept_tokens) of the
    /// same principals and purposes have ended.
    pub records: Vec<Record>,
    /// The messages to queue.
    pub messages: Vec<Message>,
    /// The charges that are refunded, by
    /// [`limit::refund`](crate::limit::refund).
    pub refunds: Vec<Charge>,
    /// The next entries of the audit log, in this order.
    pub events: Vec<Event>,
    /// The reasons for the events, to be stored beside the audit log.
    pub reasons: Vec<Reason>,
}

impl Plan {
    /// Adds the steps of another plan, so that both are committed together or
    /// not at all. The time is that of this plan.
    pub fn and(mut self, other: Self) -> Self {
        // Without `..`, so that a new field does not compile until it is joined.
        let Self {
            at: _,
            guards,
            charges,
            consume,
            revoke,
            changes,
            records,
            messages,
            refunds,
            events,
            reasons,
        } = other;
        self.guards.extend(guards);
        self.charges.extend(charges);
        self.consume.extend(consume);
        self.revoke.extend(revoke);
        self.changes.extend(changes);
        self.records.extend(records);
        self.messages.extend(messages);
        self.refunds.extend(refunds);
        self.events.extend(events);
        self.reasons.extend(reasons);
        self
    }

    /// Adds charges that are made if the plan is committed, and only then. If a
    /// limit refuses one, the plan is not committed. So a retry of the plan is
    /// never refused by its own charge.
    pub fn charge(mut self, charges: Vec<Charge>) -> Self {
        self.charges.extend(charges);
        self
    }

    /// Adds charges that are refunded if the plan is committed, and only then:
    /// a crash keeps no charge for a success and refunds none for a failure.
    pub fn refund(mut self, charges: Vec<Charge>) -> Self {
        self.refunds.extend(charges);
        self
    }

    /// Adds a condition, for example that the operator who decided this is
    /// still the one whose permission was checked.
    pub fn only_if(mut self, guard: Guard) -> Self {
        self.guards.push(guard);
        self
    }

    /// Gives the operator's reason for every event of the plan.
    pub fn because(mut self, reason: Reason) -> Self {
        let digest = reason.digest();
        for event in &mut self.events {
            event.reason = Some(digest);
        }
        self.reasons = Vec::from([reason]);
        self
    }

    /// Returns the first account that the plan changes, as it is afterwards.
    #[must_use]
    pub fn account(&self) -> Option<&Account> {
        self.changes.iter().find_map(|change| match change {
            Change::Account(account) => Some(account),
            Change::Case(_) | Change::Company(_) | Change::Operator(_) => None,
        })
    }

    /// Returns the first case that the plan opens or changes, as it is
    /// afterwards.
    #[must_use]
    pub fn case(&self) -> Option<&Case> {
        self.changes.iter().find_map(|change| match change {
            Change::Case(case) => Some(case),
            Change::Account(_) | Change::Company(_) | Change::Operator(_) => None,
        })
    }

    /// Returns how many stored tokens stay when the [records](Self::records)
    /// begin, for each principal and purpose among them. The newest ones stay,
    /// and all others end, so that a principal has at most
    /// [`PurposeName::per_principal`] of them.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, account) = (realm(), rng(), active());
    /// # let matched = matched(&account);
    /// let (_, plan) = realm.sign_in(&account, &matched, None, NOW, &mut rng)?;
    /// let owner = Principal::Account(account.id);
    /// let session = (owner, PurposeName::Session, 49);
    /// let device = (owner, PurposeName::Device, 9);
    /// assert_eq!(plan.kept_tokens(), [session, device]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn kept_tokens(&self) -> Vec<(Principal, PurposeName, u32)> {
        let mut kept: Vec<(Principal, PurposeName, u32)> = Vec::new();
        for Record {
            principal, purpose, ..
        } in &self.records
        {
            let same = kept
                .iter_mut()
                .find(|(of, with, _)| of == principal && with == purpose);
            match same {
                Some((_, _, kept)) => *kept = kept.saturating_sub(1),
                None => kept.push((*principal, *purpose, purpose.per_principal() - 1)),
            }
        }
        kept
    }

    /// Returns a plan that does nothing yet.
    pub(super) const fn empty(at: Timestamp) -> Self {
        Self {
            at,
            guards: Vec::new(),
            charges: Vec::new(),
            consume: Vec::new(),
            revoke: Vec::new(),
            changes: Vec::new(),
            records: Vec::new(),
            messages: Vec::new(),
            refunds: Vec::new(),
            events: Vec::new(),
            reasons: Vec::new(),
        }
    }

    /// Returns how the tokens end that the plan [revokes](field@Self::revoke).
    #[must_use]
    pub fn revoked_as(&self) -> End {
        let is_newer = |event: &Event| event.kind == EventKind::LinkResent;
        match self.events.iter().any(is_newer) {
            true => End::Superseded,
            false => End::Revoked,
        }
    }

    pub(super) fn new(guard: Guard, at: Timestamp) -> Self {
        Self::empty(at).only_if(guard)
    }

    /// Returns a plan for an account as it is, with one event.
    pub(super) fn of(account: &Account, kind: EventKind, actor: Actor, at: Timestamp) -> Self {
        let guard = Guard::Revision(account.id.into(), account.revision);
        Self::new(guard, at).event(account.id, kind, actor)
    }

    /// Adds the condition that an operator has not changed.
    pub(super) fn unchanged(self, operator: &Operator) -> Self {
        self.only_if(Guard::Revision(operator.id.into(), operator.revision))
    }

    /// Adds the condition that a company has not changed.
    pub(super) fn unchanged_company(self, company: &Company) -> Self {
        self.only_if(Guard::Revision(company.id.into(), company.revision))
    }

    pub(super) fn event(
        mut self,
        subject: impl Into<SubjectId>,
        kind: EventKind,
        actor: Actor,
    ) -> Self {
        self.events.push(Event {
            at: self.at,
            subject: subject.into(),
            actor,
            kind,
            reason: None,
        });
        self
    }

    pub(super) fn consume<P: Purpose>(mut self, proof: &Verified<P>) -> Self {
        self.consume.push((proof.selector(), proof.principal()));
        self
    }

    pub(super) fn revoke(mut self, account: &Account, revocation: Revocation) -> Self {
        self.revoke
            .push((Principal::Account(account.id), revocation));
        self
    }

    pub(super) fn change(mut self, change: impl Into<Change>) -> Self {
        self.changes.push(change.into());
        self
    }

    pub(super) fn record(mut self, record: Record) -> Self {
        self.records.push(record);
        self
    }

    /// Queues a message to an account about a change to it. `account` is the
    /// account after the change.
    pub(super) fn send(self, account: &Account, kind: MessageKind) -> Self {
        self.send_about(account, account.revision, kind)
    }

    /// Queues a message to an account about its change to a revision.
    pub(super) fn send_about(
        mut self,
        account: &Account,
        revision: u64,
        kind: MessageKind,
    ) -> Self {
        self.messages.push(Message {
            to: Principal::Account(account.id),
            kind,
            about: Occasion {
                subject: account.id.into(),
                revision,
            },
            is_counted: false,
        });
        self
    }

    /// Queues a message about a change, as [`send`](Self::send) does. It counts
    /// towards the limits of emails.
    pub(super) fn send_counted(self, account: &Account, kind: MessageKind) -> Self {
        let mut plan = self.send(account, kind);
        if let Some(message) = plan.messages.last_mut() {
            message.is_counted = true;
        }
        plan
    }
}
