//! The texts of emails, one folder for each language.

mod en;
mod ja;

use genkan::Language;
use genkan::onboarding::{Content, Link};
use genkan::time::Timestamp;
use genkan::token::{Purpose, PurposeName};
use jiff::tz::TimeZone;
use url::Url;

use crate::alarm::{Alarm, AlarmKind};
use crate::date::date;

/// The text of an email, before it is laid out as plain text and as HTML.
pub(super) struct EmailText {
    pub(super) language: Language,
    pub(super) subject: String,
    pub(super) lines: Vec<Line>,
}

pub(super) enum Line {
    Paragraph(String),
    /// What the email asks the person to do.
    Button {
        label: &'static str,
        url: String,
    },
    /// What the person may also do.
    Link {
        label: &'static str,
        url: String,
    },
    /// The sender's name and address.
    Signature(String),
}

impl Line {
    fn button(label: &'static str, url: String) -> Self {
        Self::Button { label, url }
    }

    fn link(label: &'static str, url: String) -> Self {
        Self::Link { label, url }
    }
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
    /// Whether the person is an operator, who signs in at the support desk.
    pub(super) is_operator: bool,
    /// When the occasion of the email was.
    pub(super) occurred_at: Timestamp,
}

impl Facts<'_> {
    /// The page where a link can be requested.
    fn forgot(&self) -> String {
        format!("{}forgot", self.base_url)
    }

    /// The page where operators sign in.
    fn desk(&self) -> String {
        format!("{}desk", self.base_url)
    }

    /// The page of the company's contacts and requests.
    fn contacts(&self) -> String {
        format!("{}contacts", self.base_url)
    }

    /// A link as a button. It exists nowhere else.
    fn button<P: Purpose>(&self, link: &Link<P>, label: &'static str) -> Line {
        Line::button(label, self.url(link))
    }

    fn link<P: Purpose>(&self, link: &Link<P>, label: &'static str) -> Line {
        Line::link(label, self.url(link))
    }

    fn url<P: Purpose>(&self, link: &Link<P>) -> String {
        let page = match P::NAME {
            PurposeName::ProveAddress => "address",
            PurposeName::UndoAddress => "undo",
            PurposeName::Decline | PurposeName::Disown => "not-me",
            PurposeName::Confirm => "confirm",
            PurposeName::Object => "object",
            _ => "reset",
        };
        let token = link.token.expose();
        format!("{}{page}/{}", self.base_url, token.as_str())
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
    /// Stands before the URL of the support desk in emails to operators, and on
    /// its link.
    desk: [&'static str; 2],
    /// Stands before the URL of a button.
    if_button_fails: &'static str,
    /// The subject of an alarm, what has happened, and what to do.
    alarm: fn(AlarmKind) -> [&'static str; 3],
    /// The subject and the text of an email that tests the mail server.
    test: fn(base_url: &str) -> [String; 2],
    /// When an alarm was raised, and how often.
    raised: fn(time: &str, times: u64, code: &str) -> String,
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
    let (subject, content_lines) = (texts.content)(content, facts);
    let mut lines = vec![paragraph((texts.greeting)(facts.name))];
    lines.extend(content_lines);
    if facts.is_operator && says_where_to_sign_in(content) {
        let [text, label] = texts.desk;
        lines.push(paragraph(text));
        lines.push(Line::link(label, facts.desk()));
    }
    lines.push(Line::Signature(format!(
        "{}\n{}",
        facts.service_name, facts.support
    )));
    EmailText {
        language: facts.language,
        subject: (texts.subject)(subject, facts.service_name),
        lines,
    }
}

/// Returns what stands before the URL of a button.
pub(super) const fn if_button_fails(language: Language) -> &'static str {
    texts(language).if_button_fails
}

/// Returns whether the person may want to sign in after this email.
const fn says_where_to_sign_in(content: &Content) -> bool {
    !matches!(
        content,
        Content::Invited { .. } | Content::Held | Content::HandedOver | Content::Removed
    )
}

/// Returns the subject and the text of an email about an alarm.
pub(super) fn alarm_text(
    alarm: &Alarm,
    service_name: &str,
    zone: &TimeZone,
    language: Language,
) -> (String, String) {
    let texts = texts(language);
    let [subject, happened, to_do] = (texts.alarm)(alarm.kind);
    let time = date(alarm.at, zone, language);
    let raised = (texts.raised)(&time, alarm.times, alarm.kind.code());
    let text = format!("{happened}\n\n{to_do}\n\n{raised}\n");
    ((texts.subject)(subject, service_name), text)
}

/// Returns the subject and the text of an email that tests the mail server.
pub(super) fn test_text(
    service_name: &str,
    base_url: &str,
    language: Language,
) -> (String, String) {
    let texts = texts(language);
    let [subject, text] = (texts.test)(base_url);
    ((texts.subject)(&subject, service_name), format!("{text}\n"))
}

fn paragraph(text: impl Into<String>) -> Line {
    Line::Paragraph(text.into())
}
