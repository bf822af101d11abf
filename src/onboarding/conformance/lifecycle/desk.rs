//! What should come of what the desk does.

use super::life::{DEVICES, LINKS, Life, Person, Said, Stage};
use crate::onboarding::LetterKind;
use crate::token::PurposeName as P;

impl Life {
    pub(super) fn register(&mut self, place: &'static str, is_told: bool) -> Said {
        if self.living_at(place).is_some() {
            return Err("conflict");
        }
        self.people.push(Person {
            place,
            stage: self.fresh(),
            password: None,
            asked: None,
            wanted: None,
            former: None,
        });
        if is_told {
            self.queue(self.people.len() - 1, LetterKind::Registered);
        }
        Ok(())
    }

    pub(super) fn resend(&mut self, n: usize) -> Said {
        match self.no_letter(&self.people[n]) {
            None | Some("expired") => {}
            Some(reason) => return Err(reason),
        }
        self.people[n].asked = Some(self.now);
        if matches!(self.people[n].stage, Stage::Registered { .. }) {
            self.people[n].stage = self.fresh();
        }
        self.end(n, LINKS);
        self.queue(n, LetterKind::Link);
        let wanted = self.people[n].wanted;
        if wanted.is_some_and(|wanted| self.now < wanted.until) {
            self.queue(n, LetterKind::ProveAddress);
        }
        Ok(())
    }

    pub(super) fn hold(&mut self, n: usize) -> Said {
        match self.people[n].stage {
            Stage::Registered { .. } | Stage::Active => {}
            Stage::Held { .. } | Stage::Removed { .. } => return Err("account-state"),
        }
        self.people[n].stage = Stage::Held { since: self.now };
        self.people[n].wanted = None;
        self.end(n, DEVICES);
        self.queue(n, LetterKind::Held);
        Ok(())
    }

    pub(super) fn release(&mut self, n: usize) -> Said {
        if !matches!(self.people[n].stage, Stage::Held { .. }) {
            return Err("account-state");
        }
        self.people[n].stage = match self.people[n].password {
            Some(_) => Stage::Active,
            None => self.fresh(),
        };
        self.queue(n, LetterKind::Released);
        Ok(())
    }

    pub(super) fn remove(&mut self, n: usize) -> Said {
        if matches!(self.people[n].stage, Stage::Removed { .. }) {
            return Err("account-state");
        }
        self.people[n].stage = Stage::Removed { at: self.now };
        self.people[n].password = None;
        self.people[n].former = None;
        self.people[n].wanted = None;
        self.end(n, &P::ALL);
        self.queue(n, LetterKind::Removed);
        Ok(())
    }

    pub(super) fn hand_over(&mut self, n: usize, place: &'static str) -> Said {
        if matches!(self.people[n].stage, Stage::Removed { .. }) {
            return Err("account-state");
        }
        if self.living_at(place).is_some_and(|other| other != n) {
            return Err("address-taken");
        }
        self.people[n].former = Some((self.people[n].place, None));
        self.people[n].place = place;
        self.people[n].asked = None;
        self.lose_password(n);
        self.end(n, &P::ALL);
        self.queue(n, LetterKind::AddressReplaced);
        self.queue(n, LetterKind::Registered);
        Ok(())
    }
}
