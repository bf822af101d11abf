use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use genkan::limit::Rate;
use serde::Deserialize;
use url::{Host, Url};
use zeroize::Zeroizing;

use super::local_host::{is_local, is_local_name};

/// The mail server that sends emails.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the client reads every field")]
pub struct Smtp {
    /// Its name, which its certificate must be for.
    pub host: String,
    /// Its port; by default the port of `tls`.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub tls: Tls,
    /// A PEM file of certificates to trust besides the public ones.
    pub ca_file: Option<PathBuf>,
    /// The user to sign in as, if the server requires one.
    pub username: Option<String>,
    /// That user's password.
    pub password: Option<Secret>,
    /// Where the user's access tokens are requested, instead of a password.
    pub oauth: Option<OAuth>,
    /// The name with which the portal greets the server.
    pub helo: Option<String>,
    /// How many emails are sent at the same time.
    pub connections: u8,
    /// How many emails this node sends in a period.
    pub rate: Option<Rate>,
    /// How long sending one email may take. Servers scan an email before they
    /// accept it; if the client disconnects meanwhile, the email is sent twice.
    pub timeout: Duration,
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

/// A secret, or the file that contains it and nothing else.
#[derive(Clone)]
#[expect(clippy::exhaustive_enums, reason = "each is read in its own way")]
pub enum Secret {
    /// The secret.
    Value(Zeroizing<String>),
    /// The file.
    File(PathBuf),
}

/// How access tokens are requested (OAuth 2.0).
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "the client reads every field")]
pub struct OAuth {
    /// The token endpoint; that of the service account's file if it is missing.
    pub token_url: Option<Url>,
    /// What the token is for.
    pub scope: Option<String>,
    /// How the portal identifies itself.
    pub grant: OAuthGrant,
}

/// How the portal identifies itself to the authorization server.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_enums, reason = "each is requested in its own way")]
pub enum OAuthGrant {
    /// By the secret of a client.
    Client {
        /// The client's name.
        id: String,
        /// Its secret.
        secret: Secret,
        /// A token that a person has allowed, if the client does not act for
        /// itself.
        refresh_token: Option<Secret>,
    },
    /// By the key file of a service account.
    ServiceAccount(PathBuf),
}

/// The table `[mail.smtp]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    host: String,
    port: Option<u16>,
    #[serde(default)]
    tls: Tls,
    ca_file: Option<PathBuf>,
    username: Option<String>,
    password: Option<Zeroizing<String>>,
    password_file: Option<PathBuf>,
    oauth: Option<OAuthTable>,
    helo: Option<String>,
    connections: Option<u8>,
    rate: Option<Rate>,
    timeout_seconds: Option<u32>,
}

/// The table `[mail.smtp.oauth]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OAuthTable {
    token_url: Option<String>,
    scope: Option<String>,
    client_id: Option<String>,
    client_secret: Option<Zeroizing<String>>,
    client_secret_file: Option<PathBuf>,
    refresh_token: Option<Zeroizing<String>>,
    refresh_token_file: Option<PathBuf>,
    service_account_file: Option<PathBuf>,
}

impl Smtp {
    /// Returns a server that is reached without TLS and without a sign-in.
    #[must_use]
    pub fn unprotected(host: &str, port: u16) -> Self {
        Self {
            host: host.into(),
            port: Some(port),
            tls: Tls::None,
            ca_file: None,
            username: None,
            password: None,
            oauth: None,
            helo: None,
            connections: CONNECTIONS,
            rate: None,
            timeout: TIMEOUT,
        }
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
}

impl Table {
    pub(super) fn check(self, folder: &Path) -> Result<Smtp, String> {
        let password = secret(
            "mail.smtp.password",
            self.password,
            self.password_file,
            folder,
        )?;
        let oauth = self.oauth.map(|oauth| oauth.check(folder)).transpose()?;
        match (&self.username, &password, &oauth) {
            (None, None, None) => {}
            (Some(_), Some(_), None) | (Some(_), None, Some(_)) => {}
            (Some(_), Some(_), Some(_)) => {
                return Err(
                    "mail.smtp: password and oauth are both there; give one of them".into(),
                );
            }
            (Some(_), None, None) => {
                return Err(
                    "mail.smtp.username: the password is missing; write password_file, or \
                            [mail.smtp.oauth] for Microsoft 365 and Google"
                        .into(),
                );
            }
            (None, ..) => {
                return Err(
                    "mail.smtp.username: the name to sign in with is missing; add it".into(),
                );
            }
        }
        if self.username.is_some() && self.tls == Tls::None && !is_local_name(&self.host) {
            return Err(
                "mail.smtp.tls: a password needs a protected connection; write \
                        \"starttls\" or \"tls\""
                    .into(),
            );
        }
        let seconds = self.timeout_seconds;
        if !(1..=600).contains(&seconds.unwrap_or(1)) {
            return Err("mail.smtp.timeout_seconds: write 1 to 600".into());
        }
        let connections = self.connections.unwrap_or(CONNECTIONS);
        if !(1..=32).contains(&connections) {
            return Err("mail.smtp.connections: write 1 to 32".into());
        }
        if self.helo.as_deref().is_some_and(|name| !is_helo(name)) {
            return Err(
                "mail.smtp.helo: write a full name such as \"support.example.com\", or \
                        an address such as \"[192.0.2.1]\""
                    .into(),
            );
        }
        Ok(Smtp {
            host: host(&self.host)?,
            port: self.port,
            tls: self.tls,
            ca_file: self.ca_file.map(|file| folder.join(file)),
            username: self.username,
            password,
            oauth,
            helo: self.helo,
            connections,
            rate: self.rate,
            timeout: seconds.map_or(TIMEOUT, |seconds| Duration::from_secs(seconds.into())),
        })
    }
}

impl OAuthTable {
    fn check(self, folder: &Path) -> Result<OAuth, String> {
        let token_url = self.token_url.as_deref().map(token_url).transpose()?;
        let grant = match (self.client_id, self.service_account_file) {
            (Some(id), None) => {
                let key = "mail.smtp.oauth.client_secret";
                let secret_ = secret(key, self.client_secret, self.client_secret_file, folder)?;
                let key = "mail.smtp.oauth.refresh_token";
                if token_url.is_none() {
                    return Err(
                        "mail.smtp.oauth.token_url: the address of the authorization \
                                server is missing; for Microsoft 365 write \
                                \"https://login.microsoftonline.com/TENANT/oauth2/v2.0/token\""
                            .into(),
                    );
                }
                OAuthGrant::Client {
                    id,
                    secret: secret_.ok_or("mail.smtp.oauth.client_secret: the secret is missing; write client_secret_file")?,
                    refresh_token: secret(key, self.refresh_token, self.refresh_token_file, folder)?,
                }
            }
            (None, Some(file)) => {
                if self.scope.is_none() {
                    return Err(
                        "mail.smtp.oauth.scope: write what the token is for; for Google \
                                \"https://mail.google.com/\""
                            .into(),
                    );
                }
                OAuthGrant::ServiceAccount(folder.join(file))
            }
            _ => {
                return Err(
                    "mail.smtp.oauth: write client_id with client_secret_file, or \
                            service_account_file, and not both"
                        .into(),
                );
            }
        };
        Ok(OAuth {
            token_url,
            scope: self.scope,
            grant,
        })
    }
}

/// Reads the URL of a token endpoint. A secret is sent there.
fn token_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(|url| match url.scheme() {
        "https" => true,
        "http" => url.host().is_some_and(|host| is_local(&host)),
        _ => false,
    });
    url.ok_or_else(|| format!("mail.smtp.oauth.token_url: {text:?} is not an https URL"))
}

/// Returns a secret that is given by itself or by its file, if it is given.
pub(super) fn secret(
    key: &str,
    value: Option<Zeroizing<String>>,
    file: Option<PathBuf>,
    folder: &Path,
) -> Result<Option<Secret>, String> {
    match (value, file) {
        (Some(_), Some(_)) => Err(format!(
            "{key}: {key} and {key}_file are both there; give one"
        )),
        (Some(value), None) => Ok(Some(Secret::Value(value))),
        (None, file) => Ok(file.map(|file| Secret::File(folder.join(file)))),
    }
}

/// Returns the name or the IP address of a mail server.
fn host(text: &str) -> Result<String, String> {
    let name = text.trim();
    let bare = name.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    if let Ok(address) = bare.unwrap_or(name).parse::<IpAddr>() {
        return Ok(address.to_string());
    }
    match Host::parse(name) {
        Ok(Host::Domain(name)) => Ok(name),
        _ => Err(format!(
            "mail.smtp.host: {text:?} is not the name of a host; write one such as \
             \"mail.example.com\", and the port as mail.smtp.port"
        )),
    }
}

/// Returns whether a text is a domain or an address literal (RFC 5321, section
/// 4.1.3).
fn is_helo(name: &str) -> bool {
    let is_plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte))
    };
    match name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(address) => is_plain(address),
        None => is_plain(name) && !name.contains(':'),
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(_) => f.write_str("Value(..)"),
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
        }
    }
}

/// Mail servers accept a few connections of one client; Microsoft 365 three.
const CONNECTIONS: u8 = 3;
const TIMEOUT: Duration = Duration::from_secs(120);
