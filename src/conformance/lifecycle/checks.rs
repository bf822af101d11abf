//! Compares everything that is stored with the model.

use alloc::borrow::ToOwned as _;
use alloc::vec::Vec;

use super::life::{Data, PersonState};
use super::runner::Runner;
use super::values::{COMPANY, id, known, phc};
use crate::audit_log::{Event, verify};
use crate::language::Language;
use crate::onboarding::{Progress, State, Store};
use crate::time::Timestamp;
use crate::token::{
    AwaitingFactor, Confirm, Decline, DeskSession, Device, Disown, FirstPassword, Object,
    ProveAddress, PurposeName, Reset, Session, UndoAddress,
};

impl<S: Store> Runner<'_, S> {
    /// Panics unless everything is stored as the model has it.
    pub(super) async fn check_everything(&self, when: &str) {
        assert_eq!(self.texts.len(), self.life.tokens.len(), "tokens {when}");
        for token in 0..self.texts.len() {
            let known = &self.life.tokens[token];
            let (works, should) = (self.works(token).await, self.life.works(token));
            assert_eq!(works, should, "token {token}, {:?}, {when}", known.purpose);
        }
        for (n, person) in self.life.people.iter().enumerate() {
            let account = self.store.account(id(n)).await.unwrap().unwrap();
            let seconds = |at: Timestamp| at.unix_seconds();
            let (state, hash) = match account.state {
                State::Registered { expires_at } => {
                    let until = seconds(expires_at);
                    (PersonState::Registered { until }, None)
                }
                State::Active { password } => (PersonState::Active, Some(password)),
                State::Held { since, password } => {
                    let since = seconds(since);
                    (PersonState::Held { since }, password)
                }
                State::Removed { at } => (PersonState::Removed { at: seconds(at) }, None),
            };
            assert_eq!(state, person.state, "{when}");
            let hash = hash.map(|hash| hash.as_phc().to_owned());
            assert_eq!(hash, person.password.map(phc), "{when}");
            assert_eq!(account.address.as_str(), person.address, "{when}");
            assert_eq!(account.successor, person.successor.map(id), "{when}");
            let Data {
                name,
                has_company,
                is_japanese,
            } = person.data;
            let company = has_company.then_some(COMPANY);
            assert_eq!(account.name.as_str(), name, "{when}");
            assert_eq!(account.company, company, "{when}");
            let is_ja = account.language == Language::Ja;
            assert_eq!(is_ja, is_japanese, "{when}");
            let undeliverable = account.undeliverable_since.map(seconds);
            assert_eq!(undeliverable, person.undeliverable, "{when}");
            let link_at = account.link_requested_at.map(seconds);
            assert_eq!(link_at, person.link_at, "{when}");
            let requested = account.replacement.map(|new| {
                let (at, until) = (seconds(new.requested_at), seconds(new.expires_at));
                (known(new.address.as_str()), at, until)
            });
            let expected = person.requested.map(|new| (new.address, new.at, new.until));
            assert_eq!(requested, expected, "{when}");
            let former = account
                .former
                .map(|old| (known(old.address.as_str()), old.undo_until.map(seconds)));
            let expected = person.former.map(|old| (old.address, old.until));
            assert_eq!(former, expected, "{when}");
            let messages = self.store.messages(id(n), u32::MAX).await.unwrap();
            let mut queued: Vec<_> = messages
                .iter()
                .filter(|status| matches!(status.progress, Progress::Queued { .. }))
                .map(|status| status.message.kind.code())
                .collect();
            let waiting = self.life.waiting.iter();
            let mut waiting: Vec<_> = waiting
                .filter(|message| message.person == n)
                .map(|message| message.kind.code())
                .collect();
            queued.sort_unstable();
            waiting.sort_unstable();
            assert_eq!(queued, waiting, "{when}");
        }
    }

    pub(super) async fn check_audit_log(&self) {
        let entries = self.store.entries(None, u32::MAX).await.unwrap();
        verify(&entries, None).unwrap();
        let events: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
        assert_eq!(events, self.events, "the audit log");
    }

    async fn works(&self, token: usize) -> bool {
        match self.life.tokens[token].purpose {
            PurposeName::Reset => self.find::<Reset>(token).await.is_ok(),
            PurposeName::FirstPassword => self.find::<FirstPassword>(token).await.is_ok(),
            PurposeName::Session => self.find::<Session>(token).await.is_ok(),
            PurposeName::DeskSession => self.find::<DeskSession>(token).await.is_ok(),
            PurposeName::AwaitingFactor => self.find::<AwaitingFactor>(token).await.is_ok(),
            PurposeName::ProveAddress => self.find::<ProveAddress>(token).await.is_ok(),
            PurposeName::UndoAddress => self.find::<UndoAddress>(token).await.is_ok(),
            PurposeName::Decline => self.find::<Decline>(token).await.is_ok(),
            PurposeName::Disown => self.find::<Disown>(token).await.is_ok(),
            PurposeName::Device => self.find::<Device>(token).await.is_ok(),
            PurposeName::Confirm => self.find::<Confirm>(token).await.is_ok(),
            PurposeName::Object => self.find::<Object>(token).await.is_ok(),
            PurposeName::Own(_) => false,
        }
    }
}
