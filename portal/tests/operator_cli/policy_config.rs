//! The policy in a configuration: by its name, in a file, or written out.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use genkan::limit::Limits;
use genkan::policy::{Document, Policy};
use genkan_portal::config::Config;

use crate::support::cli::{genkan, text};

struct ConfigFolder {
    folder: tempfile::TempDir,
}

impl ConfigFolder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// A configuration with some lines before its first table, and some after
    /// everything.
    fn config(&self, first: &str, last: &str) -> PathBuf {
        let text = format!(
            "base_url = \"http://localhost:8080\"\nlisten = \"127.0.0.1:0\"\ndata = \"data\"\n{first}\n\
             [mail]\nfrom = \"support@provider.example\"\n{last}\n"
        );
        self.write("genkan.toml", &text)
    }

    fn read(&self, first: &str, last: &str) -> Result<Policy, String> {
        let config = Config::read(&self.config(first, last));
        config
            .map(|config| config.policy)
            .map_err(|error| error.to_string())
    }

    /// Runs a command with the configuration as it is.
    fn genkan(&self, command: &[&str], input: &str) -> std::process::Output {
        let config = self.folder.path().join("genkan.toml");
        let config = ["--config", config.to_str().unwrap()];
        genkan(&[command, &config].concat(), input)
    }
}

/// Every preset, and a policy with what none of them has.
fn policies() -> Vec<Policy> {
    let rich = r#"{"version":1,"name":"rich","max_bytes":512,"rules":[
        {"rule":"length","min":8,"max":64,"unit":"code-points"},
        {"rule":"characters","allowed":[{"name":"kana","ranges":[["ぁ","ん"],["!","~"]]}],
         "forbidden":[{"name":"quotes","characters":"\"'\\"}]},
        {"rule":"white-space","where":"edges"},
        {"rule":"repetition","max":2,"block":4},
        {"rule":"occurrences","max":4},
        {"rule":"sequence","length":4,"of":["alphabetic","jis"],"wrap":true},
        {"rule":"number-range","from":1900,"to":2099,"dates":true},
        {"rule":"blocklist","list":"words","contained":5,"reversed":true},
        {"rule":"similarity","min":4},
        {"rule":"guessability","min_score":3},
        {"rule":"breached","max":0,"fail_open":true},
        {"rule":"tier","from":8,"below":16,"rules":[
          {"rule":"kinds","required":1,"of":[{"name":"digit","min":2}]},
          {"rule":"context-word","sources":["name","company"],"min_piece":4,"look_alikes":true}]}]}"#;
    let rich: Document = serde_json::from_str(rich).unwrap();
    let presets = Policy::PRESETS
        .iter()
        .map(|name| Policy::preset(name).unwrap());
    presets.chain([rich.try_into().unwrap()]).collect()
}

#[test]
fn a_policy_is_the_same_in_json_and_in_toml() {
    let folder = ConfigFolder::new();
    for policy in policies() {
        let document = Document::from(&policy);
        folder.write("p.json", &serde_json::to_string(&document).unwrap());
        folder.write("p.toml", &toml::to_string(&document).unwrap());
        let mut table = toml::Table::new();
        table.insert("policy".into(), toml::Value::try_from(&document).unwrap());
        let inline = toml::to_string(&table).unwrap();

        let json = folder.read("policy_file = \"p.json\"", "").unwrap();
        for same in [
            folder.read("policy_file = \"p.toml\"", "").unwrap(),
            folder.read("", &inline).unwrap(),
        ] {
            assert_eq!(same, json);
            assert_eq!(same.fingerprint(), json.fingerprint());
            assert_eq!(same.name(), policy.name());
        }
        assert_eq!(json, policy);
        if Policy::PRESETS.contains(&policy.name()) {
            let named = format!("policy = \"{}\"", policy.name());
            assert_eq!(folder.read(&named, "").unwrap(), policy);
        }
    }
    assert_eq!(folder.read("", "").unwrap(), Policy::support_center());
}

#[test]
fn a_wrong_policy_is_named_in_the_same_words_wherever_it_is() {
    let folder = ConfigFolder::new();
    for (rule, code, words) in [
        (
            "rule = \"length\"\nminimum = 8",
            "policy-malformed",
            "rules[0].min: missing; write it",
        ),
        (
            "rule = \"lenght\"\nmin = 8",
            "policy-malformed",
            "rules[0].rule: \"lenght\" is not a rule",
        ),
        (
            "rule = \"length\"\nmin = \"8\"",
            "policy-malformed",
            "rules[0].min: \"8\" is not possible",
        ),
        ("rule = \"length\"\nmin = -8", "policy-malformed", "-8"),
        (
            "rule = \"repetition\"\nmax = 0",
            "policy-range",
            "rules[0].max: 0 is out of range; write 1 to 65536",
        ),
        (
            "rule = \"length\"\nmin = 100",
            "policy-length",
            "rules[0].min: 100 cannot be reached",
        ),
        (
            "rule = \"tier\"\nrules = []",
            "policy-list",
            "rules[0].rules: empty",
        ),
    ] {
        let head = "version = 1\nname = \"house\"\nmax_bytes = 64\n";
        let toml = format!("{head}[[rules]]\n{rule}\n");
        let json: serde_json::Value = toml::from_str(&toml).unwrap();
        // With the byte order mark that some editors write.
        folder.write("p.json", &format!("\u{feff}{json}"));
        folder.write("p.toml", &format!("\u{feff}{toml}"));
        let inline = format!("[policy]\n{head}[[policy.rules]]\n{rule}\n");
        for error in [
            folder.read("policy_file = \"p.json\"", "").unwrap_err(),
            folder.read("policy_file = \"p.toml\"", "").unwrap_err(),
            folder.read("", &inline).unwrap_err(),
        ] {
            assert!(error.contains(&format!("{code}: ")), "{error}");
            assert!(error.contains(words), "{error}");
            assert!(!error.contains('\n'), "{error}");
        }
    }
    for (first, last, words) in [
        (
            "policy = \"nist\"",
            "",
            "policy: policy-unknown-preset: \"nist\"",
        ),
        (
            "policy = 3",
            "",
            "policy: policy-malformed: line 4: invalid type: integer",
        ),
        ("policy_file = \"none.json\"", "", "none.json: No such file"),
        (
            "policy = \"auth0_good\"\npolicy_file = \"p.json\"",
            "",
            "give one",
        ),
        (
            "",
            "[policy]\nversion = 1\nnam = \"x\"",
            "policy-malformed: line 7: name: missing; write it",
        ),
        (
            "",
            "[policy]\nversion = 2\nname = \"x\"\nmax_bytes = 9\nrules = []",
            "policy-version",
        ),
    ] {
        let error = folder.read(first, last).unwrap_err();
        assert!(error.contains(words), "{error}");
    }
    // What is wrong elsewhere is not the policy's fault.
    let error = folder.read("polcy = \"auth0_good\"", "").unwrap_err();
    assert!(
        error.contains("there is no such key: `polcy`") && !error.contains("policy-"),
        "{error}"
    );
}

#[test]
fn the_commands_go_by_the_configuration() {
    let folder = ConfigFolder::new();
    folder.write("words.txt", "house of kites\n");
    let list = folder.folder.path().join("words.gbl");
    let words = folder.folder.path().join("words.txt");
    let build = [
        "blocklist",
        "build",
        words.to_str().unwrap(),
        "--output",
        list.to_str().unwrap(),
    ];
    assert!(genkan(&build, "").status.success());
    let rules = "[policy]\nversion = 1\nname = \"house\"\nmax_bytes = 128\nrules = [\n\
                 {rule = \"length\", min = 8},\n\
                 {rule = \"blocklist\", list = \"own\"},\n\
                 {rule = \"context-word\", sources = [\"service\", \"company\"], min_piece = 4},\n]\n\
                 [blocklists]\nown = \"words.gbl\"";
    folder.config("name = \"Lampshop\"", rules);

    let shown = folder.genkan(&["policy", "show", "--lang", "en"], "");
    assert!(
        text(&shown.stdout).starts_with("house ("),
        "{}",
        text(&shown.stderr)
    );
    assert!(folder.genkan(&["policy", "lint"], "").status.success());
    assert!(folder.genkan(&["policy", "audit"], "").status.success());
    let export = folder.genkan(&["policy", "export"], "");
    assert!(text(&export.stdout).contains("minlength: 8"));

    let refused = folder.genkan(&["check", "--lang", "en"], "House Of Kites\n");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        text(&refused.stdout).contains("on the list “own”"),
        "{}",
        text(&refused.stdout)
    );
    assert!(!text(&refused.stdout).contains("Checked when"));
    let lines = "{\"password\":\"quiet-lampshop\"}\n\
                 {\"password\":\"quiet-acme\",\"company\":\"Acme\",\"name\":\"Taro\"}\n\
                 {\"password\":\"quiet-acme\"}\n";
    let answered = folder.genkan(&["check", "--jsonl"], lines);
    assert_eq!(
        text(&answered.stdout),
        "{\"accepted\":false,\"violations\":[{\"code\":\"contains-context-word\",\"source\":\"service\",\"at\":[6,14]}]}\n\
         {\"accepted\":false,\"violations\":[{\"code\":\"contains-context-word\",\"source\":\"company\",\"at\":[6,10]}]}\n\
         {\"accepted\":true,\"violations\":[]}\n"
    );

    // Without a configuration, by options.
    let own = format!("own={}", list.display());
    let file = folder.write(
        "p.toml",
        "version = 1\nname = \"p\"\nmax_bytes = 64\n[[rules]]\nrule = \"blocklist\"\nlist = \"own\"\n",
    );
    let file = ["check", "--policy", file.to_str().unwrap()];
    let brought = genkan(
        &[&file[..], &["--blocklist", &own]].concat(),
        "house of kites\n",
    );
    assert_eq!(brought.status.code(), Some(1));
    assert!(text(&brought.stdout).contains("on the list “own”"));
    let not_brought = genkan(&file, "house of kites\n");
    assert!(text(&not_brought.stdout).contains("Checked when you submit"));
}

#[test]
fn a_portal_does_not_start_without_what_its_policy_asks_for() {
    let folder = ConfigFolder::new();
    for (policy, words) in [
        (
            "owasp_asvs_5",
            "policy-needs-breached: breached: there is no list",
        ),
        (
            "keycloak_recommended",
            "policy-needs-history: reuse: only the last password",
        ),
    ] {
        folder.config(&format!("policy = \"{policy}\""), "");
        let refused = folder.genkan(&["serve"], "");
        assert_eq!(refused.status.code(), Some(1));
        let said = text(&refused.stderr);
        assert!(said.contains(words), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert_eq!(said.matches(words).count(), 1, "said once: {said}");
    }
    folder.config("", "[blocklists]\nown = \"genkan.toml\"");
    let refused = folder.genkan(&["serve"], "");
    assert!(text(&refused.stderr).contains("this is not a compact list; name texts under"));
}

#[test]
fn what_locks_people_out_is_warned_about_when_a_portal_starts() {
    let folder = ConfigFolder::new();
    for (rules, is_warned) in [
        (
            "{rule = \"length\", min = 9}, {rule = \"length\", min = 0, max = 8}",
            true,
        ),
        ("{rule = \"length\", min = 9}", false),
    ] {
        let policy =
            format!("[policy]\nversion = 1\nname = \"p\"\nmax_bytes = 64\nrules = [{rules}]");
        let config = folder.config("", &policy);
        let mut server = Command::new(env!("CARGO_BIN_EXE_genkan"))
            .args(["serve", "--config", config.to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(line.starts_with("listening on "), "{line}");
        server.kill().unwrap();
        let said = server.wait_with_output().unwrap().stderr;
        let warning = text(&said)
            .lines()
            .find(|line| line.contains("unsatisfiable"));
        assert_eq!(warning.is_some(), is_warned, "{}", text(&said));
        if let Some(warning) = warning {
            assert!(warning.contains("WARN") && warning.contains("No password of printable ASCII"));
        }
    }
}

#[test]
fn what_the_documentation_shows_is_read() {
    let folder = ConfigFolder::new();
    let blocks = |text: &'static str| {
        text.split("```toml\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
    };
    for document in [
        include_str!("../../../README.md"),
        include_str!("../../../docs/operating.md"),
        include_str!("../../../docs/operating.ja.md"),
    ] {
        let (shown, tables): (Vec<&str>, Vec<&str>) =
            blocks(document).partition(|block| block.contains("\nlisten = "));
        assert_eq!(shown.len(), 1);
        for table in tables {
            Config::read(&folder.config("", table)).unwrap();
        }
        let config = Config::read(&folder.write("genkan.toml", shown[0])).unwrap();
        assert_eq!(config.policy, Policy::support_center());
        assert_eq!(config.limits, Limits::default());
    }

    let rules: Vec<&str> = blocks(include_str!("../../../docs/rules.md")).collect();
    let written_out = rules
        .iter()
        .find(|block| block.starts_with("[policy]"))
        .unwrap();
    let config = Config::read(&folder.config("", written_out)).unwrap();
    assert_eq!(config.policy.rules().len(), 4);
    assert!(config.lists.blocklists["products"].ends_with("products.gbl"));
}
