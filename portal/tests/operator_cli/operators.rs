//! Operators are stored, and do what their role and companies allow.

use super::{BASE, refusal, run, said};
use crate::support::databases::portals;
use crate::support::{TARO, TestPortal};

const HANAKO: &str = "hanako@other.example";

/// Every command that takes `--by`, for the contact of one company.
const COMMANDS: [&[&str]; 8] = [
    &["contacts", "edit", TARO, "--name", "太郎"],
    &["contacts", "resend", TARO],
    &["contacts", "renew", TARO],
    &["contacts", "hold", TARO],
    &["contacts", "release", TARO],
    &["companies", "rename", "Example Works", "Example Works"],
    &["contacts", "replace", TARO, HANAKO, "--name", "花子"],
    &["contacts", "remove", HANAKO],
];

fn by(portal: &TestPortal, name: &str, arguments: &[&str]) -> std::process::Output {
    run(portal, &[arguments, &["--by", name]].concat())
}

#[tokio::test]
async fn a_role_and_its_companies_decide_what_an_operator_may_do() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        // A company's last contact is removed by two operators.
        portal.register("saburo@example.com").await;
        portal.register_for("Other", "jiro@other.example").await;
        for (name, address, role, company) in [
            ("管理者", "admin@provider.example", "administrator", None),
            (
                "担当",
                "tanto@provider.example",
                "agent",
                Some("Example Works"),
            ),
            ("別会社", "other@provider.example", "agent", Some("Other")),
            ("閲覧", "viewer@provider.example", "viewer", None),
        ] {
            let add = ["operators", "add", name, address, "--role", role];
            let scope = company.map(|company| ["--company", company]);
            said(&run(
                &portal,
                &[&add[..], scope.as_ref().map_or(&[], |it| &it[..])].concat(),
            ));
        }
        assert_eq!(
            said(&run(&portal, &["operators", "list"])),
            "別会社\tagent\tOther\tother@provider.example\t\n\
             担当\tagent\tExample Works\ttanto@provider.example\t\n\
             管理者\tadministrator\t*\tadmin@provider.example\t\n\
             閲覧\tviewer\t*\tviewer@provider.example\t\n"
        );

        let everything = portal.everything().await;
        for command in &COMMANDS[..7] {
            let denied = by(&portal, "閲覧", command);
            assert!(
                refusal(&denied).starts_with("genkan: not-permitted: 閲覧 has the role viewer")
            );
            let denied = by(&portal, "別会社", command);
            assert!(refusal(&denied).starts_with("genkan: not-permitted: 別会社 may not "));
            let denied = by(
                &portal,
                "別会社",
                &[command, &["--lang", "ja"][..]].concat(),
            );
            assert!(refusal(&denied).contains("別会社 さんの担当する会社ではない"));
            let unknown = by(&portal, "だれか", command);
            assert!(refusal(&unknown).starts_with("genkan: operator-unknown: "));
            assert!(refusal(&unknown).contains("genkan operators add \"だれか\""));
        }
        // Only the scope of all companies contains a new company.
        let new = [
            "contacts",
            "add",
            "--name",
            "x",
            "--email",
            HANAKO,
            "--company",
            "New",
        ];
        let manage = [
            "operators",
            "add",
            "x",
            "x@provider.example",
            "--role",
            "viewer",
        ];
        let remove = ["operators", "remove", "管理者"];
        for command in [&new[..], &manage, &remove] {
            let denied = by(&portal, "担当", command);
            assert!(refusal(&denied).starts_with("genkan: not-permitted: 担当 "));
        }
        assert_eq!(portal.everything().await, everything, "nothing has changed");

        for command in COMMANDS {
            said(&by(&portal, "担当", command));
        }
        said(&by(&portal, "管理者", &manage));
        said(&by(&portal, "管理者", &new));

        // A removed operator may do nothing; the name is free again.
        said(&by(&portal, "管理者", &["operators", "remove", "担当"]));
        let gone = by(&portal, "担当", &["contacts", "hold", HANAKO]);
        assert!(refusal(&gone).starts_with("genkan: operator-unknown: "));
        let again = [
            "operators",
            "add",
            "担当",
            "tanto@provider.example",
            "--role",
            "viewer",
        ];
        said(&run(&portal, &again));
        let taken = run(&portal, &again);
        assert!(refusal(&taken).starts_with("genkan: operator-name-taken: "));
        let denied = by(&portal, "担当", &["contacts", "hold", HANAKO]);
        assert!(refusal(&denied).starts_with("genkan: not-permitted: 担当 "));

        // Two operators of one name are two people in the log.
        let log = run(&portal, &["audit-log", "export"]);
        let ids: std::collections::HashSet<String> = said(&log)
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .filter(|row| row["kind"] == "operator-added")
            .map(|row| row["subject_id"].to_string())
            .collect();
        assert_eq!(ids.len(), 6);
    }
}

#[tokio::test]
async fn an_operator_needs_a_known_company_and_role() {
    for portal in portals(BASE).await {
        let add = [
            "operators",
            "add",
            "佐藤",
            "sato@provider.example",
            "--role",
        ];
        let unknown = run(
            &portal,
            &[&add[..], &["agent", "--company", "Nowhere"]].concat(),
        );
        assert!(refusal(&unknown).starts_with("genkan: company-unknown: "));
        let role = run(&portal, &[&add[..], &["owner"]].concat());
        assert_eq!(role.status.code(), Some(2));
        assert_eq!(said(&run(&portal, &["operators", "list"])), "");
    }
}

#[tokio::test]
async fn no_command_for_contacts_touches_an_operator() {
    for portal in portals(BASE).await {
        portal.register(TARO).await;
        let address = "sato@provider.example";
        let add = ["operators", "add", "佐藤", address, "--role", "agent"];
        said(&run(&portal, &add));
        let taken = run(&portal, &["operators", "add", "x", TARO, "--role", "agent"]);
        assert!(refusal(&taken).starts_with("genkan: address-taken: "));

        let everything = portal.everything().await;
        let listed = run(&portal, &["contacts", "list"]);
        assert!(said(&listed).contains(TARO) && !said(&listed).contains(address));
        let add = ["contacts", "add", "--name", "x", "--email", address];
        let mut commands: Vec<Vec<&str>> = vec![
            add.into(),
            vec!["contacts", "show", address],
            vec!["contacts", "edit", address, "--name", "x"],
            vec!["contacts", "replace", address, HANAKO, "--name", "x"],
        ];
        for command in ["remove", "hold", "release", "resend", "renew"] {
            commands.push(vec!["contacts", command, address]);
        }
        for command in commands {
            for (language, says) in [("en", "belongs to an operator"), ("ja", "オペレーターの")]
            {
                let refused = run(&portal, &[&command[..], &["--lang", language]].concat());
                let line = refusal(&refused);
                assert!(line.starts_with("genkan: operator-address: "), "{line}");
                assert!(line.contains(says), "{line}");
            }
        }
        let to_operator = run(
            &portal,
            &["contacts", "replace", TARO, address, "--name", "x"],
        );
        assert!(refusal(&to_operator).starts_with("genkan: address-taken: "));
        let explained = run(&portal, &["explain", address]);
        let lines: Vec<&str> = said(&explained).lines().collect();
        assert!(lines[1].starts_with("[operator] "), "{lines:?}");
        assert!(lines.len() <= 3, "{lines:?}");

        let file = portal.folder.path().join("contacts.csv");
        let rows = format!("name,email\nA,{address}\nB,{TARO}\n");
        std::fs::write(&file, rows).unwrap();
        let import = run(&portal, &["contacts", "import", file.to_str().unwrap()]);
        assert_eq!(import.status.code(), Some(1));
        let warned = crate::support::cli::text(&import.stderr);
        assert!(warned.contains("operator-address: "), "{warned}");
        assert_eq!(portal.everything().await, everything, "nothing has changed");
    }
}

#[tokio::test]
async fn a_role_and_a_factor_change_on_the_machine_or_with_an_approval() {
    for portal in portals(BASE).await {
        for (name, address) in [
            ("甲", "kou@provider.example"),
            ("乙", "otsu@provider.example"),
        ] {
            let add = ["operators", "add", name, address, "--role", "administrator"];
            said(&run(&portal, &add));
        }
        let add = [
            "operators",
            "add",
            "丙",
            "hei@provider.example",
            "--role",
            "viewer",
        ];
        said(&run(&portal, &add));
        let role = |name| portal_role(&portal, name);
        let why = ["--reason", "異動のため"];
        let change = ["operators", "change", "丙", "--role", "agent"];
        let reset = ["operators", "reset-factor", "丙"];
        for command in [&change[..], &reset] {
            let denied = by(&portal, "丙", &[command, &why].concat());
            assert!(refusal(&denied).starts_with("genkan: not-permitted: 丙 "));
        }
        for command in [&change[..], &reset] {
            let proposed = by(&portal, "甲", &[command, &why].concat());
            let case = said(&proposed).split_once("cases approve ").unwrap().1;
            let case = case.split(' ').next().unwrap();
            if command == change {
                assert_eq!(role("丙"), "viewer", "nothing has changed yet");
            }
            let approve = ["cases", "approve", case];
            assert!(refusal(&by(&portal, "甲", &approve)).contains("second-operator-needed"));
            said(&by(&portal, "乙", &approve));
        }
        assert_eq!(role("丙"), "agent");
        // The administrator of the machine needs nobody.
        let back = ["operators", "change", "丙", "--role", "viewer"];
        said(&run(&portal, &[&back[..], &why].concat()));
        assert_eq!(role("丙"), "viewer");
        said(&run(&portal, &[&reset[..], &why].concat()));

        // The last one who manages operators stays.
        said(&run(&portal, &["operators", "remove", "乙"]));
        let remove = run(&portal, &["operators", "remove", "甲"]);
        assert!(refusal(&remove).starts_with("genkan: last-administrator: "));
        let demote = ["operators", "change", "甲", "--role", "agent"];
        let demote = run(&portal, &[&demote[..], &why].concat());
        assert!(refusal(&demote).starts_with("genkan: last-administrator: "));
    }
}

fn portal_role(portal: &TestPortal, name: &str) -> String {
    let listed = run(portal, &["operators", "list"]);
    let line = said(&listed).lines().find(|line| line.starts_with(name));
    line.unwrap().split('\t').nth(1).unwrap().to_owned()
}
