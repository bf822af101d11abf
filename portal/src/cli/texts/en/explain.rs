use genkan::onboarding::FailureCause;

use crate::cli::texts::explain::ExplainTexts;
use crate::service::Finding;

pub(super) const TEXTS: ExplainTexts = ExplainTexts {
    about: "Explain why a person got no email",
    note: "It shows whether the address is registered, on hold or removed, whether a limit rejects \
           requests, what the mail server replied to the last link, and what to do. None of it is \
           ever shown to a visitor.",
    address: "The email address",
    next,
};

/// Returns what to do about a finding, if anything.
fn next(finding: &Finding<'_>, address: &str) -> Option<String> {
    match finding {
        Finding::Unregistered => Some(
            "ask whether the person used another address, or mistyped it; to register it: \
                 \"genkan contacts add\""
                .into(),
        ),
        Finding::Operator => Some("see the operators: \"genkan operators list\"".into()),
        Finding::Registered(_) => None,
        Finding::Expired(_) => Some(format!("genkan contacts renew {address}")),
        Finding::Active => None,
        Finding::Held(_) => Some(format!(
            "if the reason no longer applies: genkan contacts release {address}"
        )),
        Finding::Removed(_) => Some(
            "if that was a mistake, register the contact again: \"genkan contacts add\"".into(),
        ),
        Finding::HandedOver { .. } => Some(
            "if that was a mistake, register the contact again: \"genkan contacts add\"".into(),
        ),
        Finding::Replaced { by, is_held, .. } => (!is_held).then(|| {
            format!("if the person did not change it: genkan contacts hold {by}, then ask who did")
        }),
        Finding::Throttled(_) | Finding::Refused { .. } => Some(format!(
            "wait, or send a link yourself: genkan contacts resend {address}"
        )),
        Finding::LinkUsedAgain(_) => Some(format!(
            "usually the person has opened the same email twice; if not, another person reads \
                 the emails: genkan contacts hold {address}"
        )),
        Finding::Undeliverable(_) => Some(
            "ask the person whether the mailbox exists and has room; if there is a new \
                 address, register it"
                .into(),
        ),
        Finding::NoLink => {
            Some("ask which address was entered; another spelling is another address".into())
        }
        Finding::LinkQueued {
            tries: 0,
            reply: None,
            slowed_by: Some(_),
            ..
        } => Some(format!(
            "wait, or send a link yourself: genkan contacts resend {address}"
        )),
        Finding::LinkQueued {
            tries: 0,
            reply: Some(_),
            ..
        } => Some(
            "find the cause and repair it: genkan mail test ADDRESS; the link is sent by itself then"
                .into(),
        ),
        Finding::LinkQueued { tries: 0, .. } => Some(
            "if it keeps waiting, no node is sending: check \"genkan serve\" and its log".into(),
        ),
        Finding::LinkQueued { .. } => Some(
            "after you have repaired the cause: genkan outbox retry ID, with the identity \
                 that \"genkan outbox list\" shows"
                .into(),
        ),
        Finding::LinkSent { .. } => Some(
            "ask the person to look in the spam folder and to accept email from the support \
                 address; the mail server's log shows the rest"
                .into(),
        ),
        Finding::LinkFailed { cause, .. } => Some(remedy(*cause, address)),
        Finding::LinkBounced { .. } => Some(wrong_address(address)),
    }
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
