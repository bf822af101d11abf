//! Mails leave by a mail server, or stay in a folder.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use genkan::onboarding::NoMessage;
use lettre::message::Message;

use super::Error;
use super::SmtpClient;
use crate::FileError;
use crate::config::Config;
use crate::{clock, random, service};

/// The way out for mails.
#[derive(Clone, Debug)]
pub struct Transport {
    way: Way,
    timeout: Duration,
}

#[derive(Clone, Debug)]
enum Way {
    Server(SmtpClient),
    /// A folder of `.eml` files, for the demo and for trying things out.
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
    /// The server permanently rejects it.
    Rejected {
        /// What the server replied.
        reply: String,
        /// For the log: the server's code, or a word.
        code: String,
    },
    /// It cannot be composed.
    NotComposed(Error),
    /// The message no longer applies.
    NoLongerApplies(NoMessage),
}

impl SendError {
    /// Returns a failure that has nothing to do with the message.
    pub(super) fn underneath(error: &service::Error) -> Self {
        Self::Later {
            reply: format!("{}: {error}", error.code()),
            code: error.code().into(),
        }
    }
}

impl Transport {
    /// The way out by the configuration.
    ///
    /// # Errors
    ///
    /// An [`Error`] where it cannot be set up.
    pub fn open(config: &Config) -> Result<Self, Error> {
        let (way, timeout) = match &config.smtp {
            Some(smtp) => (Way::Server(SmtpClient::new(smtp)?), smtp.timeout()),
            None => {
                let folder = config.data.join("mailbox");
                fs::create_dir_all(&folder).map_err(FileError::at(&folder))?;
                (Way::Folder(folder), Duration::from_secs(10))
            }
        };
        Ok(Self { way, timeout })
    }

    /// How long a try may take. After that the message is retried, whatever the
    /// server did with it: it is recognised by its Message-ID.
    pub(super) const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Sends a mail, and answers with what was said of it.
    pub(super) async fn send(&self, message: &Message) -> Result<String, SendError> {
        match &self.way {
            Way::Server(server) => server.send(message).await,
            Way::Folder(folder) => put(folder, message).map_err(|error| SendError::Later {
                reply: format!("mailbox: {error}"),
                code: "mailbox".into(),
            }),
        }
    }
}

/// Puts a mail into the folder, under a name that begins with the time.
fn put(folder: &Path, message: &Message) -> std::io::Result<String> {
    let name = format!(
        "{:012}-{:016x}.eml",
        clock::now().unix_seconds(),
        u64::from_be_bytes(random::random_bytes()),
    );
    // The file appears whole, for whoever watches the folder.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&message.formatted())?;
    file.persist(folder.join(&name))
        .map_err(|error| error.error)?;
    Ok(name)
}
