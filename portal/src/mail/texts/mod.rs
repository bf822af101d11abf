//! What the mails say.

mod en;
mod ja;

use genkan::Language;
use genkan::onboarding::{Content, Link};
use genkan::token::{Purpose, PurposeName};
use jiff::tz::TimeZone;
use url::Url;

/// A mail's words, before they are laid out as text and as HTML.
pub(super) struct Texts {
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

/// What every mail may mention.
pub(super) struct Facts<'f> {
    /// The contact's name.
    pub(super) name: &'f str,
    /// The service's name.
    pub(super) service_name: &'f str,
    /// The support address.
    pub(super) support: &'f str,
    /// Where the pages are.
    pub(super) base_url: &'f Url,
    pub(super) zone: &'f TimeZone,
}

impl Facts<'_> {
    /// The page where a link can be asked for.
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
}

pub(super) fn texts(language: Language, content: &Content, facts: &Facts<'_>) -> Texts {
    match language {
        Language::En => en::texts(content, facts),
        Language::Ja => ja::texts(content, facts),
    }
}

fn paragraph(text: impl Into<String>) -> Line {
    Line::Paragraph(text.into())
}
