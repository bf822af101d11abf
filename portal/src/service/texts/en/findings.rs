use genkan::limit::{LimitName, Throttled};
use genkan::onboarding::Reply;
use genkan::time::Timestamp;

use crate::service::Finding;

pub(super) fn found(finding: &Finding<'_>, time: &dyn Fn(Timestamp) -> String) -> String {
    match finding {
        Finding::Unregistered => "The address is not registered: no email is sent to it.".into(),
        Finding::Operator => {
            "The address belongs to an operator of the support desk, and to no contact.".into()
        }
        Finding::Registered(until) => format!(
            "Registered; no password has been set yet. Expires {}.",
            time(*until)
        ),
        Finding::Expired(since) => format!(
            "The registration expired {} without a password: no link is sent.",
            time(*since)
        ),
        Finding::Active => "Registered, with a password.".into(),
        Finding::Held(since) => format!("On hold since {}: no link is sent.", time(*since)),
        Finding::Removed(at) => format!("Removed {}: no link is sent.", time(*at)),
        Finding::HandedOver { at, to } => {
            format!("Handed over to {to} {}: no link is sent here.", time(*at))
        }
        Finding::Replaced { by, undo_until, .. } => match undo_until {
            Some(end) => format!(
                "Replaced by {by}: no link is sent here. Until {} the link in the email about \
                     the change can undo it.",
                time(*end)
            ),
            None => format!("Replaced by {by}: no link is sent here."),
        },
        Finding::Throttled(Throttled { by, until }) => match until {
            Some(until) => {
                format!("Too many requests: refused until {} ({by}).", time(*until))
            }
            None => format!("Too many requests: refused ({by})."),
        },
        Finding::Refused { by, at } => format!(
            "A request for this address was refused {} ({by}): there were too many, {}.",
            time(*at),
            of_whom(*by)
        ),
        Finding::LinkUsedAgain(at) => format!(
            "A link that had been used was opened again on {}.",
            time(*at)
        ),
        Finding::Undeliverable(since) => format!(
            "A mail server reported {} that this address receives no email. Links are still \
                 sent, and the report is forgotten when one of them is used.",
            time(*since)
        ),
        Finding::NoLink => "No link was requested for this address within 90 days.".into(),
        Finding::LinkQueued {
            tries: 0,
            due_at,
            reply: None,
            slowed_by: Some(by),
        } => format!(
            "Many emails were requested, so the link is slowed down ({by}). It is due {}.",
            time(*due_at)
        ),
        Finding::LinkQueued {
            tries: 0,
            due_at,
            reply: Some(reply),
            ..
        } => format!(
            "A link waits, because the mail server accepts no email; the next attempt is {}. The \
             cause is not the person's address. The last reply: {}",
            time(*due_at),
            reply.as_str()
        ),
        Finding::LinkQueued {
            tries: 0, due_at, ..
        } => format!(
            "A link has been waiting to be sent since {}.",
            time(*due_at)
        ),
        Finding::LinkQueued {
            tries,
            due_at,
            reply,
            ..
        } => format!(
            "A link could not be sent yet; {tries} attempts, the next {}. The last reply: {}",
            time(*due_at),
            reply.map_or("none", Reply::as_str)
        ),
        Finding::LinkSent { at, reply } => format!(
            "A link was sent {}. The mail server accepted it: {}",
            time(*at),
            reply.as_str()
        ),
        Finding::LinkFailed { at, cause, reply } => format!(
            "A link was not sent ({cause}) on {} and will not be retried: {}",
            time(*at),
            reply.as_str()
        ),
        Finding::LinkBounced { at, reply } => format!(
            "A link was sent, but a report of {} says that it was not delivered: {}",
            time(*at),
            reply.as_str()
        ),
    }
}

const fn of_whom(by: LimitName) -> &'static str {
    match by {
        LimitName::LinkClient | LimitName::CaseClient => {
            "from the network (such as an office) that the person used"
        }
        LimitName::LinkCompany => "for the contacts of the company",
        LimitName::LinkSystem | LimitName::CaseSystem => "of all visitors",
        _ => "for the address",
    }
}
