//! The command line speaks Japanese and English.

use std::process::{Command, Output};

use crate::support::cli::{genkan, text};

/// Runs the program with these variables and no others about the language.
fn run_with(variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_genkan"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).args(arguments);
    command.output().unwrap()
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ぁ'..='ヿ' | '一'..='鿿'))
}

/// Every command, by the help of the one that it belongs to.
pub(super) fn commands() -> Vec<Vec<String>> {
    let (mut found, mut at) = (vec![Vec::new()], 0);
    while at < found.len() {
        let path: Vec<String> = found[at].clone();
        let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let help = genkan(&arguments, "");
        let lines = text(&help.stdout).lines();
        let names = lines
            .skip_while(|line| *line != "Commands:")
            .skip(1)
            .map_while(|line| line.split_whitespace().next());
        let names = names.filter(|name| *name != "help").map(str::to_owned);
        found.extend(names.map(|name| [&path[..], &[name]].concat()));
        at += 1;
    }
    found
}

#[test]
fn every_help_is_in_both_languages() {
    let commands = commands();
    assert!(commands.len() > 40, "{commands:?}");
    for path in commands {
        for flag in ["-h", "--help"] {
            let help = |language: &str| {
                let path = path.iter().map(String::as_str);
                let arguments: Vec<&str> = path.chain([flag, "--lang", language]).collect();
                let help = genkan(&arguments, "");
                assert_eq!(help.status.code(), Some(0));
                text(&help.stdout).to_owned()
            };
            let (english, japanese) = (help("en"), help("ja"));
            assert!(english.contains("Usage: genkan"), "{english}");
            assert!(!is_japanese(&english), "{english}");
            assert!(japanese.contains("使い方: genkan"), "{japanese}");
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Commands",
                "COMMAND",
                "Arguments",
                "Print",
                "help of",
                "default:",
                "alias",
                "ossible values",
            ] {
                assert!(!japanese.contains(word), "{word}: {japanese}");
            }
            assert_eq!(
                japanese.lines().count(),
                english.lines().count(),
                "{japanese}"
            );
            for (ja, en) in japanese.lines().zip(english.lines()) {
                // Both have text at the same places, or a name alone.
                assert!(is_japanese(ja) || ja == en, "{ja}");
            }
        }
    }
}

#[test]
fn every_error_about_arguments_is_in_japanese_with_the_usage() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("genkan.toml");
    let config = file.to_str().unwrap();
    for (arguments, says) in [
        (&["contact"][..], "「contacts」ではありませんか？"),
        (&["serve", "--confg", "x"], "「--config」ではありませんか？"),
        (
            &["contacts", "add"],
            "必要な引数がありません: --name <NAME>",
        ),
        (&["check", "--lang", "en", "--lang", "ja"], "1回だけ"),
        (&["generate", "--count", "0"], "1から100000までの整数"),
        (&["generate", "--count", "many"], "1から100000までの整数"),
        (&["generate", "--words"], "「--words <FILE>」に値を"),
        (&["policy", "show", "--preset", "none"], "owasp_asvs_5"),
        (
            &["policy", "show", "--preset", "auth0_good", "--file", "x"],
            "同時に指定できません",
        ),
        (&["demo", "--listen", "8080"], "127.0.0.1:8080 のように"),
        (&["demo", "--contact", "taro"], "太郎:taro@example.com"),
        (&["check", "--blocklist", "x"], "words=words.gbl"),
        (
            &["outbox", "retry", "12", "--config", config],
            "32桁の16進数",
        ),
        (
            &["audit-log", "verify", "--head", "1", "--config", config],
            "64桁の16進数",
        ),
        (
            &[
                "operators",
                "add",
                "x",
                "x@provider.example",
                "--role",
                "owner",
                "--config",
                config,
            ],
            "指定できる値: administrator, agent, viewer",
        ),
        (
            &["contacts", "edit", "a@example.com", "--config", config],
            "--name <NAME>",
        ),
        (&["check", "extra"], "「extra」という引数はありません。"),
    ] {
        let output = run_with(&[("LANG", "ja_JP.UTF-8")], arguments);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(
            error.starts_with("genkan: ") && error.contains(says),
            "{error}"
        );
        assert!(is_japanese(error.lines().next().unwrap()), "{error}");
        for english in ["error:", "Usage", "invalid", "tip:", "write ", "possible"] {
            assert!(!error.contains(english), "{error}");
        }
        let output = run_with(&[], arguments);
        assert_eq!(output.status.code(), Some(2));
        let english = text(&output.stderr);
        // The last `--lang` counts.
        assert!(
            !is_japanese(english) || arguments.contains(&"ja"),
            "{english}"
        );
    }
}

#[test]
fn the_language_is_that_of_the_option_or_else_of_the_terminal() {
    let japanese = [("LANG", "ja_JP.UTF-8")];
    for (variables, arguments, is_in_japanese) in [
        (&[][..], &["keys", "--help"][..], false),
        (&[("LANG", "C")], &["keys", "--help"], false),
        (&japanese, &["keys", "--help"], true),
        (
            &[("LC_MESSAGES", "ja"), ("LANG", "en")],
            &["keys", "--help"],
            true,
        ),
        (
            &[("LC_ALL", "en"), ("LANG", "ja")],
            &["keys", "--help"],
            false,
        ),
        (&[("LC_ALL", ""), ("LANG", "ja")], &["keys", "--help"], true),
        (&japanese, &["keys", "--help", "--lang", "en"], false),
        (&japanese, &["--lang", "en", "keys", "--help"], false),
        (&japanese, &["--lang=en", "help", "keys"], false),
        (&[], &["--lang=ja", "help", "keys"], true),
    ] {
        let output = run_with(variables, arguments);
        let help = text(&output.stdout);
        assert_eq!(
            is_japanese(help),
            is_in_japanese,
            "{variables:?} {arguments:?}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_file_of_contacts_is_said_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("contacts.csv");
    let import = |language| {
        let file = file.to_str().unwrap();
        let output = genkan(
            &[
                "contacts",
                "import",
                file,
                "--config",
                "none.toml",
                "--lang",
                language,
            ],
            "",
        );
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr).to_owned()
    };
    for (rows, en, ja) in [
        (
            "email,address\n",
            "row 1: column-missing: ",
            "1行目: column-missing: 「name」",
        ),
        ("\n,,\n", "file-empty: ", "file-empty: "),
        (
            "name,email\n\"x,a@example.com\n",
            "row 2: quote-open: ",
            "2行目: quote-open: ",
        ),
        (
            "name,email,name\n",
            "row 1: column-repeated: ",
            "1行目: column-repeated: 「name」",
        ),
        (
            "name,email\nx,a@example.com,y\n",
            "row 2: cell-count: ",
            "2行目: cell-count: ",
        ),
        (
            "name,email\nx,y\n",
            "row 2: address-no-at: ",
            "2行目: address-no-at: ",
        ),
        (
            "name,email,language\nx,a@example.com,fr\n",
            "row 2: invalid-language: ",
            "「fr」",
        ),
        (
            "name,email\nx,a@example.com\ny,a@example.com\n",
            "row 3: address-repeated: row 2",
            "3行目: address-repeated: 2行目",
        ),
    ] {
        std::fs::write(&file, rows).unwrap();
        let (english, japanese) = (import("en"), import("ja"));
        assert!(english.contains(en) && !is_japanese(&english), "{english}");
        assert!(japanese.contains(ja), "{japanese}");
        assert!(japanese.lines().all(is_japanese), "{japanese}");
    }
}

/// A service that does not start says what to change.
#[test]
fn a_service_that_does_not_start_names_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    std::fs::create_dir(folder.path().join("damaged")).unwrap();
    let database = folder.path().join("damaged/genkan.sqlite");
    std::fs::write(database, "no database".repeat(100)).unwrap();
    for (listen, data, en, ja) in [
        ("192.0.2.1:0", ".", "0.0.0.0 for all", "すべてを表す"),
        ("127.0.0.1:0", "file", "as \"data\"", "設定の data に"),
        (
            "127.0.0.1:0",
            "damaged",
            "from a backup",
            "バックアップから",
        ),
    ] {
        let path = folder.path().join("genkan.toml");
        let config = format!(
            "base_url = \"http://127.0.0.1:9/\"\nlisten = \"{listen}\"\ndata = \"{data}\"\n\
             [mail]\nfrom = \"support@provider.example\"\n"
        );
        std::fs::write(&path, config).unwrap();
        let path = path.to_str().unwrap();
        for (language, remedy) in [("en", en), ("ja", ja)] {
            let arguments = ["serve", "--config", path, "--lang", language];
            let output = genkan(&arguments, "");
            assert_eq!(output.status.code(), Some(1));
            let said = text(&output.stderr).lines().last().unwrap();
            assert!(said.contains(remedy), "{said}");
        }
    }
}
