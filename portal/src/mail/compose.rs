//! Composes an email from a written message.

use genkan::Language;
use genkan::address::Address;
use genkan::onboarding::{Account, AccountKind, WrittenMessage};
use genkan::time::Timestamp;
use genkan::token::SignedMessageId;
use jiff::tz::TimeZone;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MessageBuilder, MultiPart, SinglePart};
use url::Url;

use super::Error;
use super::display_name::display_name;
use super::html::{LOGO_ID, Look, html};
use super::plain_text::plain_text;
use super::texts::{EmailText, Facts, alarm_text, email_text, test_text};
use crate::alarm::Alarm;
use crate::config::{Bounces, Brand, Config, Sender, ServiceName};
use crate::random::random_bytes;

/// Composes emails, all from the same sender.
#[derive(Clone, Debug)]
pub struct Composer {
    pub(super) sender: Sender,
    bounces: Option<Bounces>,
    pub(super) base_url: Url,
    pub(super) service_name: ServiceName,
    pub(super) brand: Brand,
    pub(super) zone: TimeZone,
    alarms_to: Option<lettre::Address>,
    alarms_language: Language,
}

impl Composer {
    /// Returns a composer by the configuration.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            sender: config.sender.clone(),
            bounces: config.bounces.clone(),
            base_url: config.base_url.clone(),
            service_name: config.service_name.clone(),
            brand: config.brand.clone(),
            zone: config.time_zone.clone(),
            alarms_to: config.alarms_to.clone(),
            alarms_language: config.alarms_language,
        }
    }

    /// Composes the email about an alarm; `None` if alarms are sent to nobody.
    ///
    /// # Errors
    ///
    /// [`Error::Compose`] if no email can be sent to the address.
    pub fn compose_alarm(&self, alarm: &Alarm) -> Result<Option<Message>, Error> {
        let Some(to) = self.alarms_to.clone() else {
            return Ok(None);
        };
        let language = self.alarms_language;
        let service_name = self.service_name.name(language);
        let (subject, text) = alarm_text(alarm, service_name, &self.zone, language);
        let id = format!("{:016x}", u64::from_be_bytes(random_bytes()));
        let headed = self.headed(language, None, to, subject, &id)?;
        let composed = headed.singlepart(SinglePart::plain(text));
        composed.map(Some).map_err(Error::Compose)
    }

    /// Composes an email that shows whether the mail server accepts emails, and
    /// how they arrive.
    ///
    /// # Errors
    ///
    /// [`Error::Compose`] if no email can be sent to the address.
    pub fn compose_test(&self, to: &Address, language: Language) -> Result<Message, Error> {
        let service_name = self.service_name.name(language);
        let (subject, text) = test_text(service_name, self.base_url.as_str(), language);
        let id = format!("{:016x}", u64::from_be_bytes(random_bytes()));
        let bounces = self.bounces.as_ref().map(|bounces| bounces.address.clone());
        let headed = self.headed(language, bounces, recipient(to)?, subject, &id)?;
        let composed = headed.singlepart(SinglePart::plain(text));
        composed.map_err(Error::Compose)
    }

    /// Composes the email of a message to an account, in the account's language.
    /// `occurred_at` is the time of its occasion.
    ///
    /// The Message-ID is the message's identity, so that a second attempt is
    /// recognised as the same email. If reports about bounces arrive at an
    /// address, the envelope sender is that address with the signed identity.
    ///
    /// # Errors
    ///
    /// [`Error::Compose`] if no email can be sent to the address.
    pub fn compose(
        &self,
        signed: SignedMessageId,
        account: &Account,
        written: &WrittenMessage<'_>,
        occurred_at: Timestamp,
    ) -> Result<Message, Error> {
        let language = account.language;
        let support = self.sender.support(language).to_string();
        let name = display_name(account.name.as_str());
        let facts = Facts {
            language,
            name: &name,
            service_name: self.service_name.name(language),
            support: &support,
            base_url: &self.base_url,
            zone: &self.zone,
            is_operator: account.kind == AccountKind::Operator,
            occurred_at,
            own_texts: &self.brand.email_texts,
        };
        let texts = email_text(&written.content, &facts);
        let bounces = self.bounces.as_ref();
        let sender = bounces.and_then(|bounces| bounces.envelope_sender(signed));
        let id = signed.id().to_string();
        self.lay_out(&texts, sender, written.recipient, &id)
    }

    /// Lays an email out as plain text and as HTML.
    pub(super) fn lay_out(
        &self,
        texts: &EmailText,
        envelope_sender: Option<lettre::Address>,
        to: &Address,
        id: &str,
    ) -> Result<Message, Error> {
        let subject = texts.subject.clone();
        let to = recipient(to)?;
        let headed = self.headed(texts.language, envelope_sender, to, subject, id)?;
        let content = self.content(texts);
        headed.multipart(content).map_err(Error::Compose)
    }

    /// Returns the envelope and the headers of an email.
    fn headed(
        &self,
        language: Language,
        envelope_sender: Option<lettre::Address>,
        to: lettre::Address,
        subject: String,
        id: &str,
    ) -> Result<MessageBuilder, Error> {
        let from = self.sender.from(language).clone();
        let envelope_sender =
            envelope_sender.unwrap_or_else(|| self.sender.envelope_sender(language).clone());
        // Given explicitly, because a quoted local part is lost when it is read
        // from the headers.
        let envelope = Envelope::new(Some(envelope_sender), vec![to.clone()]);
        let headed = Message::builder()
            .envelope(envelope.map_err(Error::Compose)?)
            .from(from)
            .to(Mailbox::new(None, to))
            .subject(subject)
            .date_now()
            .message_id(Some(format!("<{id}@{}>", self.sender.domain())))
            .header(AutoSubmitted)
            .header(AutoResponseSuppress);
        Ok(match self.sender.reply_to.clone() {
            Some(reply_to) => headed.reply_to(reply_to),
            None => headed,
        })
    }
}

impl Composer {
    /// Returns how emails look in a language.
    pub(super) fn look(&self, language: Language) -> Look<'_> {
        Look {
            service_name: self.service_name.name(language),
            brand: &self.brand,
        }
    }

    /// Returns an email in its two forms.
    fn content(&self, texts: &EmailText) -> MultiPart {
        let look = self.look(texts.language);
        let plain = SinglePart::plain(plain_text(&texts.lines));
        let html = SinglePart::html(html(texts, look));
        let alternative = MultiPart::alternative().singlepart(plain);
        let logo = self.brand.email_logo();
        let logo = logo.and_then(|logo| Some((logo, ContentType::parse(logo.kind).ok()?)));
        match logo {
            Some((logo, kind)) => {
                let image =
                    Attachment::new_inline(LOGO_ID.into()).body(logo.content.to_vec(), kind);
                let related = MultiPart::related().singlepart(html).singlepart(image);
                alternative.multipart(related)
            }
            None => alternative.singlepart(html),
        }
    }
}

/// Returns a stored address as the envelope and the header have it. A local
/// part with dots that RFC 5321 does not allow is quoted, as section 4.1.2
/// requires; it is the same mailbox.
fn recipient(address: &Address) -> Result<lettre::Address, Error> {
    let local = address.local_part();
    let is_dot_atom = local.split('.').all(|atom| !atom.is_empty());
    let address = if is_dot_atom {
        lettre::Address::new(local, address.domain())
    } else {
        lettre::Address::new(format!("\"{local}\""), address.domain())
    };
    address.map_err(|_| Error::Compose(lettre::error::Error::MissingTo))
}

/// RFC 3834 section 5: a program made the email, and not as a reply.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

/// Prevents absence notices and answers of rules from Microsoft's servers, which
/// ignore Auto-Submitted. `All` would also suppress the reports about emails that
/// were not delivered.
#[derive(Clone)]
struct AutoResponseSuppress;

impl Header for AutoResponseSuppress {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Auto-Response-Suppress")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "OOF, AutoReply".into())
    }
}
