//! What the tests share: a portal in a folder of its own, its pages, and its
//! mails; servers of PostgreSQL and SMTP; the program, as it is run.

#![allow(dead_code, reason = "each test program uses a part of it")]

pub(crate) mod accounts;
pub(crate) mod browser;
pub(crate) mod cases;
pub(crate) mod chance;
pub(crate) mod cli;
pub(crate) mod companies;
pub(crate) mod contacts;
pub(crate) mod databases;
pub(crate) mod delay;
pub(crate) mod desk;
#[cfg(target_os = "linux")]
pub(crate) mod dovecot;
#[cfg(target_os = "linux")]
pub(crate) mod exim;
pub(crate) mod log;
pub(crate) mod mail;
pub(crate) mod mail_server;
#[cfg(unix)]
pub(crate) mod passkey;
#[cfg(unix)]
pub(crate) mod pgbouncer;
pub(crate) mod port;
#[cfg(target_os = "linux")]
pub(crate) mod postfix;
pub(crate) mod postgres;
#[cfg(unix)]
pub(crate) mod proxy;
pub(crate) mod raw_http;
pub(crate) mod server;
pub(crate) mod slow_disk;
pub(crate) mod smtp;
pub(crate) mod token_text;
pub(crate) mod totp;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use genkan::address::Address;
use genkan::limit::Limits;
use genkan::onboarding::{Accounts as _, Realm};
use genkan::policy::Policy;
use genkan_portal::config::ListFiles;
use genkan_portal::config::{Brand, Config, Sender, ServiceName};
use genkan_portal::keys;
use genkan_portal::passwords::{Lists, PolicyEngine};
use genkan_portal::service::Service;
use genkan_portal::store::{Database, Sqlite};
use genkan_portal::web::{App, router};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tower::ServiceExt as _;

use contacts::{contact, new_contact, register};

pub(crate) struct TestPortal {
    pub(crate) folder: TempDir,
    pub(crate) config: Config,
    pub(crate) service: Arc<Service<Database>>,
    pub(crate) pages: Router,
    app: Arc<App>,
    /// The name of its database on the tests' PostgreSQL server.
    database: Option<String>,
}

/// The realm of every portal, as in a configuration that names none.
pub(crate) const REALM: &str = "support-center";
pub(crate) const TARO: &str = "taro.yamada@example.co.jp";
pub(crate) const NAME: &str = "山田 太郎";
pub(crate) const COMPANY: &str = "Example Works";
pub(crate) const PASSWORD: &str = "blue7Kite!";

impl TestPortal {
    /// A portal on a file.
    pub(crate) fn new(base_url: &str) -> Self {
        Self::with(base_url, Policy::support_center(), Lists::default())
    }

    /// A portal whose passwords are judged by another policy.
    pub(crate) fn with(base_url: &str, policy: Policy, lists: Lists) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("genkan.sqlite"), REALM).unwrap();
        Self::judging(base_url, folder, Database::Sqlite(store), policy, lists)
    }

    /// Another node of the same portal: the same keys, on a store of its own.
    pub(crate) fn twin(&self, store: Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = |folder: &TempDir| folder.path().join("genkan.keys");
        std::fs::copy(keys(&self.folder), keys(&folder)).unwrap();
        Self::on(self.config.base_url.as_str(), folder, store)
    }

    /// A portal on a store; its keys and mails are in the folder.
    pub(crate) fn on(base_url: &str, folder: TempDir, store: Database) -> Self {
        let policy = Policy::support_center();
        Self::judging(base_url, folder, store, policy, Lists::default())
    }

    fn judging(
        base_url: &str,
        folder: TempDir,
        store: Database,
        policy: Policy,
        lists: Lists,
    ) -> Self {
        let config = Config {
            base_url: base_url.parse().unwrap(),
            listen: "127.0.0.1:0".parse().unwrap(),
            data: folder.path().into(),
            database: None,
            realm: REALM.into(),
            service_name: ServiceName::default(),
            brand: Brand::default(),
            time_zone: jiff::tz::TimeZone::UTC,
            password_lifetime: None,
            sender: Sender::new("Support <support@provider.example>".parse().unwrap()),
            smtp: None,
            bounces: None,
            reset_lifetime: None,
            first_password_lifetime: None,
            registration_lifetime: None,
            case_times: genkan::onboarding::case::CaseTimes::default(),
            approvals: genkan::onboarding::case::Approvals::default(),
            limits: Limits::default(),
            trusted_proxies: 0,
            alarms_to: None,
            alarms_language: genkan::Language::En,
            metrics: None,
            policy: policy.clone(),
            lists: ListFiles::default(),
            unknown_variables: Vec::new(),
        };
        let realm = Realm::new(REALM.into(), keys::open(folder.path()).unwrap());
        let policy_engine = PolicyEngine::new(policy, lists, config.service_name.clone());
        let service = Arc::new(Service::new(realm, policy_engine, store).unwrap());
        let app = Arc::new(App::new(Arc::clone(&service), &config));
        let pages = router(Arc::clone(&app));
        Self {
            folder,
            config,
            service,
            pages,
            app,
            database: None,
        }
    }

    /// The same portal with other limits.
    pub(crate) fn limited(mut self, change: impl FnOnce(&mut Limits)) -> Self {
        let mut service = (*self.service).clone();
        change(&mut service.limits);
        self.service = Arc::new(service);
        self.app = Arc::new(App::new(Arc::clone(&self.service), &self.config));
        self.pages = router(Arc::clone(&self.app));
        self
    }

    pub(crate) async fn register(&self, address: &str) {
        self.register_for(COMPANY, address).await;
    }

    pub(crate) async fn register_for(&self, company: &str, address: &str) {
        let contact = new_contact(contact(address), company);
        assert!(register(&self.service, contact).await);
    }

    /// Every mail so far, decoded, oldest first.
    pub(crate) fn mails(&self) -> Vec<String> {
        let Ok(files) = std::fs::read_dir(self.folder.path().join("mailbox")) else {
            return Vec::new();
        };
        let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        paths.sort_by_key(|path| std::fs::metadata(path).unwrap().modified().unwrap());
        paths
            .iter()
            .map(|path| decode(&std::fs::read(path).unwrap()))
            .collect()
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Response<Body> {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, cookie: &str, form: &str) -> Response<Body> {
        self.send(self::form(path, cookie, form.to_owned())).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Response<Body> {
        answer(self.pages.clone(), request).await
    }

    /// Every byte of the database, for what must not be in it.
    pub(crate) fn database(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for name in ["genkan.sqlite", "genkan.sqlite-wal"] {
            bytes.extend(std::fs::read(self.folder.path().join(name)).unwrap_or_default());
        }
        bytes
    }

    /// What the tables hold of an account, to see whether anything changed.
    pub(crate) async fn snapshot(&self, address: &str) -> String {
        let address = Address::parse(address).unwrap();
        let account = self
            .service
            .store
            .account_by_address(&address)
            .await
            .unwrap();
        format!("{account:?}")
    }
}

pub(crate) fn form(path: &str, cookie: &str, form: String) -> Request<Body> {
    Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap()
}

pub(crate) async fn answer(pages: Router, request: Request<Body>) -> Response<Body> {
    pages.oneshot(request).await.unwrap()
}

/// The one link of a mail.
pub(crate) fn token(mail: &str) -> String {
    let mut links = mail.split("/reset/").skip(1);
    let link = links.next().unwrap();
    link.chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect()
}

pub(crate) async fn body(response: Response<Body>) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(crate) fn location(response: &Response<Body>) -> &str {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()[header::LOCATION].to_str().unwrap()
}

fn decode(bytes: &[u8]) -> String {
    let mail = mailparse::parse_mail(bytes).unwrap();
    let headers: String = mail
        .headers
        .iter()
        .map(|header| format!("{}: {}\n", header.get_key(), header.get_value()))
        .collect();
    let text = mail.subparts.first().unwrap_or(&mail);
    headers + "\n" + &text.get_body().unwrap()
}
