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
use crate::config::email_template::{filled, link, paragraphs};
use crate::config::{EmailKind, EmailTexts};
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
        label: String,
        url: String,
    },
    /// What the person may also do.
    Link {
        label: String,
        url: String,
    },
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
    /// Whether the person is an operator, who signs in at the support desk.
    pub(super) is_operator: bool,
    /// When the occasion of the email was.
    pub(super) occurred_at: Timestamp,
    /// The provider's own texts.
    pub(super) own_texts: &'f EmailTexts,
}

impl<'f> Facts<'f> {
    /// Returns the text of a kind, with its placeholders.
    pub(super) fn source(&self, kind: EmailKind) -> &'f str {
        let own = self.own_texts.get(kind, self.language);
        own.unwrap_or_else(|| (texts(self.language).email)(kind))
    }

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

/// What an email of its kind has that others do not have.
struct Email {
    kind: EmailKind,
    until: Option<Timestamp>,
    button: Option<String>,
    decline: Option<String>,
}

impl Email {
    const fn plain(kind: EmailKind) -> Self {
        Self {
            kind,
            until: None,
            button: None,
            decline: None,
        }
    }

    fn to_page(kind: EmailKind, button: String) -> Self {
        Self {
            button: Some(button),
            ..Self::plain(kind)
        }
    }

    fn to_link<P: Purpose>(kind: EmailKind, link: &Link<P>, facts: &Facts<'_>) -> Self {
        Self {
            until: Some(link.expires_at),
            ..Self::to_page(kind, facts.url(link))
        }
    }

    fn of(content: &Content, facts: &Facts<'_>) -> Self {
        let plain = Self::plain;
        let to_contacts = |kind| Self::to_page(kind, facts.contacts());
        match content {
            Content::Registered { expires_at } => Self {
                until: Some(*expires_at),
                ..Self::to_page(EmailKind::Registered, facts.forgot())
            },
            Content::FirstPassword { link, decline } => Self {
                decline: Some(facts.url(decline)),
                ..Self::to_link(EmailKind::FirstPassword, link, facts)
            },
            Content::Reset { link, decline } => Self {
                decline: Some(facts.url(decline)),
                ..Self::to_link(EmailKind::Reset, link, facts)
            },
            Content::Invited { link } => Self::to_link(EmailKind::Invited, link, facts),
            Content::SecondFactorChanged => plain(EmailKind::SecondFactorChanged),
            Content::PasswordChanged { disown } => match disown {
                Some(disown) => Self::to_link(EmailKind::PasswordChanged, disown, facts),
                None => plain(EmailKind::PasswordChangedWithoutLink),
            },
            Content::ProveAddress { link } => Self::to_link(EmailKind::ProveAddress, link, facts),
            Content::ReplacementRequested { decline } => {
                Self::to_link(EmailKind::ReplacementRequested, decline, facts)
            }
            Content::AddressReplaced { undo } => match undo {
                Some(undo) => Self::to_link(EmailKind::AddressReplaced, undo, facts),
                None => plain(EmailKind::AddressReplacedWithoutLink),
            },
            Content::AddressWelcome => plain(EmailKind::AddressWelcome),
            Content::AddressRestored => plain(EmailKind::AddressRestored),
            Content::Held => plain(EmailKind::Held),
            Content::Released => Self::to_page(EmailKind::Released, facts.forgot()),
            Content::HandedOver => plain(EmailKind::HandedOver),
            Content::Removed => plain(EmailKind::Removed),
            Content::ConfirmRequest => to_contacts(EmailKind::ConfirmRequest),
            Content::RequestDone => to_contacts(EmailKind::RequestDone),
            Content::RequestRefused => to_contacts(EmailKind::RequestRefused),
            Content::HandoverReminder { on, leaves } => Self {
                until: Some(*on),
                ..match leaves {
                    true => plain(EmailKind::HandoverLeaving),
                    false => Self::to_page(EmailKind::HandoverSucceeding, facts.forgot()),
                }
            },
            Content::ConfirmInquiry { link } => {
                Self::to_link(EmailKind::ConfirmInquiry, link, facts)
            }
            Content::InquiryRefused => plain(EmailKind::InquiryRefused),
            Content::TakeoverAnnounced { link } => {
                Self::to_link(EmailKind::TakeoverAnnounced, link, facts)
            }
            Content::TakeoverStopped => plain(EmailKind::TakeoverStopped),
        }
    }
}

/// The texts of one language.
struct Texts {
    /// The subject's prefix or suffix names the service.
    subject: fn(subject: &str, service_name: &str) -> String,
    /// The text of an email to an account, with its placeholders.
    email: fn(EmailKind) -> &'static str,
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
    let email = Email::of(content, facts);
    // The placeholders of each kind are checked when the texts are read.
    let value = |name: &str| match name {
        "name" => facts.name.to_owned(),
        "service" => facts.service_name.to_owned(),
        "support" => facts.support.to_owned(),
        "time" => facts.time(facts.occurred_at),
        "until" => email.until.map(|time| facts.time(time)).unwrap_or_default(),
        _ => String::new(),
    };
    let line = |text: &str| match link(text) {
        Some((label, "button")) => Line::Button {
            label: filled(label, value),
            url: email.button.clone().unwrap_or_default(),
        },
        Some((label, to)) => Line::Link {
            label: filled(label, value),
            url: match to {
                "decline" => email.decline.clone().unwrap_or_default(),
                "desk" => facts.desk(),
                _ => facts.forgot(),
            },
        },
        None => Line::Paragraph(filled(text, value)),
    };
    let mut paragraphs = paragraphs(facts.source(email.kind)).map(|(_, text)| text);
    let subject = filled(paragraphs.next().unwrap_or_default(), value);
    let mut lines: Vec<_> = paragraphs.map(line).collect();
    if facts.is_operator && says_where_to_sign_in(content) {
        let [text, label] = texts(facts.language).desk;
        lines.push(Line::Paragraph(text.into()));
        lines.push(Line::Link {
            label: label.into(),
            url: facts.desk(),
        });
    }
    lines.push(Line::Signature(format!(
        "{}\n{}",
        facts.service_name, facts.support
    )));
    EmailText {
        language: facts.language,
        subject,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::email_template::check;

    #[test]
    fn the_built_in_texts_are_as_own_texts_must_be() {
        for language in Language::ALL {
            for kind in EmailKind::ALL {
                let text = (texts(language).email)(kind);
                assert_eq!(check(text, kind), Ok(()), "{kind:?} {language:?}");
            }
        }
    }
}
