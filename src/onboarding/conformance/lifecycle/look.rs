//! A look at everything that there is.

use alloc::borrow::ToOwned as _;
use alloc::vec::Vec;

use super::life::Stage;
use super::places::{id, known, phc};
use super::walk::Walk;
use crate::onboarding::{Event, Progress, State, Store, audit};
use crate::token::{
    Decline, Device, Disown, FirstPassword, ProveAddress, PurposeName, Reset, Session, Timestamp,
    UndoAddress,
};

impl<S: Store> Walk<'_, S> {
    /// Whether everything is as it should be.
    pub(super) async fn look_around(&self, when: &str) {
        assert_eq!(self.texts.len(), self.life.tokens.len(), "tokens {when}");
        for token in 0..self.texts.len() {
            let known = &self.life.tokens[token];
            let (works, should) = (self.works(token).await, self.life.works(token));
            assert_eq!(works, should, "token {token}, {:?}, {when}", known.purpose);
        }
        for (n, person) in self.life.people.iter().enumerate() {
            let account = self.store.account(id(n)).await.unwrap().unwrap();
            let seconds = |at: Timestamp| at.unix_seconds();
            let (stage, hash) = match account.state {
                State::Registered { expires_at } => {
                    let until = seconds(expires_at);
                    (Stage::Registered { until }, None)
                }
                State::Active { password } => (Stage::Active, Some(password)),
                State::Held { since, password } => {
                    let since = seconds(since);
                    (Stage::Held { since }, password)
                }
                State::Removed { at } => (Stage::Removed { at: seconds(at) }, None),
            };
            assert_eq!(stage, person.stage, "{when}");
            let hash = hash.map(|hash| hash.as_phc().to_owned());
            assert_eq!(hash, person.password.map(phc), "{when}");
            assert_eq!(account.address.as_str(), person.place, "{when}");
            let asked = account.link_requested_at.map(seconds);
            assert_eq!(asked, person.asked, "{when}");
            let wanted = account.replacement.map(|new| {
                let (at, until) = (seconds(new.requested_at), seconds(new.expires_at));
                (known(new.address.as_str()), at, until)
            });
            let foreseen = person.wanted.map(|new| (new.place, new.at, new.until));
            assert_eq!(wanted, foreseen, "{when}");
            let former = account
                .former
                .map(|old| (known(old.address.as_str()), old.undo_until.map(seconds)));
            assert_eq!(former, person.former, "{when}");
            let letters = self.store.letters(id(n), u32::MAX).await.unwrap();
            let mut queued: Vec<_> = letters
                .iter()
                .filter(|letter| matches!(letter.progress, Progress::Queued { .. }))
                .map(|letter| letter.letter.kind.code())
                .collect();
            let waiting = self.life.waiting.iter();
            let mut waiting: Vec<_> = waiting
                .filter(|letter| letter.person == n)
                .map(|letter| letter.kind.code())
                .collect();
            queued.sort_unstable();
            waiting.sort_unstable();
            assert_eq!(queued, waiting, "{when}");
        }
    }

    pub(super) async fn read_the_audit_log(&self) {
        let entries = self.store.entries(0, u32::MAX).await.unwrap();
        audit::verify(&entries, None).unwrap();
        let events: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
        assert_eq!(events, self.events, "the audit log");
    }

    async fn works(&self, token: usize) -> bool {
        match self.life.tokens[token].purpose {
            PurposeName::Reset => self.find::<Reset>(token).await.is_ok(),
            PurposeName::FirstPassword => self.find::<FirstPassword>(token).await.is_ok(),
            PurposeName::Session => self.find::<Session>(token).await.is_ok(),
            PurposeName::ProveAddress => self.find::<ProveAddress>(token).await.is_ok(),
            PurposeName::UndoAddress => self.find::<UndoAddress>(token).await.is_ok(),
            PurposeName::Decline => self.find::<Decline>(token).await.is_ok(),
            PurposeName::Disown => self.find::<Disown>(token).await.is_ok(),
            PurposeName::Device => self.find::<Device>(token).await.is_ok(),
        }
    }
}
