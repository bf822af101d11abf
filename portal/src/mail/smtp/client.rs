use std::fmt;
use std::fs;
use std::net::IpAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::message::Message;
use tokio::sync::Notify;
use zeroize::Zeroizing;

use super::connection::{self, Connection, Protection};
use super::fault::{Cause, Fault, Stage};
use super::sign_in::Credentials;
use super::token::{Grant, ServiceAccount, TokenSource};
use super::transfer::transfer;
use crate::byte_order_mark::without_mark;
use crate::config::{OAuth, OAuthGrant, Secret, Smtp, Tls};
use crate::mail::Error;
use crate::{FileError, tls};

/// How many connections are in use, and how many the server accepts, as far as
/// it has refused one lately.
#[derive(Default)]
struct InUse {
    count: usize,
    accepted: Option<(usize, Instant)>,
}

/// A mail server, and the idle connections to it.
#[derive(Clone)]
pub(in crate::mail) struct SmtpClient(Arc<Inner>);

struct Inner {
    host: String,
    port: u16,
    protection: Protection,
    credentials: Option<Credentials>,
    hello: String,
    /// The sender that a check names.
    sender: lettre::Address,
    idle: Mutex<Vec<(Connection, Instant)>>,
    in_use: Mutex<InUse>,
    /// Wakes one that waits until a connection is idle or has ended.
    released: Notify,
    /// How long connecting may take, up to the sign-in.
    connect_timeout: Duration,
}

impl SmtpClient {
    /// Returns a client by the configuration, without a connection. `domain` is
    /// the name of the portal, with which it greets the server if the machine
    /// has no full name and the configuration gives none.
    ///
    /// # Errors
    ///
    /// If a file that the configuration names cannot be used.
    pub(in crate::mail) fn new(
        config: &Smtp,
        sender: lettre::Address,
        domain: &str,
    ) -> Result<Self, Error> {
        let connector = || {
            let mut trusted = tls::Trusted::public();
            if let Some(path) = &config.ca_file {
                trusted.add(path).map_err(FileError::at(path))?;
            }
            trusted.connector().map_err(Error::Tls)
        };
        let protection = match config.tls {
            Tls::Starttls => Protection::Starttls(connector()?),
            Tls::Tls => Protection::Tls(connector()?),
            Tls::None => Protection::None,
        };
        let credentials = match (&config.username, &config.password, &config.oauth) {
            (Some(username), _, Some(oauth)) => Some(Credentials::Token {
                username: username.clone(),
                source: Box::new(token_source(oauth, username, connector()?)?),
            }),
            (Some(username), Some(password), None) => Some(Credentials::Password {
                username: username.clone(),
                password: read(password)?,
            }),
            _ => None,
        };
        Ok(Self(Arc::new(Inner {
            host: config.host.clone(),
            port: config.port(),
            protection,
            credentials,
            hello: config.helo.clone().unwrap_or_else(|| hello(domain)),
            sender,
            idle: Mutex::default(),
            in_use: Mutex::default(),
            released: Notify::new(),
            connect_timeout: config.timeout / 2,
        })))
    }

    /// Sends an email, and returns the server's reply. A connection that failed
    /// is not used again.
    pub(in crate::mail) async fn send(
        &self,
        message: &Message,
        text: &[u8],
    ) -> Result<String, Fault> {
        let (_place, mut connection) = self.connection().await?;
        let sent = transfer(&mut connection, message, text).await;
        match &sent {
            Ok(_) => self.idle().push((connection, Instant::now())),
            Err(_) => quit(connection).await,
        }
        sent
    }

    /// Connects, signs in and names the sender, as for an email.
    pub(in crate::mail) async fn check(&self) -> Result<(), Fault> {
        let (_place, mut connection) = self.connection().await?;
        let mail = format!("MAIL FROM:<{}>", self.0.sender);
        let accepted = connection.wire.command(Stage::Sender, &mail, 250).await;
        match accepted {
            Ok(_) => self.idle().push((connection, Instant::now())),
            Err(fault) => {
                quit(connection).await;
                return Err(fault);
            }
        }
        Ok(())
    }

    /// Returns an idle connection or a new one. If the server accepts no more
    /// connections, this waits until one of them is idle: that is no fault.
    async fn connection(&self) -> Result<(Place<'_>, Connection), Fault> {
        let waiting = tokio::time::timeout(self.0.connect_timeout, async {
            loop {
                let released = self.0.released.notified();
                if let Some(place) = self.place() {
                    match self.idle_or_new().await {
                        Err(fault) if fault.is_crowded() && place.are_others() => {}
                        connection => return Ok((place, connection?)),
                    }
                }
                released.await;
            }
        });
        let late = |_| Err(Fault::new(Stage::Greeting, Cause::Timeout));
        waiting.await.unwrap_or_else(late)
    }

    /// Returns a place for a connection, unless the server has refused so many.
    fn place(&self) -> Option<Place<'_>> {
        let mut in_use = self.in_use();
        let accepted = in_use
            .accepted
            .filter(|(_, since)| since.elapsed() < REFUSED_FOR)
            .map_or(usize::MAX, |(count, _)| count);
        if in_use.count >= accepted {
            return None;
        }
        in_use.count += 1;
        Some(Place(self))
    }

    async fn idle_or_new(&self) -> Result<Connection, Fault> {
        loop {
            let idle = self.idle().pop();
            let Some((mut connection, since)) = idle else {
                return self.connect().await;
            };
            // The server may have closed the connection in the meantime.
            let is_usable = since.elapsed() < LONGEST_IDLE
                && connection
                    .wire
                    .command(Stage::Hello, "RSET", 250)
                    .await
                    .is_ok();
            if is_usable {
                return Ok(connection);
            }
        }
    }

    async fn connect(&self) -> Result<Connection, Fault> {
        let connecting = tokio::time::timeout(self.0.connect_timeout, self.connect_now());
        let late = |_| Err(Fault::new(Stage::Greeting, Cause::Timeout));
        connecting.await.unwrap_or_else(late)
    }

    async fn connect_now(&self) -> Result<Connection, Fault> {
        let Inner {
            host,
            port,
            protection,
            credentials,
            hello,
            ..
        } = &*self.0;
        let mut connection = connection::connect(host, *port, protection, hello).await?;
        if let Some(credentials) = credentials
            && let Err(fault) = credentials.sign_in(&mut connection).await
        {
            quit(connection).await;
            return Err(fault);
        }
        Ok(connection)
    }

    fn in_use(&self) -> std::sync::MutexGuard<'_, InUse> {
        self.0.in_use.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<(Connection, Instant)>> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place of a connection that is in use.
struct Place<'c>(&'c SmtpClient);

impl Place<'_> {
    /// Notes that the server has refused a connection. Returns whether there are
    /// others, and so many are accepted.
    fn are_others(&self) -> bool {
        let mut in_use = self.0.in_use();
        let others = in_use.count.saturating_sub(1);
        if others > 0 {
            in_use.accepted = Some((others, Instant::now()));
        }
        others > 0
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.in_use().count -= 1;
        self.0.0.released.notify_one();
    }
}

/// QUIT is polite; its reply does not matter.
async fn quit(mut connection: Connection) {
    let quit = connection.wire.ask(Stage::Hello, "QUIT");
    drop(tokio::time::timeout(GOODBYE, quit).await);
}

impl fmt::Debug for SmtpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpClient")
            .field("host", &self.0.host)
            .field("port", &self.0.port)
            .finish_non_exhaustive()
    }
}

/// Returns the name to greet a server with. It must be a full name (RFC 5321,
/// section 4.1.1.1), which servers check.
fn hello(domain: &str) -> String {
    let name = hostname::get().ok();
    let name = name.and_then(|name| name.into_string().ok());
    name.filter(|name| is_full(name))
        .unwrap_or_else(|| match domain.parse::<IpAddr>() {
            // Section 4.1.3.
            Ok(IpAddr::V4(address)) => format!("[{address}]"),
            Ok(IpAddr::V6(address)) => format!("[IPv6:{address}]"),
            Err(_) => domain.to_owned(),
        })
}

fn is_full(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.contains('.') && name.split('.').all(is_label) && !name.ends_with(".local")
}

/// Returns a secret without the end of its line.
fn read(secret: &Secret) -> Result<Zeroizing<String>, Error> {
    let text = match secret {
        Secret::Value(text) => return Ok(text.clone()),
        Secret::File(path) => {
            Zeroizing::new(fs::read_to_string(path).map_err(FileError::at(path))?)
        }
    };
    let text = without_mark(&text).trim_end_matches(['\r', '\n']);
    Ok(Zeroizing::new(text.to_owned()))
}

fn token_source(
    config: &OAuth,
    username: &str,
    tls: tokio_rustls::TlsConnector,
) -> Result<TokenSource, Error> {
    let mut url = config.token_url.clone();
    let grant = match &config.grant {
        OAuthGrant::Client {
            id,
            secret,
            refresh_token: None,
        } => Grant::ClientCredentials {
            id: id.clone(),
            secret: read(secret)?,
        },
        OAuthGrant::Client {
            id,
            secret,
            refresh_token: Some(token),
        } => Grant::RefreshToken {
            id: id.clone(),
            secret: read(secret)?,
            token: read(token)?,
        },
        OAuthGrant::ServiceAccount(path) => {
            let account = service_account(path)?;
            if url.is_none() {
                url = account.token_uri.parse().ok();
            }
            Grant::ServiceAccount {
                account,
                subject: username.to_owned(),
            }
        }
    };
    Ok(TokenSource {
        url: url.ok_or(Error::NoTokenUrl)?,
        scope: config.scope.clone(),
        grant,
        tls,
        cached: tokio::sync::Mutex::default(),
        rejected: Mutex::default(),
    })
}

fn service_account(path: &Path) -> Result<ServiceAccount, Error> {
    let at = |error| FileError::at(path)(error);
    let text = Zeroizing::new(fs::read_to_string(path).map_err(at)?);
    serde_json::from_str(&text).map_err(|error| Error::File(at(error.into())))
}

const GOODBYE: Duration = Duration::from_secs(1);
/// Servers close a connection that is idle for five minutes (RFC 5321, section
/// 4.5.3.2.7), and some after a minute.
const LONGEST_IDLE: Duration = Duration::from_secs(50);
/// How long no more connections are opened than the server has accepted.
const REFUSED_FOR: Duration = Duration::from_secs(5 * 60);
