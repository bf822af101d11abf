//! Signs emails (DKIM, RFC 6376), for senders whose mail server does not.

use std::path::Path;
use std::{fmt, io};

use base64ct::{Base64, Encoding as _};
use genkan::time::Timestamp;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;
use sha2::{Digest as _, Sha256};

use super::Error;
use crate::FileError;
use crate::config::Dkim;

/// Signs emails with one key.
pub(super) struct Signer {
    domain: String,
    selector: String,
    key: Key,
}

enum Key {
    Rsa(RsaKeyPair),
    /// RFC 8463.
    Ed25519(Ed25519KeyPair),
}

impl Signer {
    /// Reads the key.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is no key.
    pub(super) fn open(config: &Dkim) -> Result<Self, FileError> {
        let path = &config.key_file;
        Ok(Self {
            domain: config.domain.clone(),
            selector: config.selector.clone(),
            key: Key::read(path).map_err(FileError::at(path))?,
        })
    }

    /// Returns an email with a signature before its headers.
    ///
    /// # Errors
    ///
    /// [`Error::Sign`] without a random source.
    pub(super) fn sign(&self, email: &[u8], now: Timestamp) -> Result<Vec<u8>, Error> {
        let (headers, body) = split(email);
        let mut names: Vec<&str> = SIGNED.to_vec();
        names.retain(|name| {
            headers
                .iter()
                .any(|(own, _)| own.eq_ignore_ascii_case(name))
        });
        // Named once more than it is there, so that no second one can be added
        // (section 8.15).
        names.push("From");
        let (domain, selector) = (&self.domain, &self.selector);
        let header = format!(
            "DKIM-Signature: v=1; a={}; c=relaxed/relaxed; d={domain}; s={selector};\r\n\
             \tt={}; h={};\r\n\tbh={};\r\n\tb=",
            self.key.algorithm(),
            now.unix_seconds(),
            names.join(":"),
            Base64::encode_string(&Sha256::digest(relaxed_body(body))),
        );
        let mut signed = String::new();
        for name in SIGNED {
            // The last one of a name is signed first (section 5.4.2); the portal's
            // emails have one of each.
            if let Some((name, value)) = headers
                .iter()
                .rfind(|(own, _)| own.eq_ignore_ascii_case(name))
            {
                signed += &relaxed_header(name, value);
                signed += "\r\n";
            }
        }
        let (name, value) = header.split_once(':').unwrap_or_default();
        signed += &relaxed_header(name, value);
        let signature = Base64::encode_string(&self.key.sign(signed.as_bytes())?);
        let mut email_signed = header.into_bytes();
        for part in signature.as_bytes().chunks(LINE) {
            email_signed.extend(b"\r\n\t ");
            email_signed.extend(part);
        }
        email_signed.extend(b"\r\n");
        email_signed.extend(email);
        Ok(email_signed)
    }
}

impl Key {
    fn read(path: &Path) -> io::Result<Self> {
        let unusable = || {
            let text =
                "not an RSA key of 2048 bits or more or an Ed25519 key, in PEM without a password";
            io::Error::new(io::ErrorKind::InvalidData, text)
        };
        // Distinguishes a missing file from one that is no key.
        std::fs::metadata(path)?;
        let key = PrivateKeyDer::from_pem_file(path).map_err(|_| unusable())?;
        let read = match &key {
            PrivateKeyDer::Pkcs1(key) => RsaKeyPair::from_der(key.secret_pkcs1_der())
                .map(Self::Rsa)
                .ok(),
            PrivateKeyDer::Pkcs8(key) => {
                let key = key.secret_pkcs8_der();
                // OpenSSL writes no public half of an Ed25519 key.
                let ed25519 = Ed25519KeyPair::from_pkcs8_maybe_unchecked(key).map(Self::Ed25519);
                ed25519
                    .ok()
                    .or_else(|| RsaKeyPair::from_pkcs8(key).map(Self::Rsa).ok())
            }
            _ => None,
        };
        read.ok_or_else(unusable)
    }

    const fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "rsa-sha256",
            Self::Ed25519(_) => "ed25519-sha256",
        }
    }

    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                let random = SystemRandom::new();
                let signed = key.sign(&RSA_PKCS1_SHA256, &random, text, &mut signature);
                signed.map_err(|_| Error::Sign)?;
                signature
            }
            Self::Ed25519(key) => key.sign(&Sha256::digest(text)).as_ref().to_vec(),
        })
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("domain", &self.domain)
            .field("selector", &self.selector)
            .finish_non_exhaustive()
    }
}

/// Returns the headers of an email as names and values, and its body.
fn split(email: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let end = email.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let (head, body) = match end {
        Some(end) => (
            email.get(..end + 2).unwrap_or(email),
            email.get(end + 4..).unwrap_or_default(),
        ),
        None => (email, &[][..]),
    };
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in String::from_utf8_lossy(head).split_inclusive("\r\n") {
        match (line.starts_with([' ', '\t']), headers.last_mut()) {
            (true, Some((_, value))) => value.push_str(line),
            _ => {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                headers.push((name.to_owned(), value.to_owned()));
            }
        }
    }
    (headers, body)
}

/// Section 3.4.2: a lowercase name, and single spaces.
fn relaxed_header(name: &str, value: &str) -> String {
    let words: Vec<&str> = value
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    format!("{}:{}", name.trim().to_ascii_lowercase(), words.join(" "))
}

/// Section 3.4.4: single spaces, none at the end of a line, no empty line at the
/// end.
fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut relaxed = Vec::with_capacity(body.len());
    let mut empty_lines = 0;
    for line in body.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line).trim_ascii_end();
        if line.is_empty() {
            empty_lines += 1;
            continue;
        }
        for _ in 0..std::mem::take(&mut empty_lines) {
            relaxed.extend(b"\r\n");
        }
        let mut is_space = false;
        for &byte in line {
            if matches!(byte, b' ' | b'\t') {
                if !is_space {
                    relaxed.push(b' ');
                }
                is_space = true;
            } else {
                relaxed.push(byte);
                is_space = false;
            }
        }
        relaxed.extend(b"\r\n");
    }
    relaxed
}

/// What a reader sees, and what decides how it is shown. `From` must be among
/// them (section 5.4).
const SIGNED: [&str; 10] = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Auto-Submitted",
];
/// Of a signature, in bytes.
const LINE: usize = 70;

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of section 3.4.5.
    #[test]
    fn the_relaxed_form_is_that_of_the_rfc() {
        assert_eq!(relaxed_header("A", " X\r\n"), "a:X");
        assert_eq!(relaxed_header("B ", " Y\t\r\n\tZ  \r\n"), "b:Y Z");
        let body = relaxed_body(b" C \r\nD \t E\r\n\r\n\r\n");
        assert_eq!(body, b" C\r\nD E\r\n");
        assert_eq!(relaxed_body(b"\r\n\r\n"), b"");
        assert_eq!(relaxed_body(b"a"), b"a\r\n");
        assert_eq!(relaxed_body(b"a\r\n\r\nb\r\n"), b"a\r\n\r\nb\r\n");
    }
}
