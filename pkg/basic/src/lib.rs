//! The module for the rules of the documented policy.
//!
//! It calls these rules directly and never names `Rule`, so the others are not
//! linked.

#![cfg_attr(target_arch = "wasm32", no_std)]

use genkan::policy::rules::{
    AsciiKinds, Candidate, LengthRule, LocalPartRule, check_control_characters, check_size,
};
use genkan::policy::{Preparation, Status};

use genkan_wasm::wire::{MALFORMED, Reader, Report, basic_row, kinds_row, text};
use genkan_wasm::{Browser, ModulePolicy, list};

genkan_wasm::export!(BasicPolicy, frees: false);

struct BasicPolicy {
    max_bytes: u32,
    rules: &'static [BasicRule],
}

#[expect(
    clippy::large_enum_variant,
    reason = "a policy has few rules, and a box would need more code"
)]
enum BasicRule {
    // Some rules are made for each check, so that the compiler knows their
    // options and removes the code of the others.
    Length { min: u32, max: Option<u32> },
    Kinds { required: u32, of: AsciiKinds },
    LocalPart { min_piece: u32 },
}

impl ModulePolicy for BasicPolicy {
    /// Reads the canonical form (`src/policy/canonical.rs`) of a document that
    /// `pkg/ts/basic.ts` has validated. Every other document, also one with
    /// other options of these rules, is read by the extended module.
    fn read(document: &[u8]) -> Result<Self, u32> {
        // SAFETY: pkg/ts/basic.ts writes texts with `TextEncoder`.
        let mut from = unsafe { Reader::new(document) };
        let max_bytes = from.number();
        let rules = list(from.number() as usize, || rule(&mut from));
        let policy = Self { max_bytes, rules };
        if from.is_done() {
            Ok(policy)
        } else {
            Err(MALFORMED)
        }
    }

    fn requirements(&self) -> usize {
        2 + self.rules.len()
    }

    /// The context is the email address, all that these rules need.
    fn check(&self, context: &[u8], password: &str, report: &mut Report) {
        let size = check_size(password, self.max_bytes);
        report.status(size, basic_row);
        if !matches!(size, Status::Met) {
            for _ in 1..self.requirements() {
                report.status(Status::NotApplicable, basic_row);
            }
            return;
        }
        let candidate = Candidate::new(&Browser, Preparation::OpaqueString, password);
        report.status(check_control_characters(&candidate), basic_row);
        // SAFETY: pkg/ts/policy.ts writes it with `TextEncoder`.
        let email = unsafe { text(context) };
        for rule in self.rules {
            let status = match rule {
                BasicRule::Length { min, max } => {
                    let mut rule = LengthRule::new(*min);
                    rule.max = *max;
                    rule.check(&candidate)
                }
                BasicRule::Kinds { required, of } => {
                    let (present, missing) = of.count(&candidate);
                    if present < *required {
                        report.push(kinds_row(*required, present, missing));
                        continue;
                    }
                    Status::Met
                }
                BasicRule::LocalPart { min_piece } => {
                    LocalPartRule::new(*min_piece).check(&candidate, [email])
                }
            };
            report.status(status, basic_row);
        }
        let kinds = self.rules.iter().filter_map(|rule| match rule {
            BasicRule::Kinds { of, .. } => Some(of),
            _ => None,
        });
        AsciiKinds::hints(&candidate, kinds, |hint| report.hint(hint));
    }
}

fn rule(from: &mut Reader<'_>) -> BasicRule {
    // `length`, `kinds`, `local-part`.
    match from.text().len() {
        6 => {
            let (min, max) = (from.number(), from.optional());
            // Code points.
            from.text();
            BasicRule::Length { min, max }
        }
        5 => BasicRule::Kinds {
            required: from.number(),
            of: (0..from.number()).map(|_| kind(from)).collect(),
        },
        _ => {
            let min_piece = from.number();
            // Neither reversed nor with look-alikes.
            from.flag();
            from.flag();
            BasicRule::LocalPart { min_piece }
        }
    }
}

/// Reads the name and the characters of a kind.
fn kind<'w>(from: &mut Reader<'w>) -> (&'w str, &'w str) {
    let kind = (from.text(), from.text());
    // No ranges, and one character is enough.
    from.number();
    from.number();
    kind
}
