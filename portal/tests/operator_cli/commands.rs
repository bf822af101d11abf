//! The command line, as it is run.

use std::path::Path;

use crate::support::cli::{genkan, text};

#[test]
fn check_answers_with_words_and_with_its_exit() {
    let accepted = genkan(&["check", "--email", "taro@example.com"], "blue7Kite!\n");
    assert_eq!(accepted.status.code(), Some(0));
    let rejected = genkan(
        &["check", "--email", "taro@example.com", "--lang", "ja"],
        "tARo\n",
    );
    assert_eq!(rejected.status.code(), Some(1));
    assert!(text(&rejected.stdout).contains("6文字以上にしてください"));
    assert!(!text(&rejected.stdout).contains("tARo"));
    assert_eq!(genkan(&["check"], "").status.code(), Some(2));
    assert_eq!(
        genkan(&["check", "--lang", "fr"], "x").status.code(),
        Some(2)
    );
    let strength = genkan(&["check", "--strength"], "Passw0rd");
    assert!(text(&strength.stdout).ends_with("Resistance to guessing (zxcvbn): 0 / 4\n"));
}

#[test]
fn check_answers_line_by_line() {
    let input = concat!(
        "{\"password\":\"blue7Kite!\"}\n",
        "{\"password\":\"Ab1\",\"email\":null}\n\n",
        "{\"email\":\"taro@example.com\",\"password\":\"\\u0054aro2026!\"}",
    );
    let answered = genkan(&["check", "--jsonl"], input);
    assert_eq!(
        text(&answered.stdout),
        concat!(
            "{\"accepted\":true,\"violations\":[]}\n",
            "{\"accepted\":false,\"violations\":[{\"code\":\"too-short\",\"min\":6,\"actual\":3,\"unit\":\"code-points\"}]}\n",
            "{\"accepted\":false,\"violations\":[{\"code\":\"contains-local-part\",\"of\":\"address\",\"at\":[0,4]}]}\n",
        )
    );
    assert_eq!(answered.status.code(), Some(1));
    // A byte order mark, which some editors write, is dropped.
    let marked = genkan(&["check"], "\u{feff}blue7!\r\n");
    assert_eq!(marked.status.code(), Some(0));
    let marked = genkan(&["check"], "\u{feff}blu7!");
    assert_eq!(marked.status.code(), Some(1));
    let accepted = genkan(
        &["check", "--jsonl"],
        "\u{feff}{\"password\":\"blue7Kite!\"}\n",
    );
    assert_eq!(accepted.status.code(), Some(0));
}

#[test]
fn a_bad_line_is_named_without_its_content_and_delays_no_other() {
    let input = "{\"password\":\"hunter2secret\n{\"pasword\":\"hunter2secret\"}\n{\"password\":\"blue7Kite!\"}\n";
    let answered = genkan(&["check", "--jsonl"], input);
    let lines: Vec<&str> = text(&answered.stdout).lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("{\"error\":\"bad-line\",\"line\":1,"));
    assert!(lines[1].starts_with("{\"error\":\"bad-line\",\"line\":2,"));
    assert_eq!(lines[2], "{\"accepted\":true,\"violations\":[]}");
    assert!(!text(&answered.stdout).contains("hunter2"));
    assert_eq!(answered.status.code(), Some(2));
}

#[test]
fn a_password_of_megabytes_is_too_long_and_nothing_else() {
    let input = format!("{{\"password\":\"{}\"}}\n", "a".repeat(5_000_000));
    let answered = genkan(&["check", "--jsonl"], &input);
    assert_eq!(
        text(&answered.stdout),
        "{\"accepted\":false,\"violations\":[{\"code\":\"too-long\",\"max\":1024,\"actual\":5000000,\"unit\":\"bytes\"}]}\n"
    );
}

#[test]
fn the_policy_is_shown_in_both_languages_and_as_data() {
    assert!(text(&genkan(&["policy", "show", "--lang", "ja"], "").stdout).contains("6文字以上"));
    assert!(text(&genkan(&["policy", "show", "--lang", "en"], "").stdout).contains("At least 6"));
    let json = genkan(&["policy", "show", "--json"], "").stdout;
    let document: genkan::policy::Document = serde_json::from_slice(&json).unwrap();
    assert_eq!(document.name, "support_center");
}

fn configured(folder: &Path) -> String {
    let path = folder.join("genkan.toml");
    let config = "base_url = \"https://support.example.com\"\ntrusted_proxies = 1\nlisten = \"127.0.0.1:0\"\n\
                  data = \"data\"\n[mail]\nfrom = \"support@provider.example\"\n";
    std::fs::write(&path, config).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn contacts_are_added_imported_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let config = configured(folder.path());
    let add = [
        "contacts",
        "add",
        "--config",
        &config,
        "--name",
        "山田",
        "--email",
        "Taro@Example.com",
    ];
    assert_eq!(
        text(&genkan(&add, "").stdout),
        "registered Taro@example.com\n"
    );
    let again = genkan(&add, "");
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("registered already"));

    let csv = folder.path().join("contacts.csv");
    let file = csv.to_str().unwrap();
    std::fs::write(&csv, "\u{feff}name,email,company\n佐藤,sato@example.com,株式会社例\nBad,no-at,x\n,a@example.com,y\n").unwrap();
    let refused = genkan(&["contacts", "import", "--config", &config, file], "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        text(&refused.stderr).contains("row 3: address-no-at"),
        "{}",
        text(&refused.stderr)
    );
    assert!(text(&refused.stderr).contains("row 4: invalid-name"));

    std::fs::write(
        &csv,
        "email,name,language\r\nsato@example.com,佐藤,en\r\ntaro@example.com,太郎,\r\n",
    )
    .unwrap();
    let imported = genkan(&["contacts", "import", "--config", &config, file], "");
    assert_eq!(text(&imported.stdout), "1 registered, 1 already known\n");
    let listed = genkan(&["contacts", "list", "--config", &config], "");
    assert_eq!(
        text(&listed.stdout),
        "sato@example.com\tregistered\t佐藤\t\nTaro@example.com\tregistered\t山田\t\n"
    );

    std::fs::write(&csv, [0xff, 0xff, b'\n']).unwrap();
    let refused = genkan(&["contacts", "import", "--config", &config, file], "");
    assert!(text(&refused.stderr).contains("UTF-8"));
}

#[test]
fn a_bad_configuration_is_one_line() {
    let refused = genkan(&["serve", "--config", "/nowhere/genkan.toml"], "");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(text(&refused.stderr).lines().count(), 1);
    assert!(text(&refused.stderr).starts_with("genkan: /nowhere/genkan.toml: cannot be read"));
}

#[test]
fn a_blocklist_is_built_examined_and_replaced_whole() {
    use genkan::blocklist::{Blocklist as _, CompactList, HashList};
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (words, list) = (path("words.txt"), path("words.gbl"));
    std::fs::write(
        &words,
        [
            b"\xef\xbb\xbfSakura123\r\nsakura123\n\n\xff\xfe\n".as_slice(),
            &b"letmein\n".repeat(7),
        ]
        .concat(),
    )
    .unwrap();
    let build = ["blocklist", "build", "--lang", "en", "--output", &list];
    let built = genkan(&[&build[..], &[&words]].concat(), "");
    assert_eq!(
        text(&built.stdout),
        format!("{list}: 2 entries (11 lines, 7 repeated, 2 left out, 1 of them not UTF-8)\n")
    );
    let bytes = std::fs::read(&list).unwrap();
    let compact = CompactList::from_bytes(&bytes).unwrap();
    assert!(compact.contains("sakura123") && compact.contains("letmein"));
    assert_eq!(CompactList::build(["LETMEIN", "sakura123"]).unwrap(), bytes);
    let check = ["blocklist", "check", "--lang", "ja", &list];
    assert!(text(&genkan(&check, "").stdout).contains("テキスト 2件"));

    // A build that fails leaves the old list as it was, and nothing beside it.
    let digests = path("digests.txt");
    let digest = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
    std::fs::write(&digests, format!("{digest}:3\r\nno digest:1\r\n")).unwrap();
    let hashes = [&build[..], &["--hashes", "sha1", &digests]].concat();
    let failed = genkan(&hashes, "");
    assert_eq!(failed.status.code(), Some(1));
    assert!(text(&failed.stderr).contains("digests.txt: line 2 is not a digest"));
    assert_eq!(std::fs::read(&list).unwrap(), bytes);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);

    std::fs::write(&digests, format!("{digest}:3\r\n{}:1\r\n", "0".repeat(40))).unwrap();
    let seen_twice = [&hashes[..], &["--min-count", "2"]].concat();
    assert!(text(&genkan(&seen_twice, "").stdout).contains("1 entries"));
    let bytes = std::fs::read(&list).unwrap();
    assert_eq!(HashList::from_bytes(&bytes).unwrap().entries(), 1);
    std::fs::write(&list, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(genkan(&check, "").status.code(), Some(1));
}
