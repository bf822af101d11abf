use alloc::string::ToString as _;
use alloc::vec::Vec;
use core::time::Duration;

use super::fixture::{Fixture, LEASE, NOW, failed, id, later, pages, retry_at, sent};
use crate::id::MessageId;
use crate::limit::LimitName;
use crate::onboarding::{
    Bounce, FailureCause, MESSAGES_KEPT, MessageStatus, Outcome, Progress, Reply, Store,
};
use crate::token::Principal;

/// The seconds between two requests here.
const APART: u64 = 100;

async fn newest(fixture: &Fixture<impl Store>) -> MessageStatus {
    let messages = fixture.store.messages(id(1), 1).await.unwrap();
    messages.into_iter().next().unwrap()
}

async fn found(fixture: &Fixture<impl Store>, message: MessageId) -> Option<MessageStatus> {
    fixture.store.message(message).await.unwrap()
}

async fn bounce(fixture: &Fixture<impl Store>, message: MessageId, seconds: u64) -> bool {
    let bounce = Bounce {
        reply: Reply::new("5.1.1 宛先不明"),
    };
    let stored = fixture
        .store
        .bounce_message(message, bounce, later(seconds));
    stored.await.unwrap()
}

pub(super) async fn a_message_has_the_progress_that_was_stored(fixture: Fixture<impl Store>) {
    fixture.registered(1, "taro@example.com").await;
    assert!(fixture.messages(id(1)).await.is_empty());
    fixture.requested(id(1), NOW).await;
    let waiting = newest(&fixture).await;
    let queued = |due_at, reply, slowed_by| Progress::Queued {
        due_at,
        reply,
        slowed_by,
    };
    assert_eq!(waiting.progress, queued(NOW, None, None));
    assert_eq!((waiting.queued_at, waiting.tries), (NOW, 0));

    let leased = fixture.leased(NOW).await;
    assert_eq!((leased.id, leased.queued_at), (waiting.id, NOW));
    assert_eq!(leased.slowed_by, None);
    assert!(fixture.settle(&leased, retry_at(later(9)), later(1)).await);
    let again = newest(&fixture).await;
    let reply = Some(Reply::new("451 4.7.1 try again later"));
    assert_eq!(again.progress, queued(later(9), reply.clone(), None));
    assert_eq!((again.queued_at, again.tries), (NOW, 1));

    // To be slowed down is no try, and leaves the reply.
    let (account, company) = (LimitName::EmailAccount, LimitName::EmailCompany);
    for (by, stored) in [
        (None, None),
        (Some(account), Some(account)),
        (Some(company), Some(company)),
        (None, Some(company)),
    ] {
        let leased = fixture.leased(later(9)).await;
        let outcome = Outcome::SlowedDown {
            until: later(9),
            by,
        };
        assert!(fixture.settle(&leased, outcome, later(9)).await);
        let slowed = newest(&fixture).await;
        assert_eq!(slowed.progress, queued(later(9), reply.clone(), stored));
        assert_eq!(slowed.tries, 1);
    }
    // Nor is it a try if the mail server was away.
    let leased = fixture.leased(later(9)).await;
    let outcome = Outcome::Waits {
        until: later(9),
        reply: Reply::new("421 4.3.2 closing"),
        by: None,
    };
    assert!(fixture.settle(&leased, outcome, later(9)).await);
    let waiting = newest(&fixture).await;
    let away = Some(Reply::new("421 4.3.2 closing"));
    assert_eq!(waiting.progress, queued(later(9), away, Some(company)));
    assert_eq!(waiting.tries, 1);
    // Which limit it was stays stored.
    let by = Some(LimitName::EmailCompany);
    let leased = fixture.leased(later(9)).await;
    assert_eq!((leased.tries, leased.slowed_by), (1, by));
    assert!(fixture.settle(&leased, retry_at(later(9)), later(9)).await);
    assert_eq!(newest(&fixture).await.progress, queued(later(9), reply, by));
    let leased = fixture.leased(later(9)).await;
    assert!(fixture.settle(&leased, failed(), later(9)).await);
    let retried = fixture.store.retry_message(leased.id, later(9)).await;
    assert!(retried.unwrap());

    let leased = fixture.leased(later(9)).await;
    assert!(fixture.settle(&leased, sent(), later(11)).await);
    let status = newest(&fixture).await;
    let (at, reply) = (later(11), Reply::new("250 2.0.0 受け取りました"));
    assert_eq!(status.progress, Progress::Sent { at, reply });
    assert_eq!((status.queued_at, status.tries), (NOW, 1));

    // The longest reply fits, in characters and not in bytes.
    fixture.requested(id(1), later(APART)).await;
    let leased = fixture.leased(later(APART)).await;
    let at = later(APART + 1);
    let reply = Reply::new(&"あ".repeat(Reply::LONGEST));
    let cause = FailureCause::GivenUp;
    let reply_again = reply.clone();
    assert!(
        fixture
            .settle(&leased, Outcome::Failed { cause, reply }, at)
            .await
    );
    let reply = reply_again;
    let progress = Progress::Failed { at, cause, reply };
    assert_eq!(newest(&fixture).await.progress, progress);
}

pub(super) async fn every_cause_of_a_failure_reads_back(fixture: Fixture<impl Store>) {
    fixture.registered(1, "taro@example.com").await;
    for (n, cause) in (0..).zip(FailureCause::ALL) {
        let now = later(n * APART);
        fixture.requested(id(1), now).await;
        let leased = fixture.leased(now).await;
        let reply = Reply::new(&n.to_string());
        let outcome = Outcome::Failed {
            cause,
            reply: reply.clone(),
        };
        assert!(fixture.settle(&leased, outcome, now).await);
        let at = now;
        let progress = Progress::Failed { at, cause, reply };
        assert_eq!(newest(&fixture).await.progress, progress);
    }
}

pub(super) async fn only_a_sent_message_bounces(fixture: Fixture<impl Store>) {
    let unknown = MessageId::from_bytes([9; 16]);
    assert!(!bounce(&fixture, unknown, 0).await);
    assert_eq!(found(&fixture, unknown).await, None);
    fixture.registered(1, "taro@example.com").await;
    for (n, outcome) in (0..).zip([retry_at(later(100 * APART)), failed(), sent()]) {
        let now = n * APART;
        fixture.requested(id(1), later(now)).await;
        let queued = newest(&fixture).await;
        assert!(!bounce(&fixture, queued.id, now).await, "it is queued");
        let leased = fixture.leased(later(now)).await;
        assert!(!bounce(&fixture, leased.id, now).await, "it is leased");
        let is_sent = matches!(outcome, Outcome::Sent { .. });
        assert!(fixture.settle(&leased, outcome, later(now)).await);
        let before = newest(&fixture).await;
        assert_eq!(bounce(&fixture, leased.id, now + 7).await, is_sent);
        let after = newest(&fixture).await;
        if !is_sent {
            assert_eq!(after, before, "nothing has changed");
            continue;
        }
        assert_eq!(found(&fixture, leased.id).await.as_ref(), Some(&after));
        let (at, reply) = (later(now + 7), Reply::new("5.1.1 宛先不明"));
        assert_eq!(after.progress, Progress::Bounced { at, reply });
        assert_eq!((after.id, after.tries), (before.id, before.tries));
        // It is neither sent again nor bounced again.
        assert!(!bounce(&fixture, leased.id, now + 8).await);
        let retried = fixture.store.retry_message(leased.id, later(now + 8));
        assert!(!retried.await.unwrap());
        assert!(fixture.lease(later(now + 9)).await.is_none());
        assert_eq!(newest(&fixture).await, after);
    }
}

pub(super) async fn messages_are_listed_newest_first(fixture: Fixture<impl Store>) {
    fixture.registered_many(2).await;
    for n in 0..5 {
        fixture.requested(id(1), later(n * APART)).await;
        fixture.requested(id(2), later(n * APART)).await;
    }
    let messages = fixture.store.messages(id(1), 3).await.unwrap();
    let queued_at: Vec<_> = messages.iter().map(|status| status.queued_at).collect();
    assert_eq!(queued_at, [4, 3, 2].map(|n| later(n * APART)));
    let to = Principal::Account(id(1));
    assert!(messages.iter().all(|status| status.message.to == to));
    assert_eq!(fixture.messages(id(1)).await.len(), 5);
}

pub(super) async fn undelivered_messages_are_listed_in_order(fixture: Fixture<impl Store>) {
    fixture.registered_many(2).await;
    for n in 0..4 {
        fixture.requested(id(1), later(n * APART)).await;
        // In the same second.
        fixture.requested(id(2), later(n * APART)).await;
    }
    let now = 4 * APART;
    let mut settled = Vec::new();
    for outcome in [sent(), failed(), sent()] {
        let leased = fixture.leased(later(now)).await;
        assert!(fixture.settle(&leased, outcome, later(now)).await);
        settled.push(leased.id);
    }
    assert!(bounce(&fixture, settled[2], now).await);

    let listed = pages(2, async |after: Option<&MessageStatus>, limit| {
        fixture.store.undelivered(after, limit).await.unwrap()
    });
    let listed = listed.await;
    assert_eq!(listed.len(), 7);
    let code = |id| {
        let found = listed.iter().find(|status| status.id == id);
        found.map(|status| status.progress.code())
    };
    assert_eq!(code(settled[0]), None, "it was sent");
    assert_eq!(code(settled[1]), Some("failed"));
    assert_eq!(code(settled[2]), Some("bounced"));
    let place = |status: &MessageStatus| (status.queued_at, status.id);
    assert!(listed.is_sorted_by(|one, next| place(one) < place(next)));
}

pub(super) async fn an_operator_retries_a_message(fixture: Fixture<impl Store>) {
    let retried = async |message, now| fixture.store.retry_message(message, now).await.unwrap();
    assert!(!retried(MessageId::from_bytes([9; 16]), NOW).await);
    fixture.registered(1, "taro@example.com").await;
    fixture.requested(id(1), NOW).await;
    let leased = fixture.leased(NOW).await;
    assert!(!retried(leased.id, later(1)).await, "it is leased");
    assert!(fixture.settle(&leased, failed(), later(2)).await);
    assert!(fixture.lease(later(5 * LEASE)).await.is_none());
    assert!(retried(leased.id, later(6 * LEASE)).await);
    // It keeps the reply, for the operator.
    let (due_at, reply) = (later(6 * LEASE), Some(Reply::new("550 5.1.1 no such user")));
    let progress = Progress::Queued {
        due_at,
        reply,
        slowed_by: None,
    };
    assert_eq!(newest(&fixture).await.progress, progress);
    assert!(fixture.lease(later(6 * LEASE - 1)).await.is_none());
    let again = fixture.leased(later(6 * LEASE)).await;
    assert_eq!((again.id, again.tries), (leased.id, 0));

    // A message that waits for its next try becomes due at once.
    let far = retry_at(later(1000 * LEASE));
    assert!(fixture.settle(&again, far, later(6 * LEASE)).await);
    assert!(retried(leased.id, later(7 * LEASE)).await);
    let again = fixture.leased(later(7 * LEASE)).await;
    // So does one whose worker has stopped.
    assert!(retried(leased.id, again.leased_until).await);
    let again = fixture.leased(again.leased_until).await;
    assert_eq!(again.tries, 0);
    assert!(fixture.settle(&again, sent(), later(9 * LEASE)).await);
    assert!(!retried(leased.id, later(9 * LEASE)).await, "it was sent");
}

pub(super) async fn only_old_messages_are_swept(fixture: Fixture<impl Store>) {
    let kept = MESSAGES_KEPT.as_secs();
    fixture.registered(1, "taro@example.com").await;
    let mut leased = Vec::new();
    for outcome in [sent(), sent(), failed(), retry_at(later(kept))] {
        fixture.requested(id(1), NOW).await;
        let message = fixture.leased(later(APART)).await;
        assert!(fixture.settle(&message, outcome, later(APART)).await);
        leased.push(message.id);
    }
    // It counts from the report.
    assert!(bounce(&fixture, leased[0], APART + 5).await);
    let left = async |now| {
        fixture.store.sweep(now).await.unwrap();
        let messages = fixture.messages(id(1)).await;
        let mut codes: Vec<_> = messages.iter().map(|m| m.progress.code()).collect();
        codes.sort_unstable();
        codes
    };
    let end = later(APART) + MESSAGES_KEPT;
    let just_before = later(APART + kept - 1);
    let all = ["bounced", "failed", "queued", "sent"];
    assert_eq!(left(just_before).await, all);
    assert_eq!(left(end).await, ["bounced", "queued"]);
    let later = end + Duration::from_secs(5);
    assert_eq!(left(later).await, ["queued"]);
}
