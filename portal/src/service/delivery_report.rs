//! What a mail server reports about an email that it accepted.

use genkan::address::Address;
use genkan::id::MessageId;
use genkan::onboarding::{Account, Bounce, MessageStatus, Plan, Progress, Reply, Store};
use genkan::token::{Principal, SignedMessageId};

use super::{Error, Service};
use crate::alarm::EmailOutcome;
use crate::clock::now;
use crate::store;

/// A report about one recipient of an email. Nothing in it is trusted.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "each source of reports fills it")]
pub struct DeliveryReport {
    /// Which message it is about.
    pub about: ReportedMessage,
    /// The recipient: the address that the email was sent to, and the one that
    /// a mail server made of it.
    pub recipients: Vec<Address>,
    /// What happened.
    pub fate: ReportedFate,
    /// The enhanced status code (RFC 3463) and the mail server's text.
    pub cause: Reply,
}

/// The message that a report names.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_enums, reason = "each is checked in its own way")]
pub enum ReportedMessage {
    /// The recipient of the report names it with a signature.
    Signed(SignedMessageId),
    /// The headers of the returned email name it. Only someone who has seen the
    /// email knows its identity.
    Unsigned(MessageId),
}

/// What happened to the email.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each has its effect")]
pub enum ReportedFate {
    /// It was not delivered, because the mailbox cannot receive it.
    Undeliverable,
    /// It was not delivered, for a reason that may pass.
    NotDelivered,
    /// It was not delivered yet, and the mail server tries again.
    Delayed,
    /// Everything else, such as a confirmation of the delivery.
    Other,
}

/// What a report has changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each source answers it")]
pub enum ReportResult {
    /// The message has bounced.
    Bounced,
    /// Nothing: the email is delayed, or was delivered.
    NotFinal,
    /// Nothing: it is known that the message was not delivered.
    Known,
    /// Nothing: no such message is stored.
    UnknownMessage,
    /// Nothing: the signature is not one of this portal for this recipient.
    Forged,
    /// Nothing: the message was for somebody else.
    AnotherRecipient,
    /// Nothing yet: the message is being sent. The report must be repeated.
    TooEarly,
}

impl ReportResult {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bounced => "bounced",
            Self::NotFinal => "not-final",
            Self::Known => "known",
            Self::UnknownMessage => "unknown-message",
            Self::Forged => "forged",
            Self::AnotherRecipient => "another-recipient",
            Self::TooEarly => "too-early",
        }
    }
}

impl ReportedMessage {
    const fn id(&self) -> MessageId {
        match self {
            Self::Signed(signed) => signed.id(),
            Self::Unsigned(id) => *id,
        }
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Takes a report. If the mailbox cannot receive email and the account still
    /// has that address, the account is noted as undeliverable; an inquiry that
    /// the email asked to confirm [no longer waits](Self::end_wait) for the contact;
    /// then the message has bounced. A report that is repeated changes nothing.
    ///
    /// # Errors
    ///
    /// [`Error`] if the store fails; then the report must be repeated.
    pub async fn take_report(&self, report: &DeliveryReport) -> Result<ReportResult, Error> {
        let result = self.result_of(report).await?;
        let (message, cause) = (report.about.id(), report.fate);
        tracing::info!(%message, result = result.code(), fate = ?cause, "delivery report");
        if result == ReportResult::Bounced {
            self.counters.emails(EmailOutcome::Bounced).add();
        }
        Ok(result)
    }

    async fn result_of(&self, report: &DeliveryReport) -> Result<ReportResult, Error> {
        let id = report.about.id();
        let found = self.store.message(id).await?;
        let Some(MessageStatus {
            message,
            progress,
            queued_at,
            ..
        }) = found
        else {
            return Ok(ReportResult::UnknownMessage);
        };
        let account = match message.to {
            Principal::Account(to) => self.store.account(to).await?,
            Principal::Operator(_) => None,
        };
        let Some(account) = account else {
            return Ok(ReportResult::UnknownMessage);
        };
        let recipient = match self.recipient(report, &account) {
            Ok(recipient) => recipient,
            Err(result) => return Ok(result),
        };
        if matches!(report.fate, ReportedFate::Delayed | ReportedFate::Other) {
            return Ok(ReportResult::NotFinal);
        }
        match progress {
            Progress::Sent { .. } => {}
            Progress::Queued { .. } => return Ok(ReportResult::TooEarly),
            Progress::Failed { .. } | Progress::Bounced { .. } => return Ok(ReportResult::Known),
        }
        // The account first: if the portal stops in between, the report is
        // repeated, and the message has not bounced yet.
        if report.fate == ReportedFate::Undeliverable {
            self.decide(async || -> Result<((), Option<Plan>), Error> {
                let stored = self.store.account(account.id).await?;
                let still = stored.filter(|account| account.address == recipient);
                let plan = still.and_then(|account| self.realm.note_undeliverable(&account, now()));
                Ok(((), plan))
            })
            .await?;
            self.end_wait(&message, queued_at, &report.cause).await?;
        }
        let bounce = Bounce {
            reply: report.cause.clone(),
        };
        match self.store.bounce_message(id, bounce, now()).await? {
            true => Ok(ReportResult::Bounced),
            false => Ok(ReportResult::Known),
        }
    }

    /// Returns the address of the account that the report is about.
    fn recipient(
        &self,
        report: &DeliveryReport,
        account: &Account,
    ) -> Result<Address, ReportResult> {
        let former = account.former.as_ref().map(|former| &former.address);
        let new = account.replacement.as_ref().map(|new| &new.address);
        let own = [Some(&account.address), former, new];
        let own = own.into_iter().flatten();
        let signed_for: Vec<&Address> = match &report.about {
            ReportedMessage::Unsigned(_) => own.collect(),
            ReportedMessage::Signed(signed) => own
                .filter(|address| self.realm.has_signed(signed, address))
                .collect(),
        };
        if signed_for.is_empty() {
            return Err(ReportResult::Forged);
        }
        let mut addressed = signed_for.into_iter();
        addressed
            .find(|address| report.recipients.contains(address))
            .cloned()
            .ok_or(ReportResult::AnotherRecipient)
    }
}
