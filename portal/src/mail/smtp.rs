//! The SMTP client. It sends one command at a time, to distinguish the
//! rejection of one recipient from a server that rejects everything.

use std::fmt;
use std::fs;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::Message;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{
    ClientId, Extension, MailBodyParameter, MailParameter, RcptParameter,
};

use super::connection::{self, Protection};
use super::smtp_reply::{about_the_message, reply, unavailable};
use super::{Error, SendError};
use crate::byte_order_mark::without_mark;
use crate::config::{Smtp, Tls};
use crate::{FileError, tls};

/// A mail server, and the idle connections to it.
#[derive(Clone)]
pub(super) struct SmtpClient(Arc<Inner>);

struct Inner {
    host: String,
    port: u16,
    protection: Protection,
    credentials: Option<Credentials>,
    hello: ClientId,
    idle: Mutex<Vec<Connection>>,
}

/// A connection that can be used for an email.
struct Connection {
    smtp: AsyncSmtpConnection,
    /// Whether the server offers the extension DSN (RFC 3461).
    offers_dsn: bool,
}

impl SmtpClient {
    /// Returns a client by the configuration, without a connection.
    ///
    /// # Errors
    ///
    /// If a file that the configuration names cannot be used.
    pub(super) fn new(config: &Smtp) -> Result<Self, Error> {
        let connector = || {
            let mut authorities = tls::public_authorities();
            if let Some(path) = &config.ca_file {
                let own = tls::authorities_of(path).map_err(FileError::at(path))?;
                authorities.extend(own.roots);
            }
            tls::connector(authorities).map_err(Error::Tls)
        };
        let (protection, port) = match config.tls {
            Tls::Starttls => (Protection::Starttls(connector()?), 587),
            Tls::Tls => (Protection::Tls(connector()?), 465),
            Tls::None => (Protection::None, 25),
        };
        let credentials = match (&config.username, &config.password_file) {
            (Some(username), Some(path)) => {
                let password = fs::read_to_string(path).map_err(FileError::at(path))?;
                let password = without_mark(&password).trim_end_matches(['\r', '\n']);
                Some(Credentials::new(username.clone(), password.into()))
            }
            _ => None,
        };
        Ok(Self(Arc::new(Inner {
            host: config.host.clone(),
            port: config.port.unwrap_or(port),
            protection,
            credentials,
            hello: ClientId::default(),
            idle: Mutex::default(),
        })))
    }

    /// Sends an email, and returns the server's reply. A connection that failed
    /// is not used again.
    pub(super) async fn send(&self, message: &Message) -> Result<String, SendError> {
        let mut connection = self.connection().await?;
        let sent = transfer(&mut connection, message).await;
        match &sent {
            Ok(_) => self.idle().push(connection),
            // QUIT is polite; its reply does not matter.
            Err(_) => drop(tokio::time::timeout(GOODBYE, connection.smtp.abort()).await),
        }
        sent
    }

    async fn connection(&self) -> Result<Connection, SendError> {
        loop {
            let idle = self.idle().pop();
            let Some(mut connection) = idle else {
                return self.connect().await;
            };
            // The server may have closed the connection in the meantime.
            if connection.smtp.command(Rset).await.is_ok() {
                return Ok(connection);
            }
        }
    }

    async fn connect(&self) -> Result<Connection, SendError> {
        let Inner {
            host,
            port,
            protection,
            credentials,
            hello,
            ..
        } = &*self.0;
        let mut smtp = connection::connect(host, *port, protection, hello).await?;
        if let Some(credentials) = credentials {
            let signed_in = smtp.auth(DEFAULT_MECHANISMS, credentials).await;
            signed_in.map_err(|error| unavailable(&error))?;
        }
        // The library has asked before, and kept only the extensions that it knows.
        let offered = smtp.command(Ehlo::new(hello.clone())).await;
        let offered = offered.map_err(|error| unavailable(&error))?;
        let offers_dsn = offered
            .message()
            .skip(1) // the server's name
            .any(|extension| extension.trim().eq_ignore_ascii_case("DSN"));
        Ok(Connection { smtp, offers_dsn })
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for SmtpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpClient")
            .field("host", &self.0.host)
            .field("port", &self.0.port)
            .finish_non_exhaustive()
    }
}

/// Transfers one email by RFC 5321: MAIL, RCPT, DATA, the text.
///
/// A 5xx reply to the recipient or to the text is about this message, and
/// permanent (section 4.2.1). A 5xx reply to the connection, the sign-in or the
/// sender would be the same for every message: the operator must repair the
/// cause, and every message is retried.
///
/// A report about the email has its headers only, because the text may have a
/// link. No report is requested about a delay.
async fn transfer(connection: &mut Connection, message: &Message) -> Result<String, SendError> {
    let Connection { smtp, offers_dsn } = connection;
    let envelope = message.envelope();
    let text = message.formatted();
    let mut parameters = Vec::new();
    let mut of_recipient = Vec::new();
    if *offers_dsn {
        parameters.push(MailParameter::Other {
            keyword: "RET".into(),
            value: Some("HDRS".into()),
        });
        of_recipient.push(RcptParameter::Other {
            keyword: "NOTIFY".into(),
            value: Some("FAILURE".into()),
        });
    }
    let mut mailboxes = envelope.from().into_iter().chain(envelope.to());
    if !mailboxes.all(|mailbox| AsRef::<str>::as_ref(mailbox).is_ascii()) {
        let server = smtp.server_info();
        if !server.supports_feature(Extension::SmtpUtfEight) {
            return Err(SendError::Rejected {
                reply: "the mail server accepts no address outside ASCII (it lacks SMTPUTF8)"
                    .into(),
                code: "no-smtputf8".into(),
            });
        }
        parameters.push(MailParameter::SmtpUtfEight);
        // The header contains such an address, too (RFC 6532, section 3.7).
        if !text.is_ascii() {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
    }
    let mail = Mail::new(envelope.from().cloned(), parameters);
    let accepted = smtp.command(mail).await;
    accepted.map_err(|error| unavailable(&error))?;
    for recipient in envelope.to() {
        let recipient = Rcpt::new(recipient.clone(), of_recipient.clone());
        let accepted = smtp.command(recipient).await;
        accepted.map_err(|error| about_the_message(&error))?;
    }
    let begun = smtp.command(Data).await;
    begun.map_err(|error| about_the_message(&error))?;
    let response = smtp.message(&text).await;
    let response = response.map_err(|error| about_the_message(&error))?;
    Ok(reply(&response))
}

const GOODBYE: Duration = Duration::from_secs(1);
