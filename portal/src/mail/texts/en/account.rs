use genkan::time::Timestamp;

use super::{Facts, Line, paragraph, time, unexpected};

pub(super) fn registered(expires_at: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "You have been registered at {}. To sign in for the first time, set a password: open \
             this page and enter this email address. A mail with a link will follow.",
            facts.service_name
        )),
        Line::Link(facts.forgot()),
        paragraph(format!(
            "The registration lapses if no password has been set by {}.",
            time(expires_at, facts)
        )),
        unexpected(facts),
    ];
    ("You have been registered", lines)
}

pub(super) fn held(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your account at {} has been put on hold. Until it is released nobody can sign in \
             with it, and no password can be set. We will write to you when it is released.",
            facts.service_name
        )),
        paragraph(format!(
            "If you have a question, write to {}.",
            facts.support
        )),
    ];
    ("Your account is on hold", lines)
}

pub(super) fn released(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your account at {} can be used again. If you have a password, sign in with it.",
            facts.service_name
        )),
        paragraph("If you have none yet, or no longer know it, set one here:"),
        Line::Link(facts.forgot()),
    ];
    ("Your account can be used again", lines)
}

pub(super) fn handed_over(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Another person has taken over as the contact at {}, so your account has ended. This \
             email address can no longer be used to sign in, and earlier links no longer work.",
            facts.service_name
        )),
        paragraph(format!(
            "If this is wrong, contact the support desk at {}.",
            facts.support
        )),
    ];
    ("Your account was handed over", lines)
}

pub(super) fn removed(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your registration at {} has ended. This email address can no longer be used to sign \
             in.",
            facts.service_name
        )),
        unexpected(facts),
    ];
    ("Your registration has ended", lines)
}
