//! A verdict allocates for the report and for its input, not for each rule or
//! character.

use genkan::policy::{Context, Policy};

#[test]
fn the_documented_verdict_allocates_three_times_at_most() {
    let policy = Policy::support_center();
    let passwords = [
        "Kite7!kite7!kite",      // accepted
        "a",                     // too short, too few kinds
        "taro",                  // and the local part
        "taro\u{7}",             // and a control character: everything at once
        "Uncounted_character-1", // a hint
        " Edge space 1! ",       // a hint
        &"Kite7!".repeat(170),   // long
        &"Kite7!".repeat(1_000), // larger than accepted
    ];
    for password in passwords {
        let counted = allocation_counter::measure(|| {
            let context = Context::new().email("taro.yamada@example.co.jp");
            let report = policy.check(password, &context);
            std::hint::black_box(report.is_accepted());
        });
        // The items, the rules that count kinds, and the hints.
        assert!(counted.count_total <= 3, "{password:?} {counted:?}");
    }
}

/// A comparison of whole passwords with a list folds them once, whatever their
/// case.
#[cfg(feature = "common-blocklist")]
#[test]
fn a_lookup_allocates_twice_at_most() {
    use genkan::policy::rules::BlocklistRule;
    use genkan::policy::{Document, Rule};
    let rules = vec![Rule::Blocklist(BlocklistRule::new("common"))];
    let policy = Policy::try_from(Document::new("list", 1024, rules));
    let list = genkan::blocklist::common();
    let context = Context::new().blocklist("common", &list);
    for password in ["password1", "PassWord1", "blue7KITE!blue7KITE!"] {
        let counted = allocation_counter::measure(|| {
            let report = policy
                .as_ref()
                .map(|policy| policy.check(password, &context));
            std::hint::black_box(report.is_ok_and(|report| report.is_accepted()));
        });
        assert!(counted.count_total <= 2, "{password:?} {counted:?}");
    }
}

#[test]
fn the_counter_counts() {
    let counted = allocation_counter::measure(|| {
        std::hint::black_box(Policy::support_center());
    });
    assert_ne!(counted.count_total, 0);
}
