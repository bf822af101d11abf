use std::fmt;
use std::path::PathBuf;

use url::{Host, Url};

use super::local_host::{is_local, is_local_name};
use super::{Config, Tls};

/// A configuration that works and is probably a mistake. `Display` is one line
/// for the log, with the remedy.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Warning {
    /// Links in emails lead to the reader's own machine.
    LocalBaseUrl(Url),
    /// The base URL has a name that is valid in no public network.
    BareName(Url),
    /// Emails leave this machine without TLS.
    UnprotectedMail(String),
    /// Other users can read the data folder.
    OpenFolder(PathBuf),
    /// An environment variable is named like a key and is none.
    UnknownVariable(String),
}

impl Warning {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::LocalBaseUrl(_) => "base-url-local",
            Self::BareName(_) => "base-url-bare-name",
            Self::UnprotectedMail(_) => "mail-unprotected",
            Self::OpenFolder(_) => "data-folder-open",
            Self::UnknownVariable(_) => "variable-unknown",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LocalBaseUrl(url) => write!(
                f,
                "base_url: links in emails begin with {url}, which is the reader's own machine; \
                 write the address that people type"
            ),
            Self::BareName(url) => write!(
                f,
                "base_url: {url} has no domain; write the full name, such as \
                 \"https://support.example.com/\""
            ),
            Self::UnprotectedMail(host) => write!(
                f,
                "mail.smtp.tls: emails, and the links in them, go to {host} without TLS; write \
                 \"starttls\" or \"tls\""
            ),
            Self::OpenFolder(folder) => write!(
                f,
                "data: other users can read {folder}; run: chmod 700 {folder}",
                folder = folder.display()
            ),
            Self::UnknownVariable(name) => write!(
                f,
                "{name}: the configuration has no such key; see the variables: genkan config keys"
            ),
        }
    }
}

impl Config {
    /// Returns what is probably a mistake. The data folder must exist.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let unknown = self.unknown_variables.iter().cloned();
        let mut warnings: Vec<_> = unknown.map(Warning::UnknownVariable).collect();
        let host = self.base_url.host();
        let sends_away = self.smtp.as_ref().filter(|smtp| !is_local_name(&smtp.host));
        if host.as_ref().is_some_and(is_local) && sends_away.is_some() {
            warnings.push(Warning::LocalBaseUrl(self.base_url.clone()));
        }
        if let Some(Host::Domain(name)) = host
            && !name.contains('.')
            && !is_local_name(name)
        {
            warnings.push(Warning::BareName(self.base_url.clone()));
        }
        if let Some(smtp) = sends_away.filter(|smtp| smtp.tls == Tls::None) {
            warnings.push(Warning::UnprotectedMail(smtp.host.clone()));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&self.data).map(|data| data.permissions().mode());
            if mode.is_ok_and(|mode| mode & 0o007 != 0) {
                warnings.push(Warning::OpenFolder(self.data.clone()));
            }
        }
        warnings
    }
}
