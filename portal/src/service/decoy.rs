//! The work that makes all link requests alike.
//!
//! A request that leads to an email makes the store write several times: the
//! plan, the lease of the message, its links, its outcome. A visitor could time
//! that on another connection, and so learn that the address is registered. So
//! every other request leads to a decoy, for which the store writes as often and
//! at the same times.

use std::sync::atomic::{AtomicUsize, Ordering};

use genkan::onboarding::Store;

use super::Service;
use crate::clock::now;
use crate::random::random;
use crate::store;

/// The decoys that the mail worker has not taken yet.
#[derive(Debug, Default)]
pub(super) struct Decoys(AtomicUsize);

impl<S: Store<Error = store::Error>> Service<S> {
    /// Queues a decoy in place of a message.
    pub(super) fn queue_decoy(&self) {
        let counted = |decoys| (decoys < MOST).then_some(decoys + 1);
        let order = Ordering::Relaxed;
        let _ = self.decoys.0.fetch_update(order, order, counted);
        self.messages.notify_one();
    }

    /// Takes a decoy from the queue. Returns `false` if there is none.
    pub fn take_decoy(&self) -> bool {
        let taken = |decoys: usize| decoys.checked_sub(1);
        let order = Ordering::Relaxed;
        self.decoys.0.fetch_update(order, order, taken).is_ok()
    }

    /// Writes as for one step of an email. A failure is of no interest.
    pub async fn imitate_email(&self) {
        let plan = self.realm.imitate_email(now(), &mut random());
        let _ = self.commit(plan).await;
    }
}

/// A flood queues no more than this.
const MOST: usize = 512;
