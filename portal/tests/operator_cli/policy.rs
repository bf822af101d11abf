//! The commands about policies, as they are run.

use std::path::PathBuf;

use crate::support::cli::{genkan, text};

fn document(folder: &tempfile::TempDir, rules: &str) -> String {
    let path: PathBuf = folder.path().join("policy.json");
    let json = format!("{{\"version\":1,\"name\":\"house\",\"max_bytes\":64,\"rules\":[{rules}]}}");
    std::fs::write(&path, json).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_policy_is_chosen_by_name_or_by_document() {
    let nist = genkan(&["policy", "show", "--preset", "nist_sp_800_63b_4"], "");
    assert!(text(&nist.stdout).starts_with("nist_sp_800_63b_4 ("));
    assert!(text(&nist.stdout).contains("At least 15 characters"));
    let json = genkan(&["policy", "show", "--preset", "auth0_good", "--json"], "");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.json");
    std::fs::write(&file, json.stdout).unwrap();
    let copy = genkan(&["policy", "show", "--file", file.to_str().unwrap()], "");
    let named = genkan(&["policy", "show", "--preset", "auth0_good"], "");
    assert_eq!(copy.stdout, named.stdout);

    let unknown = genkan(&["policy", "show", "--preset", "none"], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("owasp_asvs_5"));
    let portal = document(&folder, "{\"rule\":\"length\",\"minimum\":8}");
    let wrong = genkan(&["policy", "show", "--file", &portal], "");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("rules[0].min: missing"));
    assert_eq!(text(&wrong.stderr).lines().count(), 1);
}

#[test]
fn an_audit_says_plainly_where_a_policy_falls_short() {
    let english = genkan(&["policy", "audit"], "");
    assert_eq!(english.status.code(), Some(0));
    assert!(text(&english.stdout).contains("[NOT MET] 6.2.5 (L1)"));
    assert!(text(&english.stdout).contains("falls short of today's standards: 9 clauses"));
    let japanese = genkan(&["policy", "audit", "--lang", "ja"], "");
    assert!(text(&japanese.stdout).contains("現在の標準を満たしていません"));
    let json = genkan(&["policy", "audit", "--json"], "").stdout;
    let clauses: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(clauses[0]["conformity"], "not-met");
    assert!(clauses[0]["ja"].as_str().unwrap().contains("15文字"));
}

#[test]
fn an_audit_says_that_one_operator_decides_alone_and_that_passwords_expire() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("genkan.toml");
    for (approvals, is_said) in [(1, true), (2, false)] {
        let expiry = match is_said {
            true => "[passwords]\nmax_age_days = 90\n",
            false => "",
        };
        let text = format!(
            "base_url = \"https://support.example.com\"\nlisten = \"127.0.0.1:0\"\ndata = \"data\"\n\
             trusted_proxies = 1\n[mail]\nfrom = \"support@provider.example\"\n\
             [cases]\napprovals = {approvals}\n{expiry}"
        );
        std::fs::write(&config, text).unwrap();
        let audit = genkan(
            &["policy", "audit", "--config", config.to_str().unwrap()],
            "",
        );
        assert_eq!(audit.status.code(), Some(0), "{audit:?}");
        let said = crate::support::cli::text(&audit.stdout);
        for sentence in ["one operator decides alone", "passwords.max_age_days"] {
            assert_eq!(said.contains(sentence), is_said);
        }
    }
}

#[test]
fn an_export_names_what_it_leaves_out() {
    let rules = genkan(&["policy", "export"], "");
    assert_eq!(
        text(&rules.stdout),
        "minlength: 6; maxlength: 1024; required: lower; required: upper; required: digit; \
         allowed: ascii-printable;\n"
    );
    assert!(text(&rules.stderr).contains("local-part"));
    let schema = genkan(&["policy", "export", "--form", "json-schema"], "").stdout;
    let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
    assert_eq!(schema["minLength"], 6);
    let html = genkan(&["policy", "export", "--form", "html"], "").stdout;
    assert!(text(&html).starts_with("autocomplete=\"new-password\""));
    let lines = genkan(&["policy", "export", "--form", "text", "--lang", "ja"], "").stdout;
    assert!(text(&lines).contains("6文字以上\n"));

    let folder = tempfile::tempdir().unwrap();
    let rows = "{\"rule\":\"sequence\",\"length\":3,\"of\":[\"qwerty\"]}";
    let file = document(&folder, rows);
    let refused = genkan(&["policy", "export", "--file", &file, "--lang", "ja"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("sequence"));
}

#[test]
fn lint_fails_if_a_person_is_locked_out() {
    let fine = genkan(&["policy", "lint", "--email", "a@example.com"], "");
    assert_eq!(fine.status.code(), Some(0));
    assert!(text(&fine.stdout).contains("[note] exceeds-bcrypt"));
    let folder = tempfile::tempdir().unwrap();
    let broken = "{\"rule\":\"length\",\"min\":9},{\"rule\":\"length\",\"min\":0,\"max\":8}";
    let file = document(&folder, broken);
    let refused = genkan(&["policy", "lint", "--file", &file, "--lang", "ja"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stdout).starts_with("[エラー] unsatisfiable: "));
    let json = genkan(&["policy", "lint", "--file", &file, "--json"], "").stdout;
    let findings: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(findings[0]["severity"], "error");
    assert_eq!(
        genkan(&["generate", "--file", &file], "").status.code(),
        Some(1)
    );
}

#[test]
fn what_generate_makes_check_accepts() {
    let made = genkan(
        &[
            "generate",
            "--preset",
            "zendesk_recommended",
            "--email",
            "taro@example.com",
            "--count",
            "3",
        ],
        "",
    );
    let passwords: Vec<&str> = text(&made.stdout).lines().collect();
    assert_eq!(passwords.len(), 3);
    assert_ne!(passwords[0], passwords[1]);
    for password in passwords {
        let checked = genkan(&["check", "--preset", "auth0_excellent"], password);
        assert_eq!(checked.status.code(), Some(0), "{password}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = document(&folder, "{\"rule\":\"length\",\"min\":40}");
    let checked = genkan(&["check", "--policy", &file, "--lang", "ja"], "blue7Kite!");
    assert_eq!(checked.status.code(), Some(1));
    assert!(text(&checked.stdout).contains("40文字以上"));
}

#[test]
fn a_length_is_chosen_and_look_alikes_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let rules = "{\"rule\":\"length\",\"min\":8,\"max\":10},{\"rule\":\"kinds\",\
                 \"required\":1,\"of\":[{\"name\":\"digit\"}]}";
    let file = document(&folder, rules);
    let generate = ["generate", "--file", &file, "--count", "200"];
    let made = genkan(&[&generate[..], &["--length", "9"]].concat(), "");
    let passwords: Vec<&str> = text(&made.stdout).lines().collect();
    assert!(passwords.iter().all(|password| password.len() == 9));
    let all = passwords.concat();
    // Everything that the policy permits is drawn, not only what it counts.
    assert!(all.contains(|c: char| c.is_ascii_alphabetic()) && all.contains('~'));
    // Nine of 94 characters have 59 bits; the rule about digits takes some.
    let stated = text(&made.stderr)
        .strip_prefix("Each has at least ")
        .unwrap();
    let stated = stated.strip_suffix(" bits of entropy.\n").unwrap();
    assert!(["57", "58"].contains(&stated), "{stated}");

    let clear = genkan(&[&generate[..], &["--no-look-alikes"]].concat(), "");
    let clear = text(&clear.stdout);
    assert!(
        !clear.contains(['0', 'O', 'o', '1', 'l', 'I', '|']),
        "{clear}"
    );

    for (language, sentence) in [
        (
            "en",
            "The policy permits no password of 7 characters. Choose 8 to 10.",
        ),
        ("ja", "8文字以上10文字以下にしてください。"),
    ] {
        let short = [&generate[..], &["--length", "7", "--lang", language]].concat();
        let refused = genkan(&short, "");
        assert_eq!(refused.status.code(), Some(1));
        assert!(text(&refused.stderr).contains(sentence), "{refused:?}");
    }
    let both = genkan(&["generate", "--passphrase", "--length", "9"], "");
    assert_eq!(both.status.code(), Some(2));
}

/// The mark that Windows editors and PowerShell write is not a part of a
/// document, a line or a password.
#[test]
fn a_byte_order_mark_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let file = document(&folder, "{\"rule\":\"length\",\"min\":6,\"max\":6}");
    let json = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("\u{feff}{json}")).unwrap();
    let toml = folder.path().join("policy.toml");
    std::fs::write(
        &toml,
        "\u{feff}version = 1\nname = \"toml\"\nmax_bytes = 64\nrules = []\n",
    )
    .unwrap();
    for file in [&file, toml.to_str().unwrap()] {
        let shown = genkan(&["policy", "show", "--file", file], "");
        assert_eq!(shown.status.code(), Some(0), "{shown:?}");
    }
    for (password, code) in [("\u{feff}kite-7\n", 0), ("\u{feff}kite7\r\n", 1)] {
        let checked = genkan(&["check", "--policy", &file], password);
        assert_eq!(checked.status.code(), Some(code), "{checked:?}");
    }
    let lines =
        "\u{feff}{\"password\":\"kite-7\"}\r\n\u{feff}{\"password\":\"kite-8\"}\n\u{feff}\n";
    let checked = genkan(&["check", "--jsonl", "--policy", &file], lines);
    assert_eq!(checked.status.code(), Some(0), "{checked:?}");
    assert_eq!(text(&checked.stdout).lines().count(), 2);
}

#[test]
fn passphrases_are_of_words_and_accepted() {
    let email = "taro.yamada@example.co.jp";
    for preset in ["support_center", "nist_sp_800_63b_4", "active_directory"] {
        let made = genkan(
            &[
                "generate",
                "--passphrase",
                "--preset",
                preset,
                "--email",
                email,
                "--count",
                "5",
            ],
            "",
        );
        let phrases: Vec<&str> = text(&made.stdout).lines().collect();
        assert_eq!(phrases.len(), 5, "{}", text(&made.stderr));
        let stated = text(&made.stderr)
            .split(' ')
            .find_map(|word| word.parse::<u32>().ok());
        assert!(matches!(stated, Some(83..=92)), "{made:?}");
        for phrase in phrases {
            // Seven of 12 bits are 84; a digit and a sign add up to 8.
            assert_eq!(phrase.split('-').count(), 7, "{phrase}");
            let check = ["check", "--preset", preset, "--email", email];
            assert_eq!(genkan(&check, phrase).status.code(), Some(0), "{phrase}");
        }
    }

    let folder = tempfile::tempdir().unwrap();
    let words = folder.path().join("words.txt");
    let file = words.to_str().unwrap();
    std::fs::write(&words, "11111\tabacus\n11112\tdrop-down\n\n11113\tzoom\r\n").unwrap();
    let generate = [
        "generate",
        "--passphrase",
        "--preset",
        "nist_sp_800_63b_4",
        "--words",
        file,
    ];
    let made = genkan(&generate, "");
    let phrase = text(&made.stdout).trim_end();
    assert!(
        phrase
            .split('-')
            .all(|word| ["abacus", "zoom"].contains(&word)),
        "{phrase}"
    );

    std::fs::write(&words, "one\none\n").unwrap();
    let few = genkan(&generate, "");
    assert_eq!(few.status.code(), Some(2));
    assert!(text(&few.stderr).contains("words.txt: A passphrase needs a list of at least two"));
    let short = document(&folder, "{\"rule\":\"length\",\"min\":4,\"max\":8}");
    let none = genkan(&["generate", "--passphrase", "--file", &short], "");
    assert_eq!(none.status.code(), Some(1));
    assert!(text(&none.stderr).contains("leave out --passphrase"));
    let without = genkan(&["generate", "--words", file], "");
    assert_eq!(without.status.code(), Some(2));
    assert!(text(&without.stderr).contains("--passphrase"));
}

#[test]
fn what_is_generated_is_not_on_the_lists() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (words, list) = (path("words.txt"), path("own.gbl"));
    // All but one of the passwords that the other rules accept.
    std::fs::write(&words, "aaa\naab\naba\nabb\nbaa\nbab\nbba\n").unwrap();
    genkan(&["blocklist", "build", &words, "--output", &list], "");
    let rules = "{\"rule\":\"length\",\"min\":3,\"max\":3},\
                 {\"rule\":\"characters\",\"allowed\":[{\"name\":\"two\",\"characters\":\"ab\"}]},\
                 {\"rule\":\"blocklist\",\"list\":\"own\"}";
    let file = document(&folder, rules);
    let own = format!("own={list}");
    let generate = ["generate", "--file", &file, "--blocklist", &own];
    // A list that refuses much of what is drawn may refuse it all.
    let made = (0..50)
        .map(|_| genkan(&generate, ""))
        .find(|made| made.status.success());
    assert_eq!(text(&made.unwrap().stdout), "bbb\n");
}
