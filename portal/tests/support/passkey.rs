//! A passkey and the browser that asks for it, made here from Web Authentication
//! Level 3.

use std::sync::atomic::{AtomicU32, Ordering};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::browser::Page;

pub(crate) struct Passkey {
    key: EcdsaKeyPair,
    pub(crate) id: Vec<u8>,
    pub(crate) counter: AtomicU32,
}

/// What the browser writes and the passkey signs.
#[derive(Clone, Debug)]
pub(crate) struct Signing {
    pub(crate) ceremony: String,
    pub(crate) challenge: String,
    pub(crate) origin: String,
    pub(crate) cross_origin: bool,
    pub(crate) site: String,
    pub(crate) flags: u8,
    pub(crate) counter: u32,
    pub(crate) user: Option<String>,
}

impl Signing {
    /// What a browser at `origin` does with the options of a page.
    pub(crate) fn of(page: &Page, origin: &str, ceremony: &str) -> Self {
        let options = options(page);
        let site = match ceremony {
            "create" => &options["rp"]["id"],
            _ => &options["rpId"],
        };
        Self {
            ceremony: format!("webauthn.{ceremony}"),
            challenge: options["challenge"].as_str().unwrap().to_owned(),
            origin: origin.to_owned(),
            cross_origin: false,
            site: site.as_str().unwrap().to_owned(),
            flags: 0x05,
            counter: 0,
            user: None,
        }
    }

    fn client_data(&self) -> Vec<u8> {
        let json = json!({
            "type": self.ceremony,
            "challenge": self.challenge,
            "origin": self.origin,
            "crossOrigin": self.cross_origin,
        });
        json.to_string().into_bytes()
    }

    fn authenticator_data(&self) -> Vec<u8> {
        let mut data = Sha256::digest(&self.site).to_vec();
        data.push(self.flags);
        data.extend_from_slice(&self.counter.to_be_bytes());
        data
    }
}

impl Passkey {
    pub(crate) fn new(n: u8) -> Self {
        let (rng, algorithm) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &rng).unwrap();
        Self {
            key: EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &rng).unwrap(),
            id: vec![n; 32],
            counter: AtomicU32::new(0),
        }
    }

    /// The field of the form that registers it.
    pub(crate) fn created(&self, signing: &Signing) -> String {
        let mut signing = signing.clone();
        signing.flags |= 0x40;
        let mut data = signing.authenticator_data();
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend_from_slice(&self.id);
        // SubjectPublicKeyInfo of P-256 (RFC 5480), up to the point.
        let mut key = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\
                        \xce\x3d\x03\x01\x07\x03\x42\x00"
            .to_vec();
        key.extend_from_slice(self.key.public_key().as_ref());
        let answer = json!({
            "clientDataJSON": text(&signing.client_data()),
            "authenticatorData": text(&data),
            "publicKey": text(&key),
        });
        answer.to_string()
    }

    /// The field of the form that uses it. The counter increases.
    pub(crate) fn signed(&self, signing: &Signing) -> String {
        let mut signing = signing.clone();
        signing.counter = self.counter.fetch_add(1, Ordering::Relaxed) + 1;
        self.signed_as(&signing)
    }

    /// The same, with the counter that `signing` says.
    pub(crate) fn signed_as(&self, signing: &Signing) -> String {
        let (client_data, data) = (signing.client_data(), signing.authenticator_data());
        let mut message = data.clone();
        message.extend_from_slice(&Sha256::digest(&client_data));
        let signature = self.key.sign(&SystemRandom::new(), &message).unwrap();
        let answer = json!({
            "id": text(&self.id),
            "clientDataJSON": text(&client_data),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
            "userHandle": signing.user,
        });
        answer.to_string()
    }
}

/// The options that a page gives to the browser.
pub(crate) fn options(page: &Page) -> Value {
    let (_, rest) = page.text.split_once("data-options=\"").expect(&page.text);
    let (options, _) = rest.split_once('"').unwrap();
    serde_json::from_str(&options.replace("&quot;", "\"").replace("&amp;", "&")).unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}
