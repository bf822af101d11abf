use alloc::vec::Vec;

use genkan::policy::{Hint, Report, Span, Status, Violation};

/// A report in numbers: for each requirement its status, in the policy's
/// order, then the hints.
pub(crate) fn write(report: &Report<'_>, numbers: &mut Vec<u32>) {
    for status in report.statuses() {
        match status {
            Status::Met => numbers.push(0),
            Status::NotApplicable => numbers.push(1),
            Status::Unjudged => numbers.push(2),
            Status::Unmet(violation) => write_violation(numbers, &violation),
        }
    }
    for hint in report.hints() {
        let entry = match hint {
            Hint::UncountedCharacter { count, at, .. } => [0, *count, *at],
            Hint::FullWidth { count, at, .. } => [1, *count, *at],
            Hint::EdgeSpace => [2, 0, 0],
            _ => [UNKNOWN; 3],
        };
        numbers.extend_from_slice(&entry);
    }
}

fn write_violation(numbers: &mut Vec<u32>, violation: &Violation<'_>) {
    let place = |at: &Span| (at.start, at.end);
    let (tag, fields) = match violation {
        Violation::TooLong {
            max, actual, unit, ..
        } => (3, [*max, *actual, *unit as u32, 0]),
        Violation::ForbiddenCharacter { count, at, .. } => {
            let (start, end) = place(at);
            (4, [*count, start, end, 0])
        }
        Violation::TooShort {
            min, actual, unit, ..
        } => (5, [*min, *actual, *unit as u32, 0]),
        Violation::TooFewKinds {
            required,
            actual,
            missing,
            ..
        } => (6, [*required, *actual, u32::from(missing.bits()), 0]),
        Violation::ContainsLocalPart { at, .. } => {
            let (start, end) = place(at);
            (7, [start, end, 0, 0])
        }
        Violation::ContainsContextWord { source, at, .. } => {
            let (start, end) = place(at);
            (8, [*source as u32, start, end, 0])
        }
        Violation::Repetition {
            max, actual, at, ..
        } => {
            let (start, end) = place(at);
            (9, [*max, *actual, start, end])
        }
        Violation::Sequence { pattern, at, .. } => {
            let (start, end) = place(at);
            (10, [*pattern as u32, start, end, 0])
        }
        Violation::TooSimilar { min, actual, .. } => (11, [*min, *actual, 0, 0]),
        // Of what is judged elsewhere there is no violation here.
        _ => (UNKNOWN, [0; 4]),
    };
    numbers.push(tag);
    numbers.extend_from_slice(&fields);
}

/// What this crate does not know; the TypeScript side refuses it.
const UNKNOWN: u32 = u32::MAX;
