//! A mail worker, which may die.

use alloc::borrow::ToOwned as _;
use alloc::vec::Vec;

use super::super::stage::Distinct;
use super::life::Said;
use super::mail::Mail;
use super::places::{id, known};
use super::walk::{NOTHING, Walk};
use crate::onboarding::write_letter::{Link, Message, write_letter};
use crate::onboarding::{Outcome, QueuedLetter, Reply, Store};
use crate::token::{AccountId, Purpose, PurposeName, Timestamp};

impl<S: Store> Walk<'_, S> {
    pub(super) async fn lease(&mut self) -> Option<(usize, QueuedLetter)> {
        let until = Timestamp::from_unix_seconds(self.life.now + 60);
        let leased = self.store.lease_letter(self.now(), until).await.unwrap();
        assert_eq!(leased.is_some(), self.life.has_mail(), "a letter is due");
        let queued = leased?;
        let person = self.person(queued.letter.account);
        let (kind, tries) = (queued.letter.kind, queued.tries);
        let n = self.life.lease(person, kind, tries, until.unix_seconds());
        Some((n, queued))
    }

    /// A worker sends a letter, and dies where there is no outcome.
    pub(super) async fn deliver(&mut self, outcome: Option<Outcome>) -> (Said, Said) {
        let Some((n, queued)) = self.lease().await else {
            return NOTHING;
        };
        let account = self.store.account(queued.letter.account).await.unwrap();
        let account = account.unwrap();
        let kind = queued.letter.kind;
        let written = write_letter(&self.realm, &account, kind, self.now(), &mut Distinct);
        let mail = match written {
            Ok((letter, plan)) => {
                if let Some(plan) = plan {
                    self.commit(Ok(plan)).await.unwrap();
                }
                let to = known(letter.recipient.as_str());
                let links = self.links(letter.message);
                Ok(Mail { to, links })
            }
            Err(reason) => Err(reason.code()),
        };
        let foreseen = self.life.write(n);
        assert_eq!(mail, foreseen, "the mail of {kind:?}");
        let outcome = match mail {
            Ok(_) => outcome,
            Err(code) => Some(Outcome::Dead {
                reason: Reply::new(code),
            }),
        };
        if let Some(outcome) = outcome {
            match &outcome {
                Outcome::RetryAt { at, .. } => {
                    let letter = &mut self.life.waiting[n];
                    letter.due = at.unix_seconds();
                    letter.leased = None;
                    letter.tries += 1;
                }
                Outcome::Sent { .. } | Outcome::Dead { .. } => {
                    self.life.waiting.remove(n);
                }
            }
            let settled =
                self.store
                    .settle_letter(queued.id, queued.leased_until, outcome, self.now());
            assert!(settled.await.unwrap(), "the lease is held");
        }
        NOTHING
    }

    /// Keeps the links of a mail.
    fn links(&mut self, message: Message) -> Vec<(PurposeName, u64)> {
        match message {
            Message::FirstPassword { link, decline } => {
                [self.keep(link), self.keep(decline)].into()
            }
            Message::Reset { link, decline } => [self.keep(link), self.keep(decline)].into(),
            Message::PasswordChanged { disown } => [self.keep(disown)].into(),
            Message::ProveAddress { link } => [self.keep(link)].into(),
            Message::ReplacementRequested { decline } => [self.keep(decline)].into(),
            Message::AddressReplaced { undo } => {
                undo.map(|undo| self.keep(undo)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn keep<P: Purpose>(&mut self, link: Link<P>) -> (PurposeName, u64) {
        self.texts.push(link.token.expose().as_str().to_owned());
        (P::NAME, link.expires_at.unix_seconds())
    }

    fn person(&self, account: AccountId) -> usize {
        let mut all = 0..self.life.people.len();
        all.find(|n| id(*n) == account).unwrap()
    }
}
