//! The laws of the documented policy, compared with an oracle that implements
//! its text directly.

use genkan::policy::rules::{Candidate, check_control_characters, check_size};
use genkan::policy::{Context, Hint, Policy, Rule, Status, Violation};
use genkan::text::Tables;
use proptest::prelude::*;

use crate::support::oracle::oracle;

fn codes(password: &str, email: Option<&str>) -> Vec<&'static str> {
    let context = email.map_or_else(Context::new, |email| Context::new().email(email));
    let policy = Policy::support_center();
    let report = policy.check(password, &context);
    report.violations().map(Violation::code).collect()
}

/// Passwords near the borders of the rules.
fn password() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-cA-C0-2!@_ ]{0,12}",
        2 => "[a-zA-Z0-9!-/あ-んＡ-Ｚ０-９ａ-ｚé\u{301}ßſKﬁﾊﾞ\u{3000}\u{a0}\t]{0,14}",
        1 => any::<String>(),
        1 => "[aあ]{300,1100}",
    ]
}

fn email() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        1 => Just(None),
        4 => "[a-cA-C0-2._+-]{0,7}@example\\.com".prop_map(Some),
        2 => "[a-cあ-うＡ-Ｃßﬁ.]{0,5}@例\\.jp".prop_map(Some),
        1 => any::<String>().prop_map(Some),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// Like a program that links three rules and not `Rule`.
    #[test]
    fn the_rules_by_themselves_agree_with_the_report(password in password(), email in email()) {
        let policy = Policy::support_center();
        let context = email.as_deref().map_or_else(Context::new, |email| Context::new().email(email));
        let report = policy.check(&password, &context);
        let [Rule::Length(length), Rule::Kinds(kinds), Rule::LocalPart(local_part)] = policy.rules() else {
            panic!("{policy:?}");
        };
        let size = check_size(&password, policy.max_bytes());
        if size != Status::Met {
            prop_assert_eq!(report.statuses().next(), Some(size));
            return Ok(());
        }
        let candidate = Candidate::new(&Tables, policy.preparation(), &password);
        let emails: Vec<&str> = email.as_deref().into_iter().collect();
        let statuses = [
            size,
            check_control_characters(&candidate),
            length.check(&candidate),
            kinds.check(&candidate),
            local_part.check(&candidate, &emails),
        ];
        prop_assert!(report.statuses().eq(statuses));
        let hints = Hint::of(&candidate, [kinds].into_iter());
        prop_assert_eq!(report.hints(), hints);
    }

    #[test]
    fn the_verdict_is_the_oracles(password in password(), email in email()) {
        prop_assert_eq!(codes(&password, email.as_deref()), oracle(&password, email.as_deref()));
    }

    #[test]
    fn a_password_with_the_local_part_is_refused(
        local in "[a-z]{3,8}",
        before in "[A-Z0-9!]{0,6}",
        after in "[A-Z0-9!]{0,6}",
    ) {
        let email = format!("x-{local}@example.com");
        for shown in [local.clone(), local.to_uppercase(), full_width(&local)] {
            let password = format!("{before}{shown}{after}");
            prop_assert!(codes(&password, Some(&email)).contains(&"contains-local-part"));
        }
    }

    #[test]
    fn accept_and_check_agree(password in password(), email in email()) {
        let context = email.as_deref().map_or_else(Context::new, |email| Context::new().email(email));
        let policy = Policy::support_center();
        match policy.accept(&password, &context) {
            Ok(accepted) => {
                let prepared = genkan::text::prepare(&genkan::text::Tables, &password);
                // Nothing about the password is shown, not even its length.
                prop_assert_eq!(format!("{accepted:?}"), "AcceptedPassword(..)");
                prop_assert_eq!(accepted.expose(), prepared.as_bytes());
                // The password to hash is accepted again.
                prop_assert!(policy.check(&prepared, &context).is_accepted());
            }
            Err(refused) => prop_assert_eq!(refused.report(), &policy.check(&password, &context)),
        }
    }

    /// Two reports are equal if their content is.
    #[test]
    fn reports_are_equal_when_their_content_is(
        (one, other) in ("[ab]{0,3}[A1!_]{0,3} ?", "[ab]{0,3}[A1!_]{0,3} ?"),
        email in prop::option::of("[ab]@example\\.com"),
    ) {
        let policy = Policy::support_center();
        let context = email.as_deref().map_or_else(Context::new, |email| Context::new().email(email));
        let (one, other) = (policy.check(&one, &Context::new()), policy.check(&other, &context));
        let said = |report| serde_json::to_string(report).unwrap();
        prop_assert_eq!(one == other, said(&one) == said(&other), "{:?} {:?}", one, other);
    }

    #[test]
    fn a_report_contains_no_part_of_the_password(password in "[k-z]{8,20}") {
        let policy = Policy::support_center();
        let email = format!("{password}@example.com");
        let context = Context::new().email(&email);
        let report = policy.check(&password, &context);
        let shown = format!("{report:?} {context:?}");
        prop_assert!(!shown.contains(&password));
        prop_assert!(shown.contains("Context"));
        prop_assert!(!serde_json::to_string(&report).unwrap().contains(&password));
    }
}

/// Reports differ if the requirements do, even with equal statuses.
#[test]
fn reports_of_different_policies_differ() {
    use genkan::policy::Document;
    let policy = Policy::support_center();
    let mut document = Document::from(&policy);
    document.max_bytes -= 1;
    let other = Policy::try_from(document).unwrap();
    let context = Context::new();
    assert_ne!(policy.check("", &context), other.check("", &context));
}

#[test]
fn the_missing_kinds_are_a_set() {
    let policy = Policy::support_center();
    for (password, names, bits) in [
        ("abcdef", vec!["upper", "digit", "special"], 0x1110),
        ("ABC123", vec!["lower", "special"], 0x1001),
        ("______", vec!["lower", "upper", "digit", "special"], 0x1111),
    ] {
        let report = policy.check(password, &Context::new());
        let Some(Violation::TooFewKinds { missing, .. }) = report.violations().next() else {
            panic!("{report:?}");
        };
        assert!(missing.iter().map(|(kind, _)| &kind.name).eq(&names));
        assert_eq!(missing.len() as usize, names.len());
        assert_eq!(missing.bits(), bits);
        assert!(!missing.is_empty());
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\": 1")).collect();
        assert_eq!(format!("{missing:?}"), format!("{{{}}}", quoted.join(", ")));
    }
}

fn full_width(text: &str) -> String {
    let wide = |c: char| char::from_u32(c as u32 + 0xfee0).unwrap_or(c);
    text.chars().map(wide).collect()
}

#[test]
fn a_document_reads_back_and_rejects_unknown_fields() {
    use genkan::policy::Document;
    let policy = Policy::support_center();
    let json = serde_json::to_string(&Document::from(&policy)).unwrap();
    let read: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(Policy::try_from(read).unwrap(), policy);
    assert_eq!(policy.name(), "support_center");
    assert_eq!(policy.max_bytes(), 1024);

    for (from, to, named) in [
        ("\"min\":6", "\"min\":6,\"maximum\":9", "maximum"),
        ("\"name\"", "\"nome\"", "name: missing"),
        ("local-part", "lokal-part", "lokal-part"),
    ] {
        let error = serde_json::from_str::<Document>(&json.replace(from, to)).unwrap_err();
        assert!(error.to_string().contains(named), "{error}");
    }
    for (from, to, code) in [
        ("\"version\":1", "\"version\":2", "policy-version"),
        ("\"max_bytes\":1024", "\"max_bytes\":0", "policy-max-bytes"),
        ("\"min\":6", "\"min\":1025", "policy-length"),
        ("\"required\":3", "\"required\":5", "policy-required"),
        ("!@#$%^&*", "", "policy-kind"),
        ("!@#$%^&*", "!!", "policy-kind"),
        ("digit", "lower", "policy-kind"),
        ("digit", "", "policy-kind"),
        ("\"min_piece\":3", "\"min_piece\":0", "policy-range"),
    ] {
        let document: Document = serde_json::from_str(&json.replace(from, to)).unwrap();
        assert_eq!(Policy::try_from(document).unwrap_err().code(), code, "{to}");
    }
}
