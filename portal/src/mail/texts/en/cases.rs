use genkan::onboarding::Link;
use genkan::time::Timestamp;
use genkan::token::{Confirm, Object};

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn confirm_request(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "On {}, a colleague of yours requested a change of your company's contacts at {}.\n\
             As a manager, please sign in, read the request on the following page, and confirm or \
             refuse it:",
            facts.time(facts.occurred_at),
            facts.service_name
        )),
        Line::button("Read the request", facts.contacts()),
        paragraph(
            "Nothing changes until you confirm the request. If nobody answers, the support desk \
             decides.",
        ),
        unexpected(facts),
    ];
    ("Please confirm a request", lines)
}

pub(super) fn request_done(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your request for a change of contacts at {} was carried out on {}.\n\
             You can see your company's contacts and your requests on this page:",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        Line::button("See your requests", facts.contacts()),
        unexpected(facts),
    ];
    ("Your request has been carried out", lines)
}

pub(super) fn request_refused(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your request for a change of contacts at {} was refused on {}. Nothing has changed.\n\
             You can see the reason on this page:",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        Line::button("See the reason", facts.contacts()),
        paragraph(format!(
            "If you have any questions, please contact us at {}.",
            facts.support
        )),
    ];
    ("Your request has been refused", lines)
}

pub(super) fn leaving(on: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "Your account at {} will be handed over to your successor on {}.\n\
             From then on, you cannot sign in. Your successor has been registered already. Please \
             tell your successor what they need to know.",
            facts.service_name,
            facts.time(on)
        )),
        mistake(facts),
    ];
    ("Your account will be handed over", lines)
}

pub(super) fn succeeding(on: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "On {}, you take over from a colleague as a contact at {}. Your colleague's account \
             ends then.\n\
             If you have not set a password yet, please set one on this page before that date:",
            facts.time(on),
            facts.service_name
        )),
        Line::button("Set your password", facts.forgot()),
        mistake(facts),
    ];
    ("You will take over from a colleague", lines)
}

pub(super) fn confirm_inquiry(
    link: &Link<Confirm>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "A person who is not registered at {} says that they are a colleague of yours, and asks \
             to be registered as a contact of your company.\n\
             The following page shows who it is. Please answer there whether we should register \
             this person:",
            facts.service_name
        )),
        facts.button(link, "See who it is, and answer"),
        paragraph(format!(
            "You can answer until {}. If you answer yes, the person is registered at once. If you \
             are not sure, ask your colleague in person or by telephone first.",
            facts.time(link.expires_at)
        )),
        unexpected(facts),
    ];
    ("Is this person a colleague of yours?", lines)
}

pub(super) fn inquiry_refused(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "We had asked you whether a person should be registered at {} as a contact of your \
             company.\n\
             Another contact of your company refused that on {}. The person has not been \
             registered, and you do not need to answer any more.",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        mistake(facts),
    ];
    ("The person has not been registered", lines)
}

pub(super) fn takeover_announced(
    link: &Link<Object>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "A person who is not registered at {} says that they are a colleague of yours. We could \
             reach no registered contact of your company, have verified the person in another way, \
             and are going to register them as a contact.\n\
             If a contact has left your company, the account of that contact ends at the same time.",
            facts.service_name
        )),
        paragraph(format!(
            "If you do not agree, stop it on the following page. The page shows who the person is. \
             It is available until {}. After that, the person is registered.",
            facts.time(link.expires_at)
        )),
        facts.button(link, "See who it is, or stop it"),
        paragraph(format!(
            "If you have any questions, please contact us at {}.",
            facts.support
        )),
    ];
    ("A new contact of your company: you can object", lines)
}

pub(super) fn takeover_stopped(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "We had announced that we were going to register a person at {} as a contact of your \
             company.\n\
             This was stopped on {}. The person has not been registered, and nothing has changed.",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        mistake(facts),
    ];
    ("The person has not been registered", lines)
}

fn mistake(facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "If this is a mistake, please contact the support desk at {}.",
        facts.support
    ))
}
