//! English.

use genkan::onboarding::Reply;
use genkan::onboarding::limit::Throttled;
use jiff::tz::TimeZone;

use super::Words;
use crate::cli::times::shown;
use crate::mail::Death;
use crate::portal::Finding;

pub(super) fn words(finding: &Finding<'_>, address: &str, zone: &TimeZone) -> Words {
    let time = |time| shown(time, zone);
    let (so, next) = match finding {
        Finding::Unregistered => (
            "Nobody has registered this address: no mail is sent to it.".into(),
            Some(
                "ask for another address or a typing error; if the person is entitled, \
                 \"genkan contacts add\""
                    .into(),
            ),
        ),
        Finding::Registered(until) => (
            format!("Registered; no password has been set yet. Expires {}.", time(*until)),
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
            format!("Held by the desk since {}: no link is sent.", time(*since)),
            Some(format!(
                "where the reason is settled: genkan contacts release {address}"
            )),
        ),
        Finding::Removed(at) => (
            format!("Removed {}: no link is sent.", time(*at)),
            Some("where it was a mistake: \"genkan contacts add\", as a new contact".into()),
        ),
        Finding::Replaced {
            by,
            undo_until,
            is_held,
        } => (
            match undo_until {
                Some(end) => format!(
                    "Replaced by {by}: no link is sent here. Until {} the \
                     mail that told of it can undo it.",
                    time(*end)
                ),
                None => format!("Replaced by {by}: no link is sent here."),
            },
            (!is_held).then(|| format!(
                "where the person knows nothing of it: genkan contacts hold {by}, then ask who \
                 changed it"
            )),
        ),
        Finding::Throttled(Throttled { by, until }) => (
            match until {
                Some(until) => {
                    format!("Too many requests: refused until {} ({by}).", time(*until))
                }
                None => format!("Too many requests: refused ({by})."),
            },
            Some(format!(
                "wait, or send a link from the desk: genkan contacts resend {address}"
            )),
        ),
        Finding::NoLink => (
            "Nobody has asked for a link with this address within 90 days.".into(),
            Some(
                "ask which address was entered; another spelling is another address".into(),
            ),
        ),
        Finding::LinkQueued {
            tries: 0, due_at, ..
        } => (
            format!("A link waits to be sent, since {}.", time(*due_at)),
            Some("if it stays so, no node is sending: look at \"genkan serve\" and its log".into()),
        ),
        Finding::LinkQueued {
            tries,
            due_at,
            reply,
        } => (
            format!(
                "A link could not be sent yet; tried {tries} times, next {}. The last answer: {}",
                time(*due_at),
                reply.map_or("none", Reply::as_str)
            ),
            Some("where the cause is gone: genkan outbox retry, with the identity in \"genkan outbox list\"".into()),
        ),
        Finding::LinkSent { at, reply } => (
            format!(
                "A link was sent {}. The mail server took it: {}",
                time(*at),
                reply.as_str()
            ),
            Some(
                "the person looks into the spam folder and accepts mail from the support address; \
                 the mail server's log knows the rest"
                    .into(),
            ),
        ),
        Finding::LinkDead { at, death, reason } => (
            format!("A link was given up {}. {}", time(*at), reason.as_str()),
            Some(next_of(*death, address)),
        ),
    };
    Words { so, next }
}

fn next_of(death: Option<Death>, address: &str) -> String {
    match death {
        Some(Death::Bounced) => format!(
            "the server refuses the address: correct it with \"genkan contacts replace\", or \
             genkan contacts resend {address}"
        ),
        Some(Death::NotNeeded) => {
            format!("where a link is wanted now: genkan contacts resend {address}")
        }
        Some(Death::NotComposed) => {
            "no mail can be made for this address: genkan contacts replace".into()
        }
        Some(Death::GivenUp) | None => {
            format!("set the mail server right, then genkan contacts resend {address}")
        }
    }
}
