//! Mails leave by a mail server, or stay in a folder.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use genkan::onboarding::NoLetter;
use lettre::message::Message;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as Protection, TlsParameters};
use lettre::transport::smtp::response::Response;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use crate::config::{Config, Smtp, Tls};
use crate::fault::Fault;
use crate::system;

/// The way out for mails.
#[derive(Clone, Debug)]
pub enum Post {
    /// A mail server.
    Server(AsyncSmtpTransport<Tokio1Executor>),
    /// A folder of `.eml` files, for the demo and for trying things out.
    Folder(PathBuf),
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// It may leave later.
    #[error("{0}")]
    Later(String),
    /// The server will never take it.
    #[error("{0}")]
    Never(String),
    /// There is no reason for it any more.
    #[error(transparent)]
    Moot(NoLetter),
}

impl Post {
    /// The way out by the configuration.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where it cannot be set up.
    pub fn open(config: &Config) -> Result<Self, Fault> {
        match &config.smtp {
            Some(smtp) => server(smtp).map(Self::Server),
            None => {
                let folder = config.data.join("mailbox");
                fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
                Ok(Self::Folder(folder))
            }
        }
    }

    /// Sends a mail, and answers with what the server said.
    ///
    /// # Errors
    ///
    /// [`NotSent`], with the server's reply.
    pub async fn send(&self, message: Message) -> Result<String, NotSent> {
        match self {
            Self::Server(server) => match server.send(message).await {
                Ok(response) => Ok(said(&response)),
                Err(error) if error.is_permanent() => Err(NotSent::Never(error.to_string())),
                Err(error) => Err(NotSent::Later(error.to_string())),
            },
            Self::Folder(folder) => {
                let name = format!(
                    "{:012}-{:016x}.eml",
                    system::now().unix_seconds(),
                    u64::from_be_bytes(system::random_bytes()),
                );
                // The file appears whole, for whoever watches the folder.
                let write = || {
                    let mut file = tempfile::NamedTempFile::new_in(folder)?;
                    file.write_all(&message.formatted())?;
                    file.persist(folder.join(&name))
                        .map_err(|error| error.error)
                };
                let written = write().map(drop);
                written.map_err(|error| NotSent::Later(error.to_string()))?;
                Ok(name)
            }
        }
    }
}

/// The server's reply in one line: its code, and its words.
fn said(response: &Response) -> String {
    let words: Vec<&str> = response.message().collect();
    format!("{} {}", response.code(), words.join(" "))
}

fn server(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>, Fault> {
    let parameters = || {
        let mut parameters = TlsParameters::builder(smtp.host.clone());
        if let Some(path) = &smtp.ca_file {
            let pem = fs::read(path).map_err(Fault::file(path))?;
            let certificate = Certificate::from_pem(&pem).map_err(Fault::MailServer)?;
            parameters = parameters.add_root_certificate(certificate);
        }
        parameters.build_rustls().map_err(Fault::MailServer)
    };
    let (protection, port) = match smtp.tls {
        Tls::Starttls => (Protection::Required(parameters()?), 587),
        Tls::Tls => (Protection::Wrapper(parameters()?), 465),
        Tls::None => (Protection::None, 25),
    };
    let mut server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
        .port(smtp.port.unwrap_or(port))
        .tls(protection);
    if let (Some(username), Some(path)) = (&smtp.username, &smtp.password_file) {
        let password = fs::read_to_string(path).map_err(Fault::file(path))?;
        let password = password.trim_end_matches(['\r', '\n']);
        server = server.credentials(Credentials::new(username.clone(), password.into()));
    }
    Ok(server.build())
}
