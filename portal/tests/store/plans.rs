//! Plans over several subjects.

use genkan::audit_log::{Actor, Reason, verify};
use genkan::id::AccountId;
use genkan::onboarding::{
    Account, Accounts as _, AuditLog as _, Change, Commit as _, CommitError, Companies, Guard,
    Operator, Operators as _, Plan,
};
use genkan_portal::store::Database;
use genkan_portal::system::{now, random};
use tokio::task::JoinSet;

use super::fixture::{
    Place, account, account_id, addition, commit, company, contact, creation, realm, registered,
    registration,
};
use crate::support::TARO;

/// A plan that writes these rows, which are stored.
fn rewriting(changes: impl IntoIterator<Item = Change>) -> Plan {
    let mut plan = registration("unused@example.com", account_id());
    plan.guards.clear();
    plan.changes.clear();
    for change in changes {
        let revision = match &change {
            Change::Account(account) => account.revision,
            Change::Company(company) => company.revision,
            Change::Operator(operator) => operator.revision,
        };
        plan.guards
            .push(Guard::Revision(change.subject(), revision));
        plan.changes.push(change);
    }
    plan
}

#[tokio::test]
async fn what_one_subject_gives_up_another_takes_in_the_same_plan() {
    for place in Place::all().await {
        let store = place.open("test").await;
        let taro = registered(&store, TARO).await;
        let hanako = registered(&store, "hanako@example.com").await;
        let swapped = [(&taro, &hanako), (&hanako, &taro)].map(|(account, other)| {
            Change::Account(Account {
                address: other.address.clone(),
                ..account.clone()
            })
        });
        store.commit(rewriting(swapped)).await.unwrap();
        for (account, address) in [(&taro, &hanako.address), (&hanako, &taro.address)] {
            let found = store.account_by_address(address).await.unwrap().unwrap();
            assert_eq!(found.id, account.id);
        }

        let companies = [company(1, "一"), company(2, "二")];
        for company in &companies {
            store.commit(creation(company)).await.unwrap();
        }
        let [mut one, mut two] = companies;
        std::mem::swap(&mut one.name, &mut two.name);
        let swapped = [Change::Company(one.clone()), Change::Company(two.clone())];
        store.commit(rewriting(swapped)).await.unwrap();
        assert_eq!(store.companies(None, 9).await.unwrap(), [two, one]);

        store
            .commit(addition(1, "鈴木", Companies::All))
            .await
            .unwrap();
        store
            .commit(addition(2, "佐藤", Companies::All))
            .await
            .unwrap();
        let operators = store.operators().await.unwrap();
        let [one, two]: [Operator; 2] = operators.try_into().unwrap();
        let swapped = [(&one, &two), (&two, &one)].map(|(operator, other)| {
            Change::Operator(Operator {
                name: other.name.clone(),
                ..operator.clone()
            })
        });
        store.commit(rewriting(swapped)).await.unwrap();
        let found = store.operator_by_name(&one.name).await.unwrap().unwrap();
        assert_eq!(found.id, two.id);

        // What nobody gives up cannot be taken.
        let both = [&taro, &hanako].map(|account| {
            Change::Account(Account {
                address: taro.address.clone(),
                ..account.clone()
            })
        });
        let refused = store.commit(rewriting(both)).await;
        assert!(matches!(refused, Err(CommitError::Conflict)));
    }
}

#[tokio::test]
async fn a_contact_is_registered_together_with_a_company_in_either_order() {
    for place in Place::all().await {
        let store = place.open("test").await;
        let (one, two) = (company(1, "一"), company(2, "二"));
        let member = |company, address| {
            let contact = contact(address, Some(company));
            realm().register(contact, account_id(), Actor::System, now())
        };
        let plan = creation(&one).and(member(one.id, TARO));
        store.commit(plan).await.unwrap();
        let plan = member(two.id, "hanako@example.com").and(creation(&two));
        store.commit(plan).await.unwrap();
        let listed = store.accounts(None, 9).await.unwrap();
        let companies: Vec<_> = listed.iter().map(|account| account.company).collect();
        assert_eq!(companies, [Some(two.id), Some(one.id)]);

        // A company that does not exist is an error of the caller, which
        // changes nothing.
        let orphan = member(company(3, "三").id, "jiro@example.com");
        let refused = store.commit(orphan).await;
        assert!(matches!(refused, Err(CommitError::Store(_))), "{refused:?}");
        assert_eq!(store.accounts(None, 9).await.unwrap().len(), 2);
        let entries = store.entries(None, 9).await.unwrap();
        assert_eq!(verify(&entries, None).unwrap().seq, 4);
    }
}

#[tokio::test]
async fn a_reason_can_be_erased_and_the_log_still_verifies() {
    for place in Place::all().await {
        let store = place.open("test").await;
        let reason = Reason::new("退職のため", &mut random()).unwrap();
        let digest = reason.digest();
        let plan = registration(TARO, account_id()).because(reason.clone());
        store.commit(plan).await.unwrap();
        assert_eq!(store.reason(digest).await.unwrap(), Some(reason));
        place.sql("DELETE FROM reasons").await;
        assert_eq!(store.reason(digest).await.unwrap(), None);
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
