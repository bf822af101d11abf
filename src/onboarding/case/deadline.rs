//! What happens to a case without the person it waits for: its time comes, or
//! the support desk closes it.

use super::{Case, Inquiry, InquiryState, Matter, Note, Step};
use crate::audit_log::{Actor, EventKind};
use crate::onboarding::{Account, MessageKind, Plan, Realm, Refusal};
use crate::time::Timestamp;
use crate::token::Principal;

impl Realm {
    /// Goes on with a case at its [time](Case::acts_at), whichever node does it
    /// and however late.
    ///
    /// `account` is the contact whom a request changes, and `successor` the one
    /// who was registered for a hand-over with a date. If the successor has been
    /// removed in the meantime, the hand-over is left to the support desk.
    ///
    /// A takeover goes on by [`take_over`](Self::take_over) instead.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if it is not time, or nothing is to be done.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let [sato, _] = operators();
    /// # let proposal = Proposal::ResetFactor { operator: sato.id };
    /// # let (id, note) = (CaseId::from_bytes([5; 16]), "The telephone is lost.".parse()?);
    /// # let plan = realm.propose(id, proposal, None, &sato, note, NOW)?;
    /// # let case = plan.case().unwrap();
    /// // `store.cases_to_act_on(now, 100)` found a proposal that nobody approved.
    /// let now = case.acts_at.unwrap();
    /// let plan = realm.pass_deadline(case, None, None, now)?;
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn pass_deadline(
        &self,
        case: &Case,
        account: Option<&Account>,
        successor: Option<&Account>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        case.check_time(now)?;
        match &case.matter {
            Matter::Request(request) => {
                self.pass_request_deadline(case, request, account, successor, now)
            }
            Matter::Inquiry(inquiry) => match inquiry.state {
                InquiryState::Confirming { .. } => {
                    Ok(Plan::next(case, self.unreachable(case, inquiry, now)))
                }
                InquiryState::Asked
                | InquiryState::Answered
                | InquiryState::Unreachable
                | InquiryState::Waiting { .. }
                | InquiryState::Done
                | InquiryState::Refused
                | InquiryState::Stopped => Err(Refusal::Case),
            },
            Matter::Approval(_) => {
                let step = Step::new(EventKind::CaseExpired, Actor::System, now);
                Ok(Plan::next(case, case.closed(step, |_| {})))
            }
            Matter::Trouble(_) => Err(Refusal::Case),
        }
    }

    /// Leaves a case to the support desk whose step is not possible at its
    /// [time](Case::acts_at), for example because the address of a takeover
    /// belongs to another account. The service does not try it again.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if it is not time.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let plan = realm.inquire(CaseId::from_bytes([5; 16]), asker, "Aozora".parse()?, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// # let note: Note = "Nobody answers the telephone.".parse()?;
    /// # let plan = realm.skip_contacts(case, &company, note.clone(), OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let plan = realm.record_proof(case, ProofKind::Document, note.clone(), OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let [sato, suzuki] = operators();
    /// # let proposal = Proposal::TakeOver { inquiry: case.id, replaces: Some(contact.id) };
    /// # let proposed = realm.propose(CaseId::from_bytes([6; 16]), proposal, case.company, &sato, note, NOW)?;
    /// # let (approved, _) = realm.approve(proposed.case().unwrap(), &suzuki, NOW)?;
    /// # let plan = realm.announce_takeover(case, &approved, &[&contact], OPERATOR, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let (new, by, now) = (AccountId::from_bytes([2; 16]), Actor::System, case.acts_at.unwrap());
    /// // The waiting period has ended, but the new address belongs to someone else by now.
    /// let taken = Account { address: "hanako@example.co.jp".parse()?, ..contact.clone() };
    /// # let taken = Account { id: AccountId::from_bytes([9; 16]), ..taken };
    /// let refused = realm.take_over(case, Some(&contact), Some(&taken), None, new, by, now);
    /// assert_eq!(refused.unwrap_err(), Refusal::AddressTaken);
    /// let plan = realm.leave_to_desk(case, now)?;
    /// assert_eq!(plan.case().unwrap().acts_at, None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn leave_to_desk(&self, case: &Case, now: Timestamp) -> Result<Plan, Refusal> {
        case.check_time(now)?;
        let step = Step::new(EventKind::CaseExpired, Actor::System, now);
        let left = case.after(step, |case| case.due_at = now + self.case_times.desk);
        Ok(Plan::next(case, left))
    }

    /// Closes an inquiry, a report of a trouble or a proposal, on behalf of an
    /// operator. If a takeover was announced, it is stopped, and `contacts`, all
    /// contacts of the company, are told.
    ///
    /// A request is closed by [`refuse_request`](Self::refuse_request), which
    /// tells the requester.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if the case is closed, or is a request.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// let trouble = Trouble {
    ///     address: "taro@example.co.jp".parse()?,
    ///     kind: TroubleKind::NoEmail,
    ///     account: None,
    ///     explanation: None,
    /// };
    /// let id = CaseId::from_bytes([5; 16]); // random
    /// let plan = realm.report_trouble(id, trouble, None, None, NOW);
    /// let case = plan.case().unwrap();
    ///
    /// let note = "Told by telephone.".parse()?;
    /// let plan = realm.close_case(case, &[], OPERATOR, note, NOW)?;
    /// assert_eq!(plan.case().unwrap().closed_at, Some(NOW));
    /// # Ok(())
    /// # }
    /// ```
    pub fn close_case(
        &self,
        case: &Case,
        contacts: &[&Account],
        by: Actor,
        note: Note,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        case.check_open()?;
        let mut told: &[&Account] = &[];
        let mut matter = case.matter.clone();
        let kind = match &mut matter {
            Matter::Inquiry(Inquiry { state, .. }) => {
                let is_announced = matches!(state, InquiryState::Waiting { .. });
                *state = match is_announced {
                    true => InquiryState::Stopped,
                    false => InquiryState::Refused,
                };
                if is_announced {
                    told = contacts;
                }
                EventKind::CaseRefused
            }
            Matter::Trouble(_) => EventKind::CaseDone,
            Matter::Approval(approval) if by == Actor::Operator(approval.proposed_by) => {
                EventKind::CaseWithdrawn
            }
            Matter::Approval(_) => EventKind::CaseRefused,
            Matter::Request(_) => return Err(Refusal::Case),
        };
        let step = Step::new(kind, by, now).with(Some(note));
        let closed = case.closed(step, |case| case.matter = matter);
        let mut plan = Plan::next(case, closed);
        for contact in told {
            let contact = Principal::Account(contact.id);
            plan = plan.send_of_case(contact, MessageKind::TakeoverStopped);
        }
        Ok(plan)
    }
}
