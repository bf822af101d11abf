//! What a store or a ceremony could leave out.

use genkan::onboarding::{EventKind, Guard, Memory, Plan, Revocation, Store as _};

use crate::model::ready::ready;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    /// Nothing is left out.
    None,
    /// The store commits onto whatever revision there is.
    Guard,
    /// The store consumes no token.
    Consumption,
    /// Neither is looked after.
    GuardAndConsumption,
    /// Tokens don't end.
    Revocation,
    /// Whoever tries again reads the account, but not the session.
    AccountAlone,
    /// A ceremony ends less than it says.
    Ends(EventKind, Revocation),
}

impl Fault {
    /// The plan as the faulty service would commit it.
    pub(crate) fn spoil(self, store: &Memory, mut plan: Plan) -> Plan {
        if matches!(self, Self::Guard | Self::GuardAndConsumption)
            && let Guard::Revision(id, _) = plan.guard
            && let Some(account) = ready(store.account(id)).unwrap()
        {
            plan.guard = Guard::Revision(id, account.revision);
        }
        if matches!(self, Self::Consumption | Self::GuardAndConsumption) {
            plan.consume = None;
        }
        match self {
            Self::Revocation => plan.revoke = Revocation::None,
            Self::Ends(kind, revocation) if kind == plan.event.kind => plan.revoke = revocation,
            _ => {}
        }
        plan
    }
}
