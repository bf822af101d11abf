//! The expected results of what a contact does, or another bearer of the
//! contact's links.

use super::life::{
    ACCESS, Answer, DAY, DEVICES, FormerAddress, HOUR, LINKS, Life, MINUTE, PersonState,
    RequestedAddress,
};
use crate::onboarding::MessageKind;
use crate::token::PurposeName as P;

impl Life {
    pub(super) fn request(&mut self, address: &str) -> Answer {
        let n = self.at(address).ok_or("unregistered")?;
        if let Some(reason) = self.no_message(&self.people[n]) {
            return Err(reason);
        }
        self.people[n].link_at = Some(self.now);
        self.queue(n, MessageKind::Link);
        Ok(())
    }

    /// The link of an email is followed to its end.
    pub(super) fn follow(&mut self, token: usize) -> Answer {
        if !self.works(token) {
            return Err("link-unusable");
        }
        let n = self.tokens[token].person;
        let address = self.tokens[token].address;
        let purpose = self.tokens[token].purpose;
        let is_move = matches!(purpose, P::ProveAddress | P::UndoAddress);
        if is_move && self.present_at(address).is_some_and(|other| other != n) {
            return Err("address-taken");
        }
        self.tokens[token].has_ended = true;
        // It was in an email that has arrived.
        if !matches!(purpose, P::Session | P::Device) {
            self.people[n].undeliverable = None;
        }
        let is_held = matches!(self.people[n].state, PersonState::Held { .. });
        match purpose {
            P::FirstPassword | P::Reset => {
                self.people[n].password = Some(self.passwords);
                self.people[n].state = PersonState::Active;
                self.people[n].requested = None;
                self.end_links(n, DEVICES);
                self.issue(n, P::Device, 30 * DAY);
                self.queue(n, MessageKind::PasswordChanged);
            }
            P::ProveAddress => {
                let occasion = self.occasion();
                self.people[n].former = Some(FormerAddress {
                    address: self.people[n].address,
                    until: Some(self.now + 3 * DAY),
                    occasion,
                });
                self.people[n].address = address;
                self.people[n].requested = None;
                self.end_links(n, DEVICES);
                self.queue_about(n, MessageKind::AddressReplaced, occasion);
                self.queue_about(n, MessageKind::AddressWelcome, occasion);
            }
            P::UndoAddress => {
                let occasion = self.occasion();
                self.people[n].former = Some(FormerAddress {
                    address: self.people[n].address,
                    until: None,
                    occasion,
                });
                self.people[n].address = address;
                self.lose_password(n);
                self.end(n, DEVICES);
                if !is_held {
                    self.end_links(n, DEVICES);
                    self.queue(n, MessageKind::Link);
                }
                self.queue_about(n, MessageKind::AddressRestored, occasion);
            }
            P::Decline => {
                self.people[n].requested = None;
                self.end_links(n, LINKS);
            }
            P::Disown => {
                self.lose_password(n);
                self.end(n, DEVICES);
                if !is_held {
                    self.end_links(n, DEVICES);
                    self.queue(n, MessageKind::Link);
                }
            }
            P::Session
            | P::DeskSession
            | P::AwaitingFactor
            | P::Device
            | P::Confirm
            | P::Object
            | P::Own(_) => {}
        }
        Ok(())
    }

    /// The owner signs in with the right password, if there is one.
    pub(super) fn sign_in(&mut self, address: &str, device: Option<usize>) -> Answer {
        let n = self
            .at(address)
            .filter(|n| self.people[*n].state == PersonState::Active)
            .ok_or("sign-in-refused")?;
        let is_known = device.is_some_and(|d| self.works(d) && self.tokens[d].person == n);
        self.issue(n, P::Session, 12 * HOUR);
        if !is_known {
            self.issue(n, P::Device, 30 * DAY);
        }
        Ok(())
    }

    pub(super) fn change_password(&mut self, session: usize) -> Answer {
        let n = self.bearer(session)?;
        self.people[n].password = Some(self.passwords);
        self.people[n].requested = None;
        self.end_links(n, ACCESS);
        self.issue(n, P::Session, 12 * HOUR);
        self.queue(n, MessageKind::PasswordChanged);
        Ok(())
    }

    pub(super) fn replace(&mut self, session: usize, address: &'static str) -> Answer {
        let n = self.bearer(session)?;
        let person = &self.people[n];
        let undo = person.former.and_then(|former| former.until);
        let is_undoable = undo.is_some_and(|until| self.now < until);
        let is_repeated = person.requested.is_some_and(|r| self.now < r.at + MINUTE);
        if is_undoable || is_repeated {
            return Err("too-soon");
        }
        let occasion = self.occasion();
        self.people[n].requested = Some(RequestedAddress {
            address,
            at: self.now,
            until: self.now + 3 * DAY,
            occasion,
        });
        self.end_links(n, LINKS);
        self.queue_about(n, MessageKind::ProveAddress, occasion);
        self.queue_about(n, MessageKind::ReplacementRequested, occasion);
        Ok(())
    }

    pub(super) fn sign_out(&mut self, session: usize) -> Answer {
        self.bearer(session)?;
        self.tokens[session].has_ended = true;
        Ok(())
    }
}
