//! Connects to a mail server. Nothing that the server sends before TLS begins
//! is believed afterwards (RFC 3207, section 4.2).

use std::io;
use std::time::Duration;

use rustls::pki_types::ServerName;
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::SmtpReply;
use super::fault::{Cause, Fault, Stage};
use super::wire::{Stream, Wire, accepted};

/// How a connection is protected.
#[derive(Clone)]
pub(super) enum Protection {
    /// Not at all.
    None,
    /// By TLS after the command STARTTLS.
    Starttls(TlsConnector),
    /// By TLS from the first byte.
    Tls(TlsConnector),
}

/// A connection that has been greeted.
pub(super) struct Connection {
    pub(super) wire: Wire<Box<dyn Stream>>,
    pub(super) offers: Offers,
}

/// What a server offers in its reply to EHLO.
#[derive(Debug, Default)]
pub(super) struct Offers {
    /// Delivery status notifications on request (RFC 3461).
    pub(super) dsn: bool,
    /// Addresses outside ASCII (RFC 6531).
    pub(super) utf8: bool,
    /// The mechanisms of AUTH (RFC 4954), in capitals.
    pub(super) mechanisms: Vec<String>,
    starttls: bool,
}

/// Connects, begins TLS, and greets the server.
pub(super) async fn connect(
    host: &str,
    port: u16,
    protection: &Protection,
    hello: &str,
) -> Result<Connection, Fault> {
    let stream = open(host, port).await?;
    let mut wire: Wire<Box<dyn Stream>> = match protection {
        Protection::None => greeted(stream).await?,
        Protection::Tls(tls) => greeted(handshake(tls, host, stream).await?).await?,
        Protection::Starttls(tls) => {
            let stream = starttls(stream, hello).await?;
            Wire::new(Box::new(handshake(tls, host, stream).await?))
        }
    };
    let offers = greet(&mut wire, hello).await?;
    Ok(Connection { wire, offers })
}

/// Connects to the first of the host's addresses that answers.
async fn open(host: &str, port: u16) -> Result<TcpStream, Fault> {
    let found = lookup_host((host, port)).await;
    let addresses = found.map_err(|error| Fault::network(Stage::Lookup, &error))?;
    let mut failed = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in addresses {
        let connecting = tokio::time::timeout(CONNECT, TcpStream::connect(address));
        match connecting.await.unwrap_or_else(|late| Err(late.into())) {
            Ok(stream) => {
                // A command is a small packet that waits for its reply. Nagle's
                // algorithm would delay it by up to 40 ms.
                let set = stream.set_nodelay(true);
                set.map_err(|error| Fault::network(Stage::Connect, &error))?;
                return Ok(stream);
            }
            Err(error) => failed = error,
        }
    }
    Err(Fault::network(Stage::Connect, &failed))
}

async fn handshake(
    tls: &TlsConnector,
    host: &str,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, Fault> {
    let name = ServerName::try_from(host.to_owned())
        .map_err(|error| Fault::new(Stage::Tls, Cause::NotOffered(error.to_string())))?;
    tls.connect(name, stream)
        .await
        .map_err(|error| Fault::network(Stage::Tls, &error))
}

async fn greeted(stream: impl Stream + 'static) -> Result<Wire<Box<dyn Stream>>, Fault> {
    let mut wire = Wire::new(Box::new(stream) as Box<dyn Stream>);
    wire.expect(Stage::Greeting, 220).await?;
    Ok(wire)
}

async fn greet<S: Stream>(wire: &mut Wire<S>, hello: &str) -> Result<Offers, Fault> {
    let reply = wire.ask(Stage::Hello, &format!("EHLO {hello}")).await?;
    // A server, or a firewall in front of it, without extensions (section 3.2).
    if matches!(reply.code(), 500 | 502) {
        let helo = format!("HELO {hello}");
        wire.command(Stage::Hello, &helo, 250).await?;
        return Ok(Offers::default());
    }
    Ok(Offers::of(&accepted(Stage::Hello, reply, 250)?))
}

/// Speaks SMTP in the clear up to the reply to STARTTLS. If the server does not
/// offer it, this fails: no email is sent without.
async fn starttls(stream: TcpStream, hello: &str) -> Result<TcpStream, Fault> {
    let mut clear = Wire::new(stream);
    clear.expect(Stage::Greeting, 220).await?;
    clear.is_silent()?;
    let offers = greet(&mut clear, hello).await?;
    if !offers.starttls {
        let text = "the server does not offer STARTTLS".into();
        return Err(Fault::new(Stage::Starttls, Cause::NotOffered(text)));
    }
    clear.is_silent()?;
    clear.command(Stage::Starttls, "STARTTLS", 220).await?;
    clear.into_silent()
}

impl Offers {
    fn of(reply: &SmtpReply) -> Self {
        let mut offers = Self::default();
        // The first line has the server's name.
        for line in reply.lines().skip(1) {
            let line = line.to_ascii_uppercase();
            // Old servers write an equals sign after AUTH.
            let mut words = line.split([' ', '=']).filter(|word| !word.is_empty());
            match words.next() {
                Some("DSN") => offers.dsn = true,
                Some("SMTPUTF8") => offers.utf8 = true,
                Some("STARTTLS") => offers.starttls = true,
                Some("AUTH") => offers.mechanisms.extend(words.map(str::to_owned)),
                _ => {}
            }
        }
        offers
    }
}

const CONNECT: Duration = Duration::from_secs(30);
