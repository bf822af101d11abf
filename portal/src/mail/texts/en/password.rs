use genkan::onboarding::Link;
use genkan::token::{Decline, Disown, FirstPassword, Purpose, Reset};

use super::{Facts, Line, paragraph, time};

pub(super) fn first(
    link: &Link<FirstPassword>,
    decline: &Link<Decline>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Somebody asked {} for a link to set a password for this email address. Open this \
             page to set it:",
            facts.service_name
        )),
        facts.link(link),
        until(link, facts),
        paragraph(
            "If it was not you who asked, delete this mail and do nothing. No password will be \
             set.\nTo end the link at once, open this page:",
        ),
        facts.link(decline),
    ];
    ("Set your password", lines)
}

pub(super) fn reset(
    link: &Link<Reset>,
    decline: &Link<Decline>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Somebody asked {} for a link to reset the password for this email address. Open \
             this page to set a new one:",
            facts.service_name
        )),
        facts.link(link),
        until(link, facts),
        paragraph(
            "If it was not you who asked, delete this mail and do nothing. Your present password \
             stays as it is.\nTo end the link at once, open this page:",
        ),
        facts.link(decline),
    ];
    ("Reset your password", lines)
}

pub(super) fn changed(disown: &Link<Disown>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "The password of your account at {} has been set.\n\
             To be safe, every other device that was signed in has been signed out.",
            facts.service_name
        )),
        paragraph("If it was you, there is nothing to do."),
        paragraph(format!(
            "If it was not you, open this page at once. The password will stop working, and you \
             will get a mail to set your own. The page works until {}.",
            time(disown.expires_at, facts)
        )),
        facts.link(disown),
        paragraph(format!("Please tell us about it at {}.", facts.support)),
    ];
    ("Your password has been set", lines)
}

fn until<P: Purpose>(link: &Link<P>, facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "The link works until {} and only until a password has been set.\n\
         If it has expired, ask for another one here:\n{}",
        time(link.expires_at, facts),
        facts.forgot()
    ))
}
