//! What a mail should say, to whom, and with which links.

use alloc::vec::Vec;

use super::life::{DAY, HOUR, Known, Life, Stage, Waiting};
use crate::onboarding::LetterKind as L;
use crate::token::PurposeName as P;

/// A mail as it should go out, or went out.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Mail {
    pub(super) to: &'static str,
    /// Its links and until when they work.
    pub(super) links: Vec<(P, u64)>,
}

impl Life {
    /// Takes the letter that a worker was given: one of those that have been
    /// due for longest.
    pub(super) fn lease(&mut self, person: usize, kind: L, tries: u32, until: u64) -> usize {
        let free: Vec<usize> = (0..self.waiting.len())
            .filter(|n| self.is_free(&self.waiting[*n]))
            .collect();
        let first = free.iter().map(|n| self.waiting[*n].due).min();
        let found = free.into_iter().find(|n| {
            let letter = &self.waiting[*n];
            let seen = letter.tries + u32::from(letter.leased.is_some());
            Some(letter.due) == first && (letter.person, letter.kind, seen) == (person, kind, tries)
        });
        let Some(n) = found else {
            panic!(
                "no such letter is due: {kind:?} {tries}, {:?}",
                self.waiting
            );
        };
        self.waiting[n].tries = tries;
        self.waiting[n].leased = Some(until);
        n
    }

    /// Whether a worker would be given a letter now.
    pub(super) fn has_mail(&self) -> bool {
        self.waiting.iter().any(|letter| self.is_free(letter))
    }

    fn is_free(&self, letter: &Waiting) -> bool {
        letter.due <= self.now && letter.leased.is_none_or(|until| self.now >= until)
    }

    /// Writes a letter; its links are known from then on.
    pub(super) fn write(&mut self, letter: usize) -> Result<Mail, &'static str> {
        let Waiting {
            person: n, kind, ..
        } = self.waiting[letter];
        let (now, person) = (self.now, self.people[n].clone());
        let is_active = person.stage == Stage::Active;
        let is_held = matches!(person.stage, Stage::Held { .. });
        let is_removed = matches!(person.stage, Stage::Removed { .. });
        let mut to = Some(person.place);
        let mut links = Vec::new();
        let is_true = match kind {
            L::Removed => is_removed,
            _ if is_removed => false,
            L::Registered => matches!(person.stage, Stage::Registered { until } if now < until),
            L::Link => {
                match person.stage {
                    Stage::Registered { until } => {
                        links.push((P::FirstPassword, until.min(now + 3 * DAY)));
                    }
                    _ => links.push((P::Reset, now + HOUR)),
                }
                links.push((P::Decline, now + 3 * DAY));
                self.no_letter(&person).is_none()
            }
            L::PasswordChanged => {
                links.push((P::Disown, now + 7 * DAY));
                person.password.is_some()
            }
            L::ProveAddress => {
                to = person.wanted.map(|wanted| wanted.place);
                let until = person.wanted.map_or(now, |wanted| wanted.until);
                links.push((P::ProveAddress, until.min(now + 3 * DAY)));
                is_active && now < until
            }
            L::ReplacementRequested => {
                links.push((P::Decline, now + 3 * DAY));
                person.wanted.is_some()
            }
            L::AddressReplaced => {
                to = person.former.map(|(place, _)| place);
                let undo = person.former.and_then(|(_, until)| until);
                links.extend(
                    undo.filter(|until| now < *until)
                        .map(|until| (P::UndoAddress, until.min(now + 3 * DAY))),
                );
                true
            }
            L::AddressRestored => {
                to = person.former.map(|(place, _)| place);
                person.former.is_some_and(|(_, until)| until.is_none())
            }
            L::AddressWelcome => true,
            L::Held => is_held,
            L::Released => !is_held,
        };
        let Some(to) = to.filter(|_| is_true) else {
            return Err(self.no_letter(&person).unwrap_or("moot"));
        };
        for (purpose, until) in &links {
            self.tokens.push(Known {
                purpose: *purpose,
                person: n,
                // The way to disown or decline is bound to the address that it
                // was sent to, as every other link is.
                place: to,
                until: *until,
                key: self.keys.0,
                has_ended: false,
            });
        }
        Ok(Mail { to, links })
    }
}
