//! A database is used if this version of the program has created its tables.

use genkan::onboarding::Commit as _;
use genkan_portal::clock::now;
use genkan_portal::store::{Error, Existing, Postgres, plan_id};
use tokio::task::JoinSet;

use super::fixture::{Place, heard, registered, registration};
use crate::support::TARO;
use crate::support::postgres;

#[tokio::test]
async fn another_version_is_refused() {
    for place in Place::all().await {
        place.open("test").await;
        for version in [0, 2, 99] {
            let sql = if place.is_file() {
                format!("PRAGMA user_version = {version}")
            } else {
                format!("UPDATE genkan_schema SET version = {version}")
            };
            place.sql(&sql).await;
            let refused = place.try_open("test").await.unwrap_err();
            assert!(matches!(refused, Error::Version { found, known: 1 } if found == version));
            assert_eq!(refused.code(), "store-version");
        }
    }
}

#[tokio::test]
async fn the_tables_of_another_program_are_refused_and_left_alone() {
    for place in Place::all().await {
        // SQLite has one version for whatever program it was.
        let sql = "CREATE TABLE accounts (id INTEGER)";
        place.sql(sql).await;
        if place.is_file() {
            place.sql("PRAGMA user_version = 1").await;
        }
        let refused = place.try_open("test").await.unwrap_err();
        assert!(matches!(refused, Error::ForeignSchema), "{refused}");
        assert_eq!(place.tables().await, 1);
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("genkan.sqlite");
    let text = "contacts\n".repeat(1000);
    std::fs::write(&path, &text).unwrap();
    let refused = genkan_portal::store::Sqlite::open(&path, "test").unwrap_err();
    assert_eq!(refused.code(), "store-failed");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_at_once_create_the_tables_once() {
    for place in Place::all().await {
        let place = std::sync::Arc::new(place);
        let mut nodes = JoinSet::new();
        for n in 0..8 {
            let place = std::sync::Arc::clone(&place);
            let realm = format!("realm {}", n % 2);
            nodes.spawn(async move {
                let store = heard(|| place.try_open(&realm)).await;
                registered(&store, &format!("contact{n}@example.com")).await;
            });
        }
        nodes.join_all().await;
        // Four nodes have found the same realm.
        let store = place.open("realm 1").await;
        for n in [1, 3, 5, 7] {
            let again = registration(
                &format!("contact{n}@example.com"),
                super::fixture::account_id(),
            );
            assert!(store.commit(plan_id(now()), &again).await.is_err());
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_database_without_unicode_is_refused() {
    let server = postgres::shared();
    let sql = "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0";
    server.execute("postgres", sql).await;
    let refused = Postgres::open(&server.url("latin", ""), "test")
        .await
        .unwrap_err();
    assert!(matches!(&refused, Error::Encoding(name) if name == "LATIN1"));
}

#[cfg(unix)]
#[tokio::test]
async fn a_command_that_needs_tables_creates_none() {
    let server = postgres::shared();
    let name = server.create().await;
    let url = server.url(&name, "");
    let existing = async |realm| Postgres::open_existing(&url, realm).await.unwrap();
    assert!(matches!(existing("test").await, Existing::NoTables));
    assert!(matches!(existing("test").await, Existing::NoTables));
    let store = Postgres::open(&url, "test").await.unwrap();
    let account = registered(&store, TARO).await;
    assert!(matches!(existing("other").await, Existing::NoRealm));
    assert!(matches!(existing("other").await, Existing::NoRealm));
    let Existing::Realm(found) = existing("test").await else {
        panic!("it exists");
    };
    let again = registration(TARO, account.id);
    assert!(found.commit(plan_id(now()), &again).await.is_err());
}
