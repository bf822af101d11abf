//! A model of what should happen, as naive as possible: lists that are
//! searched, no code shared with the ceremonies, every consequence written out
//! where it happens.

use alloc::vec::Vec;

use crate::onboarding::MessageKind;
use crate::token::PurposeName as P;

/// Everything that should be stored.
#[derive(Default)]
pub(super) struct Life {
    pub(super) now: u64,
    pub(super) people: Vec<Person>,
    /// Every token that was ever issued, the oldest first.
    pub(super) tokens: Vec<KnownToken>,
    pub(super) waiting: Vec<Waiting>,
    /// The number of the key that issues, and of the oldest known one.
    pub(super) keys: (u32, u32),
    pub(super) passwords: u32,
    /// How many occasions there have been.
    pub(super) occasions: u32,
}

/// A person and the account, which ends with the registration of another
/// person.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) address: &'static str,
    pub(super) data: Data,
    pub(super) state: PersonState,
    pub(super) password: Option<u32>,
    /// When a link was last requested.
    pub(super) link_at: Option<u64>,
    pub(super) requested: Option<RequestedAddress>,
    pub(super) former: Option<FormerAddress>,
    pub(super) successor: Option<usize>,
    pub(super) undeliverable: Option<u64>,
}

/// What an operator edits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Data {
    pub(super) name: &'static str,
    pub(super) has_company: bool,
    pub(super) is_japanese: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PersonState {
    Registered { until: u64 },
    Active,
    Held { since: u64 },
    Removed { at: u64 },
}

#[derive(Clone, Copy)]
pub(super) struct RequestedAddress {
    pub(super) address: &'static str,
    pub(super) at: u64,
    pub(super) until: u64,
    /// Which request it was.
    pub(super) occasion: u32,
}

#[derive(Clone, Copy)]
pub(super) struct FormerAddress {
    pub(super) address: &'static str,
    /// Until when its owner can restore it.
    pub(super) until: Option<u64>,
    /// Which change it was.
    pub(super) occasion: u32,
}

pub(super) struct KnownToken {
    pub(super) purpose: P,
    pub(super) person: usize,
    pub(super) address: &'static str,
    pub(super) until: u64,
    pub(super) key: u32,
    pub(super) has_ended: bool,
}

/// A message that waits to be sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    pub(super) person: usize,
    pub(super) kind: MessageKind,
    pub(super) occasion: u32,
    pub(super) due: u64,
    pub(super) leased: Option<u64>,
    pub(super) tries: u32,
    /// Whether the links have ended since.
    pub(super) has_passed: bool,
}

/// The result of a command: the code of the refusal, if it was refused.
pub(super) type Answer = Result<(), &'static str>;

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
    /// Returns the person that an address finds.
    pub(super) fn at(&self, address: &str) -> Option<usize> {
        self.present_at(address).or_else(|| {
            let removed = self.people.iter().enumerate().filter_map(|(n, person)| {
                let PersonState::Removed { at } = person.state else {
                    return None;
                };
                let is_same = person.address.eq_ignore_ascii_case(address);
                is_same.then_some((at, n))
            });
            removed.max().map(|(_, n)| n)
        })
    }

    /// Returns the person with an address who is not removed.
    pub(super) fn present_at(&self, address: &str) -> Option<usize> {
        self.people.iter().position(|person| {
            !matches!(person.state, PersonState::Removed { .. })
                && person.address.eq_ignore_ascii_case(address)
        })
    }

    /// Returns whether a token works now.
    pub(super) fn works(&self, n: usize) -> bool {
        let token = &self.tokens[n];
        let person = &self.people[token.person];
        let is_present = token.address == person.address;
        let is_active = person.state == PersonState::Active;
        let is_held = matches!(person.state, PersonState::Held { .. });
        let is_registered = matches!(person.state, PersonState::Registered { .. });
        let is_applicable = match token.purpose {
            P::FirstPassword => is_present && is_registered && self.no_message(person).is_none(),
            P::Reset | P::Session | P::Device => is_present && is_active,
            // These people are no operators.
            P::DeskSession | P::AwaitingFactor => false,
            P::Decline => is_present && (is_active || is_registered),
            P::Disown => is_present && (is_active || is_held) && person.password.is_some(),
            // No person of the model has a case.
            P::Confirm | P::Object => false,
            // No ceremony issues one.
            P::Own(_) => false,
            P::ProveAddress => person.requested.is_some_and(|new| {
                is_active && new.address == token.address && self.now < new.until
            }),
            P::UndoAddress => person.former.is_some_and(|former| {
                !matches!(person.state, PersonState::Removed { .. })
                    && former.address == token.address
                    && former.until.is_some_and(|end| self.now < end)
            }),
        };
        is_applicable && !token.has_ended && token.key >= self.keys.1 && self.now < token.until
    }

    pub(super) fn bearer(&self, session: usize) -> Result<usize, &'static str> {
        if self.works(session) {
            Ok(self.tokens[session].person)
        } else {
            Err("link-unusable")
        }
    }

    pub(super) fn lose_password(&mut self, n: usize) {
        self.people[n].password = None;
        if !matches!(self.people[n].state, PersonState::Held { .. }) {
            self.people[n].state = self.fresh();
        }
        self.people[n].requested = None;
    }

    pub(super) fn fresh(&self) -> PersonState {
        PersonState::Registered {
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

    /// Ends these tokens and the occasions of the messages that wait.
    pub(super) fn end_links(&mut self, n: usize, purposes: &[P]) {
        self.end(n, purposes);
        for message in &mut self.waiting {
            if message.person == n {
                message.has_passed = true;
            }
        }
    }

    /// Issues a token. With too many of one purpose, the oldest one ends.
    pub(super) fn issue(&mut self, n: usize, purpose: P, seconds: u64) {
        let most = if purpose == P::Device { 10 } else { 50 };
        let tokens = self.tokens.iter_mut();
        let mut same: Vec<&mut KnownToken> = tokens
            .filter(|token| token.person == n && token.purpose == purpose && !token.has_ended)
            .collect();
        if same.len() == most {
            same[0].has_ended = true;
        }
        self.tokens.push(KnownToken {
            purpose,
            person: n,
            address: self.people[n].address,
            until: self.now + seconds,
            key: self.keys.0,
            has_ended: false,
        });
    }

    /// Returns an occasion that no message has been about.
    pub(super) fn occasion(&mut self) -> u32 {
        self.occasions += 1;
        self.occasions
    }

    /// Queues a message about an occasion of its own.
    pub(super) fn queue(&mut self, n: usize, kind: MessageKind) {
        let occasion = self.occasion();
        self.queue_about(n, kind, occasion);
    }

    pub(super) fn queue_about(&mut self, n: usize, kind: MessageKind, occasion: u32) {
        self.waiting.push(Waiting {
            person: n,
            kind,
            occasion,
            due: self.now,
            leased: None,
            tries: 0,
            has_passed: false,
        });
    }

    /// Returns why a person is sent no link.
    pub(super) fn no_message(&self, person: &Person) -> Option<&'static str> {
        match person.state {
            PersonState::Registered { until } => (self.now >= until).then_some("expired"),
            PersonState::Active => None,
            PersonState::Held { .. } => Some("held"),
            PersonState::Removed { .. } => Some("removed"),
        }
    }
}
