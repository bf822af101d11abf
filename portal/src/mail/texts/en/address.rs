use genkan::onboarding::Link;
use genkan::token::{Decline, ProveAddress, UndoAddress};

use super::{Facts, Line, paragraph, time, unexpected};

pub(super) fn prove(link: &Link<ProveAddress>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Somebody asked {} to use this email address for an account. Open this page to \
             confirm it:",
            facts.service_name
        )),
        facts.link(link),
        paragraph(format!(
            "The link works until {}. Until you confirm it, nothing changes.",
            time(link.expires_at, facts)
        )),
        paragraph(
            "If you know nothing of it, somebody probably mistyped their address. Do not open the \
             link; delete this mail.",
        ),
    ];
    ("Confirm your new email address", lines)
}

pub(super) fn requested(decline: &Link<Decline>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Somebody who is signed in to your account at {} asked to use another email address \
             for it. It will change when that address has been confirmed; until then this one \
             stays.",
            facts.service_name
        )),
        paragraph("If it was you, look at the mail to the new address."),
        paragraph(format!(
            "If it was not you, open this page at once and the change will not take place. The \
             page works until {}.",
            time(decline.expires_at, facts)
        )),
        facts.link(decline),
        paragraph(format!(
            "Then set a new password, because somebody else may know yours:\n{}",
            facts.forgot()
        )),
    ];
    ("A change of your email address was requested", lines)
}

pub(super) fn replaced(
    undo: Option<&Link<UndoAddress>>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let mut lines = vec![paragraph(format!(
        "The account at {} that was registered with this email address now uses another one. \
         This address can no longer be used to sign in.",
        facts.service_name
    ))];
    match undo {
        Some(undo) => lines.extend([
            paragraph("If it was you, there is nothing to do."),
            paragraph(format!(
                "If it was not you, open this page at once to undo the change. The password will \
                 stop working, and you will get a mail to set your own. The page works until {}.",
                time(undo.expires_at, facts)
            )),
            facts.link(undo),
            paragraph(format!("After that time, write to {}.", facts.support)),
        ]),
        None => lines.push(unexpected(facts)),
    }
    ("Your email address has been changed", lines)
}

pub(super) fn welcome(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your account at {} now uses this email address. Sign in with it from now on; the \
             password stays the same.",
            facts.service_name
        )),
        paragraph(
            "To be safe, every device that was signed in has been signed out. The former address \
             has been told, and can undo the change for a while.",
        ),
    ];
    ("Your new email address is in use", lines)
}

pub(super) fn restored(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "The change of email address of an account at {} has been undone from the former \
             address. This address can no longer be used to sign in.",
            facts.service_name
        )),
        unexpected(facts),
    ];
    ("The change of your email address has been undone", lines)
}
