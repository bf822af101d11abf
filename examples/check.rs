//! Checks a password and prints the whole report.
//!
//! `cargo run --example check -- 'Taro-2026' taro.yamada@example.co.jp`
//!
//! (A real program reads a password from the standard input: arguments can be
//! seen by every user of the machine.)

use genkan::Language;
use genkan::policy::{Context, Policy, message};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let password = arguments.next().unwrap_or_else(|| "Taro-2026".into());
    let email = arguments
        .next()
        .unwrap_or_else(|| "taro.yamada@example.co.jp".into());

    let policy = Policy::support_center();
    let context = Context::new().email(&email);
    let report = policy.check(&password, &context);

    for language in Language::ALL {
        for item in report.items() {
            let status = message::status(language, &item.status);
            let text = message::requirement(language, &item.requirement);
            println!("{status}: {text}");
        }
        for violation in report.violations() {
            println!("! {}", message::violation(language, violation));
        }
        for hint in report.hints() {
            println!("* {}", message::hint(language, hint));
        }
        println!();
    }
}
