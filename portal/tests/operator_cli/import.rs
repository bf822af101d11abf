//! A large file of contacts is imported in batches, and an import that was
//! stopped goes on.

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use genkan::audit_log::verify;
use genkan::onboarding::{Accounts as _, AuditLog as _};

use super::{BASE, configured, run, said};
use crate::support::TestPortal;
use crate::support::cli::{genkan, text};
use crate::support::databases::portals;

const ROWS: usize = 6_000;

fn write_rows(portal: &TestPortal) -> String {
    let mut rows = String::from("name,email,company\n");
    for n in 0..ROWS {
        writeln!(rows, "Contact {n},contact{n}@example.com,Works {}", n % 37).unwrap();
    }
    let file = portal.folder.path().join("contacts.csv");
    std::fs::write(&file, rows).unwrap();
    file.to_str().unwrap().to_owned()
}

/// Every contact is registered once, and every company is there once.
async fn assert_complete(portal: &TestPortal) {
    let store = &portal.service.store;
    let accounts = store.accounts(None, u32::MAX).await.unwrap();
    assert_eq!(accounts.len(), ROWS);
    assert!(accounts.iter().all(|account| account.company.is_some()));
    let companies = store.companies(None, u32::MAX).await.unwrap();
    assert_eq!(companies.len(), 37);
    let entries = store.entries(None, u32::MAX).await.unwrap();
    let head = verify(&entries, None).unwrap();
    assert_eq!(head.seq, (ROWS + 37) as u64);
}

#[tokio::test]
async fn a_killed_import_goes_on() {
    for portal in portals(BASE).await {
        let file = write_rows(&portal);
        let config = configured(portal.folder.path(), &portal.database_setting());
        let arguments = ["contacts", "import", "--config", &config, &file];
        let mut child = Command::new(env!("CARGO_BIN_EXE_genkan"))
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let count = async || {
            let accounts = portal.service.store.accounts(None, u32::MAX).await;
            accounts.unwrap().len()
        };
        while count().await == 0 {
            assert_eq!(child.try_wait().unwrap(), None, "it has ended");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // PostgreSQL may still commit what it has received.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let first = count().await;
        assert!(first < ROWS && first % 1_000 == 0, "{first}");

        let again = genkan(&arguments, "");
        let done = format!("{} registered, {first} already known\n", ROWS - first);
        assert_eq!(said(&again), done);
        // Some are named, and the others counted.
        assert_eq!(text(&again.stderr).lines().count(), 21);
        assert!(text(&again.stderr).contains(&format!("{} more", first - 20)));
        assert_complete(&portal).await;
        let nothing = genkan(&arguments, "");
        assert_eq!(
            said(&nothing),
            format!("0 registered, {ROWS} already known\n")
        );
        assert_complete(&portal).await;
    }
}

#[tokio::test]
async fn two_imports_at_once_register_each_contact_once() {
    for portal in portals(BASE).await {
        let file = write_rows(&portal);
        let config = configured(portal.folder.path(), &portal.database_setting());
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_genkan"))
                .args(["contacts", "import", "--config", &config, &file])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let both = [start(), start()].map(|child| child.wait_with_output().unwrap());
        let mut registered = 0;
        for output in &both {
            let count = said(output).split(' ').next().unwrap();
            registered += count.parse::<usize>().unwrap();
        }
        assert_eq!(registered, ROWS);
        assert_complete(&portal).await;
    }
}

#[tokio::test]
async fn an_operator_who_may_not_register_one_of_them_registers_none() {
    for portal in portals(BASE).await {
        let file = write_rows(&portal);
        // The last of the rows' companies, and the first batch has others.
        said(&run(
            &portal,
            &[
                "contacts",
                "add",
                "--name",
                "A",
                "--email",
                "a@example.com",
                "--company",
                "Works 36",
            ],
        ));
        let add = [
            "operators",
            "add",
            "O",
            "o@provider.example",
            "--role",
            "agent",
            "--company",
            "Works 36",
        ];
        said(&run(&portal, &add));
        let refused = run(&portal, &["contacts", "import", &file, "--by", "O"]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(text(&refused.stderr).contains("not-permitted: "));
        let accounts = portal.service.store.accounts(None, u32::MAX).await.unwrap();
        assert_eq!(accounts.len(), 1);
    }
}
