use genkan::limit::Throttled;
use genkan::onboarding::{FailureCause, Reply};
use jiff::tz::TimeZone;

use crate::cli::texts::Advice;
use crate::cli::texts::explain::ExplainTexts;
use crate::cli::times::shown;
use crate::service::Finding;

pub(super) const TEXTS: ExplainTexts = ExplainTexts {
    about: "Explain why a person got no email",
    note: "It shows whether the address is registered, on hold or removed, whether a limit rejects \
           requests, what the mail server replied to the last link, and what to do. None of it is \
           ever shown to a visitor.",
    address: "The email address",
    advice,
};

fn advice(finding: &Finding<'_>, address: &str, zone: &TimeZone) -> Advice {
    let time = |time| shown(time, zone);
    let (found, next) = match finding {
        Finding::Unregistered => (
            "The address is not registered: no email is sent to it.".into(),
            Some(
                "ask whether the person used another address, or mistyped it; to register it: \
                 \"genkan contacts add\""
                    .into(),
            ),
        ),
        Finding::Operator => (
            "The address belongs to an operator of the support desk, and to no contact.".into(),
            Some("see the operators: \"genkan operators list\"".into()),
        ),
        Finding::Registered(until) => (
            format!(
                "Registered; no password has been set yet. Expires {}.",
                time(*until)
            ),
            None,
        ),
        Finding::Expired(since) => (
            format!(
                "The registration expired {} without a password: no link is sent.",
                time(*since)
            ),
            Some(format!("genkan contacts renew {address}")),
        ),
        Finding::Active => ("Registered, with a password.".into(), None),
        Finding::Held(since) => (
            format!("On hold since {}: no link is sent.", time(*since)),
            Some(format!(
                "if the reason no longer applies: genkan contacts release {address}"
            )),
        ),
        Finding::Removed(at) => (
            format!("Removed {}: no link is sent.", time(*at)),
            Some(
                "if that was a mistake, register the contact again: \"genkan contacts add\"".into(),
            ),
        ),
        Finding::HandedOver { at, to } => (
            format!("Handed over to {to} {}: no link is sent here.", time(*at)),
            Some(
                "if that was a mistake, register the contact again: \"genkan contacts add\"".into(),
            ),
        ),
        Finding::Replaced {
            by,
            undo_until,
            is_held,
        } => (
            match undo_until {
                Some(end) => format!(
                    "Replaced by {by}: no link is sent here. Until {} the link in the email about \
                     the change can undo it.",
                    time(*end)
                ),
                None => format!("Replaced by {by}: no link is sent here."),
            },
            (!is_held).then(|| {
                format!(
                    "if the person did not change it: genkan contacts hold {by}, then ask who did"
                )
            }),
        ),
        Finding::Throttled(Throttled { by, until }) => (
            match until {
                Some(until) => {
                    format!("Too many requests: refused until {} ({by}).", time(*until))
                }
                None => format!("Too many requests: refused ({by})."),
            },
            Some(format!(
                "wait, or send a link yourself: genkan contacts resend {address}"
            )),
        ),
        Finding::LinkUsedAgain(at) => (
            format!(
                "A link that had been used was opened again on {}.",
                time(*at)
            ),
            Some(format!(
                "usually the person has opened the same email twice; if not, another person reads \
                 the emails: genkan contacts hold {address}"
            )),
        ),
        Finding::Undeliverable(since) => (
            format!(
                "A mail server reported {} that this address receives no email. Links are still \
                 sent, and the report is forgotten when one of them is used.",
                time(*since)
            ),
            Some(
                "ask the person whether the mailbox exists and has room; if there is a new \
                 address, register it"
                    .into(),
            ),
        ),
        Finding::NoLink => (
            "No link was requested for this address within 90 days.".into(),
            Some("ask which address was entered; another spelling is another address".into()),
        ),
        Finding::LinkQueued {
            tries: 0,
            due_at,
            slowed_by: Some(by),
            ..
        } => (
            format!(
                "Many emails were requested, so the link is slowed down ({by}). It is due {}.",
                time(*due_at)
            ),
            Some(format!(
                "wait, or send a link yourself: genkan contacts resend {address}"
            )),
        ),
        Finding::LinkQueued {
            tries: 0, due_at, ..
        } => (
            format!(
                "A link has been waiting to be sent since {}.",
                time(*due_at)
            ),
            Some(
                "if it keeps waiting, no node is sending: check \"genkan serve\" and its log"
                    .into(),
            ),
        ),
        Finding::LinkQueued {
            tries,
            due_at,
            reply,
            ..
        } => (
            format!(
                "A link could not be sent yet; {tries} attempts, the next {}. The last reply: {}",
                time(*due_at),
                reply.map_or("none", Reply::as_str)
            ),
            Some(
                "after you have repaired the cause: genkan outbox retry ID, with the identity \
                 that \"genkan outbox list\" shows"
                    .into(),
            ),
        ),
        Finding::LinkSent { at, reply } => (
            format!(
                "A link was sent {}. The mail server accepted it: {}",
                time(*at),
                reply.as_str()
            ),
            Some(
                "ask the person to look in the spam folder and to accept email from the support \
                 address; the mail server's log shows the rest"
                    .into(),
            ),
        ),
        Finding::LinkFailed { at, cause, reply } => (
            format!(
                "A link was not sent ({cause}) on {} and will not be retried: {}",
                time(*at),
                reply.as_str()
            ),
            Some(remedy(*cause, address)),
        ),
        Finding::LinkBounced { at, reply } => (
            format!(
                "A link was sent, but a report of {} says that it was not delivered: {}",
                time(*at),
                reply.as_str()
            ),
            Some(wrong_address(address)),
        ),
    };
    Advice { found, next }
}

fn remedy(cause: FailureCause, address: &str) -> String {
    match cause {
        FailureCause::Rejected => wrong_address(address),
        FailureCause::NoLongerApplies => {
            format!("if a link is needed now: genkan contacts resend {address}")
        }
        FailureCause::NotComposed => format!(
            "no email can be sent to this address: register another one with \"genkan contacts \
             add\", then genkan contacts remove {address}"
        ),
        FailureCause::GivenUp => {
            format!(
                "repair the connection to the mail server, then genkan contacts resend {address}"
            )
        }
    }
}

fn wrong_address(address: &str) -> String {
    format!(
        "ask the person whether the address is correct; if it is, and the mailbox works again: \
         genkan contacts resend {address}; if not, register the correct one with \"genkan \
         contacts add\", then genkan contacts remove {address}"
    )
}
