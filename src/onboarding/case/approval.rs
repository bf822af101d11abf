//! Four eyes: what one operator proposes, another one approves.

use super::{Case, Matter, Note, Step};
use crate::address::Address;
use crate::audit_log::{Actor, EventKind};
use crate::id::{AccountId, CaseId, CompanyId, OperatorId};
use crate::onboarding::{Companies, Operator, Permission, Plan, Realm, Refusal, Role};
use crate::time::Timestamp;

/// What two operators must agree on.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let account = active();
/// let proposal = Proposal::RemoveLastContact { account: account.id, request: None };
/// assert_eq!(proposal.permission(), Permission::Remove);
/// # Ok(())
/// # }
/// ```
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
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ReplaceAddress { .. } => "replace-address",
            Self::RemoveLastContact { .. } => "remove-last-contact",
            Self::TakeOver { .. } => "take-over",
            Self::EndWaiting { .. } => "end-waiting",
            Self::ResetFactor { .. } => "reset-factor",
            Self::ChangeRole { .. } => "change-role",
        }
    }

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
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let realm = realm();
/// # let [sato, suzuki] = operators();
/// # let (id, note) = (CaseId::from_bytes([5; 16]), "The telephone is lost.".parse()?);
/// let proposal = Proposal::ResetFactor { operator: sato.id };
/// let plan = realm.propose(id, proposal, None, &sato, note, NOW)?;
/// let Matter::Approval(approval) = &plan.case().unwrap().matter else { panic!("an approval") };
/// assert_eq!((approval.proposed_by, approval.approved_by), (sato.id, None));
/// # Ok(())
/// # }
/// ```
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
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let [sato, _] = operators();
/// // A support desk with a single operator.
/// let mut realm = realm();
/// realm.approvals = Approvals::One;
/// # let (id, note) = (CaseId::from_bytes([5; 16]), "The telephone is lost.".parse()?);
/// # let proposal = Proposal::ResetFactor { operator: sato.id };
/// let plan = realm.propose(id, proposal, None, &sato, note, NOW)?;
/// assert!(realm.approve(plan.case().unwrap(), &sato, NOW).is_ok());
/// # Ok(())
/// # }
/// ```
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
/// [`Realm::approve`] makes it and, for the administrator of the machine,
/// [`Realm::approve_on_machine`]; nothing else does:
///
/// ```compile_fail,E0451
/// # use genkan::onboarding::case::{Approved, Proposal};
/// fn approve(proposal: Proposal) -> Approved {
///     Approved { proposal, company: None }
/// }
/// ```
#[derive(Debug)]
#[must_use = "what was approved has not happened yet"]
pub struct Approved {
    proposal: Proposal,
    company: Option<CompanyId>,
}

impl Approved {
    /// Returns what was approved.
    #[must_use]
    pub const fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// Returns whether this was approved, for contacts of this company. The
    /// operator who approved it may not have the permission for another one.
    pub(in crate::onboarding) fn is_for(
        &self,
        proposal: &Proposal,
        company: Option<CompanyId>,
    ) -> bool {
        self.proposal == *proposal && self.company == company
    }
}

impl Realm {
    /// Opens a case in which an operator proposes something. `company` is the
    /// company of the contact or the inquiry concerned. What is approved later
    /// is worth nothing for another company.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotPermitted`] if the operator may not do it even with an
    /// approval.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let [sato, suzuki] = operators();
    /// let proposal = Proposal::ReplaceAddress {
    ///     account: account.id,
    ///     address: "taro@new.example".parse()?,
    ///     request: None,
    /// };
    /// let (id, note) = (CaseId::from_bytes([5; 16]), "He has called us.".parse()?);
    /// let plan = realm.propose(id, proposal, account.company, &sato, note, NOW)?;
    /// let case = plan.case().unwrap();
    ///
    /// // Another operator reads the case, and approves it.
    /// let alone = realm.approve(case, &sato, NOW);
    /// assert_eq!(alone.unwrap_err(), Refusal::SameOperator);
    /// let (approved, plan) = realm.approve(case, &suzuki, NOW)?;
    /// let address = "taro@new.example".parse()?;
    /// let by = Actor::Operator(suzuki.id);
    /// let replace = realm.replace_address(&account, address, &approved, None, by, NOW)?;
    /// let plan = plan.and(replace);
    /// # Ok(())
    /// # }
    /// ```
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

    /// Approves a proposal for the administrator of the machine, who added the
    /// first operator and can add any other. It is the way back if every
    /// administrator has lost the second factor. `company` is the company of the
    /// contact concerned. At the support desk, see [`approve`](Self::approve).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), enrolled_operator());
    /// // The administrator's telephone is lost, and there is no other administrator.
    /// let proposal = Proposal::ResetFactor { operator: operator.id };
    /// let approved = realm.approve_on_machine(proposal, None);
    /// let plan = realm.reset_second_factor(&operator, &account, &approved, Actor::System, NOW)?;
    /// # Ok(())
    /// # }
    /// ```
    pub const fn approve_on_machine(
        &self,
        proposal: Proposal,
        company: Option<CompanyId>,
    ) -> Approved {
        Approved { proposal, company }
    }

    /// Approves what another operator has proposed; the same one may do it if
    /// [one operator](Approvals::One) decides. The plan closes the case; the
    /// caller joins it with the plan of what was approved.
    ///
    /// # Errors
    ///
    /// [`Refusal::SameOperator`] if the operator proposed it and two must decide,
    /// [`Refusal::NotPermitted`] if the operator may not approve it, and
    /// [`Refusal::Case`] if the case is closed, has expired, or is none.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let [sato, suzuki] = operators();
    /// # let proposal = Proposal::ResetFactor { operator: sato.id };
    /// # let (id, note) = (CaseId::from_bytes([5; 16]), "The telephone is lost.".parse()?);
    /// # let plan = realm.propose(id, proposal.clone(), None, &sato, note, NOW)?;
    /// # let case = plan.case().unwrap();
    /// let (approved, plan) = realm.approve(case, &suzuki, NOW)?;
    /// assert_eq!(approved.proposal(), &proposal);
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
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
        if operator.id == approval.proposed_by && self.approvals == Approvals::Two {
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
        let approved = Approved {
            proposal: approval.proposal.clone(),
            company: case.company,
        };
        Ok((approved, plan))
    }
}
