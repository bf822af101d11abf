//! Everything that waits at the support desk.
//!
//! A [`Case`] is a request, an inquiry, a report of a trouble or an approval.
//! Each is a state machine in a file of its own. A step takes the case as it is
//! and returns a plan; the store commits it only if the case has not changed in
//! the meantime. So no step is lost, and none is taken twice.

mod approval;
#[expect(clippy::module_inception, reason = "the path says the noun")]
mod case;
mod deadline;
mod inquiry;
mod note;
mod request;
mod times;
mod trouble;
mod undelivered;

pub use approval::{Approval, Approvals, Approved, Proposal};
pub use case::{Case, Matter, Step};
pub use inquiry::{Answer, CONTACTS_ASKED, Inquiry, InquiryState, Proof, ProofKind};
pub use note::{InvalidNote, Note};
pub use request::{CarriedOut, Handover, Request, RequestState, RequestedChange};
pub use times::CaseTimes;
pub use trouble::{Trouble, TroubleKind};
