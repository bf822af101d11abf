//! Plans over several subjects.

use genkan::audit_log::{Actor, Reason, verify};
use genkan::id::AccountId;
use genkan::onboarding::{Account, Accounts as _, AuditLog as _, Commit as _, CommitError, Plan};
use genkan_portal::clock::now;
use genkan_portal::random::random;
use genkan_portal::store::{Database, plan_id};
use tokio::task::JoinSet;

use super::fixture::{
    Place, account, account_id, commit, company, contact, creation, realm, registered, registration,
};
use crate::support::TARO;

#[tokio::test]
async fn a_contact_is_registered_together_with_its_company() {
    for place in Place::all().await {
        let store = place.open("test").await;
        let (one, two) = (company(1, "一"), company(2, "二"));
        let member = |company, address| {
            let contact = contact(address, Some(company));
            realm().register(contact, account_id(), Actor::System, now())
        };
        let plan = creation(&one).and(member(one.id, TARO));
        store.commit(plan_id(now()), &plan).await.unwrap();
        let listed = store.accounts(None, 9).await.unwrap();
        let companies: Vec<_> = listed.iter().map(|account| account.company).collect();
        assert_eq!(companies, [Some(one.id)]);

        // A company that does not exist, or not yet, is an error of the caller,
        // which changes nothing.
        let late = member(two.id, "hanako@example.com").and(creation(&two));
        let orphan = member(company(3, "三").id, "jiro@example.com");
        for plan in [late, orphan] {
            let refused = store.commit(plan_id(now()), &plan).await;
            assert!(matches!(refused, Err(CommitError::Store(_))), "{refused:?}");
        }
        assert_eq!(store.accounts(None, 9).await.unwrap().len(), 1);
        assert_eq!(store.company(two.id).await.unwrap(), None);
        let entries = store.entries(None, 9).await.unwrap();
        assert_eq!(verify(&entries, None).unwrap().seq, 2);
    }
}

#[tokio::test]
async fn a_reason_can_be_erased_and_the_log_still_verifies() {
    for place in Place::all().await {
        let store = place.open("test").await;
        let reason = Reason::new("退職のため", &mut random()).unwrap();
        let digest = reason.digest();
        let plan = registration(TARO, account_id()).because(reason.clone());
        store.commit(plan_id(now()), &plan).await.unwrap();
        assert_eq!(store.reasons(&[digest]).await.unwrap(), [reason]);
        place.sql("DELETE FROM reasons").await;
        assert_eq!(store.reasons(&[digest]).await.unwrap(), []);
        let entries = store.entries(None, 9).await.unwrap();
        assert_eq!(entries[0].event.reason, Some(digest));
        verify(&entries, None).unwrap();
    }
}

/// Each plan is for two accounts, half of them in the other order.
#[tokio::test(flavor = "multi_thread")]
async fn plans_that_cross_do_not_wait_for_each_other_for_ever() {
    for place in Place::all().await {
        let nodes = [place.open("test").await, place.open("test").await];
        let mut one = registered(&nodes[0], TARO).await;
        let mut two = registered(&nodes[0], "hanako@example.com").await;
        for _ in 0..4 {
            let mut plans = JoinSet::new();
            for n in 0..32 {
                let mut plan = requesting(&one).and(requesting(&two));
                if n % 4 < 2 {
                    plan.guards.reverse();
                    plan.changes.reverse();
                }
                let node = nodes[n % 2].clone();
                plans.spawn(async move { commit(&node, &plan).await });
            }
            let answers = plans.join_all().await;
            let succeeded = answers.iter().filter(|answer| answer.is_ok()).count();
            assert_eq!(succeeded, 1, "{answers:?}");
            for answer in answers {
                assert!(matches!(answer, Ok(()) | Err(CommitError::Conflict)));
            }
            let changed = account(&nodes[1], one.id).await;
            assert_eq!(changed.revision, one.revision + 1);
            (one, two) = (changed, account(&nodes[0], two.id).await);
        }
    }
}

fn requesting(account: &Account) -> Plan {
    realm().request_link(Some(account), now()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_registrations_with_one_identity_one_succeeds() {
    for place in Place::all().await {
        let nodes = [place.open("test").await, place.open("test").await];
        let id = AccountId::from_bytes([1; 16]);
        let mut plans = JoinSet::new();
        for n in 0..32 {
            let plan = registration(&format!("contact{n}@example.com"), id);
            let node: Database = nodes[n % 2].clone();
            plans.spawn(async move { commit(&node, &plan).await.is_ok().then_some(n) });
        }
        let succeeded: Vec<_> = plans.join_all().await.into_iter().flatten().collect();
        let [n] = succeeded.as_slice() else {
            panic!("{succeeded:?}");
        };
        let stored = account(&nodes[0], id).await;
        assert_eq!(stored.address.as_str(), format!("contact{n}@example.com"));
        let entries = nodes[1].entries(None, 9).await.unwrap();
        assert_eq!(verify(&entries, None).unwrap().seq, 1);
    }
}
