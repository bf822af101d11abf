//! A contact of one company neither sees nor touches anything of another one, by
//! any route and any field.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use genkan::Language;
use genkan::id::CaseId;
use genkan::onboarding::{
    Account, Accounts as _, Cases as _, Companies, Contact, ContactSearch, Outbox as _, Search as _,
};

use crate::support::contacts::{new_contact, register};
use crate::support::databases::portals;
use crate::support::{COMPANY, TARO, TestPortal, body};

const BASE: &str = "http://127.0.0.1:8080/";
const OTHER: &str = "Nishi Shokai";
const STRANGERS: [(&str, &str); 2] = [
    ("北村 五郎", "goro@nishi.example"),
    ("南田 六子", "mutsuko@nishi.example"),
];

/// The paths of all routes, read from the router: a new one is tried without
/// anybody thinking of it.
fn routes() -> BTreeSet<&'static str> {
    let source = include_str!("../../src/web/router.rs");
    let literals = source.split('"').skip(1).step_by(2);
    literals
        .filter(|literal| literal.starts_with('/'))
        .collect()
}

/// What belongs to the other company.
struct Others {
    accounts: Vec<Account>,
    cases: Vec<CaseId>,
}

async fn fill(portal: &TestPortal) -> Others {
    for (name, address) in STRANGERS {
        let contact = Contact::new(name, address, None, Language::Ja).unwrap();
        assert!(register(&portal.service, new_contact(contact, OTHER)).await);
        portal.set_usual_password(address).await;
    }
    portal.manager(STRANGERS[1].1).await;
    let mut accounts = Vec::new();
    for (_, address) in STRANGERS {
        accounts.push(portal.account(address).await);
    }
    let all = [&accounts[0], &accounts[1]];
    let mut cases = vec![
        portal.asked(0xA1, "asker@nishi.example", &all).await,
        portal
            .announced(0xA2, "other@nishi.example", &all, None)
            .await,
    ];
    let session = portal.sign_in(STRANGERS[0].1).await;
    let form = "name=西川 七美&email=nanami@nishi.example&language=ja&step=send";
    portal.post("/contacts/add", &session, form).await;
    for case in portal.open_cases().await {
        if !cases.contains(&case.id) {
            cases.push(case.id);
        }
    }
    assert_eq!(cases.len(), 3);
    Others { accounts, cases }
}

/// Everything that is stored of the other company.
async fn snapshot(portal: &TestPortal, others: &Others) -> String {
    let store = &portal.service.store;
    let mut snapshot = String::new();
    for account in &others.accounts {
        let messages = store.messages(account.id, 1_000).await.unwrap();
        let stored = store.account(account.id).await.unwrap();
        snapshot += &format!("{stored:?} {messages:?}\n");
    }
    let company = others.accounts[0].company.unwrap();
    let cases = store.cases_of(company, None, 100).await.unwrap();
    let of = ContactSearch::Company(company);
    let contacts = store.search_contacts(of, &Companies::All, None, 100);
    let contacts = contacts.await.unwrap();
    snapshot + &format!("{cases:?} {contacts:?}")
}

/// The token of the link to that page in the newest mail.
fn link(mails: &[String], page: &str) -> String {
    let start = format!("{BASE}{page}/");
    let link = mails.iter().find_map(|mail| mail.split(&start).nth(1));
    link.unwrap().split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn nothing_of_another_company_is_seen_or_touched() {
    for portal in portals(BASE).await {
        let others = fill(&portal).await;
        portal.deliver().await;
        portal.activate(TARO).await;
        portal.activate("manager@example.co.jp").await;
        portal.manager("manager@example.co.jp").await;
        portal.let_managers_act(COMPANY).await;
        let taro = portal.account(TARO).await;
        portal.asked(1, "asker@aozora.example", &[&taro]).await;
        portal
            .announced(2, "other@aozora.example", &[&taro], None)
            .await;
        let mails = portal.deliver().await;
        let links = [link(&mails, "confirm"), link(&mails, "object")];
        let before = snapshot(&portal, &others).await;
        let mut tried = 0;
        for address in [TARO, "manager@example.co.jp"] {
            let session = portal.sign_in(address).await;
            for route in routes() {
                if matches!(route, "/signout" | "/language") {
                    continue;
                }
                let link = &links[usize::from(route.starts_with("/object"))];
                for (path, form) in requests(route, &others, link) {
                    let told = format!("{address} {path} {form}");
                    let read = portal.get(&path, &session).await;
                    let written = portal.post(&path, &session, &form).await;
                    if route.contains("{id}") {
                        let statuses = [read.status(), written.status()];
                        assert_eq!(statuses, [StatusCode::NOT_FOUND; 2], "{told}");
                    }
                    for answer in [read, written] {
                        let shown =
                            format!("{:?} {}", answer.headers().clone(), body(answer).await);
                        for secret in SECRETS {
                            assert!(!shown.contains(secret), "{told}: {secret}");
                        }
                    }
                    tried += 1;
                }
            }
        }
        portal.settle().await;
        assert_eq!(snapshot(&portal, &others).await, before);
        assert!(tried > 200, "{tried}");
    }
}

/// The paths and forms of a route, with every identity of the other company in
/// every field that may take one.
fn requests(route: &str, others: &Others, link: &str) -> Vec<(String, String)> {
    let accounts = others.accounts.iter().map(|account| account.id.to_string());
    let cases = others.cases.iter().map(ToString::to_string);
    let ids: Vec<String> = accounts.chain(cases).collect();
    let account = others.accounts[0].id;
    let company = others.accounts[0].company.unwrap();
    let mut requests = Vec::new();
    for (n, id) in ids.iter().enumerate() {
        // A form that opens a request chooses its identity.
        if !route.contains("{id}") && n < others.accounts.len() {
            continue;
        }
        let path = route
            .replace("{id}", id)
            .replace("{token}", link)
            .replace("{*path}", "x")
            .replace("{name}", "x");
        for (what, decision, answer, step) in [
            ("name", "confirm", "yes", "send"),
            ("address", "decline", "no", "send"),
            ("name", "withdraw", "unknown", "check"),
        ] {
            let form = format!(
                "id={id}&case={id}&account={account}&contact={account}&company={company}&after={id}\
                 &for={}&what={what}&action={what}&decision={decision}&answer={answer}&step={step}\
                 &name=X&email=x{n}@example.co.jp&language=ja&kind=other&note=x",
                STRANGERS[0].1
            );
            requests.push((path.clone(), form));
        }
        // The others hash passwords, which takes time.
        if !["/contacts", "/confirm", "/object"]
            .iter()
            .any(|own| route.starts_with(own))
        {
            requests.truncate(1);
            break;
        }
        // In the address, too.
        let form = requests[0].1.clone();
        requests.push((format!("{path}?id={id}&after={id}&case={id}"), form));
    }
    requests
}

const SECRETS: [&str; 7] = [
    "北村",
    "南田",
    "西川",
    "Nishi",
    "nishi.example",
    "goro",
    "mutsuko",
];
