use alloc::vec::Vec;

use super::stage::{NOW, Stage, at_once, id, later};
use crate::onboarding::limit::{
    Asker, Charge, Failures, Limit, LimitName, Limits, Rate, Throttled,
};
use crate::onboarding::request_link::request_link;
use crate::onboarding::{Address, CommitError, Store};

fn charges(client: &str) -> Vec<Charge> {
    let address = Address::parse("nobody@example.com").unwrap();
    Limits::default().sign_in(&Asker {
        address: &address,
        account: None,
        device: None,
        client,
    })
}

/// Some charge of a limit of one's own, on a cell of some client's.
fn one(client: &str, limit: Limit) -> Charge {
    Charge {
        limit,
        ..charges(client)[0]
    }
}

async fn charge(
    stage: &Stage<impl Store>,
    charges: &[Charge],
    seconds: u64,
) -> Result<(), Throttled> {
    stage.store.charge(charges, later(seconds)).await.unwrap()
}

pub(super) async fn a_charge_is_kept_and_given_back(stage: Stage<impl Store>) {
    // What is not forgotten of failures has no end, and a rate has a part of a
    // second: every field takes more than one value.
    let account = stage.registered(1, "taro@example.com").await;
    let failures = Limits::default().new_password(account.id);
    let rates = Vec::from([one("a", Limit::Rate(Rate::new(7, 60).unwrap()))]);
    let all: Vec<Charge> = failures.into_iter().chain(rates).collect();
    for charge in &all {
        assert_eq!(stage.store.cell(charge.id).await.unwrap(), None);
    }
    for seconds in 0..4 {
        let _ = charge(&stage, &all, seconds * 60).await;
        for one in &all {
            let before = stage.store.cell(one.id).await.unwrap();
            let expected =
                crate::onboarding::limit::charge(&[before], &[*one], later(seconds * 60));
            let charged = charge(&stage, &[*one], seconds * 60).await;
            assert_eq!(charged.err(), expected.clone().err());
            if let Ok(cells) = expected {
                let kept = stage.store.cell(one.id).await.unwrap();
                assert_eq!(kept, cells.first().copied());
            }
        }
    }
    for one in &all {
        let before = stage.store.cell(one.id).await.unwrap();
        assert!(before.is_some());
        let expected = crate::onboarding::limit::refund(before, one, later(180));
        stage.store.refund(&[*one], later(180)).await.unwrap();
        assert_eq!(stage.store.cell(one.id).await.unwrap(), expected);
    }
    stage.store.refund(&all, later(10_000)).await.unwrap();
    for one in &all {
        assert_eq!(stage.store.cell(one.id).await.unwrap(), None);
    }
}

pub(super) async fn a_plan_gives_back_what_it_says_or_comes_too_late(stage: Stage<impl Store>) {
    let account = stage.registered(1, "taro@example.com").await;
    let rate = one("a", Limit::Rate(Rate::new(2, 60).unwrap()));
    let failures = one("b", Limit::Failures(Failures::new(5, 30, 60, 50).unwrap()));
    let never_charged = one("c", Limit::Rate(Rate::new(2, 60).unwrap()));
    let charged = [rate, failures];
    charge(&stage, &charged, 0).await.unwrap();
    charge(&stage, &charged, 0).await.unwrap();
    let refunds = Vec::from([rate, failures, never_charged]);
    let plan = |account| request_link(Some(account), NOW).unwrap();

    // Of two plans for the account as it is the second one changes nothing.
    let first = plan(&account).refund(refunds.clone());
    let late = plan(&account).refund(refunds);
    let before = stage.store.cell(rate.id).await.unwrap();
    let expected = crate::onboarding::limit::refund(before, &rate, NOW);
    assert_ne!(before, expected);
    stage.commit(first).await;
    assert_eq!(stage.store.cell(rate.id).await.unwrap(), expected);
    assert_eq!(stage.store.cell(failures.id).await.unwrap(), None);
    assert_eq!(stage.store.cell(never_charged.id).await.unwrap(), None);
    charge(&stage, &charged, 0).await.unwrap();
    let refused = stage.store.commit(late).await;
    assert!(matches!(refused, Err(CommitError::Conflict)));
    assert_eq!(stage.store.cell(rate.id).await.unwrap(), before);
    assert!(stage.store.cell(failures.id).await.unwrap().is_some());
}

pub(super) async fn all_cells_are_charged_or_none(stage: Stage<impl Store>) {
    let wide = one("a", Limit::Rate(Rate::new(100, 60).unwrap()));
    let narrow = one("b", Limit::Rate(Rate::new(1, 60).unwrap()));
    assert_ne!(wide.id, narrow.id);
    for charges in [[wide, narrow], [narrow, wide]] {
        let kept = stage.store.cell(wide.id).await.unwrap();
        let charged = charge(&stage, &charges, 0).await;
        let is_first = kept.is_none();
        assert_eq!(charged.is_ok(), is_first);
        if !is_first {
            assert_eq!(stage.store.cell(wide.id).await.unwrap(), kept);
            assert_eq!(charged.unwrap_err().until, Some(later(60)));
        }
    }
    assert!(charge(&stage, &[], 0).await.is_ok());
}

pub(super) async fn of_many_charges_at_once_none_is_lost(stage: Stage<impl Store>) {
    let rate = one("a", Limit::Rate(Rate::new(9, 3_600).unwrap()));
    let failures = one("b", Limit::Failures(Failures::new(5, 30, 60, 50).unwrap()));
    for (limited, most) in [(rate, 9), (failures, 5)] {
        // The cell does not exist yet.
        let cells = [limited];
        let all = (0..32).map(|_| stage.store.charge(&cells, NOW)).collect();
        let answers = at_once(all).await;
        let charged = answers
            .into_iter()
            .filter(|answer| answer.as_ref().unwrap().is_ok());
        assert_eq!(charged.count(), most);
    }
    // Two that charge the same cells in the other order do not wait for each
    // other for ever.
    let (one_way, other_way) = ([rate, failures], [failures, rate]);
    let all = (0..32).map(|n| {
        let cells = if n % 2 == 0 { &one_way } else { &other_way };
        stage.store.charge(cells, NOW)
    });
    for answer in at_once(all.collect()).await {
        assert!(answer.unwrap().is_err());
    }
}

pub(super) async fn ended_cells_are_swept_and_no_others(stage: Stage<impl Store>) {
    let rate = one("a", Limit::Rate(Rate::new(1, 60).unwrap()));
    assert_eq!(rate.by, charges("a")[0].by);
    charge(&stage, &[rate], 0).await.unwrap();
    let kept: Vec<Charge> = Limits::default()
        .new_password(id(1))
        .into_iter()
        .filter(|charge| charge.by == LimitName::SignInStranger)
        .collect();
    charge(&stage, &kept, 0).await.unwrap();
    stage.store.sweep(later(59)).await.unwrap();
    assert!(stage.store.cell(rate.id).await.unwrap().is_some());
    stage.store.sweep(later(60)).await.unwrap();
    assert!(stage.store.cell(rate.id).await.unwrap().is_none());
    stage.store.sweep(later(u64::from(u32::MAX))).await.unwrap();
    assert!(stage.store.cell(kept[0].id).await.unwrap().is_some());
}
