//! What only a file can show.

use genkan::audit_log::{SubjectId, verify};
use genkan::id::AccountId;
use genkan::onboarding::{Accounts as _, AuditLog as _, Commit as _, CommitError};
use genkan_portal::clock::now;
use genkan_portal::store::plan_id;
use tokio::task::JoinSet;

use super::fixture::{Place, registration};

/// Each address is requested by 16 plans, of two processes; whatever is
/// committed together, one of them succeeds and the others change nothing.
#[tokio::test(flavor = "multi_thread")]
async fn plans_that_are_written_together_fail_alone() {
    let place = Place::file();
    let stores = [place.open("test").await, place.open("test").await];
    let mut plans = JoinSet::new();
    for n in 0..512 {
        let store = stores[n % 2].clone();
        let address = format!("contact{}@example.com", n / 16);
        let id = AccountId::from_bytes((n as u128).to_be_bytes());
        plans.spawn(async move {
            store
                .commit(plan_id(now()), &registration(&address, id))
                .await
        });
    }
    let answers = plans.join_all().await;
    let succeeded = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(succeeded, 32);
    for answer in answers {
        assert!(matches!(answer, Ok(()) | Err(CommitError::Conflict)));
    }
    let entries = stores[1].entries(None, 1000).await.unwrap();
    assert_eq!(verify(&entries, None).unwrap().seq, 32);
    for entry in entries {
        let SubjectId::Account(id) = entry.event.subject else {
            panic!("{entry:?}");
        };
        assert!(stores[0].account(id).await.unwrap().is_some());
    }
}
