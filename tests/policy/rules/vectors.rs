//! The verdicts of `tests/vectors/rules.json`, written by hand for the policies
//! of `policies.json`.

use std::collections::HashMap;

use genkan::blocklist::WordList;
use genkan::policy::{Context, ContextSource, Document, Policy, Violation};
use serde_json::{Value, json};

fn read(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|text| text.as_str().unwrap()).collect()
}

/// Returns the lists of a context.
fn lists(known: &Value) -> Vec<(&String, WordList)> {
    let lists = known["blocklists"].as_object().into_iter().flatten();
    lists
        .map(|(name, words)| (name, texts(words).into_iter().collect()))
        .collect()
}

fn context<'c>(
    known: &'c Value,
    lists: &'c [(&'c String, WordList)],
    prepared: &str,
) -> Context<'c> {
    let mut context = Context::new();
    if let Some(email) = known["email"].as_str() {
        context = context.email(email);
    }
    for source in ContextSource::ALL {
        for word in texts(&known["words"][source.code()]) {
            context = context.word(source, word);
        }
    }
    for (name, list) in lists {
        context = context.blocklist(name, list);
    }
    if let Some(old) = known["old_password"].as_str() {
        context = context.current_password(old);
    }
    if known["reused"].is_array() {
        context = context.reused(texts(&known["reused"]).contains(&prepared));
    }
    if known["breached"].is_object() {
        context = context.breached(
            known["breached"]
                .get(prepared)
                .map_or(Some(0), Value::as_u64),
        );
    }
    if let Some(score) = known["score"].as_u64() {
        context = context.score(score as u8);
    }
    context
}

#[test]
fn the_rules_give_the_stated_verdicts() {
    let policies: HashMap<String, Policy> = read(include_str!("../../vectors/policies.json"))
        .into_iter()
        .map(|policy| {
            let document: Document = serde_json::from_value(policy).unwrap();
            (document.name.clone(), Policy::try_from(document).unwrap())
        })
        .collect();
    let vectors = read(include_str!("../../vectors/rules.json"));
    let mut wrong = Vec::new();
    let mut counts: HashMap<&str, [usize; 2]> = HashMap::new();
    for vector in &vectors {
        let name = vector["policy"].as_str().unwrap();
        let known = &vector["context"];
        let lists = lists(known);
        let password = vector["password"].as_str().unwrap();
        let context = context(known, &lists, &policies[name].prepare(password));
        let report = policies[name].check(password, &context);
        let statuses: Vec<_> = report
            .items()
            .iter()
            .skip(2)
            .map(|item| item.status.code())
            .collect();
        let violations = serde_json::to_value(report.violations().collect::<Vec<_>>()).unwrap();
        counts.entry(name).or_default()[usize::from(report.is_accepted())] += 1;
        if json!(statuses) != vector["statuses"] || violations != vector["violations"] {
            wrong.push(format!("{vector}\n    {statuses:?} {violations}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for name in policies.keys() {
        let [refused, accepted] = counts.get(name.as_str()).copied().unwrap_or_default();
        assert!(
            refused + accepted >= 8 && refused > 0 && accepted > 0,
            "{name}"
        );
    }
}

/// Eighteen policies that vendors, standards and directories publish, with
/// passwords that their pages accept or reject.
#[test]
fn published_policies_give_the_stated_verdicts() {
    let all = read(include_str!("../../vectors/corporate.json"));
    assert_eq!(all.len(), 18);
    let mut wrong = Vec::new();
    for published in &all {
        let policy: Policy = serde_json::from_value(published["policy"].clone()).unwrap();
        let written = serde_json::to_value(Document::from(&policy)).unwrap();
        assert_eq!(written, published["policy"], "without defaults");
        let cases = published["cases"].as_array().unwrap();
        let mut verdicts = [0, 0];
        for case in cases {
            let known = &case["context"];
            let lists = lists(known);
            let password = case["password"].as_str().unwrap();
            let context = context(known, &lists, &policy.prepare(password));
            let report = policy.check(password, &context);
            let codes: Vec<&str> = report.violations().map(Violation::code).collect();
            let is_accepted = case["violations"] == json!([]);
            verdicts[usize::from(is_accepted)] += 1;
            if json!(codes) != case["violations"] || report.is_accepted() != is_accepted {
                wrong.push(format!("{}: {case}\n    {codes:?}", policy.name()));
            }
        }
        assert!(verdicts[0] >= 3 && verdicts[1] >= 1, "{}", policy.name());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
