//! Faults: something that a store or a ceremony leaves out.

use genkan::audit_log::{EventKind, SubjectId};
use genkan::conformance::InMemoryStore;
use genkan::onboarding::{
    Accounts as _, Cases as _, Change, Guard, Operators as _, Plan, Revocation, State, Tokens as _,
};

use crate::model::ready;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    /// Nothing is left out.
    None,
    /// The store commits whatever the revision is.
    Revisions,
    /// The store commits whether the identity is present or not.
    Absence,
    /// The store consumes no token.
    Consumption,
    /// Neither revisions nor consumption are checked.
    RevisionsAndConsumption,
    /// The store consumes a token of any principal.
    Principal,
    /// Tokens do not end.
    Revocation,
    /// The tokens of the first principal end only.
    FirstRevocation,
    /// Half of a plan over several subjects is committed: this one.
    Half(usize),
    /// A retry reads the account again, but not the session.
    OnlyAccount,
    /// A retry after an unknown outcome has another identity.
    OtherIdentity,
    /// A ceremony ends less than it promises.
    Ends(EventKind, Option<Revocation>),
    /// A hand-over leaves the password to the successor.
    InheritedPassword,
    /// Only the first event is written.
    FirstEvent,
    /// The events are written in the opposite order.
    EventOrder,
    /// Reasons are not written.
    Reasons,
    /// The refunds of a plan are not written.
    Refunds,
    /// The charges of a plan are not made.
    Charges,
    /// Messages are not written.
    Messages,
}

impl Fault {
    /// Returns the plan that the faulty service commits instead.
    pub(crate) fn spoil(self, store: &InMemoryStore, mut plan: Plan) -> Plan {
        let kind = plan.events.first().map(|event| event.kind);
        if matches!(self, Self::Revisions | Self::RevisionsAndConsumption) {
            for guard in &mut plan.guards {
                if let Guard::Revision(subject, expected) = guard
                    && let Some(revision) = revision(store, *subject)
                {
                    *expected = revision;
                }
            }
        }
        if matches!(self, Self::Consumption | Self::RevisionsAndConsumption) {
            plan.consume.clear();
        }
        match self {
            Self::Absence => plan
                .guards
                .retain(|guard| matches!(guard, Guard::Revision(..))),
            Self::Principal => {
                for (selector, principal) in &mut plan.consume {
                    if let Some((record, _)) = ready(store.token(*selector)).unwrap() {
                        *principal = record.principal;
                    }
                }
            }
            Self::Revocation => plan.revoke.clear(),
            Self::FirstRevocation => plan.revoke.truncate(1),
            Self::Half(half) if plan.changes.len() > 1 => {
                plan = halved(plan, half);
            }
            Self::Ends(of, revocation) if Some(of) == kind => match revocation {
                None => plan.revoke.clear(),
                Some(revocation) => plan.revoke.iter_mut().for_each(|r| r.1 = revocation),
            },
            Self::InheritedPassword if kind == Some(EventKind::HandedOver) => {
                let present = match plan.guards[0].subject() {
                    SubjectId::Account(id) => ready(store.account(id)).unwrap(),
                    _ => None,
                };
                if let Some(Change::Account(successor)) = plan.changes.get_mut(1)
                    && let Some(State::Active { password }) = present.map(|p| p.state)
                {
                    successor.state = State::Active { password };
                }
            }
            Self::FirstEvent => plan.events.truncate(1),
            Self::EventOrder => plan.events.reverse(),
            Self::Reasons => plan.reasons.clear(),
            Self::Refunds => plan.refunds.clear(),
            Self::Charges => plan.charges.clear(),
            Self::Messages => plan.messages.clear(),
            _ => {}
        }
        plan
    }
}

/// Returns one subject's part of a plan.
fn halved(mut plan: Plan, half: usize) -> Plan {
    fn keep<T>(all: &mut Vec<T>, n: usize) {
        *all = all.drain(..).skip(n).take(1).collect();
    }
    keep(&mut plan.guards, half);
    keep(&mut plan.changes, half);
    keep(&mut plan.messages, half);
    keep(&mut plan.events, half);
    if half > 0 {
        plan.revoke.clear();
        plan.consume.clear();
    }
    plan
}

fn revision(store: &InMemoryStore, subject: SubjectId) -> Option<u64> {
    match subject {
        SubjectId::Account(id) => Some(ready(store.account(id)).unwrap()?.revision),
        SubjectId::Case(id) => Some(ready(store.case(id)).unwrap()?.revision),
        SubjectId::Company(id) => Some(ready(store.company(id)).unwrap()?.revision),
        SubjectId::Operator(id) => Some(ready(store.operator(id)).unwrap()?.revision),
    }
}
