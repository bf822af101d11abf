use alloc::vec::Vec;

use super::stage::{LEASE, NOW, Stage, dead, id, later, retry_at, sent};
use crate::onboarding::request_link::request_link;
use crate::onboarding::{Account, LETTERS_KEPT, LetterId, LetterStatus, Progress, Reply, Store};

/// How long after one another letters are asked for here.
const APART: u64 = 100;

async fn newest(stage: &Stage<impl Store>) -> LetterStatus {
    let letters = stage.store.letters(id(1), 1).await.unwrap();
    letters.into_iter().next().unwrap()
}

pub(super) async fn a_letter_tells_what_became_of_it(stage: Stage<impl Store>) {
    stage.registered(1, "taro@example.com").await;
    assert!(stage.store.letters(id(1), 9).await.unwrap().is_empty());
    stage.asked(id(1), NOW).await;
    let waiting = newest(&stage).await;
    let (due_at, reply) = (NOW, None);
    assert_eq!(waiting.progress, Progress::Queued { due_at, reply });
    assert_eq!((waiting.queued_at, waiting.tries), (NOW, 0));

    let queued = stage.lease(NOW).await.unwrap();
    assert_eq!(queued.id, waiting.id);
    assert!(stage.settle(&queued, retry_at(later(9)), later(1)).await);
    let again = newest(&stage).await;
    let (due_at, reply) = (later(9), Some(Reply::new("451 4.7.1 try again later")));
    assert_eq!(again.progress, Progress::Queued { due_at, reply });
    assert_eq!((again.queued_at, again.tries), (NOW, 1));

    let queued = stage.lease(later(9)).await.unwrap();
    assert!(stage.settle(&queued, sent(), later(11)).await);
    let told = newest(&stage).await;
    let (at, reply) = (later(11), Reply::new("250 2.0.0 受け取りました"));
    assert_eq!(told.progress, Progress::Sent { at, reply });
    assert_eq!((told.queued_at, told.tries), (NOW, 2));

    stage.asked(id(1), later(APART)).await;
    let queued = stage.lease(later(APART)).await.unwrap();
    assert!(stage.settle(&queued, dead(), later(APART + 1)).await);
    let (at, reason) = (later(APART + 1), Reply::new("550 5.1.1 no such user"));
    assert_eq!(newest(&stage).await.progress, Progress::Dead { at, reason });
}

pub(super) async fn letters_are_told_newest_first(stage: Stage<impl Store>) {
    stage.registered(1, "taro@example.com").await;
    stage.registered(2, "hanako@example.com").await;
    for n in 0..5 {
        stage.asked(id(1), later(n * APART)).await;
        stage.asked(id(2), later(n * APART)).await;
    }
    let letters = stage.store.letters(id(1), 3).await.unwrap();
    let queued_at: Vec<_> = letters.iter().map(|letter| letter.queued_at).collect();
    assert_eq!(queued_at, [4, 3, 2].map(|n| later(n * APART)));
    assert!(letters.iter().all(|told| told.letter.account == id(1)));
    assert_eq!(stage.store.letters(id(1), 100).await.unwrap().len(), 5);
}

pub(super) async fn the_outbox_lists_what_was_not_sent(stage: Stage<impl Store>) {
    stage.registered(1, "taro@example.com").await;
    stage.registered(2, "hanako@example.com").await;
    for n in 0..4 {
        stage.asked(id(1), later(n * APART)).await;
        // At the same second as another one.
        stage.asked(id(2), later(n * APART)).await;
    }
    let first = stage.lease(later(4 * APART)).await.unwrap();
    assert!(stage.settle(&first, sent(), later(4 * APART)).await);
    let second = stage.lease(later(4 * APART)).await.unwrap();
    assert!(stage.settle(&second, dead(), later(4 * APART)).await);

    let mut listed: Vec<LetterStatus> = Vec::new();
    loop {
        let page = stage.store.outbox(listed.last(), 2).await.unwrap();
        assert!(page.len() <= 2);
        if page.is_empty() {
            break;
        }
        listed.extend(page);
    }
    assert_eq!(listed.len(), 7);
    assert!(listed.iter().all(|letter| letter.id != first.id));
    assert_eq!(listed[0].id, second.id);
    assert_eq!(listed[0].progress.code(), "dead");
    let place = |letter: &LetterStatus| (letter.queued_at, letter.id);
    assert!(listed.is_sorted_by(|one, next| place(one) < place(next)));
}

pub(super) async fn a_dead_letter_is_tried_again_when_somebody_says_so(stage: Stage<impl Store>) {
    let retried = async |letter, now| stage.store.retry_letter(letter, now).await.unwrap();
    assert!(!retried(LetterId::from_bytes([9; 16]), NOW).await);
    stage.registered(1, "taro@example.com").await;
    stage.asked(id(1), NOW).await;
    let queued = stage.lease(NOW).await.unwrap();
    assert!(!retried(queued.id, later(1)).await, "it is being tried");
    assert!(stage.settle(&queued, dead(), later(2)).await);
    assert!(stage.lease(later(5 * LEASE)).await.is_none());
    assert!(retried(queued.id, later(6 * LEASE)).await);
    assert!(stage.lease(later(6 * LEASE - 1)).await.is_none());
    let again = stage.lease(later(6 * LEASE)).await.unwrap();
    assert_eq!((again.id, again.tries), (queued.id, 0));

    // One that waits for its next try is tried at once.
    let far = retry_at(later(1000 * LEASE));
    assert!(stage.settle(&again, far, later(6 * LEASE)).await);
    assert!(retried(queued.id, later(7 * LEASE)).await);
    let again = stage.lease(later(7 * LEASE)).await.unwrap();
    // One whose worker has died is, too.
    assert!(retried(queued.id, again.leased_until).await);
    let again = stage.lease(again.leased_until).await.unwrap();
    assert_eq!(again.tries, 0);
    assert!(stage.settle(&again, sent(), later(9 * LEASE)).await);
    assert!(
        !retried(queued.id, later(9 * LEASE)).await,
        "it has been sent"
    );
}

pub(super) async fn old_letters_are_swept_and_no_others(stage: Stage<impl Store>) {
    stage.registered(1, "taro@example.com").await;
    for outcome in [sent(), dead(), retry_at(later(LETTERS_KEPT))] {
        let free = Account {
            link_requested_at: None,
            ..stage.account(id(1)).await
        };
        stage.commit(request_link(Some(&free), NOW).unwrap()).await;
        let queued = stage.lease(later(APART)).await.unwrap();
        assert!(stage.settle(&queued, outcome, later(APART)).await);
    }
    let kept = async |now| {
        stage.store.sweep(now).await.unwrap();
        stage.store.letters(id(1), 9).await.unwrap()
    };
    assert_eq!(kept(later(APART + LETTERS_KEPT - 1)).await.len(), 3);
    let kept = kept(later(APART + LETTERS_KEPT)).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].progress.code(), "queued");
}
