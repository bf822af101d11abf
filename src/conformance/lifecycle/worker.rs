//! A mail worker, which may stop at any time.

use alloc::borrow::ToOwned as _;
use alloc::vec::Vec;
use core::time::Duration;

use super::super::fixture::Distinct;
use super::email::Email;
use super::life::Answer;
use super::runner::{NOTHING, Runner};
use super::values::{id, known};
use crate::onboarding::{
    Content, FailureCause, LeasedMessage, Link, MessageKind, Outcome, Reply, Store,
};
use crate::token::{Principal, Purpose, PurposeName};

impl<S: Store> Runner<'_, S> {
    pub(super) async fn lease(&mut self) -> Option<(usize, LeasedMessage)> {
        let until = self.now() + Duration::from_secs(60);
        let leased = self.store.lease_message(self.now(), until).await.unwrap();
        let is_due = self.life.is_message_due();
        assert_eq!(leased.is_some(), is_due, "a message is due");
        let leased = leased?;
        let person = self.person(leased.message.to);
        let (kind, tries) = (leased.message.kind, leased.tries);
        let n = self.life.lease(person, kind, tries, until.unix_seconds());
        Some((n, leased))
    }

    /// A worker sends a message. Without an outcome it stops afterwards.
    pub(super) async fn deliver(&mut self, outcome: Option<Outcome>) -> (Answer, Answer) {
        let Some((n, leased)) = self.lease().await else {
            return NOTHING;
        };
        let message = leased.message;
        let account = self.store.account(id(self.person(message.to))).await;
        let account = account.unwrap().unwrap();
        let now = self.now();
        let written = self
            .realm
            .write_message(&account, None, &message, now, &mut Distinct);
        let email = match written {
            Ok((written, plan)) => {
                if let Some(plan) = plan {
                    self.commit(Ok(plan)).await.unwrap();
                }
                let to = known(written.recipient.as_str());
                let (kind, links) = self.contents(written.content);
                Ok(Email { to, kind, links })
            }
            Err(reason) => Err(reason.code()),
        };
        let expected = self.life.write(n);
        assert_eq!(email, expected, "the email about {:?}", message.kind);
        let outcome = match email {
            Ok(_) => outcome,
            Err(code) => Some(Outcome::Failed {
                cause: FailureCause::NoLongerApplies,
                reply: Reply::new(code),
            }),
        };
        if let Some(outcome) = outcome {
            match &outcome {
                Outcome::RetryAt { at: due, .. }
                | Outcome::Waits { until: due, .. }
                | Outcome::SlowedDown { until: due, .. } => {
                    let message = &mut self.life.waiting[n];
                    message.due = due.unix_seconds();
                    message.leased = None;
                    message.tries += u32::from(matches!(outcome, Outcome::RetryAt { .. }));
                }
                Outcome::Sent { .. } | Outcome::Failed { .. } => {
                    self.life.waiting.remove(n);
                }
            }
            let (id, until) = (leased.id, leased.leased_until);
            let settled = self.store.settle_message(id, until, outcome, self.now());
            assert!(settled.await.unwrap(), "the lease is held");
        }
        NOTHING
    }

    /// Returns the content of an email, and keeps its links.
    fn contents(&mut self, content: Content) -> (MessageKind, Vec<(PurposeName, u64)>) {
        use MessageKind as M;
        match content {
            Content::FirstPassword { link, decline } => {
                (M::Link, [self.keep(link), self.keep(decline)].into())
            }
            Content::Reset { link, decline } => {
                (M::Link, [self.keep(link), self.keep(decline)].into())
            }
            Content::PasswordChanged { disown } => {
                let disown = disown.map(|disown| self.keep(disown));
                (M::PasswordChanged, disown.into_iter().collect())
            }
            Content::ProveAddress { link } => (M::ProveAddress, [self.keep(link)].into()),
            Content::ReplacementRequested { decline } => {
                (M::ReplacementRequested, [self.keep(decline)].into())
            }
            Content::AddressReplaced { undo } => {
                let undo = undo.map(|undo| self.keep(undo));
                (M::AddressReplaced, undo.into_iter().collect())
            }
            Content::Invited { link } => (M::Invited, [self.keep(link)].into()),
            Content::SecondFactorChanged => (M::SecondFactorChanged, Vec::new()),
            Content::Registered { .. } => (M::Registered, Vec::new()),
            Content::AddressWelcome => (M::AddressWelcome, Vec::new()),
            Content::AddressRestored => (M::AddressRestored, Vec::new()),
            Content::Held => (M::Held, Vec::new()),
            Content::Released => (M::Released, Vec::new()),
            Content::HandedOver => (M::HandedOver, Vec::new()),
            Content::Removed => (M::Removed, Vec::new()),
            Content::ConfirmRequest => (M::ConfirmRequest, Vec::new()),
            Content::RequestDone => (M::RequestDone, Vec::new()),
            Content::RequestRefused => (M::RequestRefused, Vec::new()),
            Content::HandoverReminder { .. } => (M::HandoverReminder, Vec::new()),
            Content::ConfirmInquiry { link } => (M::ConfirmInquiry, [self.keep(link)].into()),
            Content::InquiryRefused => (M::InquiryRefused, Vec::new()),
            Content::TakeoverAnnounced { link } => (M::TakeoverAnnounced, [self.keep(link)].into()),
            Content::TakeoverStopped => (M::TakeoverStopped, Vec::new()),
        }
    }

    fn keep<P: Purpose>(&mut self, link: Link<P>) -> (PurposeName, u64) {
        self.texts.push(link.token.expose().as_str().to_owned());
        (P::NAME, link.expires_at.unix_seconds())
    }

    fn person(&self, to: Principal) -> usize {
        let mut all = 0..self.life.people.len();
        all.find(|n| Principal::Account(id(*n)) == to).unwrap()
    }
}
