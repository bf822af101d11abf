//! The texts of emails, one folder for each language.

mod en;
mod ja;

use genkan::Language;
use genkan::onboarding::{Content, Link};
use genkan::time::Timestamp;
use genkan::token::{Purpose, PurposeName};
use jiff::tz::TimeZone;
use url::Url;

use crate::date::date;

/// The text of an email, before it is laid out as plain text and as HTML.
pub(super) struct EmailText {
    pub(super) subject: String,
    pub(super) lines: Vec<Line>,
}

pub(super) enum Line {
    Paragraph(String),
    /// A link, on a line of its own.
    Link(String),
    /// The sender's name and address.
    Signature(String),
}

/// What every email may mention.
pub(super) struct Facts<'f> {
    pub(super) language: Language,
    /// The contact's name.
    pub(super) name: &'f str,
    /// The service's name.
    pub(super) service_name: &'f str,
    /// The support address.
    pub(super) support: &'f str,
    /// The URL of the portal.
    pub(super) base_url: &'f Url,
    pub(super) zone: &'f TimeZone,
    /// When the occasion of the email was.
    pub(super) occurred_at: Timestamp,
}

impl Facts<'_> {
    /// The page where a link can be requested.
    fn forgot(&self) -> String {
        format!("{}forgot", self.base_url)
    }

    /// A link as a line. It exists nowhere else.
    fn link<P: Purpose>(&self, link: &Link<P>) -> Line {
        let page = match P::NAME {
            PurposeName::ProveAddress => "address",
            PurposeName::UndoAddress => "undo",
            PurposeName::Decline | PurposeName::Disown => "not-me",
            _ => "reset",
        };
        Line::Link(format!(
            "{}{page}/{}",
            self.base_url,
            link.token.expose().as_str()
        ))
    }

    fn time(&self, time: Timestamp) -> String {
        date(time, self.zone, self.language)
    }
}

/// The texts of one language.
struct Texts {
    greeting: fn(name: &str) -> String,
    /// The subject's prefix or suffix names the service.
    subject: fn(subject: &str, service_name: &str) -> String,
    /// The subject and the lines between greeting and signature.
    content: fn(&Content, &Facts<'_>) -> (&'static str, Vec<Line>),
}

const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ja => &ja::TEXTS,
    }
}

/// Returns the text of a message.
pub(super) fn email_text(content: &Content, facts: &Facts<'_>) -> EmailText {
    let texts = texts(facts.language);
    let (subject, content) = (texts.content)(content, facts);
    let mut lines = vec![paragraph((texts.greeting)(facts.name))];
    lines.extend(content);
    lines.push(Line::Signature(format!(
        "{}\n{}",
        facts.service_name, facts.support
    )));
    EmailText {
        subject: (texts.subject)(subject, facts.service_name),
        lines,
    }
}

fn paragraph(text: impl Into<String>) -> Line {
    Line::Paragraph(text.into())
}
