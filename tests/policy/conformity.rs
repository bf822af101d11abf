//! The comparison of policies with the standards.

use genkan::Language;
use genkan::policy::conformity::{Clause, Conformity, Standard};
use genkan::policy::{Document, Policy, Preparation};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::policies;

fn unmet(policy: &Policy, standard: Standard) -> Vec<&'static str> {
    let clauses = policy.audit().into_iter();
    clauses
        .filter(|clause: &Clause| clause.standard == standard)
        .filter(|clause| clause.conformity == Conformity::NotMet)
        .map(|clause| clause.id)
        .collect()
}

fn preset(name: &str, standard: Standard) -> Vec<&'static str> {
    unmet(&Policy::preset(name).unwrap(), standard)
}

#[test]
fn the_support_center_does_not_meet_every_clause() {
    assert_eq!(
        preset("support_center", Standard::NistSp80063b4),
        [
            "3.1.1.2 (1), single factor",
            "3.1.1.2 (1), with a second factor",
            "3.1.1.2 (5)",
            "3.1.1.2, blocklist",
            "3.1.1.2, blocklist, whole password",
        ]
    );
    assert_eq!(
        preset("support_center", Standard::OwaspAsvs5),
        ["6.2.1", "6.2.4", "6.2.5", "6.2.12"]
    );
}

#[test]
fn the_standards_presets_meet_their_standards() {
    assert!(preset("nist_sp_800_63b_4", Standard::NistSp80063b4).is_empty());
    assert_eq!(
        preset("nist_sp_800_63b_4_mfa", Standard::NistSp80063b4),
        ["3.1.1.2 (1), single factor"]
    );
    assert!(preset("owasp_asvs_5", Standard::OwaspAsvs5).is_empty());
    // ASVS requires context words, and NIST requires whole passwords, so no
    // policy meets both.
    assert_eq!(
        preset("nist_sp_800_63b_4", Standard::OwaspAsvs5),
        ["6.2.11", "6.2.12"]
    );
    // bcrypt's 72 bytes are 18 characters of four bytes.
    assert!(preset("auth0_good", Standard::OwaspAsvs5).contains(&"6.2.9"));
}

#[test]
fn a_policy_without_normalization_is_reported() {
    let document = Document::from(&Policy::nist_sp_800_63b_4()).prepared(Preparation::AsIs);
    let policy = Policy::try_from(document).unwrap();
    assert_eq!(
        unmet(&policy, Standard::NistSp80063b4),
        ["3.1.1.2, normalization"]
    );
    // ASVS 6.2.8 requires that passwords are verified as they were received.
    let clause = |policy: &Policy| {
        let clauses = policy.audit().into_iter();
        let mut clauses = clauses.filter(|clause| clause.id == "6.2.8");
        clauses.next().unwrap()
    };
    assert_eq!(clause(&policy).conformity, Conformity::Met);
    assert!(clause(&policy).sentence(Language::En).contains("exactly"));
    let normalized = clause(&Policy::nist_sp_800_63b_4());
    assert_eq!(normalized.conformity, Conformity::Met);
    assert!(normalized.sentence(Language::En).contains("NFC"));
}

/// Each rule violates its clauses, and no others.
#[test]
fn a_rule_violates_its_clauses_only() {
    const ASCII: &str = "3.1.1.2 (3)";
    const UNICODE: &str = "3.1.1.2 (4), Unicode";
    let forbidden = |kind: Value| json!({"rule": "characters", "forbidden": [kind]});
    for (rule, offended) in [
        (
            json!({"rule": "white-space", "where": "edges"}),
            vec![ASCII],
        ),
        (
            json!({"rule": "white-space", "where": "anywhere"}),
            vec![ASCII],
        ),
        (
            json!({"rule": "characters", "where": "start", "forbidden": [{"name": "digit"}]}),
            vec![ASCII],
        ),
        (
            forbidden(json!({"name": "quotes", "characters": "'"})),
            vec![ASCII],
        ),
        (forbidden(json!({"name": "other-letter"})), vec![UNICODE]),
        (
            forbidden(json!({"name": "e", "characters": "é"})),
            vec![UNICODE],
        ),
        (
            forbidden(json!({"name": "kana", "ranges": [["ぁ", "ん"]]})),
            vec![UNICODE],
        ),
        (
            forbidden(json!({"name": "control", "ranges": [["\u{1}", "\u{2}"]]})),
            vec![],
        ),
        (
            json!({"rule": "characters", "allowed": [{"name": "all", "ranges": [[" ", "~"]]}]}),
            vec![UNICODE],
        ),
        (
            json!({"rule": "blocklist", "list": "common", "contained": 4}),
            vec!["3.1.1.2, blocklist, whole password"],
        ),
        (json!({"rule": "blocklist", "list": "common"}), vec![]),
        (
            json!({"rule": "length", "min": 0, "max": 63}),
            vec!["3.1.1.2 (2)"],
        ),
        (json!({"rule": "length", "min": 0, "max": 64}), vec![]),
        (
            json!({"rule": "length", "min": 0, "max": 255, "unit": "bytes"}),
            vec!["3.1.1.2 (2)"],
        ),
        (
            json!({"rule": "length", "min": 0, "max": 256, "unit": "bytes"}),
            vec![],
        ),
    ] {
        let mut document =
            serde_json::to_value(Document::from(&Policy::nist_sp_800_63b_4())).unwrap();
        document["rules"].as_array_mut().unwrap().push(rule.clone());
        let policy: Policy = serde_json::from_value(document).unwrap();
        assert_eq!(unmet(&policy, Standard::NistSp80063b4), offended, "{rule}");
    }
}

/// ASVS requires 8 characters, and recommends 15.
#[test]
fn recommended_and_required_lengths_are_reported_differently() {
    let clause = |policy: &Policy| {
        let clauses = policy.audit().into_iter();
        let mut clauses = clauses.filter(|clause| clause.id == "6.2.1");
        clauses.next().unwrap().sentence(Language::En).to_owned()
    };
    let recommended = "The password has at least 8 characters, and the strongly recommended 15.";
    assert_eq!(clause(&Policy::nist_sp_800_63b_4()), recommended);
    let eight = "The password has at least 8 characters (15 are strongly recommended).";
    assert_eq!(clause(&Policy::owasp_asvs_5()), eight);
}

/// The names are those of the data that `policy audit` and JSON show.
#[test]
fn the_names_are_stable() {
    assert_eq!(Standard::NistSp80063b4.title(), "NIST SP 800-63B-4");
    assert_eq!(Standard::OwaspAsvs5.title(), "OWASP ASVS 5.0");
    for conformity in [Conformity::Met, Conformity::NotMet, Conformity::Elsewhere] {
        let written = serde_json::to_value(conformity).unwrap();
        assert_eq!(conformity.code(), written);
    }
}

proptest! {
    #[test]
    fn every_clause_has_a_sentence_in_both_languages(policy in policies::policy()) {
        for clause in policy.audit() {
            let (ja, en) = (clause.sentence(Language::Ja), clause.sentence(Language::En));
            prop_assert!(ja.ends_with('。') && en.ends_with('.'), "{}", clause.id);
            prop_assert!(en.is_ascii());
        }
    }

    #[test]
    fn a_further_rule_never_meets_a_clause_that_forbids_rules(
        policy in policies::policy(),
        rule in policies::rule(),
    ) {
        let mut document = genkan::policy::Document::from(&policy);
        document.rules.push(rule);
        let Ok(stricter) = Policy::try_from(document) else { return Ok(()) };
        let before = policy.audit();
        let after = stricter.audit();
        for id in ["3.1.1.2 (2)", "3.1.1.2 (3)", "3.1.1.2 (5)", "6.2.5", "6.2.9"] {
            let find = |clauses: &[Clause]| {
                clauses.iter().find(|clause| clause.id == id).unwrap().conformity
            };
            let was_unmet = find(&before) == Conformity::NotMet;
            prop_assert!(!was_unmet || find(&after) == Conformity::NotMet, "{id}");
        }
    }
}
