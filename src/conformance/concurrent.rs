//! The promises about concurrent callers. One round can succeed by chance, so
//! each promise is tested in several.

use alloc::format;
use alloc::vec::Vec;
use core::time::Duration;

use super::fixture::{
    Distinct, Fixture, LEASE, NOW, OPERATOR, company_id, concurrently, failed, id, later, matched,
    name, operator_id, plan_id, retry_at, sent,
};
use super::limits::one;
use crate::audit_log::{Event, EventKind, verify};
use crate::limit::{Failures, Limit, Rate};
use crate::onboarding::{Account, Bounce, CommitError, Companies, Edit, Plan, Reply, Role, Store};
use crate::token::{Purpose, Token};

const ROUNDS: u8 = 8;
const CALLERS: u8 = 16;

pub(super) async fn of_concurrent_registrations_of_an_address_one_is_committed(
    fixture: Fixture<impl Store>,
) {
    for round in 0..ROUNDS {
        let address = format!("taro{round}@example.com");
        let registration = |n| fixture.registration(round * CALLERS + n, &address);
        let plans = (0..CALLERS).map(registration).collect();
        assert_eq!(committed(&fixture, plans).await, 1, "of the registrations");
        // Of one identity, each at an address of its own.
        let registration = |n| {
            let address = format!("{round}-{n}@example.com");
            fixture.registration(250 - round, &address)
        };
        let plans = (0..CALLERS).map(registration).collect();
        assert_eq!(committed(&fixture, plans).await, 1, "of one identity");
    }
}

/// Nothing but the guard protects these plans.
pub(super) async fn of_concurrent_plans_for_a_revision_one_is_committed(
    fixture: Fixture<impl Store>,
) {
    fixture.registered(1, "taro@example.com").await;
    fixture.company(1, "Example").await;
    let operator = fixture.addition(2, "佐藤", Role::Agent, Companies::All);
    fixture.commit(operator).await;
    for round in 0..ROUNDS {
        let account = fixture.account(id(1)).await;
        let edit = |_| {
            let edit = fixture
                .realm
                .edit(&account, Edit::default(), None, None, OPERATOR, NOW);
            edit.unwrap()
        };
        let plans = (0..CALLERS).map(edit).collect();
        assert_eq!(committed(&fixture, plans).await, 1, "of an account");
        assert_eq!(fixture.account(id(1)).await.revision, account.revision + 1);

        let company = fixture.store.company(company_id(1)).await.unwrap().unwrap();
        let rename = |n| {
            let name = name(&format!("Example {round}-{n}"));
            fixture.realm.rename_company(&company, name, OPERATOR, NOW)
        };
        let plans = (0..CALLERS).map(rename).collect();
        assert_eq!(committed(&fixture, plans).await, 1, "of a company");

        let operator = fixture.operator(operator_id(2)).await;
        let reset = fixture.reset(&operator).await;
        let plans = (0..CALLERS).map(|_| reset.clone()).collect();
        assert_eq!(committed(&fixture, plans).await, 1, "of an operator");
    }
}

pub(super) async fn of_concurrent_uses_of_a_token_one_is_committed(fixture: Fixture<impl Store>) {
    for round in 1..=ROUNDS {
        let address = format!("contact{round}@example.com");
        let account = fixture.registered(round, &address).await;
        let link = fixture.linked(&account).await;
        let proof = fixture.opened(&link).await;
        let plans = (0..CALLERS).map(|_| fixture.setting(&account, &proof));
        assert_eq!(committed(&fixture, plans.collect()).await, 1, "of a link");
        let messages = fixture.messages(account.id).await;
        assert_eq!(messages.len(), 1, "one notice of the password");

        // No revision protects a token that is consumed without a change.
        let account = fixture.account(account.id).await;
        let session = fixture.session(&account).await;
        let sign_out = fixture.realm.sign_out(&account, &session, NOW);
        let plans = (0..CALLERS).map(|_| sign_out.clone()).collect();
        assert_eq!(committed(&fixture, plans).await, 1, "of a session");
    }
}

/// No revision protects a sign-in from another.
pub(super) async fn of_concurrent_sign_ins_only_the_newest_stay(fixture: Fixture<impl Store>) {
    let account = fixture.activated(1, "taro@example.com").await;
    let matched = matched(&account);
    let (mut sessions, mut devices) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let mut plans = Vec::new();
        for _ in 0..CALLERS {
            let now = later(round.into());
            let signed_in = fixture
                .realm
                .sign_in(&account, &matched, None, now, &mut Distinct);
            let (signed_in, plan) = signed_in.unwrap();
            sessions.push(signed_in.session);
            devices.extend(signed_in.device);
            plans.push(plan);
        }
        assert_eq!(committed(&fixture, plans).await, CALLERS.into());
    }
    stay(&fixture, &sessions, 50).await;
    stay(&fixture, &devices, 10).await;
}

/// Panics unless as many tokens are stored as may be, from the last rounds.
async fn stay<P: Purpose>(fixture: &Fixture<impl Store>, tokens: &[Token<P>], most: usize) {
    let callers = usize::from(CALLERS);
    let mut stored = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        if fixture.contains(token).await {
            stored.push(n);
        }
    }
    assert_eq!(stored.len(), most, "{:?}: {stored:?}", P::NAME);
    let rounds = most.div_ceil(callers);
    let oldest = tokens.len() - rounds * callers;
    assert!(stored[0] >= oldest, "{:?}: {stored:?}", P::NAME);
}

pub(super) async fn of_concurrent_uses_of_a_name_one_is_committed(fixture: Fixture<impl Store>) {
    let realm = &fixture.realm;
    for round in 0..ROUNDS {
        let name = || name(&format!("Example {round}"));
        let ids = (0..CALLERS).map(|n| round * CALLERS + n);
        let companies = ids
            .clone()
            .map(|n| realm.create_company(company_id(n), name(), OPERATOR, NOW));
        assert_eq!(committed(&fixture, companies.collect()).await, 1);
        let name = format!("Example {round}");
        let operators = ids.map(|n| fixture.addition(n, &name, Role::Viewer, Companies::All));
        assert_eq!(committed(&fixture, operators.collect()).await, 1);
    }
}

/// Half of the plans name the subjects in the opposite order. A store that
/// locks in the order of the plan would wait forever.
pub(super) async fn concurrent_plans_for_the_same_subjects_end(fixture: Fixture<impl Store>) {
    fixture.registered_many(2).await;
    fixture.company(1, "Example").await;
    for round in 0..ROUNDS {
        let accounts = [fixture.account(id(1)).await, fixture.account(id(2)).await];
        let company = fixture.store.company(company_id(1)).await.unwrap().unwrap();
        let edit = |account: &Account| {
            let edit = fixture
                .realm
                .edit(account, Edit::default(), None, None, OPERATOR, NOW);
            edit.unwrap()
        };
        let plan = |n: u8| {
            let name = name(&format!("Example {round}-{n}"));
            let rename = fixture.realm.rename_company(&company, name, OPERATOR, NOW);
            let [first, second] = accounts.each_ref().map(edit);
            match n % 3 {
                0 => first.and(second).and(rename),
                1 => second.and(first).and(rename),
                _ => rename.and(second).and(first),
            }
        };
        let plans = (0..CALLERS).map(plan).collect();
        assert_eq!(committed(&fixture, plans).await, 1);
        for account in accounts {
            let now = fixture.account(account.id).await;
            assert_eq!(now.revision, account.revision + 1, "each changed once");
        }
        let now = fixture.store.company(company_id(1)).await.unwrap().unwrap();
        assert_eq!(now.revision, company.revision + 1, "the company, too");
    }
}

pub(super) async fn concurrent_plans_leave_no_gap_in_the_audit_log(fixture: Fixture<impl Store>) {
    let mut count = 0;
    for round in 0..3 {
        // Two events each, and some that conflict.
        let (first, next) = (80 * round + 1, 80 * round + 31);
        let address = |n| format!("contact{n}@example.com");
        let registrations = (first..first + 20).map(|n| fixture.registration(n, &address(n)));
        let registrations: Vec<Plan> = registrations.collect();
        let accounts: Vec<Account> = registrations
            .iter()
            .map(|plan| plan.account().cloned().unwrap())
            .collect();
        assert_eq!(committed(&fixture, registrations).await, 20);
        let mut plans: Vec<Plan> = accounts
            .iter()
            .zip(next..)
            .map(|(account, n)| fixture.hand_over(account, n, &address(n)))
            .collect();
        let late = Account {
            id: id(255),
            ..accounts[0].clone()
        };
        plans.push(fixture.request(&late, NOW));
        plans.push(fixture.request(&accounts[3], NOW));
        assert_eq!(committed(&fixture, plans).await, 20);
        // The request for a link may have been committed before the hand-over.
        let entries = fixture.store.entries(None, 1_000).await.unwrap();
        verify(&entries, None).unwrap();
        let events: Vec<Event> = entries.iter().map(|entry| entry.event).collect();
        let handed_over = events
            .iter()
            .filter(|event| event.kind == EventKind::HandedOver)
            .count();
        assert!(handed_over >= count + 19);
        count = handed_over;
        for pair in events.windows(2) {
            if pair[0].kind == EventKind::HandedOver {
                assert_eq!(pair[1].kind, EventKind::Registered, "the same plan's");
            }
        }
        let last = events.last().unwrap().kind;
        assert_ne!(last, EventKind::HandedOver);
    }
}

pub(super) async fn a_message_is_leased_once_by_concurrent_workers(fixture: Fixture<impl Store>) {
    fixture.registered_many(10).await;
    for round in 0..u64::from(ROUNDS) {
        let now = later(round * 10 * LEASE);
        for n in 1..=10 {
            fixture.requested(id(n), now).await;
        }
        let leases = (0..2 * CALLERS).map(|_| fixture.lease(now)).collect();
        let mut leased: Vec<_> = concurrently(leases).await.into_iter().flatten().collect();
        assert_eq!(leased.len(), 10, "as many leases as messages");
        leased.sort_by_key(|leased| leased.id);
        leased.dedup_by_key(|leased| leased.id);
        assert_eq!(leased.len(), 10, "each message once");
        // The workers have stopped: each message is leased again once.
        let now = now + Duration::from_secs(LEASE);
        let leases = (0..2 * CALLERS).map(|_| fixture.lease(now)).collect();
        let again: Vec<_> = concurrently(leases).await.into_iter().flatten().collect();
        assert_eq!(again.len(), 10, "each ended lease once");
        for leased in &again {
            assert_eq!(leased.tries, 1);
            assert!(fixture.settle(leased, sent(), now).await);
        }
    }
}

pub(super) async fn of_concurrent_outcomes_of_a_lease_one_is_stored(fixture: Fixture<impl Store>) {
    fixture.registered(1, "taro@example.com").await;
    for round in 0..u64::from(ROUNDS) {
        let now = later(round * LEASE);
        fixture.requested(id(1), now).await;
        let leased = fixture.leased(now).await;
        let outcome = |n| match n % 3 {
            0 => sent(),
            1 => failed(),
            _ => retry_at(later(1_000_000)),
        };
        let settles = (0..CALLERS).map(|n| fixture.settle(&leased, outcome(n), now));
        let results = concurrently(settles.collect()).await;
        assert_eq!(results.into_iter().filter(|settled| *settled).count(), 1);
        let status = fixture.store.messages(id(1), 1).await.unwrap();
        assert_eq!(status[0].tries, 1, "one try");

        fixture.requested(id(1), now).await;
        let leased = fixture.leased(now).await;
        assert!(fixture.settle(&leased, sent(), now).await);
        let bounces = (0..CALLERS).map(|_| {
            let reply = Reply::new("5.1.1");
            fixture
                .store
                .bounce_message(leased.id, Bounce { reply }, now)
        });
        let results = concurrently(bounces.collect()).await;
        let stored = results
            .into_iter()
            .filter(|stored| *stored.as_ref().unwrap());
        assert_eq!(stored.count(), 1, "one bounce");
    }
}

pub(super) async fn no_concurrent_charge_is_lost(fixture: Fixture<impl Store>) {
    for round in 0..ROUNDS {
        let rate = one(
            &format!("a{round}"),
            Limit::Rate(Rate::new(9, 3_600).unwrap()),
        );
        let failures = one(
            &format!("b{round}"),
            Limit::Failures(Failures::new(5, 30, 60, 50).unwrap()),
        );
        for (limited, most) in [(rate, 9), (failures, 5)] {
            // The cell does not exist yet.
            let cells = [limited];
            let charges = (0..2 * CALLERS).map(|_| fixture.store.charge(&cells, NOW));
            let results = concurrently(charges.collect()).await;
            let charged = results
                .into_iter()
                .filter(|result| result.as_ref().unwrap().is_ok());
            assert_eq!(charged.count(), most, "of {:?}", limited.limit);
        }
    }
}

pub(super) async fn no_concurrent_refund_is_lost(fixture: Fixture<impl Store>) {
    for round in 0..ROUNDS {
        let cells = [one(
            &format!("a{round}"),
            Limit::Rate(Rate::new(9, 3_600).unwrap()),
        )];
        for _ in 0..9 {
            fixture.store.charge(&cells, NOW).await.unwrap().unwrap();
        }
        let refunds = (0..5).map(|_| fixture.store.refund(&cells, NOW));
        for result in concurrently(refunds.collect()).await {
            result.unwrap();
        }
        let charges = (0..CALLERS).map(|_| fixture.store.charge(&cells, NOW));
        let results = concurrently(charges.collect()).await;
        let charged = results.iter().filter(|r| r.as_ref().unwrap().is_ok());
        assert_eq!(charged.count(), 5, "as many as were refunded");
    }
}

/// Half of the callers name the cells in the opposite order. A store that
/// locks in the order of the charges would wait forever.
/// Plans for different accounts that share cells, and charges beside them.
pub(super) async fn no_concurrent_charge_of_a_plan_is_lost(fixture: Fixture<impl Store>) {
    let accounts = fixture.registered_many(CALLERS).await;
    let limit = Limit::Rate(Rate::new(10, 3_600).unwrap());
    let charges = [one("a", limit), one("b", limit)];
    let plans: Vec<Plan> = accounts
        .iter()
        .enumerate()
        .map(|(n, account)| {
            let [a, b] = charges;
            let order = if n % 2 == 0 { [a, b] } else { [b, a] };
            fixture.request(account, NOW).charge(order.into())
        })
        .collect();
    let commits = plans.iter().map(async |plan| {
        let committed = fixture.store.commit(plan_id(), plan).await;
        let alone = fixture.store.charge(&charges, NOW).await;
        let is_known = matches!(committed, Ok(()) | Err(CommitError::Throttled(_)));
        assert!(is_known, "neither committed nor throttled: {committed:?}");
        usize::from(committed.is_ok()) + usize::from(alone.unwrap().is_ok())
    });
    let charged = concurrently(commits.collect()).await;
    assert_eq!(charged.iter().sum::<usize>(), 10);
}

pub(super) async fn concurrent_charges_in_any_order_end(fixture: Fixture<impl Store>) {
    for round in 0..ROUNDS {
        let limit = Limit::Rate(Rate::new(10, 3_600).unwrap());
        let (a, b) = (
            one(&format!("a{round}"), limit),
            one(&format!("b{round}"), limit),
        );
        let orders = [[a, b], [b, a]];
        let charges =
            (0..2 * usize::from(CALLERS)).map(|n| fixture.store.charge(&orders[n % 2], NOW));
        let results = concurrently(charges.collect()).await;
        let charged = results.iter().filter(|r| r.as_ref().unwrap().is_ok());
        assert_eq!(charged.count(), 10);
        let refunds = orders.iter().map(|order| fixture.store.refund(order, NOW));
        for result in concurrently(refunds.collect()).await {
            result.unwrap();
        }
    }
}

/// Commits plans concurrently and returns how many were committed. All others
/// must have conflicted.
async fn committed<S: Store>(fixture: &Fixture<S>, plans: Vec<Plan>) -> usize {
    let commits = plans
        .iter()
        .map(|plan| fixture.store.commit(plan_id(), plan));
    let results = concurrently(commits.collect()).await;
    let committed = results.iter().filter(|result| result.is_ok()).count();
    for result in results {
        let is_known = matches!(result, Ok(()) | Err(CommitError::Conflict));
        assert!(is_known, "neither committed nor a conflict: {result:?}");
    }
    committed
}
