//! TLS to other servers, by rustls. A connection fails if the server's
//! certificate is not for its name, or not from a trusted authority.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore, crypto};
use tokio_rustls::TlsConnector;

/// Returns the authorities that browsers trust.
pub(crate) fn public_authorities() -> RootCertStore {
    webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()
}

/// Returns the authorities of a PEM file.
pub(crate) fn authorities_of(file: &Path) -> io::Result<RootCertStore> {
    let unusable = |reason: String| io::Error::new(io::ErrorKind::InvalidData, reason);
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&std::fs::read(file)?) {
        let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
        roots
            .add(certificate)
            .map_err(|error| unusable(error.to_string()))?;
    }
    if roots.is_empty() {
        return Err(unusable("no certificate in PEM".into()));
    }
    Ok(roots)
}

/// Returns a connector that trusts these authorities.
pub(crate) fn connector(authorities: RootCertStore) -> Result<TlsConnector, rustls::Error> {
    let provider = Arc::new(crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(authorities)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
