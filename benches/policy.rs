//! A verdict of the documented policy, compared with a naive implementation and
//! the peers.
//!
//! The peers do different work: `passwords` analyses characters and scores,
//! `zxcvbn` estimates guesses. Only the ratios within one run matter.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use genkan::policy::{Context, Policy};

fn verdict(criterion: &mut Criterion) {
    let email = "taro.yamada@example.co.jp";
    let policy = Policy::support_center();
    let prepared = Context::new().email(email);
    let mut group = criterion.benchmark_group("verdict");
    for length in [8, 16, 32, 64, 256, 1000] {
        let password = format!("{}A1!", "x".repeat(length - 3));
        let cases: [(&str, Case<'_>); 5] = [
            ("genkan", &|p| {
                policy.check(p, &Context::new().email(email)).is_accepted()
            }),
            ("genkan, context prepared", &|p| {
                policy.check(p, &prepared).is_accepted()
            }),
            ("naive", &|p| naive(p, email)),
            ("passwords", &|p| {
                passwords::scorer::score(&passwords::analyzer::analyze(p)) > 0.0
            }),
            ("zxcvbn", &|p| zxcvbn::zxcvbn(p, &[email]).guesses() > 1),
        ];
        for (name, case) in cases {
            assert!(case(&password), "{name}");
            group.bench_with_input(BenchmarkId::new(name, length), &password, |bencher, p| {
                bencher.iter(|| case(black_box(p)));
            });
        }
    }
    group.finish();
}

type Case<'c> = &'c dyn Fn(&str) -> bool;

/// The policy as a simple implementation has it.
fn naive(password: &str, email: &str) -> bool {
    let kinds = [
        password.chars().any(|c| c.is_ascii_lowercase()),
        password.chars().any(|c| c.is_ascii_uppercase()),
        password.chars().any(|c| c.is_ascii_digit()),
        password.chars().any(|c| "!@#$%^&*".contains(c)),
    ];
    let local = email.split('@').next().unwrap_or_default().to_lowercase();
    let lower = password.to_lowercase();
    password.chars().count() >= 6
        && kinds.iter().filter(|kind| **kind).count() >= 3
        && !local
            .split(|c: char| !c.is_alphanumeric())
            .any(|piece| piece.len() >= 3 && lower.contains(piece))
}

criterion_group!(benches, verdict);
criterion_main!(benches);
