//! What was known of an address, noted in a case and read again later.

use genkan::Language;
use genkan::address::Address;
use genkan::limit::{LimitName, Throttled};
use genkan::onboarding::case::Note;
use genkan::onboarding::{FailureCause, Reply};
use genkan::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Explanation, Finding};

/// A finding, as a line of JSON.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct NotedFinding {
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tries: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
}

impl Explanation {
    /// Returns the [findings](Self::findings) as a text for a case, as many as it
    /// has room for. [`noted_sentences`] reads it.
    pub(super) fn to_note(&self) -> Option<Note> {
        let mut note = String::new();
        for finding in self.findings() {
            let line = serde_json::to_string(&NotedFinding::of(&finding)).ok()?;
            if note.chars().count() + line.chars().count() >= Note::LONGEST {
                break;
            }
            note.push_str(&line);
            note.push('\n');
        }
        note.parse().ok()
    }
}

/// Returns what was noted in a case, a sentence for each finding. `time` returns a
/// time as its reader knows it.
#[must_use]
pub fn noted_sentences(
    note: &Note,
    language: Language,
    time: &dyn Fn(Timestamp) -> String,
) -> Vec<String> {
    let lines = note.as_str().lines();
    lines
        .map(|line| {
            let noted: Option<NotedFinding> = serde_json::from_str(line).ok();
            let sentence = noted.and_then(|noted| noted.sentence(language, time));
            sentence.unwrap_or_else(|| line.to_owned())
        })
        .collect()
}

impl NotedFinding {
    fn of(finding: &Finding<'_>) -> Self {
        let mut noted = Self {
            code: finding.code().into(),
            at: finding.at().map(Timestamp::unix_seconds),
            ..Self::default()
        };
        match finding {
            Finding::HandedOver { to: address, .. } | Finding::Replaced { by: address, .. } => {
                noted.address = Some(address.to_string());
            }
            Finding::Throttled(throttled) => noted.limit = Some(throttled.by.code().into()),
            Finding::Refused { by, .. } => noted.limit = Some(by.code().into()),
            Finding::LinkQueued {
                tries,
                reply,
                slowed_by,
                ..
            } => {
                noted.tries = Some(*tries);
                noted.limit = slowed_by.map(|by| by.code().into());
                noted.reply = reply.map(|reply| reply.as_str().into());
            }
            Finding::LinkSent { reply, .. }
            | Finding::LinkFailed { reply, .. }
            | Finding::LinkBounced { reply, .. } => noted.reply = Some(reply.as_str().into()),
            _ => {}
        }
        noted
    }

    fn sentence(&self, language: Language, time: &dyn Fn(Timestamp) -> String) -> Option<String> {
        let at = self.at.map(Timestamp::from_unix_seconds);
        let limit = self.limit.as_deref().and_then(LimitName::from_code);
        let address = || Address::parse(self.address.as_deref()?).ok();
        let reply = self.reply.as_deref().map(Reply::new);
        let known_reply = || reply.as_ref();
        let found;
        let finding = match self.code.as_str() {
            "unregistered" => Finding::Unregistered,
            "operator" => Finding::Operator,
            "registered" => Finding::Registered(at?),
            "expired" => Finding::Expired(at?),
            "active" => Finding::Active,
            "held" => Finding::Held(at?),
            "removed" => Finding::Removed(at?),
            "handed-over" => {
                found = address()?;
                Finding::HandedOver {
                    at: at?,
                    to: &found,
                }
            }
            "replaced" => {
                found = address()?;
                Finding::Replaced {
                    by: &found,
                    undo_until: at,
                    is_held: false,
                }
            }
            "undeliverable" => Finding::Undeliverable(at?),
            "throttled" => Finding::Throttled(Throttled {
                by: limit?,
                until: at,
            }),
            "refused" => Finding::Refused {
                by: limit?,
                at: at?,
            },
            "link-used-again" => Finding::LinkUsedAgain(at?),
            "no-link" => Finding::NoLink,
            "link-queued" => Finding::LinkQueued {
                tries: self.tries?,
                due_at: at?,
                reply: known_reply(),
                slowed_by: limit,
            },
            "link-sent" => Finding::LinkSent {
                at: at?,
                reply: known_reply()?,
            },
            "link-bounced" => Finding::LinkBounced {
                at: at?,
                reply: known_reply()?,
            },
            code => Finding::LinkFailed {
                at: at?,
                cause: FailureCause::from_code(code.strip_prefix("link-")?)?,
                reply: known_reply()?,
            },
        };
        Some(finding.sentence(language, time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_is_read_as_it_was_noted() {
        let at = Timestamp::from_unix_seconds(1_800_000_000);
        let (address, reply) = (
            Address::parse("taro@example.com").unwrap(),
            Reply::new("250 ok"),
        );
        let queued = |tries, reply, slowed_by| Finding::LinkQueued {
            tries,
            due_at: at,
            reply,
            slowed_by,
        };
        let failed = FailureCause::ALL.map(|cause| Finding::LinkFailed {
            at,
            cause,
            reply: &reply,
        });
        let by = LimitName::LinkAddress;
        let all = [
            Finding::Unregistered,
            Finding::Operator,
            Finding::Registered(at),
            Finding::Expired(at),
            Finding::Active,
            Finding::Held(at),
            Finding::Removed(at),
            Finding::HandedOver { at, to: &address },
            Finding::Replaced {
                by: &address,
                undo_until: Some(at),
                is_held: false,
            },
            Finding::Replaced {
                by: &address,
                undo_until: None,
                is_held: false,
            },
            Finding::Undeliverable(at),
            Finding::Throttled(Throttled {
                by,
                until: Some(at),
            }),
            Finding::Throttled(Throttled { by, until: None }),
            Finding::Refused { by, at },
            Finding::LinkUsedAgain(at),
            Finding::NoLink,
            queued(0, None, None),
            queued(0, None, Some(by)),
            queued(2, Some(&reply), None),
            Finding::LinkSent { at, reply: &reply },
            Finding::LinkBounced { at, reply: &reply },
        ];
        let time = |at: Timestamp| at.unix_seconds().to_string();
        for finding in all.iter().chain(&failed) {
            let line = serde_json::to_string(&NotedFinding::of(finding)).unwrap();
            for language in Language::ALL {
                let read = noted_sentences(&line.parse().unwrap(), language, &time);
                assert_eq!(read, [finding.sentence(language, &time)], "{line}");
            }
        }
        let other = "something else".parse().unwrap();
        assert_eq!(
            noted_sentences(&other, Language::En, &time),
            ["something else"]
        );
    }
}
