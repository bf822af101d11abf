use alloc::vec::Vec;

use crate::onboarding::{
    LETTERS_KEPT, Letter, LetterId, LetterStatus, Outcome, Progress, QueuedLetter,
};
use crate::token::{AccountId, Timestamp};

/// The outbox, in the order in which the letters were queued.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    kept: Vec<Kept>,
    count: u64,
}

#[derive(Clone, Debug)]
struct Kept {
    status: LetterStatus,
    leased_until: Option<Timestamp>,
}

impl Kept {
    fn is_leased(&self, now: Timestamp) -> bool {
        self.leased_until.is_some_and(|until| now < until)
    }

    /// Since when it is due, where it waits.
    const fn due_at(&self) -> Option<Timestamp> {
        match self.status.progress {
            Progress::Queued { due_at, .. } => Some(due_at),
            Progress::Sent { .. } | Progress::Dead { .. } => None,
        }
    }
}

impl Letters {
    pub(super) fn queue(&mut self, letter: Letter, now: Timestamp) {
        self.count += 1;
        self.kept.push(Kept {
            status: LetterStatus {
                id: LetterId::from_bytes(u128::from(self.count).to_be_bytes()),
                letter,
                queued_at: now,
                tries: 0,
                progress: Progress::Queued {
                    due_at: now,
                    reply: None,
                },
            },
            leased_until: None,
        });
    }

    pub(super) fn lease(&mut self, now: Timestamp, until: Timestamp) -> Option<QueuedLetter> {
        let kept = self
            .kept
            .iter_mut()
            .filter(|kept| kept.due_at().is_some_and(|due_at| due_at <= now))
            .filter(|kept| !kept.is_leased(now))
            .min_by_key(|kept| kept.due_at())?;
        // Whoever held it before has tried it.
        if kept.leased_until.replace(until).is_some() {
            kept.status.tries += 1;
        }
        Some(QueuedLetter {
            id: kept.status.id,
            letter: kept.status.letter,
            tries: kept.status.tries,
            leased_until: until,
        })
    }

    pub(super) fn settle(
        &mut self,
        id: LetterId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Option<()> {
        let kept = self.find(id)?;
        (kept.leased_until == Some(leased_until)).then_some(())?;
        kept.leased_until = None;
        kept.status.tries += 1;
        kept.status.progress = match outcome {
            Outcome::Sent { reply } => Progress::Sent { at: now, reply },
            Outcome::RetryAt { at, reply } => Progress::Queued {
                due_at: at,
                reply: Some(reply),
            },
            Outcome::Dead { reason } => Progress::Dead { at: now, reason },
        };
        Some(())
    }

    pub(super) fn retry(&mut self, id: LetterId, now: Timestamp) -> Option<()> {
        let kept = self.find(id)?;
        let reply = match &kept.status.progress {
            Progress::Queued { .. } if kept.is_leased(now) => return None,
            Progress::Queued { reply, .. } => reply.clone(),
            Progress::Dead { reason, .. } => Some(reason.clone()),
            Progress::Sent { .. } => return None,
        };
        kept.leased_until = None;
        kept.status.tries = 0;
        kept.status.progress = Progress::Queued { due_at: now, reply };
        Some(())
    }

    /// The letters of an account, the newest first.
    pub(super) fn of(&self, account: AccountId, limit: u32) -> Vec<LetterStatus> {
        let mut found: Vec<LetterStatus> = self
            .statuses()
            .filter(|status| status.letter.account == account)
            .collect();
        found.sort_by_key(|status| (status.queued_at, status.id));
        found.reverse();
        found.truncate(limit as usize);
        found
    }

    /// The letters that have not been sent, from the first after `after` on.
    pub(super) fn unsent(&self, after: Option<&LetterStatus>, limit: u32) -> Vec<LetterStatus> {
        let place = |status: &LetterStatus| (status.queued_at, status.id);
        let mut found: Vec<LetterStatus> = self
            .statuses()
            .filter(|status| !matches!(status.progress, Progress::Sent { .. }))
            .filter(|status| after.is_none_or(|after| place(status) > place(after)))
            .collect();
        found.sort_by_key(place);
        found.truncate(limit as usize);
        found
    }

    pub(super) fn sweep(&mut self, now: Timestamp) {
        self.kept.retain(|kept| match kept.status.progress {
            Progress::Queued { .. } => true,
            Progress::Sent { at, .. } | Progress::Dead { at, .. } => {
                now.seconds_since(at) < LETTERS_KEPT
            }
        });
    }

    fn statuses(&self) -> impl Iterator<Item = LetterStatus> {
        self.kept.iter().map(|kept| kept.status.clone())
    }

    fn find(&mut self, id: LetterId) -> Option<&mut Kept> {
        self.kept.iter_mut().find(|kept| kept.status.id == id)
    }
}
