//! Sends emails to a mail server, or writes them to a folder.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use genkan::limit::LimitName;
use genkan::onboarding::NoMessage;
use genkan::time::Timestamp;
use lettre::message::Message;

use super::Error;
use super::SmtpClient;
use crate::FileError;
use crate::config::Config;
use crate::{clock, random, service};

/// Where emails are sent.
#[derive(Clone, Debug)]
pub struct Transport {
    target: Target,
    timeout: Duration,
}

#[derive(Clone, Debug)]
enum Target {
    Server(SmtpClient),
    /// A folder of `.eml` files, for the demo and for tests.
    Folder(PathBuf),
}

/// Why an email was not sent. The replies may contain the address: they are
/// stored with the message, and the log gets the codes only.
#[derive(Debug)]
pub(super) enum SendError {
    /// It can be retried.
    Later {
        /// What the server replied, or what failed before it could.
        reply: String,
        /// For the log: the server's code, or a word.
        code: String,
    },
    /// It can be retried, and any other email would have failed, too.
    Unavailable {
        /// What the server replied, or what failed before it could.
        reply: String,
        /// For the log: the server's code, or a word.
        code: String,
    },
    /// The server permanently rejects it.
    Rejected {
        /// What the server replied.
        reply: String,
        /// For the log: the server's code, or a word.
        code: String,
    },
    /// A limit slows it down.
    SlowedDown {
        /// When it is to be attempted.
        until: Timestamp,
        /// The limit, if it has been charged.
        by: Option<LimitName>,
    },
    /// It cannot be composed.
    NotComposed(Error),
    /// The message no longer applies.
    NoLongerApplies(NoMessage),
}

impl SendError {
    /// Returns a failure of the service, not of the message.
    pub(super) fn of_service(error: &service::Error) -> Self {
        Self::Later {
            reply: format!("{}: {error}", error.code()),
            code: error.code().into(),
        }
    }
}

impl Transport {
    /// Returns the transport that is configured.
    ///
    /// # Errors
    ///
    /// If it cannot be set up.
    pub fn open(config: &Config) -> Result<Self, Error> {
        let (target, timeout) = match &config.smtp {
            Some(smtp) => (Target::Server(SmtpClient::new(smtp)?), smtp.timeout()),
            None => {
                let folder = config.data.join("mailbox");
                fs::create_dir_all(&folder).map_err(FileError::at(&folder))?;
                (Target::Folder(folder), Duration::from_secs(10))
            }
        };
        Ok(Self { target, timeout })
    }

    /// How long an attempt may take. Then the message is retried. If the server
    /// had accepted it, the Message-ID identifies the duplicate.
    pub(super) const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Sends an email, and returns the server's reply.
    pub(super) async fn send(&self, message: &Message) -> Result<String, SendError> {
        match &self.target {
            Target::Server(server) => server.send(message).await,
            Target::Folder(folder) => write(folder, message).map_err(|error| SendError::Later {
                reply: format!("mailbox: {error}"),
                code: "mailbox".into(),
            }),
        }
    }
}

/// Writes an email to the folder, under a name that begins with the time.
fn write(folder: &Path, message: &Message) -> std::io::Result<String> {
    let name = format!(
        "{:012}-{:016x}.eml",
        clock::now().unix_seconds(),
        u64::from_be_bytes(random::random_bytes()),
    );
    // A program that watches the folder sees only complete files.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&message.formatted())?;
    file.persist(folder.join(&name))
        .map_err(|error| error.error)?;
    Ok(name)
}
