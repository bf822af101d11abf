//! Two realms in one database see nothing of each other.

use genkan::audit_log::{Actor, verify};
use genkan::limit::{CellId, Charge, Limit, LimitName, Rate};
use genkan::onboarding::{
    Accounts as _, AuditLog as _, Bounce, Commit as _, CommitError, Companies, Counters as _,
    Operators as _, Outbox as _, Outcome, Reply, Tokens as _,
};
use genkan_portal::clock::now;
use genkan_portal::store::{Database, plan_id};
use std::time::Duration;

use super::fixture::{
    Place, account, addition, company, contact, creation, realm, redeeming, registered,
    registration,
};
use crate::support::TARO;

#[tokio::test]
async fn what_one_realm_stores_another_does_not_find() {
    for place in Place::all().await {
        let (one, other) = (place.open("one").await, place.open("other").await);
        let example = company(1, "株式会社例");
        let member = realm().register(
            contact(TARO, Some(example.id)),
            super::fixture::account_id(),
            Actor::System,
            now(),
        );
        let id = member.account().unwrap().id;
        one.commit(plan_id(now()), &creation(&example).and(member))
            .await
            .unwrap();
        one.commit(plan_id(now()), &addition(1, "鈴木", Companies::All))
            .await
            .unwrap();
        let taro = account(&one, id).await;

        assert!(other.account(id).await.unwrap().is_none());
        assert!(
            other
                .account_by_address(&taro.address)
                .await
                .unwrap()
                .is_none()
        );
        assert!(other.accounts(None, 9).await.unwrap().is_empty());
        assert!(other.company(example.id).await.unwrap().is_none());
        assert!(
            other
                .company_by_name(&example.name)
                .await
                .unwrap()
                .is_none()
        );
        assert!(other.companies(None, 9).await.unwrap().is_empty());
        assert!(other.operators().await.unwrap().is_empty());
        let suzuki = one.operators().await.unwrap().remove(0);
        assert!(other.operator(suzuki.id).await.unwrap().is_none());
        assert!(
            other
                .operator_by_name(&suzuki.name)
                .await
                .unwrap()
                .is_none()
        );
        assert!(other.entries(None, 9).await.unwrap().is_empty());

        // A plan that was made for one realm means nothing in another.
        let hold = realm().hold(&taro, Actor::System, now()).unwrap();
        let refused = other.commit(plan_id(now()), &hold).await;
        assert!(matches!(refused, Err(CommitError::Conflict)));
        let (selector, redeem) = redeeming(&one, &taro).await;
        assert!(other.token(selector).await.unwrap().is_none());
        let mut theft = registration("hanako@example.com", id);
        theft.consume.clone_from(&redeem.consume);
        let refused = other.commit(plan_id(now()), &theft).await;
        assert!(matches!(refused, Err(CommitError::Conflict)));
        assert!(one.token(selector).await.unwrap().is_some());
        one.commit(plan_id(now()), &redeem).await.unwrap();
    }
}

#[tokio::test]
async fn two_realms_have_the_same_keys() {
    for place in Place::all().await {
        let stores = [place.open("one").await, place.open("other").await];
        let example = company(1, "株式会社例");
        let id = super::fixture::account_id();
        for store in &stores {
            store
                .commit(plan_id(now()), &creation(&example))
                .await
                .unwrap();
            store
                .commit(
                    plan_id(now()),
                    &addition(1, "鈴木", Companies::Only([example.id].into())),
                )
                .await
                .unwrap();
            store
                .commit(plan_id(now()), &registration(TARO, id))
                .await
                .unwrap();
        }
        let [one, other] = &stores;
        let taro = account(one, id).await;
        let removal = realm()
            .remove(&taro, None, None, Actor::System, now())
            .unwrap();
        one.commit(plan_id(now()), &removal).await.unwrap();
        assert!(account(one, id).await.state.is_removed());
        assert_eq!(account(other, id).await, taro);
        // Each has its own audit log.
        for (store, count) in [(one, 4), (other, 3)] {
            let entries = store.entries(None, 9).await.unwrap();
            assert_eq!(verify(&entries, None).unwrap().seq, count);
        }
    }
}

#[tokio::test]
async fn a_worker_sends_the_messages_of_its_realm_only() {
    for place in Place::all().await {
        let (one, other) = (place.open("one").await, place.open("other").await);
        let (time, until) = (now(), now() + Duration::from_secs(60));
        let taro = registered(&one, TARO).await;
        let request = realm().request_link(Some(&taro), time).unwrap();
        one.commit(plan_id(now()), &request).await.unwrap();

        assert!(other.lease_message(until, until).await.unwrap().is_none());
        assert!(other.messages(taro.id, 9).await.unwrap().is_empty());
        assert!(other.undelivered(None, 9).await.unwrap().is_empty());
        let leased = one.lease_message(until, until).await.unwrap().unwrap();
        let reply = Reply::new("250 accepted");
        let sent = Outcome::Sent {
            reply: reply.clone(),
        };
        let settled = other.settle_message(leased.id, until, sent.clone(), time);
        assert!(!settled.await.unwrap());
        assert!(!other.retry_message(leased.id, until).await.unwrap());
        assert!(
            one.settle_message(leased.id, until, sent, time)
                .await
                .unwrap()
        );
        let bounce = Bounce { reply };
        assert!(
            !other
                .bounce_message(leased.id, bounce.clone(), time)
                .await
                .unwrap()
        );
        assert!(one.bounce_message(leased.id, bounce, time).await.unwrap());
    }
}

#[tokio::test]
async fn limits_count_and_sweeps_delete_in_their_realm_only() {
    for place in Place::all().await {
        let (one, other) = (place.open("one").await, place.open("other").await);
        let charge = Charge {
            id: CellId::from_bytes([1; 16]),
            by: LimitName::SignInStranger,
            limit: Limit::Rate(Rate::new(2, 60).unwrap()),
        };
        let time = now();
        let charged = async |store: &Database| store.charge(&[charge], time).await.unwrap().is_ok();
        assert!(charged(&one).await && charged(&one).await && !charged(&one).await);
        assert!(charged(&other).await);
        one.refund(&[charge, charge], time).await.unwrap();
        assert!(charged(&other).await && !charged(&other).await);

        let taro = registered(&one, TARO).await;
        let (selector, _) = redeeming(&one, &taro).await;
        let end = time + Duration::from_secs(1000 * 24 * 60 * 60);
        other.sweep(end).await.unwrap();
        assert!(one.token(selector).await.unwrap().is_some());
        assert!(other.cell(charge.id).await.unwrap().is_none());
        assert!(charged(&one).await);
        one.sweep(end).await.unwrap();
        assert!(one.token(selector).await.unwrap().is_none());
        assert!(one.cell(charge.id).await.unwrap().is_none());
    }
}
