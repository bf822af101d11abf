//! One case, many times, for an instruction counter:
//! `valgrind --tool=callgrind target/release/instructions CASE TIMES`.
//!
//! The difference between two runs, divided by the difference of TIMES, is
//! the cost of one call, whatever the machine is doing meanwhile.

use std::hint::black_box;
use std::process::ExitCode;

use genkan::policy::{Context, Policy};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(case), Some(Ok(times))) = (
        arguments.next(),
        arguments.next().map(|times| times.parse::<u32>()),
    ) else {
        return usage();
    };
    let policy = Policy::support_center();
    let email = "taro.yamada@example.co.jp";
    let prepared = Context::new().email(email);
    let password = format!("{}A1!", "x".repeat(13));
    for _ in 0..times {
        let password = black_box(password.as_str());
        let is_accepted = match case.as_str() {
            "prepared" => policy.check(password, black_box(&prepared)).is_accepted(),
            "address" => {
                let context = Context::new().email(black_box(email));
                policy.check(password, &context).is_accepted()
            }
            _ => return usage(),
        };
        assert!(black_box(is_accepted));
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: instructions prepared|address TIMES");
    ExitCode::from(2)
}
