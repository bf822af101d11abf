use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

/// The mail server that sends emails.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name, which its certificate must be for.
    pub host: String,
    /// Its port; by default the port of `tls`.
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub tls: Tls,
    /// A PEM file of certificates to trust besides the public ones.
    pub ca_file: Option<PathBuf>,
    /// The user to sign in as, if the server requires one.
    pub username: Option<String>,
    /// A file that contains that user's password and nothing else.
    pub password_file: Option<PathBuf>,
    /// How long sending one email may take; by default 120 seconds.
    pub timeout_seconds: Option<u32>,
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// STARTTLS, and no email without it. Port 587.
    #[default]
    Starttls,
    /// TLS from the first byte. Port 465.
    Tls,
    /// Unprotected, for a server on the same machine. Port 25.
    None,
}

impl Smtp {
    /// Returns how long sending one email may take. Servers scan an email
    /// before they accept it; if the client disconnects meanwhile, the email
    /// is sent twice.
    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds.unwrap_or(120).into())
    }

    /// Returns the port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            Tls::Starttls => 587,
            Tls::Tls => 465,
            Tls::None => 25,
        })
    }

    pub(super) fn check(self, folder: &Path) -> Result<Self, String> {
        if self.username.is_some() != self.password_file.is_some() {
            return Err(
                "mail.smtp: username and password_file go together; give both or none".into(),
            );
        }
        if self.username.is_some() && self.tls == Tls::None {
            return Err("mail.smtp.tls: a password needs a protected connection; write \"starttls\" or \"tls\"".into());
        }
        if !(1..=600).contains(&self.timeout_seconds.unwrap_or(1)) {
            return Err("mail.smtp.timeout_seconds: write 1 to 600".into());
        }
        Ok(Self {
            ca_file: self.ca_file.map(|file| folder.join(file)),
            password_file: self.password_file.map(|file| folder.join(file)),
            ..self
        })
    }
}
