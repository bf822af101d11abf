//! The email that asks a contact to confirm an inquiry may not arrive.

use alloc::format;

use super::{Case, Step};
use crate::audit_log::{Actor, EventKind};
use crate::onboarding::{Account, Message, MessageKind, Plan, Realm, Reply};
use crate::time::Timestamp;
use crate::token::Principal;

impl Realm {
    /// Ends the wait for a contact who was asked to confirm an inquiry, because a
    /// mail server reported that the email cannot be delivered. If no other
    /// contact can answer, the support desk goes on at once, as after the
    /// deadline.
    ///
    /// `message` was queued at `queued_at`, and `reply` is the text of the report,
    /// which is recorded in the case.
    ///
    /// Returns `None` if the inquiry does not wait for an answer to this message:
    /// the contact has answered, for example, or was asked again since.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, contact) = of_company();
    /// # let asker = Contact::new("佐藤 花子", "hanako@example.co.jp", None, Language::Ja)?;
    /// # let (id, name) = (CaseId::from_bytes([5; 16]), "Aozora".parse()?);
    /// # let plan = realm.inquire(id, asker, name, None, None, NOW);
    /// # let case = plan.case().unwrap();
    /// let plan = realm.ask_contacts(case, &company, &[&contact], OPERATOR, NOW)?;
    /// let (case, message) = (plan.case().unwrap(), plan.messages[0]);
    ///
    /// let reply = Reply::new("550 5.1.1 no such user");
    /// let plan = realm.end_wait(case, &contact, &message, NOW, &reply, NOW);
    /// let plan = plan.ok_or("the only contact who was asked")?;
    /// assert_eq!(plan.case().unwrap().acts_at, None);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn end_wait(
        &self,
        case: &Case,
        contact: &Account,
        message: &Message,
        queued_at: Timestamp,
        reply: &Reply,
        now: Timestamp,
    ) -> Option<Plan> {
        let inquiry = case.inquiry().ok()?;
        let is_asked = message.kind == MessageKind::ConfirmInquiry
            && message.about.subject == case.id.into()
            && message.to == Principal::Account(contact.id)
            && inquiry.asked().contains(&contact.id);
        // A report about an earlier email does not end the wait for an answer to
        // the present one.
        let is_asking = |step: &&Step| step.kind == EventKind::ContactsAsked;
        let asked = case.steps.iter().rev().find(is_asking)?;
        if !is_asked || queued_at < asked.at {
            return None;
        }
        let note = format!("{}: {}", contact.address, reply.as_str());
        let step = Step::new(EventKind::ContactUnreachable, Actor::System, now);
        let step = step.with(note.parse().ok());
        let next = self.without(case, inquiry, contact.id, step, now);
        Some(Plan::next(case, next))
    }
}
