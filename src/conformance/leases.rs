use alloc::vec::Vec;

use super::fixture::{
    Fixture, LEASE, NOW, OPERATOR, company_id, failed, id, later, operator_id, retry_at, sent,
};
use crate::audit_log::SubjectId;
use crate::onboarding::{Message, MessageKind, Occasion, Plan, Store};
use crate::token::Principal;

pub(super) async fn a_message_is_leased_to_one_worker(fixture: Fixture<impl Store>) {
    assert!(fixture.lease(NOW).await.is_none());
    let account = fixture.registered(1, "taro@example.com").await;
    let account = fixture.requested(account.id, NOW).await;
    let leased = fixture.leased(NOW).await;
    assert_eq!(leased.message.to, Principal::Account(account.id));
    assert_eq!(leased.message.kind, MessageKind::Link);
    assert_eq!(leased.message.about.subject, account.id.into());
    assert_eq!(leased.message.about.revision, account.revision);
    assert_eq!(leased.tries, 0);
    assert_eq!(leased.leased_until, later(LEASE));
    assert!(fixture.lease(NOW).await.is_none());
    assert!(fixture.lease(later(LEASE - 1)).await.is_none());

    // The worker has stopped. The next one gets the same message, and the
    // lease that ended counts as a try.
    let again = fixture.leased(later(LEASE)).await;
    assert_eq!((again.id, again.message), (leased.id, leased.message));
    assert_eq!(again.tries, 1);
    assert!(fixture.settle(&again, sent(), later(LEASE)).await);
    assert!(fixture.lease(later(10 * LEASE)).await.is_none());
    assert!(!fixture.settle(&again, sent(), later(LEASE)).await);
}

pub(super) async fn a_lost_lease_settles_nothing(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    fixture.requested(account.id, NOW).await;
    let lost = fixture.leased(NOW).await;
    let current = fixture.leased(later(LEASE)).await;
    let before = fixture.messages(id(1)).await;
    for outcome in [sent(), failed(), retry_at(NOW)] {
        assert!(!fixture.settle(&lost, outcome, later(LEASE)).await);
    }
    assert_eq!(fixture.messages(id(1)).await, before);
    assert!(fixture.lease(later(LEASE)).await.is_none());
    assert!(fixture.settle(&current, failed(), later(LEASE)).await);
    assert!(fixture.lease(later(10 * LEASE)).await.is_none());
}

pub(super) async fn a_lease_that_has_ended_can_be_settled_until_the_next_one(
    fixture: Fixture<impl Store>,
) {
    let account = fixture.registered(1, "taro@example.com").await;
    fixture.requested(account.id, NOW).await;
    let late = fixture.leased(NOW).await;
    let now = later(5 * LEASE);
    assert!(fixture.settle(&late, retry_at(now), now).await);
    let again = fixture.leased(now).await;
    assert_eq!(again.tries, 1, "one try, not two");
}

pub(super) async fn a_message_is_retried_when_it_is_due(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    fixture.requested(account.id, NOW).await;
    let leased = fixture.leased(NOW).await;
    assert!(fixture.settle(&leased, retry_at(later(30)), NOW).await);
    assert!(fixture.lease(later(29)).await.is_none());
    let again = fixture.leased(later(30)).await;
    assert_eq!((again.id, again.tries), (leased.id, 1));
}

pub(super) async fn the_message_that_is_due_for_longest_comes_first(fixture: Fixture<impl Store>) {
    fixture.registered_many(3).await;
    fixture.requested(id(2), later(2)).await;
    fixture.requested(id(1), later(1)).await;
    // Not due yet, though it was queued before the others.
    fixture.requested(id(3), later(50)).await;
    let first = fixture.leased(later(10)).await;
    assert_eq!(first.message.to, Principal::Account(id(1)));
    // A message that fails repeatedly does not delay others.
    assert!(fixture.settle(&first, retry_at(later(20)), later(10)).await);
    let second = fixture.leased(later(30)).await;
    assert_eq!(second.message.to, Principal::Account(id(2)));
    let third = fixture.leased(later(30)).await;
    assert_eq!(third.id, first.id);
    assert!(fixture.lease(later(49)).await.is_none());
}

pub(super) async fn a_link_comes_before_notices_that_are_due_for_longer(
    fixture: Fixture<impl Store>,
) {
    for (n, text) in [(1, "taro@example.com"), (2, "hanako@example.com")] {
        let account = fixture.registered(n, text).await;
        let plan = fixture.realm.hold(&account, OPERATOR, NOW).unwrap();
        fixture.changed(plan).await;
    }
    fixture.registered(3, "jiro@example.com").await;
    fixture.requested(id(3), later(9)).await;
    // The link is not due yet.
    let leased = fixture.leased(later(8)).await;
    assert_eq!(leased.message.kind, MessageKind::Held);
    let kinds = [
        fixture.leased(later(9)).await,
        fixture.leased(later(9)).await,
    ];
    let kinds = kinds.map(|leased| leased.message.kind);
    assert_eq!(kinds, [MessageKind::Link, MessageKind::Held]);
    assert!(fixture.lease(later(9)).await.is_none());
}

pub(super) async fn every_kind_of_message_reads_back_with_its_occasion(
    fixture: Fixture<impl Store>,
) {
    let account = fixture.registered(1, "taro@example.com").await;
    let subjects = [
        SubjectId::Account(account.id),
        SubjectId::Company(company_id(1)),
        SubjectId::Operator(operator_id(1)),
    ];
    // An account and an operator with the same bytes are two people.
    let people = [
        Principal::Account(account.id),
        Principal::Operator(operator_id(1)),
    ];
    let mut n = 0;
    let mut to_account = Vec::new();
    for kind in MessageKind::ALL {
        for (subject, to) in subjects.into_iter().zip(people.into_iter().cycle()) {
            n += 1;
            let account = fixture.account(account.id).await;
            let revision = if n == 1 { i64::MAX as u64 } else { n };
            let about = Occasion { subject, revision };
            let message = Message {
                to,
                kind,
                about,
                is_counted: n % 2 == 0,
            };
            let plan = Plan {
                at: later(n),
                messages: Vec::from([message]),
                ..fixture.request(&account, later(n))
            };
            fixture.commit(plan).await;
            let leased = fixture.leased(later(n)).await;
            assert_eq!(leased.message, message);
            assert!(fixture.settle(&leased, sent(), later(n)).await);
            if to == people[0] {
                to_account.push(message);
            }
        }
    }
    let listed = fixture.messages(account.id).await;
    let mut listed: Vec<Message> = listed.iter().map(|status| status.message).collect();
    listed.reverse();
    assert_eq!(listed, to_account);
}
