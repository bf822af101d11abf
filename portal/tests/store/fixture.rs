//! A database of either kind, and plans to commit.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use genkan::Language;
use genkan::audit_log::{Actor, SubjectId};
use genkan::id::{AccountId, CompanyId, OperatorId};
use genkan::onboarding::{
    Account, Accounts as _, Commit, CommitError, Companies, Company, Contact, Content, Message,
    MessageKind, NewOperator, NewPassword, Occasion, Plan, Realm, Role, Tokens,
};
use genkan::policy::{Context, Policy};
use genkan::token::{Key, KeyId, Keyring, Principal, Selector};
use genkan_portal::clock::now;
use genkan_portal::config::DatabaseUrl;
use genkan_portal::random::{random, random_bytes};
use genkan_portal::store::{Database, Error, plan_id};
use tempfile::TempDir;

use crate::support::PASSWORD;
#[cfg(unix)]
use crate::support::postgres;

/// A database that any number of stores can open.
pub(super) struct Place {
    folder: TempDir,
    server: Option<(String, DatabaseUrl)>,
}

impl Place {
    /// An empty database of every kind.
    pub(super) async fn all() -> Vec<Self> {
        let mut places = vec![Self::file()];
        #[cfg(unix)]
        places.push(Self::server().await);
        places
    }

    pub(super) fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = None;
        Self { folder, server }
    }

    #[cfg(unix)]
    pub(super) async fn server() -> Self {
        let name = postgres::shared().create().await;
        let url = postgres::shared().url(&name, "");
        Self {
            folder: tempfile::tempdir().unwrap(),
            server: Some((name, url)),
        }
    }

    pub(super) async fn open(&self, realm: &str) -> Database {
        // All tests share the processors with one server, which can take longer than
        // a connection may.
        for _ in 0..3 {
            if let Ok(store) = self.try_open(realm).await {
                return store;
            }
        }
        self.try_open(realm).await.unwrap()
    }

    pub(super) async fn try_open(&self, realm: &str) -> Result<Database, Error> {
        let url = self.server.as_ref().map(|(_, url)| url);
        Database::open(url, self.folder.path(), realm).await
    }

    /// Runs SQL beside the stores.
    pub(super) async fn sql(&self, sql: &str) {
        match &self.server {
            None => self.connection().execute_batch(sql).unwrap(),
            #[cfg(unix)]
            Some((name, _)) => postgres::shared().execute(name, sql).await,
            #[cfg(not(unix))]
            Some(_) => unreachable!(),
        }
    }

    /// The number that a query returns.
    pub(super) async fn count(&self, sql: &str) -> i64 {
        match &self.server {
            None => {
                let connection = self.connection();
                connection.query_row(sql, [], |row| row.get(0)).unwrap()
            }
            #[cfg(unix)]
            Some((name, _)) => {
                let client = postgres::shared().client(name).await;
                client.query_one(sql, &[]).await.unwrap().get(0)
            }
            #[cfg(not(unix))]
            Some(_) => unreachable!(),
        }
    }

    /// The number of tables.
    pub(super) async fn tables(&self) -> i64 {
        self.count(match &self.server {
            None => "SELECT count(*) FROM sqlite_schema WHERE type = 'table'",
            Some(_) => "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
        })
        .await
    }

    pub(super) const fn is_file(&self) -> bool {
        self.server.is_none()
    }

    pub(super) fn connection(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.path().join("genkan.sqlite")).unwrap()
    }
}

pub(super) fn realm() -> Realm {
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    Realm::new("test".into(), keyring)
}

pub(super) fn contact(address: &str, company: Option<CompanyId>) -> Contact {
    Contact::new("山田 太郎", address, company, Language::Ja).unwrap()
}

pub(super) fn account_id() -> AccountId {
    AccountId::from_bytes(random_bytes())
}

pub(super) fn registration(address: &str, id: AccountId) -> Plan {
    realm().register(contact(address, None), id, Actor::System, now())
}

pub(super) async fn registered<S>(store: &S, address: &str) -> Account
where
    S: Commit<Error = Error>,
{
    let plan = registration(address, account_id());
    let account = plan.account().unwrap().clone();
    commit(store, &plan).await.unwrap();
    account
}

pub(super) fn company(id: u8, name: &str) -> Company {
    Company {
        id: CompanyId::from_bytes([id; 16]),
        revision: 1,
        name: name.parse().unwrap(),
        managers_act: false,
    }
}

pub(super) fn creation(company: &Company) -> Plan {
    realm().create_company(company.id, company.name.clone(), Actor::System, now())
}

pub(super) fn addition(id: u8, name: &str, companies: Companies) -> Plan {
    let new = NewOperator {
        name: name.parse().unwrap(),
        address: format!("operator{id}@provider.example").parse().unwrap(),
        language: Language::Ja,
        role: Role::Agent,
        companies,
    };
    realm().add_operator(new, OperatorId::from_bytes([id; 16]), Actor::System, now())
}

/// A link for an account that is stored, and the plan that uses it up.
pub(super) async fn redeeming<S>(store: &S, account: &Account) -> (Selector, Plan)
where
    S: Commit<Error = Error> + Tokens<Error = Error>,
{
    let (realm, time, mut rng) = (realm(), now(), random());
    let message = Message {
        to: Principal::Account(account.id),
        kind: MessageKind::Link,
        about: Occasion {
            subject: SubjectId::Account(account.id),
            revision: account.revision,
        },
        is_counted: false,
    };
    let written = realm.write_message(account, None, &message, time, &mut rng);
    let (written, plan) = written.unwrap();
    store.commit(plan_id(now()), &plan.unwrap()).await.unwrap();
    let Content::FirstPassword { link, .. } = written.content else {
        panic!("a registered contact gets a link for the first password")
    };
    let token = link.token;
    let found = store.token(token.selector()).await.unwrap();
    let proof = realm.open_link(&token, found.as_ref(), time).unwrap();
    let policy = Policy::support_center();
    let accepted = policy.accept(PASSWORD, &Context::new()).unwrap();
    let password = NewPassword::hash(&accepted, |_| Ok::<_, Infallible>(PHC.into())).unwrap();
    let set = realm.set_password(account, &proof, password, time, &mut rng);
    let (_, plan) = set.unwrap();
    (token.selector(), plan)
}

pub(super) async fn account(store: &Database, id: AccountId) -> Account {
    store.account(id).await.unwrap().unwrap()
}

/// What becomes of a plan in the end.
pub(super) async fn commit<S>(store: &S, plan: &Plan) -> Result<(), CommitError<Error>>
where
    S: Commit<Error = Error>,
{
    let id = plan_id(now());
    let attempt = || async {
        match store.commit(id, plan).await {
            Err(CommitError::Store(error) | CommitError::Unknown(error)) => Err(error),
            decided => Ok(decided),
        }
    };
    heard(attempt).await
}

/// What a store answers in the end. If a busy machine has no connection in
/// time, nothing has happened, and the caller asks again.
pub(super) async fn heard<T, F>(mut ask: impl FnMut() -> F) -> T
where
    F: Future<Output = Result<T, Error>>,
{
    let begun = Instant::now();
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(error) => assert!(error.is_temporary() && begun.elapsed() < TIMEOUT, "{error}"),
        }
    }
}

/// How long it may take a busy machine.
pub(super) const TIMEOUT: Duration = Duration::from_secs(120);

const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA";
