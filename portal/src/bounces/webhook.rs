//! A webhook: a mail provider, or a script of the administrator, reports what
//! it knows as JSON with a signature.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use genkan::onboarding::Store;
use genkan::time::Timestamp;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{DeliveryStatus, Inbox, RecipientStatus, Taken};
use crate::byte_order_mark::bytes_without_mark;
use crate::{FileError, store};

/// Receives signed reports.
pub struct Webhook<S> {
    /// The state after the padded secret.
    mac: Hmac<Sha256>,
    inbox: Inbox<S>,
}

/// The file of the secret cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidSecret {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is too short.
    #[error("{path}: the secret has fewer than 32 bytes; run: openssl rand -hex 32 > {path}", path = .0.display())]
    TooShort(PathBuf),
}

/// What became of a report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each is a status of HTTP")]
pub enum WebhookAnswer {
    /// It is dealt with.
    Done,
    /// It must be sent again later.
    Later,
    /// The signature is missing or wrong, or its time is too far from now.
    Unsigned,
    /// The signature is right, and the body is not a report.
    Malformed,
}

/// A report as JSON.
#[derive(Deserialize)]
struct Report {
    /// The envelope sender of the email.
    return_path: Option<String>,
    /// The Message-ID of the email.
    message_id: Option<String>,
    recipient: String,
    action: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    diagnostic: String,
}

impl<S: Store<Error = store::Error>> Webhook<S> {
    /// Reads the secret from a file.
    ///
    /// # Errors
    ///
    /// [`InvalidSecret`].
    pub fn open(secret_file: &Path, inbox: Inbox<S>) -> Result<Self, InvalidSecret> {
        let secret = fs::read(secret_file).map_err(FileError::at(secret_file))?;
        let secret = Zeroizing::new(secret);
        let secret = bytes_without_mark(&secret).trim_ascii_end();
        let long = (secret.len() >= SHORTEST).then_some(secret);
        let mac = long.and_then(|secret| Hmac::new_from_slice(secret).ok());
        let mac = mac.ok_or_else(|| InvalidSecret::TooShort(secret_file.into()))?;
        Ok(Self { mac, inbox })
    }

    /// Takes the body of a request with the value of its signature header,
    /// `t=1800000000,v1=0123…`: the HMAC-SHA-256 of the time, a dot and the body.
    pub async fn take(&self, signature: &str, body: &[u8], now: Timestamp) -> WebhookAnswer {
        if self.verified(signature, body, now).is_none() {
            return WebhookAnswer::Unsigned;
        }
        let Ok(report) = serde_json::from_slice::<Report>(body) else {
            return WebhookAnswer::Malformed;
        };
        let recipient = RecipientStatus::new(
            [report.recipient.as_str()],
            &report.action,
            &report.status,
            &report.diagnostic,
        );
        let Some(recipient) = recipient else {
            return WebhookAnswer::Malformed;
        };
        let bare = |text: String| text.trim().trim_matches(['<', '>']).to_owned();
        let status = DeliveryStatus {
            sent_to: report.return_path.map(bare).into_iter().collect(),
            message_id: report.message_id.map(bare),
            recipients: Vec::from([recipient]),
        };
        match self.inbox.take_status(status, None).await {
            Taken::Done => WebhookAnswer::Done,
            Taken::Later => WebhookAnswer::Later,
        }
    }

    fn verified(&self, signature: &str, body: &[u8], now: Timestamp) -> Option<()> {
        let (at, mac) = signature.split_once(',')?;
        let (at, mac) = (
            at.trim().strip_prefix("t=")?,
            mac.trim().strip_prefix("v1=")?,
        );
        let mut expected = [0; 32];
        let decoded = base16ct::lower::decode(mac, &mut expected).ok()?;
        let signed = self.mac.clone().chain_update(at).chain_update(b".");
        signed.chain_update(body).verify_slice(decoded).ok()?;
        let (at, now) = (at.parse::<u64>().ok()?, now.unix_seconds());
        (at.abs_diff(now) <= TOLERANCE).then_some(())
    }
}

impl<S> fmt::Debug for Webhook<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Webhook(..)")
    }
}

/// Five minutes. A report that is repeated within them changes nothing.
const TOLERANCE: u64 = 5 * 60;
/// The length of the MAC: RFC 2104 section 3 discourages shorter keys.
const SHORTEST: usize = 32;
