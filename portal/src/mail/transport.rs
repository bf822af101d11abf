//! Sends emails to a mail server, or writes them to a folder.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use genkan::Language;
use genkan::limit::LimitName;
use genkan::onboarding::NoMessage;
use genkan::time::Timestamp;
use lettre::message::Message;

use super::Error;
use super::dkim::Signer;
use super::smtp::{Cause, Fault, Pace, SmtpClient, Stage};
use crate::config::Config;
use crate::private_folder::create_private;
use crate::{clock, random, service};

/// Where emails are sent. Clones share the connections.
#[derive(Clone, Debug)]
pub struct Transport {
    target: Target,
    signer: Option<Arc<Signer>>,
    timeout: Duration,
    connections: usize,
    pace: Option<Arc<Pace>>,
    outage: Arc<Mutex<Option<Outage>>>,
}

#[derive(Clone, Debug)]
enum Target {
    Server(SmtpClient),
    /// A folder of `.eml` files, for the demo and for tests.
    Folder(PathBuf),
}

/// A time in which the mail server cannot be used. Emails are not offered to it
/// until the next check, and wait.
#[derive(Debug)]
struct Outage {
    begun: Instant,
    next_check: Instant,
    fault: Fault,
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
    /// It waits until this service or its mail server is repaired.
    Waits {
        /// What the server replied, or what failed before it could.
        reply: String,
        /// For the log: the server's code, or a word.
        code: String,
        /// Whether the server cannot be used at all.
        is_away: bool,
    },
    /// The server permanently rejects the recipient.
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

    fn of_fault(fault: &Fault) -> Self {
        let (reply, code) = (fault.to_string(), fault.code());
        if fault.is_about_recipient() {
            Self::Rejected { reply, code }
        } else if fault.is_about_server() || fault.is_about_service() {
            let is_away = fault.is_about_server();
            Self::Waits {
                reply,
                code,
                is_away,
            }
        } else {
            Self::Later { reply, code }
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
        let signer = config.sender.dkim.as_ref().map(Signer::open).transpose()?;
        let (target, timeout) = match &config.smtp {
            Some(smtp) => {
                let domain = config.base_url.host_str().unwrap_or("localhost");
                let domain = domain.trim_matches(['[', ']']);
                let bounces = config.bounces.as_ref().map(|bounces| &bounces.address);
                let sender = bounces.unwrap_or(config.sender.envelope_sender(Language::Ja));
                let client = SmtpClient::new(smtp, sender.clone(), domain)?;
                (Target::Server(client), smtp.timeout)
            }
            None => {
                let folder = config.data.join("mailbox");
                create_private(&folder)?;
                (Target::Folder(folder), Duration::from_secs(10))
            }
        };
        let smtp = config.smtp.as_ref();
        Ok(Self {
            target,
            signer: signer.map(Arc::new),
            timeout,
            connections: smtp.map_or(FILES_AT_ONCE, |smtp| smtp.connections.into()),
            pace: smtp
                .and_then(|smtp| smtp.rate)
                .map(|rate| Arc::new(Pace::new(rate))),
            outage: Arc::default(),
        })
    }

    /// How long an attempt may take. Then the message is retried. If the server
    /// had accepted it, the Message-ID identifies the duplicate.
    pub(super) const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// How many emails are sent at the same time.
    pub(super) const fn connections(&self) -> usize {
        self.connections
    }

    /// Returns how long the next email must wait, so that the mail server gets
    /// no more than it accepts.
    pub(super) fn pace(&self) -> Duration {
        let pace = self.pace.as_ref();
        pace.map_or(Duration::ZERO, |pace| pace.wait(Instant::now()))
    }

    /// Counts an email that is about to be sent.
    pub(super) fn count(&self) {
        if let Some(pace) = &self.pace {
            pace.count(Instant::now());
        }
    }

    /// Returns whether emails go to a mail server.
    pub(super) const fn is_server(&self) -> bool {
        matches!(self.target, Target::Server(_))
    }

    /// Sends an email, and returns the server's reply. During an outage, the
    /// email is not offered to the server: it waits for the fault that is known.
    pub(super) async fn send(&self, message: &Message) -> Result<String, SendError> {
        if let Some(fault) = self.fault() {
            return Err(SendError::of_fault(&fault));
        }
        let sent = self.send_now(message).await;
        sent.map_err(|error| match error {
            NotSent::Fault(fault) => SendError::of_fault(&fault),
            NotSent::Error(error) => SendError::NotComposed(error),
            NotSent::Mailbox(error) => SendError::Later {
                reply: format!("mailbox: {error}"),
                code: "mailbox".into(),
            },
        })
    }

    /// Sends an email whatever is known of the server.
    async fn send_now(&self, message: &Message) -> Result<String, NotSent> {
        let mut text = message.formatted();
        if let Some(signer) = &self.signer {
            text = signer.sign(&text, clock::now()).map_err(NotSent::Error)?;
        }
        match &self.target {
            Target::Server(server) => {
                let sent = server.send(message, &text).await;
                self.note(sent.as_ref().err());
                sent.map_err(NotSent::Fault)
            }
            Target::Folder(folder) => write(folder, &text).map_err(NotSent::Mailbox),
        }
    }

    /// Sends an email whatever is known of the server. Returns its reply; with a
    /// folder, the name of the file.
    ///
    /// # Errors
    ///
    /// [`NotSent`] with the reason.
    pub async fn send_test(&self, message: &Message) -> Result<String, NotSent> {
        let sent = tokio::time::timeout(self.timeout, self.send_now(message)).await;
        sent.unwrap_or(Err(NotSent::Fault(Fault::new(Stage::Text, Cause::Timeout))))
    }

    /// Connects to the mail server, signs in and names the sender, as for an
    /// email.
    ///
    /// # Errors
    ///
    /// [`Fault`] if emails cannot be sent.
    pub async fn check(&self) -> Result<(), Fault> {
        let Target::Server(server) = &self.target else {
            return Ok(());
        };
        let checked = tokio::time::timeout(self.timeout, server.check()).await;
        let late = |_| Err(Fault::new(Stage::Connect, Cause::Timeout));
        let checked = checked.unwrap_or_else(late);
        self.note(checked.as_ref().err());
        checked
    }

    /// Returns how long after a check the server is to be checked again.
    pub(super) fn until_next_check(&self) -> Duration {
        let outage = self.outage();
        outage.as_ref().map_or(CHECKED_EVERY, |outage| {
            outage.next_check.saturating_duration_since(Instant::now())
        })
    }

    /// Returns why the server cannot be used, unless it is time to try again.
    fn fault(&self) -> Option<Fault> {
        let outage = self.outage();
        let outage = outage.as_ref()?;
        (Instant::now() < outage.next_check).then(|| outage.fault.clone())
    }

    /// Begins, extends or ends an outage.
    fn note(&self, fault: Option<&Fault>) {
        let mut outage = self.outage();
        let now = Instant::now();
        *outage = fault.filter(|fault| fault.is_about_server()).map(|fault| {
            let begun = outage.as_ref().map_or(now, |outage| outage.begun);
            let pause = ((now - begun) / 4).clamp(FIRST_PAUSE, LONGEST_PAUSE);
            Outage {
                begun,
                next_check: now + pause,
                fault: fault.clone(),
            }
        });
    }

    fn outage(&self) -> MutexGuard<'_, Option<Outage>> {
        self.outage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why an email was not sent.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "each is explained")]
pub enum NotSent {
    /// The mail server did not accept it.
    Fault(Fault),
    /// It could not be signed.
    Error(Error),
    /// The folder could not be written.
    Mailbox(std::io::Error),
}

/// Writes an email to the folder, under a name that begins with the time.
fn write(folder: &Path, text: &[u8]) -> std::io::Result<String> {
    let name = format!(
        "{:012}-{:016x}.eml",
        clock::now().unix_seconds(),
        u64::from_be_bytes(random::random_bytes()),
    );
    // A program that watches the folder sees only complete files.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text)?;
    file.persist(folder.join(&name))
        .map_err(|error| error.error)?;
    Ok(name)
}

/// How many emails are written to the folder at the same time.
const FILES_AT_ONCE: usize = 8;
/// How often a server that works is checked.
const CHECKED_EVERY: Duration = Duration::from_secs(5 * 60);
/// The pauses between two checks of a server that cannot be used: a quarter of
/// the outage so far, within these bounds.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
