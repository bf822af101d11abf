//! Companies are created with their contacts, and renamed.

use super::{BASE, refusal, run, said};
use crate::support::TARO;
use crate::support::browser::Browser;
use crate::support::databases::portals;
use crate::support::{PASSWORD, TestPortal};

fn companies(portal: &TestPortal) -> String {
    said(&run(portal, &["companies", "list"])).to_owned()
}

#[tokio::test]
async fn an_import_creates_each_company_once_or_nothing_at_all() {
    for portal in portals(BASE).await {
        portal.register_for("株式会社例", TARO).await;
        let file = portal.folder.path().join("contacts.csv");
        let import = |text: &str, more: &[&str]| {
            std::fs::write(&file, text).unwrap();
            let import = ["contacts", "import", file.to_str().unwrap()];
            run(&portal, &[&import[..], more].concat())
        };
        let rows = "name,email,company\n佐藤,sato@example.com,Works\n鈴木,suzuki@example.com,株式会社例\n\
                    田中,tanaka@example.com,Works\n山田,taro.yamada@example.co.jp,Unused\n";
        // An operator of one company may not import contacts of another.
        let add = [
            "operators",
            "add",
            "花子",
            "hanako@provider.example",
            "--role",
            "agent",
            "--company",
            "株式会社例",
        ];
        said(&run(&portal, &add));
        let denied = import(rows, &["--by", "花子"]);
        assert!(refusal(&denied).starts_with("genkan: not-permitted: 花子 "));
        assert_eq!(companies(&portal), "株式会社例\n");

        let output = import(rows, &[]);
        assert_eq!(said(&output), "3 registered, 1 already known\n");
        assert_eq!(companies(&portal), "Works\n株式会社例\n");
        let works = portal.account("sato@example.com").await.company;
        assert!(works.is_some());
        assert_eq!(portal.account("tanaka@example.com").await.company, works);
        assert_eq!(
            portal.account("suzuki@example.com").await.company,
            portal.account(TARO).await.company
        );

        // A row that cannot be used keeps the other rows and companies out.
        let bad = import(
            "name,email,company\nx,x@example.com,New\ny,y,New\n",
            &["--lang", "ja"],
        );
        assert_eq!(bad.status.code(), Some(2));
        let problems = crate::support::cli::text(&bad.stderr);
        assert!(
            problems.contains("何も登録していません")
                && problems.contains("3行目: address-no-at: ")
        );
        assert_eq!(companies(&portal), "Works\n株式会社例\n");
    }
}

#[tokio::test]
async fn a_company_is_renamed_for_all_its_contacts() {
    for portal in portals(BASE).await {
        portal.activate(TARO).await;
        portal.register_for("Other", "hanako@example.com").await;
        let rename = |from, to| run(&portal, &["companies", "rename", from, to]);
        let taken = rename("Example Works", "Other");
        assert!(refusal(&taken).starts_with("genkan: company-name-taken: "));
        let unknown = rename("Nowhere", "Somewhere");
        assert!(refusal(&unknown).starts_with("genkan: company-unknown: "));
        said(&rename("Example Works", "例示製作所"));
        assert_eq!(companies(&portal), "Other\n例示製作所\n");
        let browser = Browser::new(&portal);
        assert!(browser.signs_in(TARO, PASSWORD).await);
        assert!(browser.get("/").await.text.contains("例示製作所"));
    }
}
