//! Four eyes: what one operator proposes, another one approves.

use super::{Case, Matter, Note, Step};
use crate::address::Address;
use crate::audit_log::{Actor, EventKind};
use crate::id::{AccountId, CaseId, CompanyId, OperatorId};
use crate::onboarding::{Companies, Operator, Permission, Plan, Realm, Refusal, Role};
use crate::time::Timestamp;

/// What two operators must agree on.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every proposal")]
pub enum Proposal {
    /// Replaces the address of a contact without a proof from the present
    /// mailbox.
    ReplaceAddress {
        /// The account.
        account: AccountId,
        /// The new address.
        address: Address,
        /// The request that asks for it, if there is one.
        request: Option<CaseId>,
    },
    /// Removes the last contact of a company.
    RemoveLastContact {
        /// The account.
        account: AccountId,
        /// The request that asks for it, if there is one.
        request: Option<CaseId>,
    },
    /// Registers the person who made an inquiry that no contact could confirm,
    /// after the waiting period.
    TakeOver {
        /// The inquiry.
        inquiry: CaseId,
        /// The contact who has left, and whose account ends.
        replaces: Option<AccountId>,
    },
    /// Ends the waiting period of an inquiry early.
    EndWaiting {
        /// The inquiry.
        inquiry: CaseId,
    },
    /// Ends the second factor of an operator, who then sets up another one.
    ResetFactor {
        /// The operator.
        operator: OperatorId,
    },
    /// Gives an operator another role, or other companies.
    ChangeRole {
        /// The operator.
        operator: OperatorId,
        /// The new role.
        role: Role,
        /// The new companies.
        companies: Companies,
    },
}

impl Proposal {
    /// Returns the permission that both operators need, besides
    /// [`Permission::Approve`] for the second one.
    #[must_use]
    pub const fn permission(&self) -> Permission {
        match self {
            Self::ReplaceAddress { .. } | Self::TakeOver { .. } | Self::EndWaiting { .. } => {
                Permission::Replace
            }
            Self::RemoveLastContact { .. } => Permission::Remove,
            Self::ResetFactor { .. } | Self::ChangeRole { .. } => Permission::ManageOperators,
        }
    }
}

/// A proposal that waits for a second operator, or has waited.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Approval {
    /// What is proposed.
    pub proposal: Proposal,
    /// Who proposed it.
    pub proposed_by: OperatorId,
    /// Who approved it.
    pub approved_by: Option<OperatorId>,
}

/// How many operators decide what needs an approval.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "one person is not two")]
pub enum Approvals {
    /// Two different ones.
    #[default]
    Two,
    /// One, for a support desk with a single operator.
    One,
}

/// A proposal that was approved. It is the proof that a ceremony requires.
///
/// [`Realm::approve`] and [`Realm::approve_alone`] make it, and nothing else:
///
/// ```compile_fail,E0423
/// # use genkan::onboarding::case::{Approved, Proposal};
/// fn approve(proposal: Proposal) -> Approved {
///     Approved(proposal)
/// }
/// ```
#[derive(Debug)]
#[must_use = "what was approved has not happened yet"]
pub struct Approved(Proposal);

impl Approved {
    /// Returns what was approved.
    #[must_use]
    pub const fn proposal(&self) -> &Proposal {
        &self.0
    }
}

impl Realm {
    /// Opens a case in which an operator proposes something. `company` is the
    /// company of the contact concerned.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotPermitted`] if the operator may not do it even with an
    /// approval.
    pub fn propose(
        &self,
        id: CaseId,
        proposal: Proposal,
        company: Option<CompanyId>,
        operator: &Operator,
        note: Note,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if !operator.may(proposal.permission(), company) {
            return Err(Refusal::NotPermitted);
        }
        let by = Actor::Operator(operator.id);
        let step = Step::new(EventKind::CaseOpened, by, now).with(Some(note));
        let matter = Matter::Approval(Approval {
            proposal,
            proposed_by: operator.id,
            approved_by: None,
        });
        let due_at = now + self.case_times.approval;
        let mut case = Case::open(id, company, matter, due_at, step);
        case.acts_at = Some(due_at);
        Ok(Plan::open(case).unchanged(operator))
    }

    /// Approves what another operator has proposed. The plan closes the case;
    /// the caller joins it with the plan of what was approved.
    ///
    /// # Errors
    ///
    /// [`Refusal::SameOperator`] if the operator proposed it,
    /// [`Refusal::NotPermitted`] if the operator may not approve it, and
    /// [`Refusal::Case`] if the case is closed, has expired, or is none.
    pub fn approve(
        &self,
        case: &Case,
        operator: &Operator,
        now: Timestamp,
    ) -> Result<(Approved, Plan), Refusal> {
        let Matter::Approval(approval) = &case.matter else {
            return Err(Refusal::Case);
        };
        case.check_open()?;
        if now >= case.due_at {
            return Err(Refusal::Case);
        }
        if operator.id == approval.proposed_by {
            return Err(Refusal::SameOperator);
        }
        let may = |permission| operator.may(permission, case.company);
        if !may(Permission::Approve) || !may(approval.proposal.permission()) {
            return Err(Refusal::NotPermitted);
        }
        let by = Actor::Operator(operator.id);
        let approved = Approval {
            approved_by: Some(operator.id),
            ..approval.clone()
        };
        let closed = case.closed(Step::new(EventKind::CaseApproved, by, now), |case| {
            case.matter = Matter::Approval(approved);
        });
        let plan = Plan::next(case, closed).unchanged(operator);
        Ok((Approved(approval.proposal.clone()), plan))
    }

    /// Approves a proposal of one's own, at a support desk where one operator
    /// decides.
    ///
    /// # Errors
    ///
    /// [`Refusal::SameOperator`] if two operators must decide, and
    /// [`Refusal::NotPermitted`].
    pub fn approve_alone(
        &self,
        proposal: Proposal,
        company: Option<CompanyId>,
        operator: &Operator,
    ) -> Result<Approved, Refusal> {
        if self.approvals == Approvals::Two {
            return Err(Refusal::SameOperator);
        }
        let may = |permission| operator.may(permission, company);
        match may(Permission::Approve) && may(proposal.permission()) {
            true => Ok(Approved(proposal)),
            false => Err(Refusal::NotPermitted),
        }
    }
}
