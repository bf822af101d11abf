//! Shows emails as they would be sent, with a made-up person and links that do
//! not work.

use std::time::Duration;

use genkan::Language;
use genkan::address::Address;
use genkan::id::AccountId;
use genkan::onboarding::{Content, Link};
use genkan::time::{Lifetime, Timestamp};
use genkan::token::{
    FirstPassword, Issued, Key, KeyId, Keyring, Principal, Purpose, Reset, Subject,
};

use super::compose::Composer;
use super::html::html;
use super::plain_text::plain_text;
use super::texts::{Facts, email_text};
use super::{Error, display_name};
use crate::clock::now;
use crate::config::EmailKind;
use crate::random::{random, random_bytes};

/// What is shown of an email.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each is rendered in its own way")]
pub enum Preview {
    /// The subject and the text.
    Text,
    /// The HTML.
    Html,
    /// The whole email with its headers.
    Email,
    /// The text with its placeholders, as a file of `brand.email_texts` has it.
    Template,
}

impl Composer {
    /// Returns an email of a kind in a language.
    ///
    /// # Errors
    ///
    /// [`Error::Compose`] if the email cannot be composed.
    pub fn preview(
        &self,
        kind: EmailKind,
        language: Language,
        part: Preview,
    ) -> Result<String, Error> {
        let now = now();
        let support = self.sender.support(language).to_string();
        let (name, address) = if language == Language::Ja {
            ("山田 太郎", "taro.yamada@example.co.jp")
        } else {
            ("Taro Yamada", "taro.yamada@example.com")
        };
        let facts = Facts {
            language,
            name: &display_name::display_name(name),
            service_name: self.service_name.name(language),
            support: &support,
            base_url: &self.base_url,
            zone: &self.zone,
            is_operator: matches!(kind, EmailKind::Invited | EmailKind::SecondFactorChanged),
            occurred_at: now,
            own_texts: &self.brand.email_texts,
        };
        let texts = email_text(&content(kind, now), &facts);
        Ok(match part {
            Preview::Text => format!("{}\n\n{}", texts.subject, plain_text(&texts.lines)),
            Preview::Template => facts.source(kind).to_owned(),
            Preview::Html => html(&texts, self.look(language)),
            Preview::Email => {
                let to = Address::parse(address);
                let to = to.map_err(|_| Error::Compose(lettre::error::Error::MissingTo))?;
                let email = self.lay_out(&texts, None, &to, "preview")?;
                String::from_utf8_lossy(&email.formatted()).into_owned()
            }
        })
    }
}

fn content(kind: EmailKind, now: Timestamp) -> Content {
    let later = |days: u64| now + Duration::from_secs(days * 24 * 60 * 60);
    match kind {
        EmailKind::Registered => Content::Registered {
            expires_at: later(180),
        },
        EmailKind::FirstPassword => Content::FirstPassword {
            link: link(now, FirstPassword::LIFETIME),
            decline: link(now, FirstPassword::LIFETIME),
        },
        EmailKind::Reset => Content::Reset {
            link: link(now, Reset::LIFETIME),
            decline: link(now, Reset::LIFETIME),
        },
        EmailKind::Invited => Content::Invited {
            link: link(now, FirstPassword::LIFETIME),
        },
        EmailKind::SecondFactorChanged => Content::SecondFactorChanged,
        EmailKind::PasswordChanged => Content::PasswordChanged {
            disown: Some(link(now, FirstPassword::LIFETIME)),
        },
        EmailKind::PasswordChangedWithoutLink => Content::PasswordChanged { disown: None },
        EmailKind::ProveAddress => Content::ProveAddress {
            link: link(now, Reset::LIFETIME),
        },
        EmailKind::ReplacementRequested => Content::ReplacementRequested {
            decline: link(now, FirstPassword::LIFETIME),
        },
        EmailKind::AddressReplaced => Content::AddressReplaced {
            undo: Some(link(now, FirstPassword::LIFETIME)),
        },
        EmailKind::AddressReplacedWithoutLink => Content::AddressReplaced { undo: None },
        EmailKind::AddressWelcome => Content::AddressWelcome,
        EmailKind::AddressRestored => Content::AddressRestored,
        EmailKind::Held => Content::Held,
        EmailKind::Released => Content::Released,
        EmailKind::HandedOver => Content::HandedOver,
        EmailKind::Removed => Content::Removed,
        EmailKind::ConfirmRequest => Content::ConfirmRequest,
        EmailKind::RequestDone => Content::RequestDone,
        EmailKind::RequestRefused => Content::RequestRefused,
        EmailKind::HandoverLeaving | EmailKind::HandoverSucceeding => Content::HandoverReminder {
            on: later(7),
            leaves: kind == EmailKind::HandoverLeaving,
        },
        EmailKind::ConfirmInquiry => Content::ConfirmInquiry {
            link: link(now, FirstPassword::LIFETIME),
        },
        EmailKind::InquiryRefused => Content::InquiryRefused,
        EmailKind::TakeoverAnnounced => Content::TakeoverAnnounced {
            link: link(now, FirstPassword::LIFETIME),
        },
        EmailKind::TakeoverStopped => Content::TakeoverStopped,
    }
}

/// A link whose token is stored nowhere, by a key that is kept nowhere.
fn link<P: Purpose>(now: Timestamp, lifetime: Lifetime) -> Link<P> {
    let keyring = Keyring::new(Key::new(KeyId::new(0), random_bytes()));
    let subject = Subject {
        realm: "preview",
        principal: Principal::Account(AccountId::from_bytes([0; 16])),
        address: "",
    };
    let Issued { token, record } = keyring.issue(&subject, lifetime, now, &mut random());
    let expires_at = record.expires_at;
    Link { token, expires_at }
}
