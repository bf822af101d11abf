//! What an account's life should be, told as naively as can be: lists that are
//! searched, nothing shared with the ceremonies, every consequence written out
//! where it happens.

use alloc::vec::Vec;

use crate::onboarding::LetterKind;
use crate::token::PurposeName as P;

/// Everything that should be so.
#[derive(Default)]
pub(super) struct Life {
    pub(super) now: u64,
    pub(super) people: Vec<Person>,
    /// Every token that there ever was, the oldest first.
    pub(super) tokens: Vec<Known>,
    pub(super) waiting: Vec<Waiting>,
    /// The number of the key that issues, and of the oldest that is known.
    pub(super) keys: (u32, u32),
    pub(super) passwords: u32,
}

#[derive(Clone)]
pub(super) struct Person {
    pub(super) place: &'static str,
    pub(super) stage: Stage,
    pub(super) password: Option<u32>,
    pub(super) asked: Option<u64>,
    pub(super) wanted: Option<Wanted>,
    /// The former address, and until when its owner can take it back.
    pub(super) former: Option<(&'static str, Option<u64>)>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stage {
    Registered { until: u64 },
    Active,
    Held { since: u64 },
    Removed { at: u64 },
}

#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) place: &'static str,
    pub(super) at: u64,
    pub(super) until: u64,
}

pub(super) struct Known {
    pub(super) purpose: P,
    pub(super) person: usize,
    pub(super) place: &'static str,
    pub(super) until: u64,
    pub(super) key: u32,
    pub(super) has_ended: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    pub(super) person: usize,
    pub(super) kind: LetterKind,
    pub(super) due: u64,
    pub(super) leased: Option<u64>,
    pub(super) tries: u32,
}

pub(super) type Said = Result<(), &'static str>;

pub(super) const MINUTE: u64 = 60;
pub(super) const HOUR: u64 = 60 * MINUTE;
pub(super) const DAY: u64 = 24 * HOUR;

const LINKS: &[P] = &[P::FirstPassword, P::Reset, P::ProveAddress];
const ACCESS: &[P] = &[P::FirstPassword, P::Reset, P::ProveAddress, P::Session];
const DEVICES: &[P] = &[
    P::FirstPassword,
    P::Reset,
    P::ProveAddress,
    P::Session,
    P::Device,
];

impl Life {
    /// Whom the desk and the public doors find at an address.
    pub(super) fn at(&self, place: &str) -> Option<usize> {
        self.living_at(place).or_else(|| {
            let gone = self.people.iter().enumerate().filter_map(|(n, person)| {
                let Stage::Removed { at } = person.stage else {
                    return None;
                };
                person.place.eq_ignore_ascii_case(place).then_some((at, n))
            });
            gone.max().map(|(_, n)| n)
        })
    }

    pub(super) fn living_at(&self, place: &str) -> Option<usize> {
        self.people.iter().position(|person| {
            !matches!(person.stage, Stage::Removed { .. })
                && person.place.eq_ignore_ascii_case(place)
        })
    }

    /// Whether a token works now.
    pub(super) fn works(&self, n: usize) -> bool {
        let token = &self.tokens[n];
        let person = &self.people[token.person];
        let is_home = token.place == person.place;
        let is_active = person.stage == Stage::Active;
        let is_held = matches!(person.stage, Stage::Held { .. });
        let is_registered = matches!(person.stage, Stage::Registered { .. });
        let is_wanted = match token.purpose {
            P::FirstPassword => is_home && is_registered && self.no_letter(person).is_none(),
            P::Reset | P::Session | P::Device => is_home && is_active,
            P::Decline => is_home && (is_active || is_registered),
            P::Disown => is_home && (is_active || is_held) && person.password.is_some(),
            P::ProveAddress => person.wanted.is_some_and(|wanted| {
                is_active && wanted.place == token.place && self.now < wanted.until
            }),
            P::UndoAddress => person.former.is_some_and(|(place, until)| {
                place == token.place && until.is_some_and(|until| self.now < until)
            }),
        };
        is_wanted && !token.has_ended && token.key >= self.keys.1 && self.now < token.until
    }

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

    pub(super) fn request(&mut self, place: &str) -> Said {
        let n = self.at(place).ok_or("unregistered")?;
        let person = &self.people[n];
        if let Some(reason) = self.no_letter(person) {
            return Err(reason);
        }
        if person.asked.is_some_and(|at| self.now < at + MINUTE) {
            return Err("too-soon");
        }
        self.people[n].asked = Some(self.now);
        self.queue(n, LetterKind::Link);
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
        self.forget_questions(n);
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
        self.forget_questions(n);
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
        self.lose_password(n);
        self.end(n, &P::ALL);
        self.queue(n, LetterKind::AddressReplaced);
        self.queue(n, LetterKind::Registered);
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
                self.forget_questions(n);
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

    fn whose(&self, session: usize) -> Result<usize, &'static str> {
        if self.works(session) {
            Ok(self.tokens[session].person)
        } else {
            Err("link-unusable")
        }
    }

    fn lose_password(&mut self, n: usize) {
        self.people[n].password = None;
        if !matches!(self.people[n].stage, Stage::Held { .. }) {
            self.people[n].stage = self.fresh();
        }
        self.forget_questions(n);
    }

    fn forget_questions(&mut self, n: usize) {
        self.people[n].asked = None;
        self.people[n].wanted = None;
    }

    fn fresh(&self) -> Stage {
        Stage::Registered {
            until: self.now + 180 * DAY,
        }
    }

    fn end(&mut self, n: usize, purposes: &[P]) {
        for token in &mut self.tokens {
            if token.person == n && purposes.contains(&token.purpose) {
                token.has_ended = true;
            }
        }
    }

    fn issue(&mut self, n: usize, purpose: P, seconds: u64) {
        self.tokens.push(Known {
            purpose,
            person: n,
            place: self.people[n].place,
            until: self.now + seconds,
            key: self.keys.0,
            has_ended: false,
        });
    }

    fn queue(&mut self, n: usize, kind: LetterKind) {
        self.waiting.push(Waiting {
            person: n,
            kind,
            due: self.now,
            leased: None,
            tries: 0,
        });
    }

    /// Why a person is sent no link.
    pub(super) fn no_letter(&self, person: &Person) -> Option<&'static str> {
        match person.stage {
            Stage::Registered { until } => (self.now >= until).then_some("expired"),
            Stage::Active => None,
            Stage::Held { .. } => Some("held"),
            Stage::Removed { .. } => Some("removed"),
        }
    }
}
