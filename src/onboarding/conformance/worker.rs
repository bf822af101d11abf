use super::stage::{DESK, LEASE, NOW, Stage, at_once, dead, id, later, retry_at, sent};
use crate::onboarding::request_link::request_link;
use crate::onboarding::{Account, Event, Letter, LetterKind, Plan, Store};

pub(super) async fn a_letter_is_leased_to_one_worker(stage: Stage<impl Store>) {
    assert!(stage.lease(NOW).await.is_none());
    let account = stage.registered(1, "taro@example.com").await;
    stage.asked(account.id, NOW).await;
    let queued = stage.lease(NOW).await.unwrap();
    assert_eq!(queued.letter.account, account.id);
    assert_eq!(queued.letter.kind, LetterKind::Link);
    assert_eq!(queued.tries, 0);
    assert_eq!(queued.leased_until, later(LEASE));
    assert!(stage.lease(NOW).await.is_none());
    assert!(stage.lease(later(LEASE - 1)).await.is_none());

    // The worker has died: the next one takes over, under the same identity.
    let again = stage.lease(later(LEASE)).await.unwrap();
    assert_eq!(again.id, queued.id);
    assert_eq!(again.tries, 1);
    assert!(stage.settle(&again, sent(), later(LEASE)).await);
    assert!(stage.lease(later(10 * LEASE)).await.is_none());
    assert!(!stage.settle(&again, sent(), later(LEASE)).await);
}

pub(super) async fn of_many_workers_one_gets_the_letter(stage: Stage<impl Store>) {
    for n in 1..4 {
        let address = ["a@b.c", "b@b.c", "c@b.c"][usize::from(n) - 1];
        stage.registered(n, address).await;
        stage.asked(id(n), NOW).await;
    }
    let leases = (0..32).map(|_| stage.lease(NOW)).collect();
    let mut leased = at_once(leases).await;
    leased.retain(Option::is_some);
    leased.sort_by_key(|queued| queued.as_ref().map(|queued| queued.id));
    leased.dedup();
    assert_eq!(leased.len(), 3, "each letter once");
}

pub(super) async fn a_lost_lease_settles_nothing(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    stage.asked(account.id, NOW).await;
    let lost = stage.lease(NOW).await.unwrap();
    let held = stage.lease(later(LEASE)).await.unwrap();
    for outcome in [sent(), dead(), retry_at(NOW)] {
        assert!(!stage.settle(&lost, outcome, later(LEASE)).await);
    }
    assert!(stage.lease(later(LEASE)).await.is_none());
    assert!(stage.settle(&held, dead(), later(LEASE)).await);
    assert!(stage.lease(later(10 * LEASE)).await.is_none());
}

pub(super) async fn a_letter_is_tried_again_when_it_is_due(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    stage.asked(account.id, NOW).await;
    let queued = stage.lease(NOW).await.unwrap();
    assert!(stage.settle(&queued, retry_at(later(30)), NOW).await);
    assert!(stage.lease(later(29)).await.is_none());
    let again = stage.lease(later(30)).await.unwrap();
    assert_eq!((again.id, again.tries), (queued.id, 1));
}

pub(super) async fn the_letter_that_is_due_for_longest_comes_first(stage: Stage<impl Store>) {
    for (n, address) in [(1, "a@b.c"), (2, "b@b.c"), (3, "c@b.c")] {
        stage.registered(n, address).await;
    }
    stage.asked(id(2), later(2)).await;
    stage.asked(id(1), later(1)).await;
    // Not due yet, whatever came before it.
    stage.asked(id(3), later(50)).await;
    let first = stage.lease(later(10)).await.unwrap();
    assert_eq!(first.letter.account, id(1));
    // One that fails again and again delays no other.
    assert!(stage.settle(&first, retry_at(later(20)), later(10)).await);
    let second = stage.lease(later(30)).await.unwrap();
    assert_eq!(second.letter.account, id(2));
    let third = stage.lease(later(30)).await.unwrap();
    assert_eq!(third.id, first.id);
    assert!(stage.lease(later(49)).await.is_none());
}

pub(super) async fn every_kind_of_letter_reads_back(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    for (n, kind) in (0..).zip(LetterKind::ALL) {
        let now = later(n);
        let account = stage.account(account.id).await;
        let letters = [Letter {
            account: account.id,
            kind,
        }];
        let plan = Plan {
            letters: letters.into(),
            ..request_link(Some(&account), NOW).unwrap()
        };
        let event = Event {
            at: now,
            actor: DESK,
            ..plan.event
        };
        let account = plan.account.clone().map(|account| Account {
            link_requested_at: None,
            ..account
        });
        stage
            .commit(Plan {
                event,
                account,
                ..plan
            })
            .await;
        assert_eq!(stage.lease(now).await.unwrap().letter.kind, kind);
    }
}
