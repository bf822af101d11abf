use genkan::time::Timestamp;

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn registered(expires_at: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "You have been registered as a contact at {}.\n\
             To sign in for the first time, you need to set a password. Open the following page \
             and enter this email address. We will then send you an email with a link to set your \
             password.",
            facts.service_name
        )),
        Line::button("Request a link", facts.forgot()),
        paragraph(format!(
            "Please set your password by {}. After that, the registration expires.",
            facts.time(expires_at)
        )),
        unexpected(facts),
    ];
    ("You have been registered", lines)
}

pub(super) fn held(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your account at {} has been put on hold.\n\
             While it is on hold, you cannot sign in or set a password. We will send you an email \
             when it is released.",
            facts.service_name
        )),
        paragraph(format!(
            "If you have any questions, please contact us at {}.",
            facts.support
        )),
    ];
    ("Your account is on hold", lines)
}

pub(super) fn released(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your account at {} is no longer on hold.\n\
             If you have set a password, you can sign in with it.",
            facts.service_name
        )),
        paragraph(
            "If you have not set a password yet, or have forgotten it, set one on this page:",
        ),
        Line::button("Set a new password", facts.forgot()),
    ];
    ("Your account is available again", lines)
}

pub(super) fn handed_over(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Another person has taken over as the contact at {}, so your account has been closed.\n\
             You can no longer sign in with this email address, and the links that we sent to it \
             no longer work.",
            facts.service_name
        )),
        paragraph(format!(
            "If this is a mistake, please contact the support desk at {}.",
            facts.support
        )),
    ];
    ("Your account has been handed over", lines)
}

pub(super) fn removed(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your registration at {} has been removed.\n\
             You can no longer sign in with this email address.",
            facts.service_name
        )),
        unexpected(facts),
    ];
    ("Your registration has been removed", lines)
}
