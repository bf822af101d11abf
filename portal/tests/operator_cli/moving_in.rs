//! Contacts move in from another system: their hashes are imported, and they sign
//! in with the password that they have.

use axum::http::StatusCode;
use genkan::address::Address;
use genkan::onboarding::{Accounts as _, State};

use super::{BASE, run, said};
use crate::support::TestPortal;
use crate::support::browser::{Browser, Page, fields};
use crate::support::cli::text;
use crate::support::databases::portals;

/// `blue7Kite!ä`, as Django 5.2 and Devise store it.
const DJANGO: &str =
    "pbkdf2_sha256$2000$KaIFZ30ulk8tzPnn3s0ht2$Ldb5WFQQ/7XPSYGcKjhO8AIs5Qnai/oGNstJV/h1XHY=";
const DEVISE: &str = "$2a$05$jaPGCsOArc8awnQUvYw9..mvaWAgBFkalGtS8.mN4Vv0TOiP/pLR2";
const PASSWORD: &str = "blue7Kite!ä";
/// `weak`, which the policy rejects.
const WEAK: &str = "pbkdf2_sha256$1000$salt$53vA/QbMgmO0qGa14W8bvxrTBVwzFLVr+WTd0VA+EOc=";

fn write(portal: &TestPortal, name: &str, text: &str) -> String {
    let file = portal.folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

/// The stored hash; "" if there is no password.
async fn hash_of(portal: &TestPortal, address: &str) -> String {
    let address = Address::parse(address).unwrap();
    let account = portal.service.store.account_by_address(&address).await;
    match account.unwrap().unwrap().state {
        State::Active { password } => password.as_phc().to_owned(),
        _ => String::new(),
    }
}

async fn sign_in(browser: &Browser<'_>, address: &str, password: &str) -> Page {
    let form = fields(&[("email", address), ("password", password)]);
    browser.post("/signin", &form).await
}

#[tokio::test]
async fn imported_contacts_sign_in_as_before_and_get_a_new_hash() {
    for portal in portals(BASE).await {
        let rows = format!(
            "name,email,password_hash\nA,one@example.com,{DJANGO}\nB,two@example.com,{DEVISE}\n\
             C,c@example.com,\nD,d@example.com,!unusable\n"
        );
        let file = write(&portal, "contacts.csv", &rows);
        let imported = run(&portal, &["contacts", "import", &file]);
        assert_eq!(said(&imported), "4 registered, 0 already known\n");
        assert_eq!(hash_of(&portal, "c@example.com").await, "");
        assert_eq!(hash_of(&portal, "d@example.com").await, "");
        for (address, old) in [("one@example.com", DJANGO), ("two@example.com", DEVISE)] {
            assert_eq!(hash_of(&portal, address).await, old);
            let browser = Browser::new(&portal);
            assert!(!browser.signs_in(address, "blue7Kite!a").await);
            assert_eq!(hash_of(&portal, address).await, old);
            assert!(browser.signs_in(address, PASSWORD).await);
            assert!(browser.is_signed_in().await);
            let new = hash_of(&portal, address).await;
            assert!(new.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{new}");
            assert!(Browser::new(&portal).signs_in(address, PASSWORD).await);
            assert_eq!(hash_of(&portal, address).await, new, "once");
        }
        assert!(
            portal
                .service
                .store
                .imported_hash()
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn a_password_that_the_policy_rejects_opens_the_page_for_a_new_one() {
    for portal in portals(BASE).await {
        let rows = format!("name,email,password_hash\nA,a@example.com,{WEAK}\n");
        let file = write(&portal, "contacts.csv", &rows);
        said(&run(&portal, &["contacts", "import", &file]));
        let browser = Browser::new(&portal);
        let page = sign_in(&browser, "a@example.com", "weak").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        let link = page.location().to_owned();
        assert!(link.starts_with("/reset/gkn_rst_"), "{link}");
        let page = browser.get(&link).await;
        assert!(
            page.text.contains("現在のルールを満たしていません"),
            "{}",
            page.text
        );
        // It is said once.
        let page = browser.reload().await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("現在のルールを満たしていません"));
        assert!(!browser.is_signed_in().await);
        let page = browser.set("weak").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser.set(PASSWORD).await;
        assert_eq!(page.location(), "/signin");
        assert!(browser.signs_in("a@example.com", PASSWORD).await);
        let page = sign_in(&Browser::new(&portal), "a@example.com", "weak").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn sign_ins_at_the_same_moment_all_succeed() {
    for portal in portals(BASE).await {
        let rows = format!("name,email,password_hash\nA,one@example.com,{DJANGO}\n");
        let file = write(&portal, "contacts.csv", &rows);
        said(&run(&portal, &["contacts", "import", &file]));
        let browsers = [(); 4].map(|()| Browser::new(&portal));
        let [a, b, c, d] = &browsers;
        let attempt = |browser| sign_in(browser, "one@example.com", PASSWORD);
        let pages = tokio::join!(attempt(a), attempt(b), attempt(c), attempt(d));
        for page in [pages.0, pages.1, pages.2, pages.3] {
            assert_eq!(page.location(), "/");
        }
        for browser in &browsers {
            assert!(browser.is_signed_in().await);
        }
    }
}

#[tokio::test]
async fn accounts_of_firebase_need_the_parameters_of_the_project() {
    let portal = TestPortal::new(BASE);
    // The example that Firebase publishes with its tool.
    let rows = "name,email,password_hash,password_salt\nA,a@example.com,\
        lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==,\
        42xEC+ixf3L2lw==\n";
    let parameters = "hash_config {\n  algorithm: SCRYPT,\n  base64_signer_key: \
        jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,\n  \
        base64_salt_separator: Bw==,\n  rounds: 8,\n  mem_cost: 14,\n}\n";
    let (file, parameters) = (
        write(&portal, "contacts.csv", rows),
        write(&portal, "firebase.txt", parameters),
    );
    let refused = run(&portal, &["contacts", "import", &file]);
    assert!(text(&refused.stderr).contains("firebase-missing"));
    let damaged = write(&portal, "damaged.txt", "rounds: 8");
    let refused = run(
        &portal,
        &["contacts", "import", "--firebase", &damaged, &file],
    );
    assert!(text(&refused.stderr).contains("firebase-parameter: \"base64_signer_key\""));
    let imported = run(
        &portal,
        &["contacts", "import", "--firebase", &parameters, &file],
    );
    assert_eq!(said(&imported), "1 registered, 0 already known\n");
    assert!(
        hash_of(&portal, "a@example.com")
            .await
            .starts_with("$firebase-scrypt$")
    );
    // Without a capital or a character such as `!` the policy wants another one.
    let page = sign_in(&Browser::new(&portal), "a@example.com", "user1password").await;
    assert!(page.location().starts_with("/reset/gkn_rst_"));
}

#[tokio::test]
async fn a_hash_that_cannot_be_verified_is_reported_and_nothing_is_imported() {
    let portal = TestPortal::new(BASE);
    let rows = "name,email,password_hash\n\
        A,a@example.com,5f4dcc3b5aa765d61d8327deb882cf99\n\
        B,b@example.com,$2b$10$short\n\
        C,c@example.com,$2b$31$7Fk16lr51Fm0KFx3fZUiPu8.6675Gd8M9v7Y2ZwDEcORuLwmRpnRW\n";
    let file = write(&portal, "contacts.csv", rows);
    let refused = run(&portal, &["contacts", "import", &file]);
    assert_eq!(refused.status.code(), Some(2));
    let said = text(&refused.stderr);
    for problem in [
        "row 2: hash-unknown",
        "row 3: hash-damaged",
        "row 4: hash-too-costly",
    ] {
        assert!(said.contains(problem), "{said}");
    }
    assert!(!said.contains("5f4dcc3b"), "no part of a hash is shown");
    let accounts = portal.service.store.accounts(None, 10).await.unwrap();
    assert!(accounts.is_empty());
}
