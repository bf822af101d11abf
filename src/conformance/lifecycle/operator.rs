//! The expected results of what an operator does.

use super::life::{Answer, DEVICES, Data, LINKS, Life, Person, PersonState};
use crate::onboarding::MessageKind;
use crate::token::PurposeName as P;

impl Life {
    pub(super) fn register(&mut self, address: &'static str, is_notified: bool) -> Answer {
        if self.present_at(address).is_some() {
            return Err("conflict");
        }
        self.people.push(Person {
            address,
            data: Data {
                name: "山田 太郎",
                has_company: false,
                is_japanese: true,
            },
            state: self.fresh(),
            password: None,
            link_at: None,
            requested: None,
            former: None,
            successor: None,
            undeliverable: None,
        });
        if is_notified {
            self.queue(self.people.len() - 1, MessageKind::Registered);
        }
        Ok(())
    }

    pub(super) fn resend(&mut self, n: usize) -> Answer {
        match self.no_message(&self.people[n]) {
            None | Some("expired") => {}
            Some(reason) => return Err(reason),
        }
        self.people[n].link_at = Some(self.now);
        if matches!(self.people[n].state, PersonState::Registered { .. }) {
            self.people[n].state = self.fresh();
        }
        self.end_links(n, LINKS);
        self.queue(n, MessageKind::Link);
        let requested = self.people[n].requested;
        if let Some(requested) = requested.filter(|new| self.now < new.until) {
            self.queue_about(n, MessageKind::ProveAddress, requested.occasion);
        }
        Ok(())
    }

    pub(super) fn edit(&mut self, n: usize, what: u8) -> Answer {
        if matches!(self.people[n].state, PersonState::Removed { .. }) {
            return Err("account-state");
        }
        if what % 5 == 2 && self.is_last_contact(n) {
            return Err("last-contact");
        }
        let data = &mut self.people[n].data;
        match what % 5 {
            0 => data.name = "山田 花子",
            1 => data.has_company = true,
            2 => data.has_company = false,
            3 => data.is_japanese = false,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn hold(&mut self, n: usize) -> Answer {
        match self.people[n].state {
            PersonState::Registered { .. } | PersonState::Active => {}
            PersonState::Held { .. } | PersonState::Removed { .. } => return Err("account-state"),
        }
        self.people[n].state = PersonState::Held { since: self.now };
        self.people[n].requested = None;
        self.end_links(n, DEVICES);
        self.queue(n, MessageKind::Held);
        Ok(())
    }

    pub(super) fn release(&mut self, n: usize) -> Answer {
        if !matches!(self.people[n].state, PersonState::Held { .. }) {
            return Err("account-state");
        }
        self.people[n].state = match self.people[n].password {
            Some(_) => PersonState::Active,
            None => self.fresh(),
        };
        self.queue(n, MessageKind::Released);
        Ok(())
    }

    pub(super) fn bounce(&mut self, n: usize) -> Answer {
        let person = &mut self.people[n];
        let is_removed = matches!(person.state, PersonState::Removed { .. });
        if is_removed || person.undeliverable.is_some() {
            return Err("nothing-to-note");
        }
        person.undeliverable = Some(self.now);
        Ok(())
    }

    pub(super) fn remove(&mut self, n: usize) -> Answer {
        if matches!(self.people[n].state, PersonState::Removed { .. }) {
            return Err("account-state");
        }
        if self.is_last_contact(n) {
            return Err("last-contact");
        }
        self.leave(n);
        self.queue(n, MessageKind::Removed);
        Ok(())
    }

    /// One person leaves and another is registered.
    pub(super) fn hand_over(&mut self, n: usize, address: &'static str) -> Answer {
        if matches!(self.people[n].state, PersonState::Removed { .. }) {
            return Err("account-state");
        }
        if self.people[n].address.eq_ignore_ascii_case(address) {
            return Err("same-address");
        }
        if self.present_at(address).is_some() {
            return Err("address-taken");
        }
        self.leave(n);
        self.people[n].successor = Some(self.people.len());
        self.queue(n, MessageKind::HandedOver);
        let has_company = self.people[n].data.has_company;
        let registered = self.register(address, true);
        if let Some(successor) = self.people.last_mut() {
            successor.data.has_company = has_company;
        }
        registered
    }

    /// Returns whether the company would have no contact without this person.
    fn is_last_contact(&self, n: usize) -> bool {
        let mut others = self.people.iter().enumerate();
        self.people[n].data.has_company
            && !others.any(|(other, person)| {
                let is_removed = matches!(person.state, PersonState::Removed { .. });
                other != n && person.data.has_company && !is_removed
            })
    }

    fn leave(&mut self, n: usize) {
        self.people[n].state = PersonState::Removed { at: self.now };
        self.people[n].password = None;
        self.people[n].requested = None;
        self.end(n, &P::ALL);
    }
}
