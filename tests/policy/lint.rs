//! The findings of the lint.

use genkan::Language;
use genkan::blocklist::WordList;
use genkan::policy::lint::{Finding, Severity};
use genkan::policy::{Context, Document, Policy, Preparation};
use proptest::prelude::*;

use crate::support::policies;

fn policy(rules: &str) -> Policy {
    let json = format!("{{\"version\":1,\"name\":\"\",\"max_bytes\":64,\"rules\":[{rules}]}}");
    let document: Document = serde_json::from_str(&json).unwrap();
    document.try_into().unwrap()
}

fn codes(policy: &Policy, email: &str) -> Vec<&'static str> {
    let findings = policy.lint(&Context::new().email(email));
    findings.iter().map(Finding::code).collect()
}

#[test]
fn an_unsatisfiable_policy_is_found() {
    for rules in [
        "{\"rule\":\"length\",\"min\":12},{\"rule\":\"length\",\"min\":0,\"max\":10}",
        "{\"rule\":\"length\",\"min\":0,\"max\":3},{\"rule\":\"kinds\",\"required\":1,\
         \"of\":[{\"name\":\"digit\",\"min\":4}]}",
        "{\"rule\":\"kinds\",\"required\":1,\"of\":[{\"name\":\"digit\"}]},\
         {\"rule\":\"characters\",\"forbidden\":[{\"name\":\"digit\"}]}",
        "{\"rule\":\"length\",\"min\":3},{\"rule\":\"sequence\",\"length\":3,\"of\":[\"numeric\"]},\
         {\"rule\":\"repetition\",\"max\":1},{\"rule\":\"occurrences\",\"max\":1},\
         {\"rule\":\"characters\",\"allowed\":[{\"name\":\"few\",\"characters\":\"12\"}]}",
    ] {
        assert_eq!(
            codes(&policy(rules), "taro@example.com"),
            ["unsatisfiable"],
            "{rules}"
        );
    }
}

/// A position that requires a character of no kind makes the password one
/// character longer.
#[test]
fn requirements_of_a_position_are_met() {
    let digits = "{\"rule\":\"kinds\",\"required\":1,\"of\":[{\"name\":\"digit\"}]}";
    let at = |place: &str, kind: &str| {
        format!("{{\"rule\":\"characters\",\"where\":\"{place}\",\"allowed\":[{kind}]}}")
    };
    let lower = "{\"name\":\"lower\"}";
    let kana = "{\"name\":\"kana\",\"ranges\":[[\"ぁ\",\"ん\"]]}";
    let most = |max: u32| format!("{{\"rule\":\"length\",\"min\":0,\"max\":{max}}}");
    let both = format!("{},{},{digits}", at("start", lower), at("end", lower));
    let has = |rules: &str, code: &str| codes(&policy(rules), "a@example.com").contains(&code);
    assert!(!has(&both, "unsatisfiable") && !has(&both, "undecided"));
    assert!(has(&format!("{both},{}", most(2)), "unsatisfiable"));
    // Of twelve digits one cannot be the last, and they cannot all be tried.
    let twelve = "{\"rule\":\"kinds\",\"required\":1,\"of\":[{\"name\":\"digit\",\"min\":12}]}";
    let end = format!("{},{twelve}", at("end", lower));
    assert!(!has(&end, "unsatisfiable") && !has(&end, "undecided"));
    for place in ["start", "end"] {
        let one = format!("{},{digits}", at(place, kana));
        assert!(has(&one, "unsatisfiable"), "{place}");
    }
}

/// The search decides if it can. If not every combination can be tried within
/// its bound, the result is undecided.
#[test]
fn an_expensive_search_is_undecided() {
    let kind = |kind: &str| format!("{{\"rule\":\"kinds\",\"required\":1,\"of\":[{{{kind}}}]}}");
    let letters = kind("\"name\":\"lower\",\"min\":12");
    let digits = kind("\"name\":\"digit\",\"min\":12");
    // A character of this kind is of another, too, so the number required in
    // all is not known.
    let either = kind("\"name\":\"either\",\"characters\":\"a1\"");
    let length = |min: u32| format!("{{\"rule\":\"length\",\"min\":{min},\"max\":24}}");
    let (short, exact) = (length(0), length(24));
    for (rules, is_decided) in [
        (format!("{letters},{digits}"), true),
        (format!("{short},{letters},{digits}"), true),
        (format!("{exact},{letters},{digits},{either}"), true),
        (format!("{short},{letters},{digits},{either}"), false),
    ] {
        let codes = codes(&policy(&rules), "a@example.com");
        assert_eq!(codes[0] != "undecided", is_decided, "{rules}");
        assert!(!codes.contains(&"unsatisfiable"), "{rules}");
    }
}

#[test]
fn a_policy_unsatisfiable_for_one_person_is_found() {
    let digits = "{\"rule\":\"length\",\"min\":4},{\"rule\":\"local-part\",\"min_piece\":3},\
                  {\"rule\":\"characters\",\"allowed\":[{\"name\":\"binary\",\"characters\":\"01\"}]},\
                  {\"rule\":\"repetition\",\"max\":1}";
    let policy = policy(digits);
    assert!(!codes(&policy, "a@example.com").contains(&"unsatisfiable-here"));
    // Without 0 there is only 1111, which repeats.
    assert_eq!(codes(&policy, "0@example.com")[0], "unsatisfiable-here");
    // 0101 and 1010 both contain 01.
    assert_eq!(codes(&policy, "01@example.com")[0], "unsatisfiable-here");
}

#[test]
fn the_presets_can_be_satisfied() {
    for name in Policy::PRESETS {
        let policy = Policy::preset(name).unwrap();
        for email in ["a@example.com", "taro.yamada@example.co.jp"] {
            for finding in policy.lint(&Context::new().email(email)) {
                assert_ne!(finding.severity(), Severity::Error, "{name}: {finding:?}");
            }
        }
    }
    assert_eq!(
        codes(&Policy::support_center(), "a@example.com"),
        ["exceeds-bcrypt"]
    );
    assert_eq!(
        codes(&Policy::auth0_good(), "a@example.com"),
        [] as [&str; 0]
    );
    // All four kinds, but three managers generate no signs.
    let zendesk = Policy::zendesk_recommended().lint(&Context::new());
    let refused: Vec<&str> = zendesk
        .iter()
        .filter_map(|finding| match finding {
            Finding::RefusesGenerated { manager, .. } => Some(manager.name()),
            _ => None,
        })
        .collect();
    assert_eq!(refused, ["Chrome", "Bitwarden"]);
}

/// `docs/rules.md` has the opinion on each preset.
#[test]
fn the_opinion_on_each_preset_is_documented() {
    let text = include_str!("../../docs/rules.md");
    let mut wrong = Vec::new();
    for name in Policy::PRESETS {
        let findings = Policy::preset(name).unwrap().lint(&Context::new());
        let mut codes: Vec<String> = Vec::new();
        for finding in &findings {
            let code = match finding {
                Finding::RefusesGenerated { manager, .. } => {
                    format!("`{}` of {}", finding.code(), manager.name())
                }
                Finding::Unchecked { rules, .. } => {
                    format!("`{}` without {}", finding.code(), rules.join(", "))
                }
                finding => format!("`{}`", finding.code()),
            };
            codes.push(code);
        }
        if codes.is_empty() {
            codes.push("none".into());
        }
        let row = text
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}` |")));
        let end = format!("| {} |", codes.join(", "));
        if !row.is_some_and(|row| row.ends_with(&end)) {
            wrong.push(format!("{name} {end}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A policy of which every password would be rejected without a violation.
#[test]
fn what_a_policy_needs_is_noted() {
    let nist = Policy::nist_sp_800_63b_4_mfa();
    assert_eq!(
        codes(&nist, "a@example.com"),
        ["unchecked", "exceeds-bcrypt"]
    );
    let list: WordList = ["password"].into_iter().collect();
    let with_list = nist.lint(&Context::new().blocklist("common", &list));
    assert_eq!(
        with_list.iter().map(Finding::code).collect::<Vec<_>>(),
        ["exceeds-bcrypt"]
    );
    let all = policy(
        "{\"rule\":\"reuse\",\"last\":1},{\"rule\":\"breached\"},{\"rule\":\"breached\",\"max\":9}",
    );
    let findings = all.lint(&Context::new());
    assert!(
        findings[0]
            .sentence(Language::En)
            .contains("reuse, breached.")
    );
    assert_eq!(findings[0].severity(), Severity::Note);
}

#[test]
fn a_missing_normalization_is_noted() {
    let document = Document::from(&Policy::auth0_good()).prepared(Preparation::AsIs);
    let policy = Policy::try_from(document).unwrap();
    let findings = policy.lint(&Context::new());
    assert_eq!(findings, [Finding::NotNormalized]);
    assert_eq!(findings[0].severity(), Severity::Note);
}

#[test]
fn safari_is_known_by_its_format() {
    let findings = policy("{\"rule\":\"length\",\"min\":0,\"max\":12}").lint(&Context::new());
    let Some(Finding::RefusesGenerated {
        example,
        violations,
        refused,
        ..
    }) = findings.first()
    else {
        panic!("{findings:?}");
    };
    let groups: Vec<usize> = example.split('-').map(str::len).collect();
    assert_eq!((groups, *refused), (vec![6, 6, 6], 64));
    assert_eq!(violations, &["too-long"]);
    assert!(findings[0].sentence(Language::En).contains(example));
}

/// If a manager's password is rejected only sometimes, it generates another
/// one.
#[test]
fn a_few_refusals_are_no_finding() {
    let mut counts = Vec::new();
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
    for end in 1..letters.len() {
        let first: String = letters[..end].iter().collect();
        let rule = format!(
            "{{\"rule\":\"characters\",\"where\":\"start\",\
             \"forbidden\":[{{\"name\":\"some\",\"characters\":\"{first}\"}}]}}"
        );
        for finding in policy(&rule).lint(&Context::new()) {
            if let Finding::RefusesGenerated { refused, of, .. } = finding {
                assert_eq!(of, 64);
                counts.push(refused);
            }
        }
    }
    // More than one in sixteen.
    assert_eq!(counts.iter().min(), Some(&5));
}

#[test]
fn the_severities_have_names() {
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let written = serde_json::to_value(severity).unwrap();
        assert_eq!(severity.code(), written);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// If a random search finds a password, the policy is not called
    /// unsatisfiable.
    #[test]
    fn a_policy_that_accepts_a_password_is_not_unsatisfiable(
        policy in policies::policy(),
        passwords in prop::collection::vec("[ -~]{1,24}", 64),
        local in "[a-z0-9]{1,3}",
    ) {
        let email = format!("{local}@example.com");
        let context = Context::new().email(&email);
        let has_one = passwords.iter().any(|text| !policy.check(text, &context).is_refused());
        let findings = policy.lint(&context);
        for finding in &findings {
            prop_assert!(!has_one || finding.severity() != Severity::Error, "{policy:?}");
            prop_assert!(finding.sentence(Language::Ja).ends_with('。'));
            prop_assert!(finding.sentence(Language::En).ends_with('.'));
        }
        let severities: Vec<Severity> = findings.iter().map(Finding::severity).collect();
        prop_assert!(severities.is_sorted());
    }
}
