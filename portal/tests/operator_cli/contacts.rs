//! Contacts are added, edited, put on hold, released, handed over and removed.

use serde_json::Value;

use super::{BASE, refusal, run, said};
use crate::support::cli::text;
use crate::support::databases::portals;
use crate::support::{COMPANY, TARO};

#[tokio::test]
async fn an_operator_looks_after_a_contact() {
    for portal in portals(BASE).await {
        let new = "hanako@example.com";
        said(&run(
            &portal,
            &[
                "operators",
                "add",
                "佐藤",
                "sato@provider.example",
                "--role",
                "agent",
            ],
        ));
        let add = [
            "contacts", "add", "--name", "太郎", "--email", TARO, "--notify",
        ];
        said(&run(&portal, &[&add[..], &["--by", "佐藤"]].concat()));
        let taken = run(&portal, &add);
        assert!(refusal(&taken).starts_with("genkan: address-taken: "));

        let contacts =
            |command, address: &'static str| run(&portal, &["contacts", command, address]);
        for (command, starts) in [
            ("hold", "put taro.yamada@example.co.jp on hold"),
            ("release", "released "),
            ("resend", "a link will be sent to "),
            ("renew", "renewed "),
        ] {
            assert!(
                said(&contacts(command, TARO)).starts_with(starts),
                "{command}"
            );
        }
        let refused = contacts("release", TARO);
        assert!(
            refusal(&refused).contains("account-state: taro.yamada@example.co.jp is not on hold")
        );
        let japanese = run(&portal, &["contacts", "release", TARO, "--lang", "ja"]);
        assert!(refusal(&japanese).contains("account-state: "));
        assert!(refusal(&japanese).contains("利用停止中ではありません"));
        said(&contacts("hold", TARO));
        assert!(refusal(&contacts("hold", TARO)).contains("is on hold already"));
        let held = contacts("resend", TARO);
        assert!(refusal(&held).starts_with("genkan: held: "));
        assert!(refusal(&held).contains(&format!("genkan contacts release {TARO}")));
        said(&contacts("release", TARO));

        portal.register_for("", new).await;
        let replace = |new| {
            run(
                &portal,
                &["contacts", "replace", TARO, new, "--name", "花子"],
            )
        };
        assert!(refusal(&replace(new)).starts_with("genkan: address-taken: "));
        said(&contacts("remove", new));
        said(&replace(new));
        let gone = contacts("hold", TARO);
        assert!(refusal(&gone).starts_with("genkan: unregistered: "));
        assert!(refusal(&gone).contains("genkan contacts add"));
        let listed = run(&portal, &["contacts", "list"]);
        assert_eq!(said(&listed), format!("{new}\tregistered\t花子\t\n"));

        // The log has who did it, and no name or address.
        let log = run(&portal, &["audit-log", "export"]);
        let entries: Vec<Value> = said(&log)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(entries[1]["kind"], "registered");
        assert_eq!(entries[1]["actor"], "operator");
        assert_eq!(entries[1]["actor_id"], entries[0]["subject_id"]);
        assert_eq!(entries[2]["actor"], "system");
        assert!(!said(&log).contains("佐藤") && !said(&log).contains("example"));
    }
}

#[tokio::test]
async fn a_contact_is_edited_and_keeps_the_account() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let before = portal.account(TARO).await;
        let edit = |more: &[&str]| run(&portal, &[&["contacts", "edit", TARO], more].concat());
        said(&edit(&[
            "--name",
            "山田 次郎",
            "--company",
            "新会社",
            "--language",
            "en",
        ]));
        let after = portal.account(TARO).await;
        assert_eq!((after.id, &after.state), (before.id, &before.state));
        let list = || said(&run(&portal, &["contacts", "list"])).to_owned();
        assert_eq!(list(), format!("{TARO}\tactive\t山田 次郎\t新会社\n"));
        said(&edit(&["--company", ""]));
        assert_eq!(list(), format!("{TARO}\tactive\t山田 次郎\t\n"));

        let nothing = edit(&[]);
        assert_eq!(nothing.status.code(), Some(2));
        for (more, code) in [
            (["--name", "a\nb"], "genkan: invalid-name: "),
            (["--company", "a\tb"], "genkan: invalid-name: "),
        ] {
            let bad = edit(&more);
            assert_eq!(bad.status.code(), Some(2));
            assert!(text(&bad.stderr).starts_with(code), "{}", text(&bad.stderr));
        }
    }
}

#[tokio::test]
async fn a_contact_is_shown_with_everything_but_the_password() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        let shown = |more: &[&str]| {
            let output = run(&portal, &[&["contacts", "show", TARO], more].concat());
            said(&output).to_owned()
        };
        let row: Value = serde_json::from_str(&shown(&["--json"])).unwrap();
        let account = portal.account(TARO).await;
        assert_eq!(row["address"], TARO);
        assert_eq!(row["account"], account.id.to_string());
        assert_eq!(row["company"], COMPANY);
        assert_eq!(row["state"], "active");
        assert_eq!(row["has_password"], true);
        assert!(row["successor"].is_null());
        let english = shown(&[]);
        assert!(english.contains("\nstate: active\n") && english.contains("\npassword: set\n"));
        let japanese = shown(&["--lang", "ja"]);
        assert!(japanese.contains("\n状態: active\n") && japanese.contains("\n会社: "));
        for text in [row.to_string(), english, japanese] {
            assert!(!text.contains("argon2"), "{text}");
        }

        said(&run(&portal, &["contacts", "hold", TARO]));
        let held: Value = serde_json::from_str(&shown(&["--json"])).unwrap();
        assert_eq!(held["state"], "held");
        assert!(held["since"].is_string());
        let new = "hanako@example.com";
        let replace = ["contacts", "replace", TARO, new, "--name", "花子"];
        said(&run(&portal, &replace));
        assert!(shown(&[]).contains(&format!("\nhanded over to: {new}\n")));
        let unknown = run(&portal, &["contacts", "show", "jiro@example.com"]);
        assert!(refusal(&unknown).starts_with("genkan: unregistered: "));
    }
}
