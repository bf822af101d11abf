//! Files of contacts, as programs write them.

use genkan::onboarding::Accounts as _;

use super::{BASE, run, said};
use crate::support::TestPortal;
use crate::support::cli::{genkan, text};
use crate::support::databases::portals;

fn write(portal: &TestPortal, name: &str, bytes: &[u8]) -> String {
    let path = portal.folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Lines of `contacts list`.
fn list(portal: &TestPortal) -> Vec<String> {
    let output = run(portal, &["contacts", "list"]);
    said(&output).lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn every_form_of_a_file_registers_the_same() {
    let portal = TestPortal::new(BASE);
    let rows = "氏名,メールアドレス,会社名,言語,備考\n髙橋 﨑,taro@example.com,株式会社例,日本語,x\n\n,,,,\n\"Sato, H\",sato@example.com,,English,\n";
    let expected = [
        "sato@example.com\tregistered\tSato, H\t",
        "taro@example.com\tregistered\t髙橋 﨑\t株式会社例",
    ];
    let utf16: Vec<u8> = format!("\u{feff}{rows}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (cp932, _, has_errors) = encoding_rs::SHIFT_JIS.encode(rows);
    assert!(!has_errors);
    let tabs = rows
        .replace("\"Sato, H\"", "Sato; H")
        .replace(',', "\t")
        .replace("Sato; H", "\"Sato, H\"");
    let semicolons = rows
        .replace("\"Sato, H\"", "Sato_H")
        .replace(',', ";")
        .replace("Sato_H", "\"Sato, H\"");
    let files = [
        rows.as_bytes().to_vec(),
        format!("\u{feff}{}", rows.replace('\n', "\r\n")).into_bytes(),
        utf16,
        cp932.into_owned(),
        tabs.into_bytes(),
        semicolons.clone().into_bytes(),
        format!("sep=;\r\n{semicolons}").into_bytes(),
    ];
    for (n, file) in files.iter().enumerate() {
        let portal = TestPortal::new(BASE);
        let path = write(&portal, "contacts.csv", file);
        let dry = run(&portal, &["contacts", "import", "--dry-run", &path]);
        let first = if n == 6 { 3 } else { 2 };
        let reported = format!(
            "{first}\tregister\ttaro@example.com\t髙橋 﨑\n{}\tregister\tsato@example.com\tSato, H\n",
            first + 3
        );
        assert_eq!(said(&dry), reported, "{n}");
        assert!(list(&portal).is_empty());
        let imported = run(&portal, &["contacts", "import", &path]);
        assert_eq!(said(&imported), "2 registered, 0 already known\n", "{n}");
        let errors = text(&imported.stderr);
        assert!(errors.contains("not used: 備考"), "{errors}");
        assert_eq!(errors.contains("Shift_JIS"), n == 3, "{errors}");
        assert_eq!(list(&portal), expected, "{n}");
    }
    // Columns with other names, and one that is not meant.
    let other = "担当,連絡先,email\nJiro,jiro@example.com,nobody\n";
    let path = write(&portal, "other.csv", other.as_bytes());
    let named = [
        "contacts",
        "import",
        &path,
        "--map",
        "name=担当",
        "--map",
        "email=連絡先",
    ];
    assert_eq!(
        said(&run(&portal, &named)),
        "1 registered, 0 already known\n"
    );
    let wrong = run(
        &portal,
        &["contacts", "import", &path, "--map", "role=担当"],
    );
    assert_eq!(wrong.status.code(), Some(2));
    let latin = b"name,email\nJos\xe9 P,jose@example.com\n";
    let path = write(&portal, "latin.csv", latin);
    let named = ["contacts", "import", &path, "--encoding", "windows-1252"];
    said(&run(&portal, &named));
    assert!(list(&portal)[1].contains("José P"), "{:?}", list(&portal));
}

#[tokio::test]
async fn each_row_is_reported_and_an_update_changes_what_differs() {
    for portal in portals(BASE).await {
        let rows = "name,email,company,language\nTaro,taro@example.com,A,ja\nHanako,hanako@example.com,A,en\nJiro,jiro@example.com,B,ja\n";
        let path = write(&portal, "a.csv", rows.as_bytes());
        said(&run(&portal, &["contacts", "import", &path]));
        let rows = "name,email,company,language\nTaro Y,taro@example.com,A,\nHanako,hanako@example.com,C,en\nJiro,JIRO@example.com,,ja\nNew,new@example.com,B,ja\nBad,no-at,,\n";
        let path = write(&portal, "b.csv", rows.as_bytes());
        let dry = run(
            &portal,
            &["contacts", "import", "--update", "--dry-run", &path],
        );
        assert_eq!(dry.status.code(), Some(2));
        let lines: Vec<&str> = text(&dry.stdout).lines().collect();
        assert_eq!(
            lines[..4],
            [
                "2\tupdate\ttaro@example.com\tname",
                "3\tupdate\thanako@example.com\tcompany",
                "4\tknown\tJIRO@example.com\t",
                "5\tregister\tnew@example.com\tNew",
            ]
        );
        assert!(
            lines[4].starts_with("6\terror\t\taddress-no-at: "),
            "{}",
            lines[4]
        );
        // Nothing of a file with an error.
        let refused = run(&portal, &["contacts", "import", "--update", &path]);
        assert_eq!(refused.status.code(), Some(2));
        let path = write(
            &portal,
            "c.csv",
            rows.rsplit_once("Bad").unwrap().0.as_bytes(),
        );
        let update = ["contacts", "import", "--update", &path];
        assert_eq!(
            said(&run(&portal, &update)),
            "1 registered, 2 updated, 1 already known\n"
        );
        assert_eq!(
            list(&portal),
            [
                "hanako@example.com\tregistered\tHanako\tC",
                "jiro@example.com\tregistered\tJiro\tB",
                "new@example.com\tregistered\tNew\tB",
                "taro@example.com\tregistered\tTaro Y\tA",
            ]
        );
        // Again changes nothing, and an account stays the same person.
        assert_eq!(
            said(&run(&portal, &update)),
            "0 registered, 4 already known\n"
        );

        // Out and in again.
        let exported = run(&portal, &["contacts", "export"]);
        let file = said(&exported).to_owned();
        let other = TestPortal::new(BASE);
        let path = write(&other, "exported.csv", file.as_bytes());
        assert_eq!(
            said(&run(&other, &["contacts", "import", &path])),
            "4 registered, 0 already known\n"
        );
        assert_eq!(list(&other), list(&portal));
        assert_eq!(said(&run(&other, &["contacts", "export"])), file);
        let path = write(&portal, "exported.csv", file.as_bytes());
        let update = ["contacts", "import", "--update", &path];
        assert_eq!(
            said(&run(&portal, &update)),
            "0 registered, 4 already known\n"
        );

        let found = |text: &str| {
            let output = run(&portal, &["contacts", "list", "--search", text]);
            said(&output).lines().count()
        };
        assert_eq!(
            (found("taro"), found("ハ"), found("B"), found("zzz")),
            (1, 0, 2, 0)
        );
        assert_eq!(
            (found("HANAKO@"), found("taro y"), found("ｔａｒｏ＠")),
            (1, 1, 1)
        );
        let json = run(
            &portal,
            &["contacts", "list", "--search", "taro@", "--json"],
        );
        let row: serde_json::Value = serde_json::from_str(said(&json)).unwrap();
        assert_eq!(
            (&row["address"], &row["company"]),
            (&"taro@example.com".into(), &"A".into())
        );
        let accounts = portal.service.store.accounts(None, 10).await.unwrap();
        assert_eq!(accounts.len(), 4);
    }
}

#[tokio::test]
async fn a_row_may_end_after_its_last_cell() {
    let portal = TestPortal::new(BASE);
    let rows = "name,email,company,language\n\
                Taro,taro@example.com\n\
                Jiro,jiro@example.com,A\n\
                Hanako,hanako@example.com,A,英語\n\
                Saburo\n";
    let path = write(&portal, "short.csv", rows.as_bytes());
    let dry = run(&portal, &["contacts", "import", "--dry-run", &path]);
    let report: Vec<&str> = text(&dry.stdout).lines().collect();
    assert_eq!(
        report[..3],
        [
            "2\tregister\ttaro@example.com\tTaro",
            "3\tregister\tjiro@example.com\tJiro",
            "4\tregister\thanako@example.com\tHanako",
        ]
    );
    assert!(report[3].starts_with("5\terror\t\taddress-empty: "));
}

#[test]
fn a_wrong_file_is_one_sentence_for_each_kind() {
    let portal = TestPortal::new(BASE);
    let mut rows = String::from("name,email\n");
    for n in 0..1_000 {
        rows += &format!("Person, {n},p{n}@example.com\n");
    }
    let path = write(&portal, "wrong.csv", rows.as_bytes());
    for (language, said) in [
        ("en", "cell-count: and 980 more rows"),
        ("ja", "cell-count: ほか980行"),
    ] {
        let output = run(&portal, &["contacts", "import", &path, "--lang", language]);
        assert_eq!(output.status.code(), Some(2));
        let errors = text(&output.stderr);
        assert_eq!(errors.lines().count(), 22, "{errors}");
        assert!(errors.contains(said), "{errors}");
    }
    let open = "name,email\nx,\"a@example.com\ny,b@example.com\n";
    let path = write(&portal, "open.csv", open.as_bytes());
    let output = run(&portal, &["contacts", "import", &path]);
    assert!(
        text(&output.stderr).contains("row 2: quote-open"),
        "{}",
        text(&output.stderr)
    );
    let help = genkan(&["contacts", "import", "--help", "--lang", "ja"], "");
    assert!(text(&help.stdout).contains("続きから登録します"));
}
