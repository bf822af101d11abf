use genkan::onboarding::Link;
use genkan::token::{Decline, Disown, FirstPassword, Purpose, Reset};

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn first(
    link: &Link<FirstPassword>,
    decline: &Link<Decline>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let [until_text, until_link] = until(link, facts);
    let lines = vec![
        paragraph(format!(
            "On {}, we received a request to set a password for your account at {}.\n\
             To set your password, open this page:",
            facts.time(facts.occurred_at),
            facts.service_name
        )),
        facts.button(link, "Set your password"),
        until_text,
        until_link,
        paragraph(
            "If you did not make this request, you can ignore this email. No password will be \
             set.\n\
             To disable the link immediately, open this page:",
        ),
        facts.link(decline, "Disable the link"),
    ];
    ("Set your password", lines)
}

pub(super) fn reset(
    link: &Link<Reset>,
    decline: &Link<Decline>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let [until_text, until_link] = until(link, facts);
    let lines = vec![
        paragraph(format!(
            "On {}, we received a request to reset the password of your account at {}.\n\
             To set a new password, open this page:",
            facts.time(facts.occurred_at),
            facts.service_name
        )),
        facts.button(link, "Set a new password"),
        until_text,
        until_link,
        paragraph(
            "If you did not make this request, you can ignore this email. Your current password \
             does not change.\n\
             To disable the link immediately, open this page:",
        ),
        facts.link(decline, "Disable the link"),
    ];
    ("Reset your password", lines)
}

pub(super) fn changed(
    disown: Option<&Link<Disown>>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let mut lines = vec![
        paragraph(format!(
            "The password of your account at {} was set on {}.\n\
             For your security, all other devices have been signed out.",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        paragraph("If you set this password, you do not need to do anything."),
    ];
    match disown {
        Some(disown) => lines.extend([
            paragraph(format!(
                "If you did not set this password, disable it immediately on the following page. \
                 We will send you an email to set a new one. The page is available until {}.",
                facts.time(disown.expires_at)
            )),
            facts.button(disown, "Disable this password"),
            paragraph(format!(
                "Please also report this to us at {}.",
                facts.support
            )),
        ]),
        None => lines.push(unexpected(facts)),
    }
    ("Your password has been set", lines)
}

fn until<P: Purpose>(link: &Link<P>, facts: &Facts<'_>) -> [Line; 2] {
    let text = format!(
        "You can use the link until {}, or until you set a password.\n\
         If the link has expired, request another one on this page:",
        facts.time(link.expires_at)
    );
    [
        paragraph(text),
        Line::link("Request another link", facts.forgot()),
    ]
}
