use std::fmt;

use super::SmtpReply;

/// Why a mail server could not be used, and at which step.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "each part is explained")]
pub struct Fault {
    /// The step.
    pub stage: Stage,
    /// What happened.
    pub cause: Cause,
}

/// A step of sending an email.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each is explained")]
pub enum Stage {
    /// Looking up the server's address.
    Lookup,
    /// Connecting.
    Connect,
    /// The TLS handshake.
    Tls,
    /// The server's greeting.
    Greeting,
    /// The command EHLO.
    Hello,
    /// The command STARTTLS.
    Starttls,
    /// Getting an access token from the authorization server.
    Token,
    /// The command AUTH.
    SignIn,
    /// The command MAIL.
    Sender,
    /// The command RCPT.
    Recipient,
    /// The command DATA, and the email.
    Text,
}

/// What happened.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_enums, reason = "each is explained")]
pub enum Cause {
    /// The network failed, or the server closed the connection.
    Network(String),
    /// Nothing happened for too long.
    Timeout,
    /// TLS failed.
    Tls(rustls::Error),
    /// The server does not speak SMTP.
    NotSmtp,
    /// The server sent more than a reply before TLS began.
    Injected,
    /// The server does not offer what is needed; what it offers, if that is
    /// known.
    NotOffered(String),
    /// The authorization server did not return a token; what it returned.
    NoToken(String),
    /// The server's reply.
    Replied(SmtpReply),
}

impl Fault {
    pub(in crate::mail) const fn new(stage: Stage, cause: Cause) -> Self {
        Self { stage, cause }
    }

    pub(super) fn network(stage: Stage, error: &std::io::Error) -> Self {
        // A TLS error arrives as an I/O error.
        let tls = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<rustls::Error>());
        let cause = match tls {
            Some(error) => Cause::Tls(error.clone()),
            None if error.kind() == std::io::ErrorKind::TimedOut => Cause::Timeout,
            None => Cause::Network(error.to_string()),
        };
        Self { stage, cause }
    }

    /// Returns the code for the log: the server's code, or a word.
    #[must_use]
    pub fn code(&self) -> String {
        match &self.cause {
            // The connection ended during the handshake.
            Cause::Network(_) if self.stage == Stage::Tls => "tls".into(),
            Cause::Network(_) => "connection".into(),
            Cause::Timeout => "timeout".into(),
            Cause::Tls(_) => "tls".into(),
            Cause::NotSmtp => "no-smtp-reply".into(),
            Cause::Injected => "injected".into(),
            Cause::NotOffered(_) if self.stage == Stage::Recipient => "no-smtputf8".into(),
            Cause::NotOffered(_) => "not-offered".into(),
            Cause::NoToken(_) => "no-token".into(),
            Cause::Replied(reply) => reply.code().to_string(),
        }
    }

    /// Returns the server's reply, if it replied.
    #[must_use]
    pub const fn reply(&self) -> Option<&SmtpReply> {
        match &self.cause {
            Cause::Replied(reply) => Some(reply),
            _ => None,
        }
    }

    /// Returns whether the server rejects the recipient's address.
    pub(in crate::mail) fn is_about_recipient(&self) -> bool {
        match (self.stage, &self.cause) {
            (Stage::Recipient, Cause::NotOffered(_)) => true,
            (Stage::Recipient | Stage::Text, Cause::Replied(reply)) => reply.is_about_recipient(),
            _ => false,
        }
    }

    /// Returns whether any other email would have failed, too, so that no other
    /// one need be tried before the server can be used again.
    pub(in crate::mail) fn is_about_server(&self) -> bool {
        match self.stage {
            Stage::Recipient | Stage::Text => self.reply().is_some_and(SmtpReply::is_closing),
            // Another email may have another sender.
            Stage::Sender => !self.reply().is_some_and(SmtpReply::is_permanent),
            _ => true,
        }
    }

    /// Returns whether this service is to be repaired, or its mail server,
    /// although only one email failed.
    pub(in crate::mail) fn is_about_service(&self) -> bool {
        let is_rejected = |reply: &SmtpReply| reply.is_permanent() || reply.is_about_service();
        self.reply().is_some_and(is_rejected) && !self.is_about_recipient()
    }

    /// Returns whether the server may accept the connection when others have
    /// ended.
    pub(super) fn is_crowded(&self) -> bool {
        let is_temporary = |reply: &SmtpReply| !reply.is_permanent();
        self.stage == Stage::Greeting && self.reply().is_some_and(is_temporary)
    }
}

impl fmt::Display for Fault {
    /// In one line: the server's reply, or what failed before it could reply.
    /// It may contain the address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code();
        match &self.cause {
            Cause::Network(text) | Cause::NotOffered(text) | Cause::NoToken(text) => {
                write!(f, "{code}: {text}")
            }
            Cause::Timeout => write!(f, "{code}: no reply in time"),
            Cause::Tls(error) => write!(f, "{code}: {error}"),
            Cause::NotSmtp => write!(f, "{code}: the server does not speak SMTP"),
            Cause::Injected => write!(
                f,
                "{code}: the server sent more than a reply before TLS began"
            ),
            Cause::Replied(reply) => reply.fmt(f),
        }
    }
}
