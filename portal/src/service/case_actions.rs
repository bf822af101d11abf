//! What an operator can do with a case now.

use genkan::onboarding::case::{
    Approvals, Case, InquiryState, Matter, Proposal, RequestState, RequestedChange,
};
use genkan::onboarding::{Permission, Store};

use super::{Author, NotDone, Service};
use crate::clock::now;
use crate::store;

/// An action of an operator.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a page has a form for each")]
pub enum CaseAction {
    /// Carries out a request, or a takeover that the service could not carry
    /// out.
    CarryOut,
    /// Proposes to another operator what one may not do alone.
    Propose(Proposal),
    /// Approves a proposal, and does it.
    Approve,
    /// Asks registered contacts to confirm an inquiry.
    AskContacts,
    /// Records that no contact can be asked.
    SkipContacts,
    /// Records a proof.
    RecordProof,
    /// Refuses or closes the case.
    Close,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Returns what the author can do with a case now, as far as can be told
    /// before it is done.
    ///
    /// # Errors
    ///
    /// [`NotDone`].
    pub async fn case_actions(
        &self,
        case: &Case,
        author: &Author,
    ) -> Result<Vec<CaseAction>, NotDone> {
        use CaseAction as A;
        let mut actions = Vec::new();
        if !case.is_open() {
            return Ok(actions);
        }
        let may = |permission| author.check(permission, case.company).is_ok();
        let operator = author.operator.as_ref().map(|operator| operator.id);
        match &case.matter {
            Matter::Request(request) if may(request.change.permission()) => {
                let waits = matches!(
                    request.state,
                    RequestState::NeedsConfirmation | RequestState::Received
                );
                let is_shared = match request.change {
                    RequestedChange::ReplaceAddress { .. } => true,
                    RequestedChange::Remove { .. } => {
                        let found = self.found(case.company, &request.change).await?;
                        found.remaining.is_none()
                    }
                    _ => false,
                };
                if waits && is_shared {
                    actions.push(A::Propose(self.proposal(case, None).await?));
                } else if waits {
                    actions.push(A::CarryOut);
                }
                actions.push(A::Close);
            }
            Matter::Inquiry(inquiry) if may(Permission::Replace) => {
                match inquiry.state {
                    InquiryState::Asked => actions.extend([A::AskContacts, A::SkipContacts]),
                    InquiryState::Unreachable => {
                        actions.push(A::RecordProof);
                        if !inquiry.proofs.is_empty() {
                            actions.push(A::Propose(self.proposal(case, None).await?));
                        }
                        actions.push(A::AskContacts);
                    }
                    InquiryState::Waiting { until, .. } if until <= now() => {
                        actions.push(A::CarryOut);
                    }
                    InquiryState::Waiting { .. } => {
                        actions.push(A::Propose(self.proposal(case, None).await?));
                    }
                    _ => {}
                }
                actions.push(A::Close);
            }
            Matter::Trouble(_) if may(Permission::Resend) => actions.push(A::Close),
            Matter::Approval(approval) if may(approval.proposal.permission()) => {
                let is_other = operator.is_some_and(|id| id != approval.proposed_by);
                let is_alone = operator.is_some() && self.realm.approvals == Approvals::One;
                if may(Permission::Approve) && (is_other || is_alone) && now() < case.due_at {
                    actions.push(A::Approve);
                }
                actions.push(A::Close);
            }
            Matter::Request(_) | Matter::Inquiry(_) | Matter::Trouble(_) | Matter::Approval(_) => {}
        }
        Ok(actions)
    }
}
