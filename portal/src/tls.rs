//! TLS to other servers, by rustls. A connection fails unless the server's
//! certificate is for its name and from a trusted authority, or is itself
//! trusted.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{
    CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature,
    verify_tls13_signature_with_raw_key,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{
    CertificateDer, PrivateKeyDer, ServerName, SubjectPublicKeyInfoDer, UnixTime,
};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, RootCertStore,
    SignatureScheme,
};
use tokio_rustls::TlsConnector;
use webpki::RawPublicKeyEntity;

/// The certificates that are trusted.
#[derive(Debug)]
pub(crate) struct Trusted {
    authorities: RootCertStore,
    /// Certificates of servers. A certificate that was made with `openssl req
    /// -x509` is its own authority, which no other check accepts as a server's.
    servers: Vec<CertificateDer<'static>>,
}

/// What of a server's certificate is checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Check {
    /// The authority and the name.
    Full,
    /// The authority.
    Authority,
    /// Nothing: only an observer who changes nothing is kept out.
    Nothing,
}

/// The certificate and key with which this program identifies itself.
pub(crate) type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

impl Trusted {
    /// Returns the authorities that browsers trust.
    pub(crate) fn public() -> Self {
        Self {
            authorities: webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect(),
            servers: Vec::new(),
        }
    }

    /// Trusts nothing.
    pub(crate) fn none() -> Self {
        Self {
            authorities: RootCertStore::empty(),
            servers: Vec::new(),
        }
    }

    /// Adds the certificates of a PEM file.
    pub(crate) fn add(&mut self, file: &Path) -> io::Result<()> {
        for certificate in certificates(file)? {
            // One that cannot be an authority can be a server's.
            let _ = self.authorities.add(certificate.clone());
            self.servers.push(certificate);
        }
        Ok(())
    }

    /// Returns a connector that checks everything.
    pub(crate) fn connector(self) -> Result<TlsConnector, Error> {
        self.connector_with(Check::Full, None, &[])
    }

    /// Returns a connector that names these protocols to the server (RFC 7301).
    pub(crate) fn connector_with(
        self,
        check: Check,
        identity: Option<Identity>,
        protocols: &[&[u8]],
    ) -> Result<TlsConnector, Error> {
        let provider = Arc::new(ring::default_provider());
        let verifier = Verifier {
            trusted: self,
            check,
            provider: Arc::clone(&provider),
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let mut config = match identity {
            Some((chain, key)) => config.with_client_auth_cert(chain, key)?,
            None => config.with_no_client_auth(),
        };
        config.alpn_protocols = protocols.iter().map(|&name| name.into()).collect();
        Ok(TlsConnector::from(Arc::new(config)))
    }
}

/// Returns the certificate and key of two PEM files.
pub(crate) fn identity(certificate: &Path, key: &Path) -> io::Result<Identity> {
    let key = PrivateKeyDer::from_pem_file(key);
    let key = key.map_err(|_| unusable("no private key in PEM without a password"))?;
    Ok((certificates(certificate)?, key))
}

fn certificates(file: &Path) -> io::Result<Vec<CertificateDer<'static>>> {
    let text = std::fs::read(file)?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) => Err(unusable(
            "no certificate in PEM; to convert another format: openssl x509 -in FILE -out NEW.pem",
        )),
        Err(error) => Err(unusable(&error.to_string())),
    }
}

fn unusable(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[derive(Debug)]
struct Verifier {
    trusted: Trusted,
    check: Check,
    provider: Arc<CryptoProvider>,
}

impl Verifier {
    /// Returns whether only the server's key matters: nothing else of such a
    /// certificate is read. OpenSSL makes certificates of X.509's version 1, which
    /// no library of rustls reads.
    fn accepts_as_it_is(&self, certificate: &CertificateDer<'_>) -> bool {
        self.check == Check::Nothing || self.trusted.servers.contains(certificate)
    }
}

/// Returns the key of a certificate of any version (RFC 5280, section 4.1).
fn public_key<'c>(certificate: &'c CertificateDer<'_>) -> Option<SubjectPublicKeyInfoDer<'c>> {
    let (content, _) = element(certificate)?;
    let (mut content, _) = element(content)?;
    // Version 1 does not write its number.
    let number = usize::from(content.first() == Some(&0xa0));
    // The serial number, the algorithm, the issuer, the validity, the subject.
    for _ in 0..number + 5 {
        (_, content) = element(content)?;
    }
    let (_, rest) = element(content)?;
    let key = content.get(..content.len() - rest.len())?;
    Some(SubjectPublicKeyInfoDer::from(key))
}

/// Splits a text in DER after its first element. Returns the element's content
/// and the rest.
fn element(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_, text) = text.split_first()?;
    let (&length, text) = text.split_first()?;
    let (length, text) = match length {
        0..0x80 => (usize::from(length), text),
        _ => {
            let (digits, text) = text.split_at_checked(usize::from(length & 0x7f))?;
            let number = digits.iter().try_fold(0_usize, |number, digit| {
                number.checked_mul(256)?.checked_add(usize::from(*digit))
            });
            (number?, text)
        }
    };
    text.split_at_checked(length)
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if !self.accepts_as_it_is(certificate) {
            let certificate = ParsedCertificate::try_from(certificate)?;
            verify_server_cert_signed_by_trust_anchor(
                &certificate,
                &self.trusted.authorities,
                intermediates,
                now,
                self.provider.signature_verification_algorithms.all,
            )?;
            if self.check == Check::Full {
                verify_server_name(&certificate, name)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        if !self.accepts_as_it_is(certificate) {
            return verify_tls12_signature(message, certificate, signature, algorithms);
        }
        let key = public_key(certificate).ok_or(CertificateError::BadEncoding)?;
        let key = RawPublicKeyEntity::try_from(&key);
        let key = key.map_err(|_| CertificateError::BadEncoding)?;
        let mut offered = algorithms.mapping.iter();
        let offered = offered.find(|(scheme, _)| *scheme == signature.scheme);
        let is_signed = offered.is_some_and(|(_, algorithms)| {
            let mut algorithms = algorithms.iter();
            algorithms.any(|one| {
                key.verify_signature(*one, message, signature.signature())
                    .is_ok()
            })
        });
        match is_signed {
            true => Ok(HandshakeSignatureValid::assertion()),
            false => Err(CertificateError::BadSignature.into()),
        }
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        if !self.accepts_as_it_is(certificate) {
            return verify_tls13_signature(message, certificate, signature, algorithms);
        }
        let key = public_key(certificate).ok_or(CertificateError::BadEncoding)?;
        verify_tls13_signature_with_raw_key(message, &key, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let algorithms = &self.provider.signature_verification_algorithms;
        algorithms.supported_schemes()
    }
}

/// Why TLS failed, as far as there is a remedy for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Problem {
    /// The certificate is from an authority that is not trusted, or its own.
    UnknownAuthority,
    /// It is for another name.
    OtherName,
    /// It is of X.509's version 1, which has no names and is not read.
    FirstVersion,
    /// It has expired, or is not valid yet.
    NotNow,
    /// What answers does not speak TLS.
    NoTls,
    /// Anything else.
    Other,
}

impl Problem {
    pub(crate) fn of(error: &Error) -> Self {
        match error {
            Error::InvalidCertificate(invalid) => match invalid {
                CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                    Self::UnknownAuthority
                }
                CertificateError::NotValidForName
                | CertificateError::NotValidForNameContext { .. } => Self::OtherName,
                CertificateError::Expired
                | CertificateError::ExpiredContext { .. }
                | CertificateError::NotValidYet
                | CertificateError::NotValidYetContext { .. } => Self::NotNow,
                CertificateError::Other(OtherError(cause))
                    if cause.downcast_ref() == Some(&webpki::Error::UnsupportedCertVersion) =>
                {
                    Self::FirstVersion
                }
                // A certificate that is its own authority.
                CertificateError::Other(_) => Self::UnknownAuthority,
                _ => Self::Other,
            },
            Error::InvalidMessage(_) => Self::NoTls,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        for text in [
            "",
            "certificate",
            "-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----\n",
        ] {
            std::fs::write(&file, text).unwrap();
            let error = Trusted::none().add(&file).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{text}");
        }
    }
}
