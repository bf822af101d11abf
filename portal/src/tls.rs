//! TLS to other servers, by rustls. A connection fails unless the server's
//! certificate is for its name and from a trusted authority, or is itself
//! trusted.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use tokio_rustls::TlsConnector;

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
        self.connector_with(Check::Full, None)
    }

    pub(crate) fn connector_with(
        self,
        check: Check,
        identity: Option<Identity>,
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
        let config = match identity {
            Some((chain, key)) => config.with_client_auth_cert(chain, key)?,
            None => config.with_no_client_auth(),
        };
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
        Ok(_) => Err(unusable("no certificate in PEM")),
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

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let is_itself_trusted = self.trusted.servers.contains(certificate);
        if !is_itself_trusted && self.check != Check::Nothing {
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
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
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
