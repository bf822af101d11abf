//! One case, many times, for an instruction counter:
//! `valgrind --tool=callgrind target/valgrind/instructions CASE TIMES [LENGTH]`.
//!
//! The difference between two runs, divided by the difference of TIMES, is the
//! cost of one call. It does not depend on other work of the machine.
//!
//! `prepared` and `address` are the documented policy. Every other case is one
//! rule on a text of LENGTH characters that costs it as much work as possible.
//! The argument `cases` prints their names.

mod hostile;

use std::hint::black_box;
use std::process::ExitCode;

use genkan::policy::{Context, Policy};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let case = arguments.next().unwrap_or_default();
    let mut number = || arguments.next().and_then(|number| number.parse().ok());
    let (times, length) = (number(), number());
    let is_run = match (case.as_str(), times, length) {
        ("cases", None, None) => {
            println!("{}", hostile::CASES.join("\n"));
            true
        }
        (_, None, _) => false,
        ("prepared", Some(times), length) => documented(times, length, true),
        ("address", Some(times), length) => documented(times, length, false),
        (case, Some(times), Some(length)) => hostile::run(case, times, length),
        _ => false,
    };
    if is_run {
        return ExitCode::SUCCESS;
    }
    eprintln!("usage: instructions prepared|address TIMES [LENGTH]");
    eprintln!("       instructions cases");
    eprintln!("       instructions CASE TIMES LENGTH");
    ExitCode::from(2)
}

/// Checks a password of 16 characters, unless a length is given.
fn documented(times: usize, length: Option<usize>, is_prepared: bool) -> bool {
    let policy = Policy::support_center();
    let email = "taro.yamada@example.co.jp";
    let prepared = Context::new().email(email);
    let password = format!("{}A1!", "x".repeat(length.unwrap_or(16).saturating_sub(3)));
    for _ in 0..times {
        let password = black_box(password.as_str());
        let is_accepted = if is_prepared {
            policy.check(password, black_box(&prepared)).is_accepted()
        } else {
            let context = Context::new().email(black_box(email));
            policy.check(password, &context).is_accepted()
        };
        assert!(black_box(is_accepted));
    }
    true
}
