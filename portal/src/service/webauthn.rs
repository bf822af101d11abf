//! Passkeys as browsers create and use them: Web Authentication Level 3, its
//! sections 7.1 and 7.2. Numbers of steps are those of these sections.
//!
//! No attestation is requested, so the browser's word is all that there is of a
//! new passkey. That needs neither CBOR nor certificates: the browser returns the
//! authenticator data and the public key in DER beside it (section 5.2.1.1).

use base64ct::{Base64UrlUnpadded, Encoding as _};
use genkan::onboarding::{Name, NewPasskey, Operator, Passkey, SignedChallenge};
use rustls::pki_types::{SignatureVerificationAlgorithm, SubjectPublicKeyInfoDer};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::{Host, Url};
use webpki::{RawPublicKeyEntity, ring};

/// The relying party of Web Authentication: the site that passkeys are bound to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RelyingParty {
    /// The domain. A passkey is bound to it.
    id: String,
    /// What a browser says of the page that has asked.
    origin: String,
}

/// Why no passkey can be used at an address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "the page has a text for each")]
pub enum NoPasskeys {
    /// It has an IP address in place of a domain.
    IpAddress,
    /// It is neither https nor localhost.
    Insecure,
}

impl RelyingParty {
    /// Returns the site of a portal at `base_url`.
    ///
    /// # Errors
    ///
    /// [`NoPasskeys`] if browsers create and use no passkey there (section 5.1.3
    /// and "is origin potentially trustworthy" of Secure Contexts).
    pub fn new(base_url: &Url) -> Result<Self, NoPasskeys> {
        let Some(Host::Domain(domain)) = base_url.host() else {
            return Err(NoPasskeys::IpAddress);
        };
        if base_url.scheme() != "https" && domain != "localhost" {
            return Err(NoPasskeys::Insecure);
        }
        Ok(Self {
            id: domain.to_owned(),
            origin: base_url.origin().ascii_serialization(),
        })
    }

    /// Returns the options with which a browser creates a passkey.
    pub(super) fn creation(
        &self,
        service_name: &str,
        operator: &Operator,
        address: &str,
        challenge: [u8; 32],
    ) -> Value {
        let algorithms =
            ALGORITHMS.map(|(number, _)| json!({ "type": "public-key", "alg": number }));
        json!({
            "rp": { "id": self.id, "name": service_name },
            "user": {
                "id": text(&operator.id.to_bytes()),
                "name": address,
                "displayName": operator.name.as_str(),
            },
            "challenge": text(&challenge),
            "pubKeyCredParams": algorithms,
            "excludeCredentials": credentials(operator.second_factor.passkeys.iter()),
            "authenticatorSelection": {
                "residentKey": "preferred",
                "userVerification": VERIFICATION,
            },
            "attestation": "none",
            "timeout": TIMEOUT,
        })
    }

    /// Returns the options with which a browser uses a passkey.
    pub(super) fn request(&self, operator: &Operator, challenge: [u8; 32]) -> Value {
        json!({
            "rpId": self.id,
            "challenge": text(&challenge),
            "allowCredentials": credentials(operator.second_factor.usable_passkeys()),
            "userVerification": VERIFICATION,
            "timeout": TIMEOUT,
        })
    }

    /// Returns the passkey that a browser has created for this site (section 7.1).
    ///
    /// The core checks the challenge, and that the operator does not have it yet.
    pub(super) fn created(&self, answer: &str, name: Name) -> Result<NewPasskey, Rejection> {
        let answer: CreatedJson = read(answer.as_bytes())?;
        let (_, challenge) = self.client_data(&answer.client_data, "webauthn.create")?;
        let data = bytes(&answer.authenticator_data)?;
        let data = self.authenticator_data(&data)?;
        let credential_id = data.credential_id.ok_or(Rejection::Malformed)?;
        let public_key = bytes(&answer.public_key)?;
        // A signature that is none: the error says whether the key is understood.
        let is_understood = ALGORITHMS.iter().any(|(_, algorithm)| {
            let verified = verify(*algorithm, &public_key, b"", b"");
            verified == Err(webpki::Error::InvalidSignatureForPublicKey)
        });
        // Steps 20 and 26.
        if !is_understood || credential_id.len() > Passkey::LONGEST_ID {
            return Err(Rejection::Key);
        }
        Ok(NewPasskey {
            challenge,
            credential_id: credential_id.to_vec(),
            public_key,
            name,
            counter: data.counter,
        })
    }

    /// Returns what a passkey has signed for this site (section 7.2).
    ///
    /// The core checks the challenge and the counter.
    pub(super) fn signed(
        &self,
        answer: &Assertion,
        operator: &Operator,
        passkey: &Passkey,
    ) -> Result<SignedChallenge, Rejection> {
        // Step 6: the operator was identified before.
        let user = answer.user_handle.as_deref();
        if user.is_some_and(|user| user != operator.id.to_bytes()) {
            return Err(Rejection::User);
        }
        let (client_data, challenge) = self.client_data(&answer.client_data, "webauthn.get")?;
        let data = self.authenticator_data(&answer.authenticator_data)?;
        // Steps 20 and 21.
        let mut message = answer.authenticator_data.clone();
        message.extend_from_slice(&Sha256::digest(client_data));
        let is_valid = ALGORITHMS.iter().any(|(_, algorithm)| {
            let verified = verify(*algorithm, &passkey.public_key, &message, &answer.signature);
            verified.is_ok()
        });
        match is_valid {
            true => Ok(SignedChallenge {
                challenge,
                counter: data.counter,
            }),
            false => Err(Rejection::Signature),
        }
    }

    /// Returns the client data and its challenge, if they are of this site and of
    /// a ceremony.
    fn client_data(&self, text: &str, ceremony: &str) -> Result<(Vec<u8>, [u8; 32]), Rejection> {
        let json = bytes(text)?;
        let data: ClientData = read(&json)?;
        if data.ceremony != ceremony {
            return Err(Rejection::Ceremony);
        }
        // No page of another site may embed the portal, so no site is above it.
        if data.origin != self.origin || data.cross_origin || data.top_origin.is_some() {
            return Err(Rejection::Origin);
        }
        let challenge = bytes(&data.challenge)?.try_into();
        let challenge = challenge.map_err(|_| Rejection::Malformed)?;
        Ok((json, challenge))
    }

    /// Reads authenticator data (section 6.1) of this site.
    fn authenticator_data<'d>(&self, data: &'d [u8]) -> Result<AuthenticatorData<'d>, Rejection> {
        let (site, rest) = data.split_first_chunk::<32>().ok_or(Rejection::Malformed)?;
        let (&flags, rest) = rest.split_first().ok_or(Rejection::Malformed)?;
        let (counter, rest) = rest.split_first_chunk().ok_or(Rejection::Malformed)?;
        if site[..] != Sha256::digest(&self.id)[..] {
            return Err(Rejection::RelyingParty);
        }
        if flags & PRESENT == 0 {
            return Err(Rejection::NotPresent);
        }
        // What cannot be backed up is not backed up.
        if flags & (MAY_BE_BACKED_UP | BACKED_UP) == BACKED_UP {
            return Err(Rejection::Malformed);
        }
        let credential_id = match flags & HAS_CREDENTIAL {
            0 => None,
            // After the model of the authenticator, the length; before the key.
            _ => {
                let length = rest.get(16..).and_then(|rest| rest.split_first_chunk());
                let (length, rest) = length.ok_or(Rejection::Malformed)?;
                let id = rest.get(..usize::from(u16::from_be_bytes(*length)));
                Some(id.ok_or(Rejection::Malformed)?)
            }
        };
        Ok(AuthenticatorData {
            counter: u32::from_be_bytes(*counter),
            credential_id,
        })
    }
}

/// What a browser returns of a passkey that it has used.
pub(super) struct Assertion {
    /// Of the passkey.
    pub(super) credential_id: Vec<u8>,
    client_data: String,
    authenticator_data: Vec<u8>,
    signature: Vec<u8>,
    user_handle: Option<Vec<u8>>,
}

impl Assertion {
    /// Reads the text of a form's field.
    pub(super) fn read(answer: &str) -> Result<Self, Rejection> {
        let json: AssertionJson = read(answer.as_bytes())?;
        Ok(Self {
            credential_id: bytes(&json.id)?,
            client_data: json.client_data,
            authenticator_data: bytes(&json.authenticator_data)?,
            signature: bytes(&json.signature)?,
            user_handle: json.user_handle.as_deref().map(bytes).transpose()?,
        })
    }
}

/// Why what a browser has returned is not accepted, for the log.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(super) enum Rejection {
    #[error("the answer cannot be read")]
    Malformed,
    #[error("the answer is of the other ceremony")]
    Ceremony,
    #[error("another site, or a page within another one, has asked")]
    Origin,
    #[error("the authenticator was asked by another site")]
    RelyingParty,
    #[error("the authenticator reports that it was not touched")]
    NotPresent,
    #[error("the passkey is another user's")]
    User,
    #[error("the public key is not one of the requested kinds")]
    Key,
    #[error("the signature is invalid")]
    Signature,
}

struct AuthenticatorData<'d> {
    counter: u32,
    credential_id: Option<&'d [u8]>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreatedJson {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    public_key: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AssertionJson {
    id: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    signature: String,
    user_handle: Option<String>,
}

/// What the browser has signed along. There may be more fields.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    ceremony: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

/// Verifies a signature by a key of one kind.
fn verify(
    algorithm: &dyn SignatureVerificationAlgorithm,
    public_key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), webpki::Error> {
    let key = SubjectPublicKeyInfoDer::from(public_key);
    RawPublicKeyEntity::try_from(&key)?.verify_signature(algorithm, message, signature)
}

fn read<'j, T: Deserialize<'j>>(json: &'j [u8]) -> Result<T, Rejection> {
    serde_json::from_slice(json).map_err(|_| Rejection::Malformed)
}

fn bytes(text: &str) -> Result<Vec<u8>, Rejection> {
    Base64UrlUnpadded::decode_vec(text).map_err(|_| Rejection::Malformed)
}

fn text(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

fn credentials<'p>(passkeys: impl Iterator<Item = &'p Passkey>) -> Vec<Value> {
    let one = |it: &Passkey| json!({ "type": "public-key", "id": text(&it.credential_id) });
    passkeys.map(one).collect()
}

/// ES256, EdDSA and RS256, by their numbers in COSE. Which one a key is for, the
/// key says itself.
static ALGORITHMS: [(i32, &dyn SignatureVerificationAlgorithm); 3] = [
    (-7, ring::ECDSA_P256_SHA256),
    (-8, ring::ED25519),
    (-257, ring::RSA_PKCS1_2048_8192_SHA256),
];

/// The password was given before: a security key without a PIN is a second factor.
const VERIFICATION: &str = "preferred";
/// In milliseconds, as long as a challenge is accepted at least.
const TIMEOUT: u32 = 300_000;

const PRESENT: u8 = 1 << 0;
const MAY_BE_BACKED_UP: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;

#[cfg(test)]
mod tests {
    use genkan::id::OperatorId;
    use genkan::onboarding::{Companies, Role, SecondFactor};
    use genkan::time::Timestamp;

    use super::*;

    fn at(base_url: &str) -> Result<RelyingParty, NoPasskeys> {
        RelyingParty::new(&base_url.parse().unwrap())
    }

    #[test]
    fn a_site_needs_a_domain_and_https() {
        for (base_url, id, origin) in [
            (
                "https://support.example.com/",
                "support.example.com",
                "https://support.example.com",
            ),
            ("https://desk/", "desk", "https://desk"),
            (
                "https://support.example.com:8443/",
                "support.example.com",
                "https://support.example.com:8443",
            ),
            (
                "http://localhost:8080/",
                "localhost",
                "http://localhost:8080",
            ),
        ] {
            let (id, origin) = (id.to_owned(), origin.to_owned());
            assert_eq!(at(base_url), Ok(RelyingParty { id, origin }));
        }
        for base_url in [
            "http://127.0.0.1:8080/",
            "https://192.0.2.7/",
            "https://[2001:db8::1]/",
        ] {
            assert_eq!(at(base_url), Err(NoPasskeys::IpAddress), "{base_url}");
        }
        for base_url in ["http://support.example.com/", "http://desk.localhost/"] {
            assert_eq!(at(base_url), Err(NoPasskeys::Insecure), "{base_url}");
        }
    }

    /// An example of section 16 of the specification, in hexadecimal digits. The
    /// public key is written in DER, as a browser returns it.
    #[derive(Deserialize)]
    struct Example {
        name: String,
        credential_id: String,
        public_key: String,
        created: Ceremony,
        signed: Ceremony,
    }

    #[derive(Deserialize)]
    struct Ceremony {
        challenge: String,
        client_data: String,
        authenticator_data: String,
        #[serde(default)]
        signature: String,
    }

    fn hex(digits: &str) -> Vec<u8> {
        base16ct::lower::decode_vec(digits).unwrap()
    }

    fn url(digits: &str) -> String {
        text(&hex(digits))
    }

    #[test]
    fn the_examples_of_the_specification_are_verified() {
        let site = at("https://example.org/").unwrap();
        let operator = Operator {
            id: OperatorId::from_bytes([1; 16]),
            revision: 1,
            name: "佐藤".parse().unwrap(),
            role: Role::Agent,
            companies: Companies::All,
            second_factor: SecondFactor::default(),
            removed_at: None,
        };
        let examples = include_str!("../../tests/desk/webauthn_vectors.json");
        let examples: Vec<Example> = serde_json::from_str(examples).unwrap();
        assert_eq!(examples.len(), 6);
        for example in examples {
            let created = json!({
                "clientDataJSON": url(&example.created.client_data),
                "authenticatorData": url(&example.created.authenticator_data),
                "publicKey": url(&example.public_key),
            });
            let new = site.created(&created.to_string(), "a".parse().unwrap());
            let assertion = json!({
                "id": url(&example.credential_id),
                "clientDataJSON": url(&example.signed.client_data),
                "authenticatorData": url(&example.signed.authenticator_data),
                "signature": url(&example.signed.signature),
                "userHandle": null,
            });
            let assertion = Assertion::read(&assertion.to_string()).unwrap();
            let passkey = Passkey {
                credential_id: hex(&example.credential_id),
                public_key: hex(&example.public_key),
                name: "a".parse().unwrap(),
                enrolled_at: Timestamp::from_unix_seconds(0),
                counter: 0,
                blocked_at: None,
            };
            let signed = site.signed(&assertion, &operator, &passkey);
            if example.name.ends_with("Origin") {
                // The specification leaves it to the site; no page embeds this one.
                assert_eq!(new.unwrap_err(), Rejection::Origin, "{}", example.name);
                assert_eq!(signed.unwrap_err(), Rejection::Origin);
                continue;
            }
            let (new, signed) = (new.unwrap(), signed.unwrap());
            assert_eq!(
                new.challenge[..],
                hex(&example.created.challenge),
                "{}",
                example.name
            );
            assert_eq!(new.credential_id, passkey.credential_id);
            assert_eq!(new.public_key, passkey.public_key);
            assert_eq!(signed.challenge[..], hex(&example.signed.challenge));
            // Any bit of what was signed, and of the signature.
            for at in [0, 36] {
                let mut forged = assertion_of(&example);
                forged.authenticator_data[at] ^= 0x80;
                assert!(site.signed(&forged, &operator, &passkey).is_err());
            }
            let mut forged = assertion_of(&example);
            *forged.signature.last_mut().unwrap() ^= 1;
            let refused = site.signed(&forged, &operator, &passkey);
            assert_eq!(refused.unwrap_err(), Rejection::Signature);
        }
    }

    fn assertion_of(example: &Example) -> Assertion {
        Assertion {
            credential_id: hex(&example.credential_id),
            client_data: url(&example.signed.client_data),
            authenticator_data: hex(&example.signed.authenticator_data),
            signature: hex(&example.signed.signature),
            user_handle: None,
        }
    }

    #[test]
    fn authenticator_data_of_any_length_is_read() {
        let site = at("https://example.org/").unwrap();
        let mut data = Sha256::digest("example.org").to_vec();
        data.extend_from_slice(&[PRESENT | HAS_CREDENTIAL, 0, 0, 0, 9]);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&[0, 3, 7, 8, 9, 0xA5]);
        let read = site.authenticator_data(&data).unwrap();
        assert_eq!(
            (read.counter, read.credential_id),
            (9, Some(&[7, 8, 9][..]))
        );
        for length in 0..data.len() - 1 {
            let cut = site.authenticator_data(&data[..length]);
            assert_eq!(cut.err(), Some(Rejection::Malformed), "{length}");
        }
        for (flags, rejection) in [
            (0, Rejection::NotPresent),
            (PRESENT | BACKED_UP, Rejection::Malformed),
        ] {
            data[32] = flags;
            assert_eq!(site.authenticator_data(&data).err(), Some(rejection));
        }
        data[0] ^= 1;
        let foreign = site.authenticator_data(&data);
        assert_eq!(foreign.err(), Some(Rejection::RelyingParty));
    }
}
