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

pub(super) const LINKS: &[P] = &[P::FirstPassword, P::Reset, P::ProveAddress];
pub(super) const ACCESS: &[P] = &[P::FirstPassword, P::Reset, P::ProveAddress, P::Session];
pub(super) const DEVICES: &[P] = &[
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

    pub(super) fn whose(&self, session: usize) -> Result<usize, &'static str> {
        if self.works(session) {
            Ok(self.tokens[session].person)
        } else {
            Err("link-unusable")
        }
    }

    pub(super) fn lose_password(&mut self, n: usize) {
        self.people[n].password = None;
        if !matches!(self.people[n].stage, Stage::Held { .. }) {
            self.people[n].stage = self.fresh();
        }
        self.people[n].wanted = None;
    }

    pub(super) fn fresh(&self) -> Stage {
        Stage::Registered {
            until: self.now + 180 * DAY,
        }
    }

    pub(super) fn end(&mut self, n: usize, purposes: &[P]) {
        for token in &mut self.tokens {
            if token.person == n && purposes.contains(&token.purpose) {
                token.has_ended = true;
            }
        }
    }

    pub(super) fn issue(&mut self, n: usize, purpose: P, seconds: u64) {
        self.tokens.push(Known {
            purpose,
            person: n,
            place: self.people[n].place,
            until: self.now + seconds,
            key: self.keys.0,
            has_ended: false,
        });
    }

    pub(super) fn queue(&mut self, n: usize, kind: LetterKind) {
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
