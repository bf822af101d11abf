//! TLS to the server, by the library that emails are sent with.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use rustls::pki_types::{CertificateDer, ServerName};
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::super::Error;
use crate::config::{DatabaseAuthorities, DatabaseTls};
use crate::tls::{self, Trusted};

/// Connects with TLS.
#[derive(Clone)]
pub(super) struct Tls(TlsConnector);

impl Tls {
    /// Returns the TLS that a URL asks for.
    pub(super) fn new(config: &DatabaseTls) -> Result<Self, Error> {
        let mut trusted = Trusted::none();
        match &config.authorities {
            DatabaseAuthorities::Public => trusted = Trusted::public(),
            DatabaseAuthorities::File(file) => trusted.add(file).map_err(Error::file(file))?,
        }
        let identity = config.identity.as_ref().map(|(certificate, key)| {
            tls::identity(certificate, key).map_err(Error::file(certificate))
        });
        // A server to which `sslnegotiation=direct` leads requires the name.
        let protocols: [&[u8]; 1] = [b"postgresql"];
        let connector = trusted.connector_with(config.check, identity.transpose()?, &protocols);
        connector
            .map(Self)
            .map_err(|error| Error::Tls(error.to_string()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> MakeTlsConnect<S> for Tls {
    type Stream = Protected<S>;
    type TlsConnect = Handshake;
    type Error = io::Error;

    fn make_tls_connect(&mut self, domain: &str) -> io::Result<Handshake> {
        Ok(Handshake {
            connector: self.0.clone(),
            // A Unix socket has no name, and no TLS.
            name: ServerName::try_from(domain.to_owned()).ok(),
        })
    }
}

/// A connection before its handshake.
pub(super) struct Handshake {
    connector: TlsConnector,
    name: Option<ServerName<'static>>,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> TlsConnect<S> for Handshake {
    type Stream = Protected<S>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Protected<S>>> + Send>>;

    fn connect(self, stream: S) -> Self::Future {
        Box::pin(async move {
            let none =
                || io::Error::other("the server has no name that a certificate could be for");
            let handshake = self.connector.connect(self.name.ok_or_else(none)?, stream);
            handshake.await.map(Protected)
        })
    }
}

/// A connection with TLS.
pub(super) struct Protected<S>(TlsStream<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> tokio_postgres::tls::TlsStream for Protected<S> {
    /// The digest of the server's certificate (RFC 5929, section 4).
    fn channel_binding(&self) -> ChannelBinding {
        let (_, connection) = self.0.get_ref();
        let certificates = connection.peer_certificates().unwrap_or_default();
        let digest = certificates.first().and_then(end_point);
        digest.map_or_else(ChannelBinding::none, ChannelBinding::tls_server_end_point)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Protected<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Protected<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}

/// Returns the digest of a certificate by the hash of its signature, and by
/// SHA-256 if that is MD5 or SHA-1; `None` if the signature has no hash.
fn end_point(certificate: &CertificateDer<'_>) -> Option<Vec<u8>> {
    // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE {
    // algorithm OBJECT IDENTIFIER, … }, … } (RFC 5280, section 4.1)
    let (certificate_fields, _) = value(certificate)?;
    let (_, rest) = value(certificate_fields)?;
    let (algorithm, _) = value(rest)?;
    let (identifier, _) = value(algorithm)?;
    let is_of = |family: &[u8], members: &[u8]| {
        let member = identifier.strip_prefix(family);
        matches!(member, Some([member]) if members.contains(member))
    };
    if is_of(&RSA, &[4, 5, 11]) || is_of(&ECDSA, &[1]) || is_of(&ECDSA_WITH_SHA2, &[2]) {
        Some(Sha256::digest(certificate).to_vec())
    } else if is_of(&RSA, &[12]) || is_of(&ECDSA_WITH_SHA2, &[3]) {
        Some(Sha384::digest(certificate).to_vec())
    } else if is_of(&RSA, &[13]) || is_of(&ECDSA_WITH_SHA2, &[4]) {
        Some(Sha512::digest(certificate).to_vec())
    } else {
        None
    }
}

/// Returns the value of the first element of DER, and what follows it.
fn value(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_tag, rest) = der.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(length), rest),
        0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            let length = bytes
                .iter()
                .fold(0, |length, byte| length << 8 | usize::from(*byte));
            (length, rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// 1.2.840.113549.1.1: with MD5 4, with SHA-1 5, with SHA-256 to -512 11 to 13.
const RSA: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
/// 1.2.840.10045.4: with SHA-1 1.
const ECDSA: [u8; 6] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4];
/// 1.2.840.10045.4.3: with SHA-256 to -512 2 to 4.
const ECDSA_WITH_SHA2: [u8; 7] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3];
