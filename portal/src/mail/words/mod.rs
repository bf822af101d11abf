//! What the mails say.

mod en;
mod ja;

use genkan::policy::Language;
use genkan::token::Timestamp;
use jiff::tz::TimeZone;

use super::Content;

/// A mail's words, before they are laid out as text and as HTML.
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) lines: Vec<Line>,
}

pub(super) enum Line {
    Paragraph(String),
    /// The link, on a line of its own.
    Link(String),
    /// The sender's name and address.
    Signature(String),
}

/// What every mail may mention.
pub(super) struct Facts<'f> {
    /// The contact's name.
    pub(super) name: &'f str,
    /// The service's name.
    pub(super) service: &'f str,
    /// The support address.
    pub(super) support: &'f str,
    /// The page where another link can be asked for.
    pub(super) forgot: &'f str,
    pub(super) zone: &'f TimeZone,
}

pub(super) fn words(language: Language, content: &Content, facts: &Facts<'_>) -> Words {
    match language {
        Language::En => en::words(content, facts),
        _ => ja::words(content, facts),
    }
}

/// A time in the facts' zone, by a pattern of strftime.
fn time(time: Timestamp, zone: &TimeZone, pattern: &str) -> String {
    i64::try_from(time.unix_seconds())
        .ok()
        .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
        .map(|time| time.to_zoned(zone.clone()).strftime(pattern).to_string())
        .unwrap_or_default()
}
