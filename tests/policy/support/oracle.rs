//! The documented policy, implemented directly from its text.

use unicode_normalization::UnicodeNormalization as _;

/// Returns the violations by the policy's text, clause by clause.
pub(crate) fn oracle(password: &str, email: Option<&str>) -> Vec<&'static str> {
    if password.len() > 1024 {
        return vec!["too-long"];
    }
    let prepared: String = password
        .chars()
        .map(|c| match c as u32 {
            0xa0 | 0x1680 | 0x2000..=0x200a | 0x202f | 0x205f | 0x3000 => ' ',
            _ => c,
        })
        .nfc()
        .collect();
    let mut violations = Vec::new();
    if prepared.chars().any(|c| c.is_control()) {
        violations.push("forbidden-character");
    }
    if prepared.chars().count() < 6 {
        violations.push("too-short");
    }
    let kinds = [
        prepared.contains(|c| "abcdefghijklmnopqrstuvwxyz".contains(c)),
        prepared.contains(|c| "ABCDEFGHIJKLMNOPQRSTUVWXYZ".contains(c)),
        prepared.contains(|c| "0123456789".contains(c)),
        prepared.contains(|c| "!@#$%^&*".contains(c)),
    ];
    if kinds.iter().filter(|kind| **kind).count() < 3 {
        violations.push("too-few-kinds");
    }
    if let Some(email) = email {
        let local = fold(email.rsplit_once('@').map_or(email, |(local, _)| local));
        let mut pieces: Vec<&str> = local.split(|c: char| !c.is_alphanumeric()).collect();
        pieces.retain(|piece| piece.chars().count() >= 3);
        pieces.push(&local);
        let folded = fold(&prepared);
        if !local.is_empty() && pieces.iter().any(|piece| folded.contains(piece)) {
            violations.push("contains-local-part");
        }
    }
    violations
}

/// Compatibility caseless matching by an independent table.
fn fold(text: &str) -> String {
    let once: String = caseless::default_case_fold_str(&text.nfd().collect::<String>());
    let twice = caseless::default_case_fold_str(&once.nfkc().collect::<String>());
    twice.nfkc().collect()
}
