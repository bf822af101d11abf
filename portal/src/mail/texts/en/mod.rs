//! English.

mod account;
mod alarm;
mod cases;
mod change_email;
mod operator;
mod password;

use genkan::onboarding::Content;

use super::{Facts, Line, Texts, paragraph};

pub(super) const TEXTS: Texts = Texts {
    greeting: |name| format!("Dear {name},"),
    subject: |subject, service_name| format!("{subject}: {service_name}"),
    content: |content, facts| match content {
        Content::Registered { expires_at } => account::registered(*expires_at, facts),
        Content::FirstPassword { link, decline } => password::first(link, decline, facts),
        Content::Reset { link, decline } => password::reset(link, decline, facts),
        Content::Invited { link } => operator::invited(link, facts),
        Content::SecondFactorChanged => operator::second_factor_changed(facts),
        Content::PasswordChanged { disown } => password::changed(disown.as_ref(), facts),
        Content::ProveAddress { link } => change_email::prove(link, facts),
        Content::ReplacementRequested { decline } => change_email::requested(decline, facts),
        Content::AddressReplaced { undo } => change_email::replaced(undo.as_ref(), facts),
        Content::AddressWelcome => change_email::welcome(facts),
        Content::AddressRestored => change_email::restored(facts),
        Content::Held => account::held(facts),
        Content::Released => account::released(facts),
        Content::HandedOver => account::handed_over(facts),
        Content::Removed => account::removed(facts),
        Content::ConfirmRequest => cases::confirm_request(facts),
        Content::RequestDone => cases::request_done(facts),
        Content::RequestRefused => cases::request_refused(facts),
        Content::HandoverReminder { on, leaves: true } => cases::leaving(*on, facts),
        Content::HandoverReminder { on, leaves: false } => cases::succeeding(*on, facts),
        Content::ConfirmInquiry { link } => cases::confirm_inquiry(link, facts),
        Content::InquiryRefused => cases::inquiry_refused(facts),
        Content::TakeoverAnnounced { link } => cases::takeover_announced(link, facts),
        Content::TakeoverStopped => cases::takeover_stopped(facts),
    },
    desk: [
        "This account is for the support desk. Sign in on this page:",
        "Support desk",
    ],
    if_button_fails: "If the button does not work, copy this address into your browser:",
    alarm: alarm::alarm,
    test: |base_url| {
        [
            "Test email".into(),
            format!(
                "An administrator has sent this email to find out whether emails of {base_url} \
                 arrive. Nothing needs to be done."
            ),
        ]
    },
    raised: |time, times, code| {
        format!(
            "Raised: {time}. Times since the start: {times}. Code: {code}\n\
             The same alarm is sent at most once an hour."
        )
    },
};

fn unexpected(facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "If you did not expect this email, please contact us at {}.",
        facts.support
    ))
}
