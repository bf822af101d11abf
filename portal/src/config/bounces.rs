use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use genkan::token::SignedMessageId;
use serde::Deserialize;

/// How reports about emails that were not delivered reach the portal.
#[derive(Clone, Debug)]
pub struct Bounces {
    /// The address that the reports are sent to. The envelope sender of an
    /// email is this address with the signed identity of the message after a
    /// `+` (VERP).
    pub address: lettre::Address,
    /// The Maildir folder to watch, if there is one.
    pub maildir: Option<PathBuf>,
    /// Where to listen for a mail server's LMTP, if anywhere.
    pub lmtp: Option<LmtpListener>,
    /// The file with the secret that signs reports of a webhook, if there is
    /// one.
    pub webhook_secret_file: Option<PathBuf>,
}

/// Where the portal listens for LMTP (RFC 2033).
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each is opened in its own way")]
pub enum LmtpListener {
    /// A Unix socket.
    Unix(PathBuf),
    /// A port of a loopback address.
    Tcp(SocketAddr),
}

impl fmt::Display for LmtpListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            Self::Tcp(address) => address.fmt(f),
        }
    }
}

/// The table `[bounces]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    address: String,
    maildir: Option<PathBuf>,
    lmtp: Option<String>,
    webhook_secret_file: Option<PathBuf>,
}

impl Table {
    pub(super) fn check(self, folder: &Path) -> Result<Bounces, String> {
        let address = super::sender::address("bounces.address", &self.address)?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        if address.user().len() > LONGEST_LOCAL_PART || !address.user().bytes().all(is_plain) {
            return Err(format!(
                "bounces.address: write at most {LONGEST_LOCAL_PART} of A-Z, a-z, 0-9, \".\", \
                 \"_\" and \"-\" before the @: \"+\" and 42 letters and digits are added"
            ));
        }
        let lmtp = self.lmtp.map(|lmtp| listener(&lmtp, folder)).transpose()?;
        if self.maildir.is_none() && lmtp.is_none() && self.webhook_secret_file.is_none() {
            return Err(
                "bounces: no report can arrive; write maildir, lmtp or webhook_secret_file".into(),
            );
        }
        Ok(Bounces {
            address,
            maildir: self.maildir.map(|maildir| folder.join(maildir)),
            lmtp,
            webhook_secret_file: self.webhook_secret_file.map(|file| folder.join(file)),
        })
    }
}

fn listener(text: &str, folder: &Path) -> Result<LmtpListener, String> {
    if let Some(path) = text.strip_prefix("unix:") {
        return Ok(LmtpListener::Unix(folder.join(path)));
    }
    let address = super::socket::socket("bounces.lmtp", text, "unix:/run/genkan/lmtp.sock")?;
    // LMTP authenticates no client.
    if !address.ip().is_loopback() {
        return Err(format!(
            "bounces.lmtp: {text:?} can be reached from other machines; write a loopback address \
             such as \"127.0.0.1:2424\", or \"unix:/run/genkan/lmtp.sock\""
        ));
    }
    Ok(LmtpListener::Tcp(address))
}

/// What a recipient of a report says about the message.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_enums, reason = "each is treated differently")]
pub enum ReportedTo {
    /// It is not the address of reports.
    AnotherAddress,
    /// It is the address without an identity.
    Address,
    /// It has this identity, which may be forged.
    Signed(SignedMessageId),
}

impl Bounces {
    /// Returns the envelope sender of the email of a message.
    #[must_use]
    pub fn envelope_sender(&self, signed: SignedMessageId) -> Option<lettre::Address> {
        let local = format!("{}+{signed}", self.address.user());
        lettre::Address::new(local, self.address.domain()).ok()
    }

    /// Returns what a recipient of a report says about the message.
    #[must_use]
    pub fn reported_to(&self, recipient: &str) -> ReportedTo {
        self.read(recipient).unwrap_or(ReportedTo::AnotherAddress)
    }

    fn read(&self, recipient: &str) -> Option<ReportedTo> {
        let (local, domain) = recipient.rsplit_once('@')?;
        if !domain.eq_ignore_ascii_case(self.address.domain()) {
            return None;
        }
        let (base, identity) = match local.split_once('+') {
            Some((base, identity)) => (base, Some(identity)),
            None => (local, None),
        };
        if !base.eq_ignore_ascii_case(self.address.user()) {
            return None;
        }
        match identity {
            None => Some(ReportedTo::Address),
            Some(identity) => identity.parse().ok().map(ReportedTo::Signed),
        }
    }
}

/// An SMTP server accepts 64 bytes before the @ (RFC 5321, section 4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64 - 1 - 42;
