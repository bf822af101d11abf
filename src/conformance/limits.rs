use alloc::vec::Vec;

use super::fixture::{Fixture, NOW, address, id, later, plan_id};
use crate::limit::{self, Asker, Charge, Failures, Limit, LimitName, Limits, Rate, Throttled};
use crate::onboarding::{CommitError, Guard, Plan, Store};

fn charges(client: &str) -> Vec<Charge> {
    let address = address("unknown@example.com");
    Limits::default().sign_in(&Asker {
        address: &address,
        account: None,
        device: None,
        client,
    })
}

/// Returns a charge of any limit, on the cell of a client.
pub(super) fn one(client: &str, limit: Limit) -> Charge {
    let of_client = |charge: &Charge| charge.by == LimitName::SignInClient;
    let charge = charges(client).into_iter().find(of_client).unwrap();
    Charge { limit, ..charge }
}

async fn charge(
    fixture: &Fixture<impl Store>,
    charges: &[Charge],
    seconds: u64,
) -> Result<(), Throttled> {
    fixture.store.charge(charges, later(seconds)).await.unwrap()
}

pub(super) async fn a_charge_is_stored_and_refunded(fixture: Fixture<impl Store>) {
    // The cells of failures have no end and those of rates have one, so every
    // field takes more than one value.
    let account = fixture.registered(1, "taro@example.com").await;
    let failures = Limits::default().new_password(account.id);
    let rates = Vec::from([one("a", Limit::Rate(Rate::new(7, 60).unwrap()))]);
    let all: Vec<Charge> = failures.into_iter().chain(rates).collect();
    for charge in &all {
        assert_eq!(fixture.store.cell(charge.id).await.unwrap(), None);
    }
    for seconds in 0..4 {
        let _ = charge(&fixture, &all, seconds * 60).await;
        for one in &all {
            let before = fixture.store.cell(one.id).await.unwrap();
            let expected = limit::charge(&[before], &[*one], later(seconds * 60));
            let charged = charge(&fixture, &[*one], seconds * 60).await;
            assert_eq!(charged.err(), expected.clone().err());
            if let Ok(cells) = expected {
                let kept = fixture.store.cell(one.id).await.unwrap();
                assert_eq!(kept, cells.first().copied());
            }
        }
    }
    for one in &all {
        let before = fixture.store.cell(one.id).await.unwrap();
        assert!(before.is_some());
        let expected = limit::refund(before, one, later(180));
        fixture.store.refund(&[*one], later(180)).await.unwrap();
        assert_eq!(fixture.store.cell(one.id).await.unwrap(), expected);
    }
    fixture.store.refund(&all, later(10_000)).await.unwrap();
    for one in &all {
        assert_eq!(fixture.store.cell(one.id).await.unwrap(), None);
    }
}

pub(super) async fn a_plan_refunds_only_if_it_is_committed(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let rate = one("a", Limit::Rate(Rate::new(2, 60).unwrap()));
    let failures = one("b", Limit::Failures(Failures::new(5, 30, 60, 50).unwrap()));
    let never_charged = one("c", Limit::Rate(Rate::new(2, 60).unwrap()));
    let charged = [rate, failures];
    charge(&fixture, &charged, 0).await.unwrap();
    charge(&fixture, &charged, 0).await.unwrap();
    let refunds = Vec::from([rate, failures, never_charged]);
    let plan = |account| fixture.request(account, NOW);

    // Of two plans for one revision the second one changes nothing.
    let first = plan(&account).refund(refunds.clone());
    let late = plan(&account).refund(refunds);
    let before = fixture.store.cell(rate.id).await.unwrap();
    let expected = limit::refund(before, &rate, NOW);
    assert_ne!(before, expected);
    fixture.commit(first).await;
    assert_eq!(fixture.store.cell(rate.id).await.unwrap(), expected);
    assert_eq!(fixture.store.cell(failures.id).await.unwrap(), None);
    assert_eq!(fixture.store.cell(never_charged.id).await.unwrap(), None);
    charge(&fixture, &charged, 0).await.unwrap();
    fixture.conflicts(late).await;
    assert_eq!(fixture.store.cell(rate.id).await.unwrap(), before);
    assert!(fixture.store.cell(failures.id).await.unwrap().is_some());
}

pub(super) async fn a_plan_charges_only_if_it_is_committed(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let limit = Limit::Rate(Rate::new(3, 60).unwrap());
    let (a, b) = (one("a", limit), one("b", limit));
    let plan = fixture.request(&account, NOW).charge([a, b, a].into());
    let expected = limit::charge(&[], &[a, b, a], NOW).unwrap();
    fixture.commit(plan.clone()).await;
    let first = || fixture.store.cell(a.id);
    let second = || fixture.store.cell(b.id);
    assert_eq!(first().await.unwrap(), Some(expected[2]));
    assert_eq!(second().await.unwrap(), Some(expected[1]));
    fixture.conflicts(plan).await;
    assert_eq!(first().await.unwrap(), Some(expected[2]));
    assert_eq!(second().await.unwrap(), Some(expected[1]));

    // A refund comes after the charges of the same plan.
    let account = fixture.account(account.id).await;
    let both = fixture.request(&account, NOW).charge([a].into());
    fixture.commit(both.refund([a, b].into())).await;
    assert_eq!(first().await.unwrap(), Some(expected[2]));
    assert_eq!(
        second().await.unwrap(),
        limit::refund(Some(expected[1]), &b, NOW)
    );
}

pub(super) async fn a_plan_is_throttled_as_a_charge_is(fixture: Fixture<impl Store>) {
    let account = fixture.registered(1, "taro@example.com").await;
    let wide = one("a", Limit::Rate(Rate::new(100, 60).unwrap()));
    let narrow = one("b", Limit::Rate(Rate::new(1, 60).unwrap()));
    charge(&fixture, &[narrow], 0).await.unwrap();
    let entries = fixture.store.entries(None, 100).await.unwrap().len();
    let kept = fixture.store.cell(narrow.id).await.unwrap();
    for charges in [[wide, narrow], [narrow, wide]] {
        let expected = charge(&fixture, &charges, 0).await.unwrap_err();
        let plan = fixture.request(&account, NOW).charge(charges.into());
        match fixture.store.commit(plan_id(), &plan).await {
            Err(CommitError::Throttled(throttled)) => assert_eq!(throttled, expected),
            other => panic!("the limit must refuse it: {other:?}"),
        }
        assert_eq!(fixture.store.cell(wide.id).await.unwrap(), None);
        assert_eq!(fixture.store.cell(narrow.id).await.unwrap(), kept);
        assert_eq!(fixture.account(account.id).await, account);
        assert!(fixture.lease(NOW).await.is_none());
        let after = fixture.store.entries(None, 100).await.unwrap().len();
        assert_eq!(after, entries);
        // A plan that conflicts does so whether or not a limit refuses it.
        let guards = [Guard::Revision(account.id.into(), account.revision + 1)].into();
        fixture.conflicts(Plan { guards, ..plan }).await;
    }
    fixture.commit(fixture.request(&account, NOW)).await;
}

pub(super) async fn all_cells_are_charged_or_none(fixture: Fixture<impl Store>) {
    let wide = one("a", Limit::Rate(Rate::new(100, 60).unwrap()));
    let narrow = one("b", Limit::Rate(Rate::new(1, 60).unwrap()));
    assert_ne!(wide.id, narrow.id);
    // The cell that refuses comes last, too.
    for charges in [[wide, narrow], [narrow, wide], [wide, narrow]] {
        let kept = fixture.store.cell(wide.id).await.unwrap();
        let charged = charge(&fixture, &charges, 0).await;
        let is_first = kept.is_none();
        assert_eq!(charged.is_ok(), is_first);
        if !is_first {
            assert_eq!(fixture.store.cell(wide.id).await.unwrap(), kept);
            assert_eq!(charged.unwrap_err().until, Some(later(60)));
        }
    }
    assert!(charge(&fixture, &[], 0).await.is_ok());
}

pub(super) async fn only_cells_that_have_ended_are_swept(fixture: Fixture<impl Store>) {
    let rate = one("a", Limit::Rate(Rate::new(1, 60).unwrap()));
    charge(&fixture, &[rate], 0).await.unwrap();
    let kept: Vec<Charge> = Limits::default()
        .new_password(id(1))
        .into_iter()
        .filter(|charge| charge.by == LimitName::SignInStranger)
        .collect();
    charge(&fixture, &kept, 0).await.unwrap();
    fixture.store.sweep(later(59)).await.unwrap();
    assert!(fixture.store.cell(rate.id).await.unwrap().is_some());
    fixture.store.sweep(later(60)).await.unwrap();
    assert!(fixture.store.cell(rate.id).await.unwrap().is_none());
    fixture
        .store
        .sweep(later(u64::from(u32::MAX)))
        .await
        .unwrap();
    assert!(fixture.store.cell(kept[0].id).await.unwrap().is_some());
}
