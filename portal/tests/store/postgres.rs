//! On a real PostgreSQL server: the contract, and what only more than one
//! connection can show.
#![cfg(unix)]

use std::collections::HashSet;
use std::convert::Infallible;
use std::time::{Duration, Instant};

use genkan::onboarding::audit::verify;
use genkan::onboarding::conformance;
use genkan::onboarding::limit::{CellId, Charge, Failures, Limit, LimitName};
use genkan::onboarding::open_link::open_link;
use genkan::onboarding::register::{Contact, register};
use genkan::onboarding::request_link::request_link;
use genkan::onboarding::set_password::set_password;
use genkan::onboarding::write_letter::{Message, write_letter};
use genkan::onboarding::{
    Account, Actor, Address, CommitError, LetterKind, NewPassword, Outcome, Plan, Realm, Reply,
    Store as _,
};
use genkan::policy::{Context, Language, Policy};
use genkan::token::{AccountId, Key, KeyId, Keyring, Selector};
use genkan_portal::fault::Fault;
use genkan_portal::portal::Origin;
use genkan_portal::store::{Database, Postgres};
use genkan_portal::system::{later, now, random, random_bytes};
use tokio::task::JoinSet;

use crate::support::postgres::Server;
use crate::support::{House, PASSWORD, TARO};

#[tokio::test]
async fn postgres_keeps_the_contract() {
    let server = Server::start();
    conformance::run(|| server.store()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_at_once_make_the_tables_once() {
    let server = Server::start();
    let url = server.database().await;
    let mut nodes = JoinSet::new();
    for _ in 0..8 {
        let url = url.clone();
        nodes.spawn(async move { drop(heard(|| Postgres::open(&url)).await) });
    }
    nodes.join_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_uses_of_a_link_on_two_nodes_one_succeeds() {
    let server = Server::start();
    let url = server.database().await;
    let nodes = [
        Postgres::open(&url).await.unwrap(),
        Postgres::open(&url).await.unwrap(),
    ];
    for n in 0..8 {
        let account = registered(&nodes[0], &format!("contact{n}@example.com")).await;
        let (selector, plan) = redeeming(&nodes[0], &account).await;
        let mut uses = JoinSet::new();
        for use_number in 0..64 {
            let (node, plan) = (nodes[use_number % 2].clone(), plan.clone());
            uses.spawn(async move { commit(&node, &plan).await });
        }
        let answers = uses.join_all().await;
        let succeeded = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(succeeded, 1, "{answers:?}");
        for answer in answers {
            assert!(matches!(answer, Ok(()) | Err(CommitError::Conflict)));
        }
        assert!(nodes[1].token(selector).await.unwrap().is_none());
        let changed = nodes[1].account(account.id).await.unwrap().unwrap();
        assert_eq!(changed.revision, account.revision + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_on_two_nodes_get_every_letter_once() {
    let server = Server::start();
    let url = server.database().await;
    let nodes = [
        Postgres::open(&url).await.unwrap(),
        Postgres::open(&url).await.unwrap(),
    ];
    const LETTERS: usize = 200;
    for n in 0..LETTERS {
        let account = registered(&nodes[0], &format!("contact{n}@example.com")).await;
        let plan = request_link(Some(&account), now()).unwrap();
        nodes[0].commit(plan).await.unwrap();
    }
    let time = now();
    let until = later(time, Duration::from_secs(60));
    let mut workers = JoinSet::new();
    for worker in 0..12 {
        let node = nodes[worker % 2].clone();
        workers.spawn(async move {
            let mut letters = Vec::new();
            while let Some(leased) = heard(|| node.lease_letter(time, until)).await {
                letters.push(leased.id);
                let reply = Reply::new("250 taken");
                let sent = Outcome::Sent { reply };
                let settled = heard(|| node.settle_letter(leased.id, until, sent.clone(), time));
                assert!(settled.await);
            }
            letters
        });
    }
    let letters: Vec<_> = workers.join_all().await.into_iter().flatten().collect();
    assert!(nodes[0].lease_letter(time, until).await.unwrap().is_none());
    assert_eq!(letters.len(), LETTERS);
    assert_eq!(letters.iter().collect::<HashSet<_>>().len(), LETTERS);
}

#[tokio::test(flavor = "multi_thread")]
async fn plans_of_two_nodes_make_one_audit_log() {
    let server = Server::start();
    let url = server.database().await;
    let nodes = [
        Postgres::open(&url).await.unwrap(),
        Postgres::open(&url).await.unwrap(),
    ];
    let mut plans = JoinSet::new();
    for n in 0..100 {
        let node = nodes[n % 2].clone();
        plans.spawn(async move { registered(&node, &format!("contact{n}@example.com")).await });
    }
    plans.join_all().await;
    let entries = nodes[0].entries(0, 1000).await.unwrap();
    assert_eq!(verify(&entries, None).unwrap().seq, 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn charges_at_once_on_two_nodes_are_all_counted() {
    let server = Server::start();
    let url = server.database().await;
    let nodes = [
        Postgres::open(&url).await.unwrap(),
        Postgres::open(&url).await.unwrap(),
    ];
    let limit = Limit::Failures(Failures::new(10, 3600, 3600, 10).unwrap());
    let charge = |n: u8| Charge {
        id: CellId::from_bytes([n; 16]),
        by: LimitName::SignInStranger,
        limit,
    };
    let time = now();
    let mut guesses = JoinSet::new();
    for n in 0..64 {
        // Both cells, in either order: nobody waits for ever.
        let charges = if n % 4 < 2 {
            [charge(1), charge(2)]
        } else {
            [charge(2), charge(1)]
        };
        let node = nodes[n % 2].clone();
        guesses.spawn(async move { heard(|| node.charge(&charges, time)).await.is_ok() });
    }
    let heard = guesses.join_all().await.into_iter().filter(|heard| *heard);
    assert_eq!(heard.count(), 10);
    for n in [1, 2] {
        let cell = nodes[1].cell(charge(n).id).await.unwrap().unwrap();
        assert_eq!(cell.count, 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_was_sacrificed_to_a_deadlock_is_committed_all_the_same() {
    let server = Server::start();
    let url = server.database().await;
    let store = Postgres::open(&url).await.unwrap();
    let account = registered(&store, TARO).await;
    let (_, plan) = redeeming(&store, &account).await;

    // Somebody else holds what the plan needs second, then asks for what it
    // took first, and is patient: the plan is the one to be rolled back.
    let mut rival = server.client("d1").await;
    rival
        .batch_execute("SET deadlock_timeout = '20s'")
        .await
        .unwrap();
    let transaction = rival.transaction().await.unwrap();
    transaction
        .execute("SELECT 1 FROM tokens FOR UPDATE", &[])
        .await
        .unwrap();
    let waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    let observer = server.client("d1").await;
    let committed = tokio::spawn({
        let store = store.clone();
        async move { commit(&store, &plan).await }
    });
    while observer.query(waiting, &[]).await.unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    transaction
        .execute("SELECT 1 FROM accounts FOR UPDATE", &[])
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    committed.await.unwrap().unwrap();
    let deadlocks: i64 = {
        let sql = "SELECT deadlocks FROM pg_stat_database WHERE datname = 'd1'";
        let mut seen = 0;
        // The statistics lag behind.
        for _ in 0..100 {
            seen = observer.query_one(sql, &[]).await.unwrap().get(0);
            if seen > 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        seen
    };
    assert!(deadlocks > 0, "the test made no deadlock");
}

#[tokio::test]
async fn who_waits_for_a_lock_too_long_is_asked_to_come_again() {
    // Somebody, such as a backup or a person at a console, holds an account.
    let server = Server::start();
    let url = server.database().await;
    let house = portal(&url).await;
    house.register(TARO).await;
    let cookie = format!("genkan-link={}", house.mint(TARO).await);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let mut rival = server.client("d1").await;
    let lock = "SELECT 1 FROM accounts FOR UPDATE";
    let transaction = rival.transaction().await.unwrap();
    transaction.execute(lock, &[]).await.unwrap();
    let asked = house.post("/forgot", "", &format!("email={TARO}")).await;
    assert_eq!(crate::support::location(&asked), "/forgot/sent");
    let busy = house.post("/reset", &cookie, &form).await;
    assert_eq!(busy.status(), 503);
    assert!(busy.headers().contains_key("retry-after"));
    assert!(!busy.headers().contains_key("set-cookie"), "the link stays");
    transaction.rollback().await.unwrap();

    let set = house.post("/reset", &cookie, &form).await;
    assert_eq!(crate::support::location(&set), "/signin?after=password-set");
    // What was asked for has been answered, and comes as soon as it can.
    house.settle().await;
    assert_eq!(house.deliver().await.len(), 2, "the notice, and the link");
}

#[tokio::test]
async fn a_server_that_was_away_is_used_again() {
    let server = Server::start();
    let store = server.store().await;
    registered(&store, TARO).await;
    server.restart();
    // The first one may still find out on a dead connection.
    let _ = store.ping().await;
    let address = Address::parse(TARO).unwrap();
    assert!(store.account_by_address(&address).await.unwrap().is_some());
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let server = Server::start();
    let url = server.database().await;
    Postgres::open(&url).await.unwrap();
    server
        .execute("d1", "UPDATE schema_version SET version = 99")
        .await;
    let refused = Postgres::open(&url).await.unwrap_err();
    assert!(matches!(refused, Fault::StoreVersion { found: 99, .. }));
}

#[tokio::test]
async fn a_database_without_unicode_is_refused() {
    let server = Server::start();
    let sql = "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0";
    server.execute("postgres", sql).await;
    let refused = Postgres::open(&server.url("latin", "")).await.unwrap_err();
    assert!(matches!(&refused, Fault::StoreEncoding(name) if name == "LATIN1"));
}

#[tokio::test]
async fn tls_is_spoken_with_the_right_server_only() {
    let server = Server::with(crate::support::postgres::certificates);
    server.execute("postgres", "CREATE DATABASE d1").await;
    let protected = "?sslmode=require&sslrootcert=ca.pem";
    Postgres::open(&server.url("d1", protected)).await.unwrap();
    for (query, reason) in [
        ("?sslmode=require&sslrootcert=other.pem", "UnknownIssuer"),
        ("?sslmode=require", "UnknownIssuer"),
        (
            "?sslmode=verify-full&hostaddr=127.0.0.1&sslrootcert=ca.pem",
            "not valid for name",
        ),
    ] {
        let place = if query.contains("hostaddr") {
            "elsewhere.example"
        } else {
            "127.0.0.1"
        };
        let url = server.url_at(place, "d1", query);
        let refused = Postgres::open(&url).await.unwrap_err();
        assert_eq!(refused.code(), "store-failed");
        assert!(refused.to_string().contains(reason), "{query}: {refused}");
    }
}

#[tokio::test]
async fn no_error_holds_the_password_or_a_row() {
    let server = Server::start();
    let url = server.url_as("genkan:Wrong-Secret", "postgres");
    let refused = Postgres::open(&url).await.unwrap_err();
    let shown = format!("{refused} {refused:?} {url:?}");
    assert!(shown.contains("password authentication failed"), "{shown}");
    assert!(!shown.contains("Secret"), "{shown}");

    let store = server.store().await;
    let name = "Secret-Name\0";
    let plan = register(
        &realm(),
        contact("a@example.com", name),
        id(),
        Actor::System,
        now(),
    );
    let Err(CommitError::Fault(fault)) = store.commit(plan).await else {
        panic!("PostgreSQL keeps no U+0000");
    };
    let shown = format!("{fault} {fault:?} {store:?}");
    assert!(!shown.contains("Secret"), "{shown}");
    let address = Address::parse("a@example.com").unwrap();
    assert!(store.account_by_address(&address).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_posts_to_two_portals_set_exactly_one_password() {
    let server = Server::start();
    let url = server.database().await;
    let first = portal(&url).await;
    let second = first.twin(Postgres::open(&url).await.unwrap().into());
    first.register(TARO).await;
    let cookie = format!("genkan-link={}", first.link(TARO).await);

    let mut posts = JoinSet::new();
    for n in 0..64 {
        let form = format!("new_password=blue{n}Kite!&confirmation=blue{n}Kite!");
        let pages = [&first, &second][n % 2].pages.clone();
        let cookie = cookie.clone();
        posts.spawn(async move {
            let begun = Instant::now();
            loop {
                let request = crate::support::form("/reset", &cookie, form.clone());
                let answer = crate::support::answer(pages.clone(), request).await;
                match answer.status().as_u16() {
                    503 if begun.elapsed() < PATIENCE => {}
                    status => return (n, status),
                }
            }
        });
    }
    let answers = posts.join_all().await;
    let set: Vec<usize> = answers
        .iter()
        .filter(|(_, status)| *status == 303)
        .map(|(n, _)| *n)
        .collect();
    assert_eq!(set.len(), 1, "{answers:?}");
    assert!(
        answers
            .iter()
            .all(|(_, status)| [303, 410].contains(status))
    );

    let address = Address::parse(TARO).unwrap();
    for n in [set[0], (set[0] + 1) % 64] {
        let password = format!("blue{n}Kite!");
        let signed_in = second
            .portal
            .sign_in(&address, &password, &Origin::default())
            .await;
        assert_eq!(signed_in.unwrap().is_ok(), n == set[0]);
    }
    assert_eq!(first.deliver().await.len(), 1);
}

#[tokio::test]
async fn the_first_sign_in_works_on_a_server() {
    let server = Server::start();
    let house = portal(&server.database().await).await;
    house.register(TARO).await;
    let link = house.link(TARO).await;
    let before = house.snapshot(TARO).await;
    house.get(&format!("/reset/{link}"), "").await;
    assert_eq!(
        house.snapshot(TARO).await,
        before,
        "looking changes nothing"
    );

    let cookie = format!("genkan-link={link}");
    let weak = house
        .post("/reset", &cookie, "new_password=Taro1&confirmation=Taro1")
        .await;
    assert_eq!(weak.status(), 422);
    let form = format!("new_password={PASSWORD}&confirmation={PASSWORD}");
    let set = house.post("/reset", &cookie, &form).await;
    assert_eq!(crate::support::location(&set), "/signin?after=password-set");
    assert_eq!(house.post("/reset", &cookie, &form).await.status(), 410);
    let address = Address::parse(TARO).unwrap();
    let signed_in = house
        .portal
        .sign_in(&address, PASSWORD, &Origin::default())
        .await;
    assert!(signed_in.unwrap().is_ok());
}

async fn portal(url: &genkan_portal::store::DatabaseUrl) -> House {
    let store = Database::Postgres(Postgres::open(url).await.unwrap());
    House::on(
        "http://127.0.0.1:8080/",
        tempfile::tempdir().unwrap(),
        store,
    )
}

async fn registered(store: &Postgres, address: &str) -> Account {
    let plan = register(
        &realm(),
        contact(address, "山田 太郎"),
        id(),
        Actor::System,
        now(),
    );
    let account = plan.account.clone().unwrap();
    commit(store, &plan).await.unwrap();
    account
}

/// What becomes of a plan in the end.
async fn commit(store: &Postgres, plan: &Plan) -> Result<(), CommitError<Fault>> {
    let attempt = || async {
        match store.commit(plan.clone()).await {
            Err(CommitError::Fault(fault)) => Err(fault),
            decided => Ok(decided),
        }
    };
    heard(attempt).await
}

/// What a store answers in the end. Where a machine has so much else to do
/// that no connection is to be had in time, nothing has happened, and whoever
/// asked comes again, as a page would say.
async fn heard<T, F>(mut ask: impl FnMut() -> F) -> T
where
    F: Future<Output = Result<T, Fault>>,
{
    let begun = Instant::now();
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(fault) => assert!(
                fault.is_temporary() && begun.elapsed() < PATIENCE,
                "{fault}"
            ),
        }
    }
}

/// How long it may take a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A link for an account, and the plan that uses it up.
async fn redeeming(store: &Postgres, account: &Account) -> (Selector, Plan) {
    let (time, mut rng) = (now(), random());
    let written = write_letter(&realm(), account, LetterKind::Link, time, &mut rng);
    let (letter, plan) = written.unwrap();
    store.commit(plan.unwrap()).await.unwrap();
    let Message::FirstPassword { link, .. } = letter.message else {
        panic!("a registered contact takes a link for the first password")
    };
    let token = link.token;
    let found = store.token(token.selector()).await.unwrap();
    let proof = open_link(&realm(), &token, found.as_ref(), time).unwrap();
    let policy = Policy::support_center();
    let accepted = policy.accept(PASSWORD, &Context::new()).unwrap();
    let password = NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(PHC.into())).unwrap();
    let set = set_password(&realm(), account, &proof, password, time, &mut rng);
    let (_, plan) = set.unwrap();
    (token.selector(), plan)
}

fn contact(address: &str, name: &str) -> Contact {
    Contact {
        address: Address::parse(address).unwrap(),
        name: name.into(),
        company: String::new(),
        language: Language::Ja,
    }
}

fn id() -> AccountId {
    AccountId::from_bytes(random_bytes())
}

fn realm() -> Realm {
    Realm::new(
        "test".into(),
        Keyring::new(Key::new(KeyId::new(1), [7; 32])),
    )
}

const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";
