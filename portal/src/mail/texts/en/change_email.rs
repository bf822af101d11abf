use genkan::onboarding::Link;
use genkan::token::{Decline, ProveAddress, UndoAddress};

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn prove(link: &Link<ProveAddress>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "On {}, we received a request to change the email address of an account at {} to \
             this address.\n\
             To confirm the change, open this page:",
            facts.time(facts.occurred_at),
            facts.service_name
        )),
        facts.button(link, "Confirm the change"),
        paragraph(format!(
            "You can use the link until {}. The email address does not change until you confirm \
             it.",
            facts.time(link.expires_at)
        )),
        paragraph(
            "If you did not make this request, another person may have entered your address by \
             mistake. Do not open the link. You can delete this email.",
        ),
    ];
    ("Confirm your new email address", lines)
}

pub(super) fn requested(decline: &Link<Decline>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "On {}, we received a request to change the email address of your account at {}. It \
             was made by a person who was signed in to your account.\n\
             The email address changes when the new address has been confirmed. Until then, this \
             address remains in use.",
            facts.time(facts.occurred_at),
            facts.service_name
        )),
        paragraph(
            "If you made this request, open the link in the email that we sent to the new address.",
        ),
        paragraph(format!(
            "If you did not make this request, cancel the change immediately on the following \
             page. The page is available until {}.",
            facts.time(decline.expires_at)
        )),
        facts.button(decline, "Cancel the change"),
        paragraph(
            "Then set a new password on this page, because another person may know your current \
             one:",
        ),
        Line::link("Set a new password", facts.forgot()),
    ];
    ("Request to change your email address", lines)
}

pub(super) fn replaced(
    undo: Option<&Link<UndoAddress>>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let mut lines = vec![paragraph(format!(
        "The email address of your account at {} has been changed from this address to another \
         one.\n\
         You can no longer sign in with this address.",
        facts.service_name
    ))];
    match undo {
        Some(undo) => lines.extend([
            paragraph("If you made this change, you do not need to do anything."),
            paragraph(format!(
                "If you did not make this change, undo it immediately on the following page. We \
                 will disable the password and send you an email to set a new one. The page is \
                 available until {}.",
                facts.time(undo.expires_at)
            )),
            facts.button(undo, "Undo the change"),
            paragraph(format!(
                "If the page is no longer available, please contact us at {}.",
                facts.support
            )),
        ]),
        None => lines.push(unexpected(facts)),
    }
    ("Your email address has been changed", lines)
}

pub(super) fn welcome(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "The email address of your account at {} has been changed to this address.\n\
             From now on, sign in with this address. Your password has not changed.",
            facts.service_name
        )),
        paragraph(
            "For your security, all devices have been signed out. We have also notified your \
             previous address. For a limited time, the change can be undone from there.",
        ),
    ];
    ("Your new email address is ready to use", lines)
}

pub(super) fn restored(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "The email address of an account at {} had been changed to this address. The change \
             has been undone from the previous address.\n\
             You can no longer sign in with this address.",
            facts.service_name
        )),
        unexpected(facts),
    ];
    ("The change of your email address has been undone", lines)
}
