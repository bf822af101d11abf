//! The expected content, recipient and links of an email.

use alloc::vec::Vec;

use super::life::{DAY, HOUR, KnownToken, Life, PersonState, Waiting};
use crate::onboarding::MessageKind as M;
use crate::token::PurposeName as P;

/// An email as it should be sent, or was sent.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Email {
    pub(super) to: &'static str,
    pub(super) kind: M,
    /// Its links and until when they work.
    pub(super) links: Vec<(P, u64)>,
}

impl Life {
    /// Leases the message that a worker got: one of those that have been due for
    /// longest, of those that people wait for if there are any.
    pub(super) fn lease(&mut self, person: usize, kind: M, tries: u32, until: u64) -> usize {
        let free: Vec<usize> = (0..self.waiting.len())
            .filter(|n| self.is_free(&self.waiting[*n]))
            .collect();
        let place = |message: &Waiting| (!message.kind.is_awaited(), message.due);
        let first = free.iter().map(|n| place(&self.waiting[*n])).min();
        let found = free.into_iter().find(|n| {
            let message = &self.waiting[*n];
            let tried = message.tries + u32::from(message.leased.is_some());
            let is_same = (message.person, message.kind, tried) == (person, kind, tries);
            Some(place(message)) == first && is_same
        });
        let Some(n) = found else {
            panic!(
                "no such message is due: {kind:?} {tries}, {:?}",
                self.waiting
            );
        };
        self.waiting[n].tries = tries;
        self.waiting[n].leased = Some(until);
        n
    }

    /// Returns whether a worker would get a message now.
    pub(super) fn is_message_due(&self) -> bool {
        self.waiting.iter().any(|message| self.is_free(message))
    }

    fn is_free(&self, message: &Waiting) -> bool {
        message.due <= self.now && message.leased.is_none_or(|until| self.now >= until)
    }

    /// Writes a message. Its links are known from then on.
    pub(super) fn write(&mut self, message: usize) -> Result<Email, &'static str> {
        let Waiting {
            person: n,
            kind,
            occasion,
            has_passed,
            ..
        } = self.waiting[message];
        let (now, person) = (self.now, self.people[n].clone());
        let is_active = person.state == PersonState::Active;
        let is_held = matches!(person.state, PersonState::Held { .. });
        let is_removed = matches!(person.state, PersonState::Removed { .. });
        // A later request or change is another occasion.
        let requested = person.requested.filter(|new| new.occasion == occasion);
        let former = person.former.filter(|former| former.occasion == occasion);
        let mut to = Some(person.address);
        let mut links = Vec::new();
        let applies = match kind {
            M::Removed => is_removed && person.successor.is_none(),
            M::HandedOver => is_removed && person.successor.is_some(),
            // Notices of what an intruder may have done are always sent.
            M::PasswordChanged => {
                let moved = person.former.filter(|former| former.until.is_some());
                let moved = moved.filter(|former| occasion < former.occasion);
                to = Some(moved.map_or(person.address, |former| former.address));
                let is_present = to == Some(person.address);
                if is_present && person.password.is_some() {
                    links.push((P::Disown, now + 7 * DAY));
                }
                true
            }
            M::AddressReplaced => {
                to = former.map(|former| former.address);
                let undo = former.and_then(|former| former.until);
                links.extend(
                    undo.filter(|until| !is_removed && now < *until)
                        .map(|until| (P::UndoAddress, until.min(now + 3 * DAY))),
                );
                true
            }
            M::AddressRestored => {
                to = former.map(|former| former.address);
                true
            }
            _ if is_removed => false,
            // These people are no operators.
            M::Invited | M::SecondFactorChanged => false,
            M::Registered => {
                !has_passed
                    && matches!(person.state, PersonState::Registered { until } if now < until)
            }
            M::Link => {
                match person.state {
                    PersonState::Registered { until } => {
                        links.push((P::FirstPassword, until.min(now + 3 * DAY)));
                    }
                    _ => links.push((P::Reset, now + HOUR)),
                }
                links.push((P::Decline, now + 3 * DAY));
                !has_passed && self.no_message(&person).is_none()
            }
            M::ProveAddress => {
                to = requested.map(|new| new.address);
                let until = requested.map_or(now, |new| new.until);
                links.push((P::ProveAddress, until.min(now + 3 * DAY)));
                is_active && now < until
            }
            M::ReplacementRequested => {
                links.push((P::Decline, now + 3 * DAY));
                requested.is_some()
            }
            M::AddressWelcome => former.is_some() && !has_passed,
            // No person of the model has a case.
            M::ConfirmRequest
            | M::RequestDone
            | M::RequestRefused
            | M::HandoverReminder
            | M::ConfirmInquiry
            | M::InquiryRefused
            | M::TakeoverAnnounced
            | M::TakeoverStopped => false,
            M::Held => is_held && !has_passed,
            M::Released => !is_held && !has_passed,
        };
        let Some(to) = to.filter(|_| applies) else {
            return Err(self.no_message(&person).unwrap_or("no-longer-applies"));
        };
        for (purpose, until) in &links {
            self.tokens.push(KnownToken {
                purpose: *purpose,
                person: n,
                // Every link is bound to the address that it was sent to.
                address: to,
                until: *until,
                key: self.keys.0,
                has_ended: false,
            });
        }
        Ok(Email { to, kind, links })
    }
}
