//! Reads the emails that arrive at the address of reports.

use std::sync::Arc;

use genkan::id::MessageId;
use genkan::onboarding::Store;

use super::DeliveryStatus;
use crate::config::{Bounces, Config, ReportedTo};
use crate::service::{DeliveryReport, ReportResult, ReportedMessage, Service};
use crate::store;

/// Where reports arrive.
#[derive(Debug)]
pub struct Inbox<S> {
    service: Arc<Service<S>>,
    bounces: Bounces,
    /// The domain of the Message-IDs.
    domain: String,
}

impl<S> Clone for Inbox<S> {
    fn clone(&self) -> Self {
        Self {
            service: Arc::clone(&self.service),
            bounces: self.bounces.clone(),
            domain: self.domain.clone(),
        }
    }
}

/// What is to be done with an email that has arrived.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each way to arrive has its answer")]
pub enum Taken {
    /// It is dealt with.
    Done,
    /// It must arrive again later.
    Later,
}

impl<S: Store<Error = store::Error>> Inbox<S> {
    /// Returns the inbox of a service.
    #[must_use]
    pub fn new(service: Arc<Service<S>>, bounces: Bounces, config: &Config) -> Self {
        Self {
            service,
            bounces,
            domain: config.sender.domain().to_owned(),
        }
    }

    /// Returns whether an envelope's recipient is the address of reports.
    #[must_use]
    pub fn receives(&self, recipient: &str) -> bool {
        !matches!(
            self.bounces.reported_to(recipient),
            ReportedTo::AnotherAddress
        )
    }

    /// Takes an email. `envelope` is the envelope's recipient, if it is known.
    pub async fn take(&self, email: &[u8], envelope: Option<&str>) -> Taken {
        // Parsing a megabyte takes milliseconds.
        let Some(status) = DeliveryStatus::parse(email) else {
            tracing::info!("an email that reports nothing was ignored");
            return Taken::Done;
        };
        self.take_status(status, envelope).await
    }

    /// Takes what a notification says.
    pub(super) async fn take_status(
        &self,
        status: DeliveryStatus,
        envelope: Option<&str>,
    ) -> Taken {
        let Some(about) = self.about(&status, envelope) else {
            tracing::info!("a delivery report about an unknown message was ignored");
            return Taken::Done;
        };
        for recipient in status.recipients {
            let report = DeliveryReport {
                about,
                recipients: recipient.addresses,
                fate: recipient.fate,
                cause: recipient.cause,
            };
            match self.service.take_report(&report).await {
                Ok(ReportResult::TooEarly) => return Taken::Later,
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(code = error.code(), %error, "delivery report not stored");
                    return Taken::Later;
                }
            }
        }
        Taken::Done
    }

    /// Returns the message that a notification names. If a recipient has an
    /// identity, that one counts, whether its signature is valid or not.
    fn about(&self, status: &DeliveryStatus, envelope: Option<&str>) -> Option<ReportedMessage> {
        let sent_to = status.sent_to.iter().map(String::as_str);
        let mut sent_to = envelope.into_iter().chain(sent_to);
        let signed = sent_to.find_map(|to| match self.bounces.reported_to(to) {
            ReportedTo::Signed(signed) => Some(ReportedMessage::Signed(signed)),
            ReportedTo::Address | ReportedTo::AnotherAddress => None,
        });
        signed.or_else(|| {
            let (id, domain) = status.message_id.as_deref()?.split_once('@')?;
            let id: MessageId = id.parse().ok()?;
            (domain == self.domain).then_some(ReportedMessage::Unsigned(id))
        })
    }
}
