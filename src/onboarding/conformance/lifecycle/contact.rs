//! What should come of what a contact does, or whoever holds the contact's
//! links.

use super::life::{ACCESS, DAY, DEVICES, HOUR, LINKS, Life, MINUTE, Said, Stage, Wanted};
use crate::onboarding::LetterKind;
use crate::token::PurposeName as P;

impl Life {
    pub(super) fn request(&mut self, place: &str) -> Said {
        let n = self.at(place).ok_or("unregistered")?;
        let person = &self.people[n];
        if let Some(reason) = self.no_letter(person) {
            return Err(reason);
        }
        self.people[n].asked = Some(self.now);
        self.queue(n, LetterKind::Link);
        Ok(())
    }

    /// A link of a mail is followed to its end.
    pub(super) fn follow(&mut self, token: usize) -> Said {
        if !self.works(token) {
            return Err("link-unusable");
        }
        let n = self.tokens[token].person;
        let place = self.tokens[token].place;
        let purpose = self.tokens[token].purpose;
        let is_move = matches!(purpose, P::ProveAddress | P::UndoAddress);
        if is_move && self.living_at(place).is_some_and(|other| other != n) {
            return Err("address-taken");
        }
        self.tokens[token].has_ended = true;
        let is_held = matches!(self.people[n].stage, Stage::Held { .. });
        match purpose {
            P::FirstPassword | P::Reset => {
                self.people[n].password = Some(self.passwords);
                self.people[n].stage = Stage::Active;
                self.people[n].wanted = None;
                self.end(n, ACCESS);
                self.issue(n, P::Device, 30 * DAY);
                self.queue(n, LetterKind::PasswordChanged);
            }
            P::ProveAddress => {
                let until = self.now + 3 * DAY;
                self.people[n].former = Some((self.people[n].place, Some(until)));
                self.people[n].place = place;
                self.people[n].wanted = None;
                self.end(n, DEVICES);
                self.queue(n, LetterKind::AddressReplaced);
                self.queue(n, LetterKind::AddressWelcome);
            }
            P::UndoAddress => {
                self.people[n].former = Some((self.people[n].place, None));
                self.people[n].place = place;
                self.lose_password(n);
                self.end(n, DEVICES);
                if !is_held {
                    self.queue(n, LetterKind::Link);
                }
                self.queue(n, LetterKind::AddressRestored);
            }
            P::Decline => {
                self.people[n].wanted = None;
                self.end(n, LINKS);
            }
            P::Disown => {
                self.lose_password(n);
                self.end(n, DEVICES);
                if !is_held {
                    self.queue(n, LetterKind::Link);
                }
            }
            P::Session | P::Device => {}
        }
        Ok(())
    }

    /// The owner signs in with the right password, where there is one.
    pub(super) fn sign_in(&mut self, place: &str, device: Option<usize>) -> Said {
        let n = self
            .at(place)
            .filter(|n| self.people[*n].stage == Stage::Active)
            .ok_or("sign-in-refused")?;
        let is_known = device.is_some_and(|d| self.works(d) && self.tokens[d].person == n);
        self.issue(n, P::Session, 12 * HOUR);
        if !is_known {
            self.issue(n, P::Device, 30 * DAY);
        }
        Ok(())
    }

    pub(super) fn change_password(&mut self, session: usize) -> Said {
        let n = self.whose(session)?;
        self.people[n].password = Some(self.passwords);
        self.people[n].wanted = None;
        self.end(n, ACCESS);
        self.issue(n, P::Session, 12 * HOUR);
        self.queue(n, LetterKind::PasswordChanged);
        Ok(())
    }

    pub(super) fn ask(&mut self, session: usize, place: &'static str) -> Said {
        let n = self.whose(session)?;
        let person = &self.people[n];
        let undo = person.former.and_then(|(_, until)| until);
        let is_undoable = undo.is_some_and(|until| self.now < until);
        let is_repeated = person.wanted.is_some_and(|w| self.now < w.at + MINUTE);
        if is_undoable || is_repeated {
            return Err("too-soon");
        }
        self.people[n].wanted = Some(Wanted {
            place,
            at: self.now,
            until: self.now + 3 * DAY,
        });
        self.end(n, LINKS);
        self.queue(n, LetterKind::ProveAddress);
        self.queue(n, LetterKind::ReplacementRequested);
        Ok(())
    }

    pub(super) fn sign_out(&mut self, session: usize) -> Said {
        self.whose(session)?;
        self.tokens[session].has_ended = true;
        Ok(())
    }
}
