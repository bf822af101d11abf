use genkan::onboarding::Link;
use genkan::token::FirstPassword;

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn invited(link: &Link<FirstPassword>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "You have been added as an operator of the support desk at {}.\n\
             To set your password, open this page:",
            facts.service_name
        )),
        facts.button(link, "Set your password"),
        paragraph(format!(
            "You can use the link until {}, or until you set a password.\n\
             If the link has expired, request another one on this page:",
            facts.time(link.expires_at)
        )),
        Line::link("Request another link", facts.forgot()),
        paragraph(
            "After that, sign in at the support desk on the following page. At the first sign-in \
             you set up a second factor: a passkey, or an authenticator app on your telephone.",
        ),
        Line::link("Support desk", facts.desk()),
        unexpected(facts),
    ];
    ("You have been invited to the support desk", lines)
}

pub(super) fn second_factor_changed(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "On {}, the second factor of your account at the support desk of {} was changed, a \
             recovery code was used, or a passkey was blocked because it may have been copied.",
            facts.time(facts.occurred_at),
            facts.service_name
        )),
        paragraph("If you did this, you do not need to do anything."),
        paragraph(format!(
            "If you did not do this, report it immediately to another operator and at {}.",
            facts.support
        )),
    ];
    ("Your second factor has been changed", lines)
}
