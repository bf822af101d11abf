//! Files that spreadsheets write.

use super::{BASE, run, said};
use crate::support::cli::text;
use crate::support::databases::portals;

/// Each row has line breaks, separators and quotation marks in cells, an address
/// by a Japanese input method, or a column that is not used.
#[tokio::test]
async fn what_libreoffice_writes_is_imported() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/operator_cli/spreadsheets"
    );
    for portal in portals(BASE).await {
        for (n, name) in ["semicolon.csv", "tab-utf16.csv", "cp932.csv"]
            .into_iter()
            .enumerate()
        {
            let file = format!("{folder}/{name}");
            let dry = run(&portal, &["contacts", "import", "--dry-run", &file]);
            let fate = if n == 0 { "register" } else { "known" };
            let expected = [
                (2, "taro@example.co.jp", "山田 太郎"),
                (3, "Hanako@example.co.jp", "髙橋 﨑子"),
                (4, "jiro@example.co.jp", "Jiro O'Neill"),
            ];
            let expected = expected.map(|(row, address, name)| match n {
                0 => format!("{row}\t{fate}\t{address}\t{name}\n"),
                _ => format!("{row}\t{fate}\t{address}\t\n"),
            });
            assert_eq!(said(&dry), expected.concat(), "{name}");
            let warnings = text(&dry.stderr);
            assert!(warnings.contains("社員番号, 入社日, 備考"), "{warnings}");
            let is_guessed = warnings.contains("Shift_JIS");
            assert_eq!(is_guessed, name == "cp932.csv", "{warnings}");
            said(&run(&portal, &["contacts", "import", &file]));
            // Nothing differs in the other files.
            let update = ["contacts", "import", "--update", "--dry-run", &file];
            assert!(!said(&run(&portal, &update)).contains("update"), "{name}");
        }
        let list = run(&portal, &["contacts", "export"]);
        assert!(
            said(&list)
                .contains("\"髙橋 﨑子\",\"Hanako@example.co.jp\",\"サンプル; 商事, 本店\",\"ja\""),
            "{}",
            said(&list)
        );
    }
}

/// A workbook is not a CSV file, and has no header in any encoding.
#[tokio::test]
async fn a_workbook_is_named() {
    let portal = portals(BASE).await.remove(0);
    let file = portal.folder.path().join("contacts.xlsx");
    // What begins each Office Open XML and each OpenDocument file.
    std::fs::write(&file, b"PK\x03\x04\x14\0\x06\0rest").unwrap();
    let refused = run(&portal, &["contacts", "import", file.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    let refused = text(&refused.stderr);
    assert!(refused.contains("workbook"), "{refused}");
    let japanese = ["contacts", "import", file.to_str().unwrap(), "--lang", "ja"];
    let japanese = run(&portal, &japanese);
    assert!(text(&japanese.stderr).contains("CSV形式で保存"));
}
