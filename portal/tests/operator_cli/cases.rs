//! Cases, managers and the settings of companies on the command line.

use genkan::onboarding::case::InquiryState;
use genkan_portal::clock::now;
use serde_json::Value;

use super::{BASE, refusal, run, said};
use crate::support::cases::inquiry_state;
use crate::support::databases::portals;
use crate::support::{COMPANY, TARO};

#[tokio::test]
async fn two_operators_decide_an_inquiry() {
    for portal in portals(BASE).await {
        portal.register_for(COMPANY, TARO).await;
        portal.register_for("Other", "other@example.com").await;
        for (name, companies) in [("佐藤", &[][..]), ("鈴木", &[]), ("高橋", &["Other"])] {
            portal
                .operator(name, genkan::onboarding::Role::Agent, companies)
                .await;
        }
        let case = portal.inquiry(COMPANY, now()).await;
        let id = case.to_string();
        let on = |id: &str, command, more: &[&str]| {
            run(&portal, &[&["cases", command, id], more].concat())
        };
        let listed = run(&portal, &["cases", "list", "--matter", "inquiry"]);
        let line = said(&listed);
        assert!(
            line.starts_with(&id) && line.ends_with("\tinquiry\tasked\n"),
            "{line}"
        );
        assert_eq!(
            said(&run(&portal, &["cases", "list", "--matter", "request"])),
            ""
        );
        assert_eq!(said(&run(&portal, &["cases", "list", "--by", "高橋"])), "");
        let unseen = on(&id, "show", &["--by", "高橋"]);
        assert!(refusal(&unseen).starts_with("genkan: case-unknown: "));
        let shown = on(&id, "show", &[]);
        for text in [
            "花子 <b> <hanako@example.com>",
            "I was told to ask.",
            "case-opened",
        ] {
            assert!(said(&shown).contains(text), "{}", said(&shown));
        }

        let note = ["--reason", "Nobody answers.", "--by", "佐藤"];
        let asked = on(&id, "ask", &["--company", COMPANY, TARO, "--by", "佐藤"]);
        said(&asked);
        let early = on(&id, "proof", &[&["--kind", "document"], &note[..]].concat());
        assert!(refusal(&early).starts_with("genkan: case-state: "));
        said(&on(&id, "close", &note));
        assert_eq!(
            *inquiry_state(&portal.case(case).await),
            InquiryState::Refused
        );

        let case = portal.inquiry(COMPANY, now()).await;
        let id = case.to_string();
        let no_company = on(&id, "skip", &[&["--company", "None"], &note[..]].concat());
        assert!(refusal(&no_company).starts_with("genkan: company-unknown: "));
        said(&on(
            &id,
            "skip",
            &[&["--company", COMPANY], &note[..]].concat(),
        ));
        said(&on(
            &id,
            "proof",
            &[&["--kind", "call-back"], &note[..]].concat(),
        ));
        let nobody = on(&id, "propose", &["--reason", "Nobody answers."]);
        assert!(refusal(&nobody).starts_with("genkan: operator-needed: "));
        let proposed = on(&id, "propose", &[&["--replaces", TARO], &note[..]].concat());
        let approval = said(&proposed);
        let (_, approval) = approval.split_once("genkan cases approve ").unwrap();
        let approval = approval.split(' ').next().unwrap().to_owned();
        let alone = on(&approval, "approve", &["--by", "佐藤"]);
        assert!(refusal(&alone).starts_with("genkan: second-operator-needed: "));
        let japanese = on(&approval, "approve", &["--by", "佐藤", "--lang", "ja"]);
        assert!(refusal(&japanese).contains("別のオペレーターの承認が必要です"));
        said(&on(&approval, "approve", &["--by", "鈴木"]));
        let json = on(&id, "show", &["--json"]);
        let json: Value = serde_json::from_str(said(&json)).unwrap();
        assert_eq!(json["state"], "waiting");
        assert_eq!(json["company"], COMPANY);
        let early = on(&id, "carry-out", &["--by", "鈴木"]);
        assert!(refusal(&early).starts_with("genkan: case-state: "));

        // The log has every step, and nothing that anybody wrote.
        let log = run(&portal, &["audit-log", "export"]);
        let log = said(&log);
        assert!(log.contains("takeover-announced"), "{log}");
        assert!(
            !log.contains("Nobody answers") && !log.contains("hanako"),
            "{log}"
        );
        let verified = run(&portal, &["audit-log", "verify"]);
        said(&verified);
    }
}

#[tokio::test]
async fn managers_and_the_last_contact() {
    for portal in portals(BASE).await {
        portal.register_for(COMPANY, TARO).await;
        portal
            .operator("佐藤", genkan::onboarding::Role::Agent, &[])
            .await;
        let manager = run(&portal, &["contacts", "manager", TARO, "--by", "佐藤"]);
        assert!(said(&manager).contains("is a manager now"));
        assert!(portal.account(TARO).await.is_manager);
        said(&run(&portal, &["contacts", "manager", TARO, "--off"]));
        assert!(!portal.account(TARO).await.is_manager);
        let set = run(&portal, &["companies", "requests", COMPANY, "managers"]);
        assert!(said(&set).contains("decide"));
        let taro = portal.account(TARO).await;
        let company = portal.service.company(&taro).await.unwrap().unwrap();
        assert!(company.managers_act);
        said(&run(&portal, &["companies", "requests", COMPANY, "desk"]));

        // One operator may not; the administrator of the machine may.
        let remove = ["contacts", "remove", TARO, "--by", "佐藤"];
        let alone = run(&portal, &remove);
        assert!(refusal(&alone).starts_with("genkan: last-contact: "));
        for move_away in ["Other", ""] {
            let edit = ["contacts", "edit", TARO, "--company", move_away];
            let alone = run(&portal, &[&edit[..], &["--by", "佐藤"]].concat());
            assert!(refusal(&alone).starts_with("genkan: last-contact: "));
        }
        let proposed = run(&portal, &[&remove[..], &["--reason", "The end."]].concat());
        let proposed = said(&proposed);
        assert!(proposed.contains("genkan cases approve "), "{proposed}");
        said(&run(&portal, &["contacts", "remove", TARO]));
        assert!(portal.account(TARO).await.state.is_removed());
    }
}

#[tokio::test]
async fn a_report_of_a_trouble_is_shown_in_words() {
    let portal = crate::support::TestPortal::new(BASE);
    portal.register_for(COMPANY, TARO).await;
    let id = portal.reported(TARO).await.to_string();
    for (language, found) in [
        ("en", "Registered; no password has been set yet. Expires "),
        ("ja", "登録済みで、パスワードは未設定です。"),
    ] {
        let shown = run(&portal, &["cases", "show", &id, "--lang", language]);
        let shown = said(&shown);
        assert!(shown.contains(found), "{shown}");
        assert!(
            !shown.contains('{') && !shown.contains("no-link"),
            "{shown}"
        );
    }
}
