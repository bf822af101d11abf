//! The file keeps the contract, between processes and between versions too.

use genkan::onboarding::audit::verify;
use genkan::onboarding::register::{Contact, register};
use genkan::onboarding::{
    Actor, Address, CommitError, EventKind, LetterKind, Plan, Progress, Realm, State, Store as _,
    conformance,
};
use genkan::policy::Language;
use genkan::token::{AccountId, Key, KeyId, Keyring, PurposeName, Selector, Timestamp};
use genkan_portal::store::Sqlite;
use genkan_portal::system::now;
use tokio::task::JoinSet;

#[tokio::test]
async fn sqlite_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let count = std::cell::Cell::new(0);
    conformance::run(|| {
        count.set(count.get() + 1);
        let path = folder.path().join(format!("{}.sqlite", count.get()));
        async move { Sqlite::open(&path).unwrap() }
    })
    .await;
    assert!(count.get() > 8);
}

/// Each address is asked for by 16 plans, of two processes; whatever is
/// committed together, one of them succeeds and the others change nothing.
#[tokio::test(flavor = "multi_thread")]
async fn plans_that_are_written_together_fail_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("genkan.sqlite");
    let stores = [Sqlite::open(&path).unwrap(), Sqlite::open(&path).unwrap()];
    let mut plans = JoinSet::new();
    for n in 0..512 {
        let store = stores[n % 2].clone();
        let address = format!("contact{}@example.com", n / 16);
        let id = AccountId::from_bytes((n as u128).to_be_bytes());
        plans.spawn(async move { store.commit(registration(&address, id)).await });
    }
    let answers = plans.join_all().await;
    let succeeded = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(succeeded, 32);
    for answer in answers {
        assert!(matches!(answer, Ok(()) | Err(CommitError::Conflict)));
    }
    let entries = stores[1].entries(0, 1000).await.unwrap();
    assert_eq!(verify(&entries, None).unwrap().seq, 32);
    for entry in entries {
        let account = stores[0].account(entry.event.account).await.unwrap();
        assert!(account.is_some());
    }
}

#[tokio::test]
async fn a_file_of_version_1_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("genkan.sqlite");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../src/store/sqlite/version_1.sql"))
        .unwrap();
    old.execute_batch(
        "INSERT INTO accounts VALUES (zeroblob(16), 1, 'Taro@example.com', 'taro@example.com',
             '山田', '', 'ja', 'registered', NULL, 1000, NULL);
         INSERT INTO accounts VALUES (randomblob(16), 7, 'h@example.com', 'h@example.com',
             '花子', '例', 'en', 'active', '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA', 1000,
             2000);
         INSERT INTO tokens VALUES (zeroblob(16), 'first-password', zeroblob(16), 3,
             zeroblob(32), 1000, 9000);
         INSERT INTO letters VALUES (zeroblob(16), zeroblob(16), 'link', 'queued', 2, 3000, NULL);
         INSERT INTO letters VALUES (randomblob(16), zeroblob(16), 'link', 'sent', 1, 2000, NULL);
         INSERT INTO events (at, account, kind) VALUES (1000, zeroblob(16), 'registered');
         INSERT INTO events (at, account, kind) VALUES (2000, zeroblob(16), 'link-requested');
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);

    for _ in 0..2 {
        let store = Sqlite::open(&path).unwrap();
        let found = store.token(Selector::from_bytes([0; 16])).await.unwrap();
        let (record, taro) = found.unwrap();
        assert_eq!(record.purpose, PurposeName::FirstPassword);
        assert_eq!(record.expires_at, Timestamp::from_unix_seconds(9000));
        assert_eq!(taro.address.as_str(), "Taro@example.com");
        let State::Registered { expires_at } = taro.state else {
            panic!("{:?}", taro.state);
        };
        assert!(
            expires_at.seconds_since(now()) > 179 * 86_400,
            "half a year from now"
        );
        let address = Address::parse("h@example.com").unwrap();
        let hanako = store.account_by_address(&address).await.unwrap().unwrap();
        assert!(matches!(hanako.state, State::Active { .. }));
        assert_eq!((hanako.revision, hanako.company.as_str()), (7, "例"));

        let letters = store.letters(taro.id, 10).await.unwrap();
        let [queued, sent] = letters.as_slice() else {
            panic!("{letters:?}");
        };
        assert_eq!((queued.tries, queued.letter.kind), (2, LetterKind::Link));
        assert!(matches!(queued.progress, Progress::Queued { .. }));
        assert!(matches!(sent.progress, Progress::Sent { .. }));
        let entries = store.entries(0, 10).await.unwrap();
        assert_eq!(verify(&entries, None).unwrap().seq, 2);
        let told: Vec<_> = entries
            .iter()
            .map(|entry| (entry.event.kind, entry.event.actor))
            .collect();
        assert_eq!(
            told,
            [
                (EventKind::Registered, Actor::System),
                (EventKind::LinkRequested, Actor::Contact),
            ]
        );
    }
}

fn registration(address: &str, id: AccountId) -> Plan {
    let realm = Realm::new(
        "test".into(),
        Keyring::new(Key::new(KeyId::new(1), [7; 32])),
    );
    let contact = Contact {
        address: Address::parse(address).unwrap(),
        name: "山田 太郎".into(),
        company: String::new(),
        language: Language::Ja,
    };
    register(&realm, contact, id, Actor::System, now())
}
