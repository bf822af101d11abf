use core::fmt;
use core::str::FromStr;

use base32ct::{Base32Unpadded, Encoding as _};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::{Key, Keyring};
use crate::id::MessageId;

/// The identity of a message and a signature of it, for the envelope sender of
/// its email.
///
/// A mail server that cannot deliver the email sends a report to the envelope
/// sender. The signature is for one recipient of one realm, so nobody who has
/// not seen the email can make a report that is accepted.
///
/// The text is 42 letters and digits. Mail servers may change the case of
/// letters.
///
/// ```
/// use genkan::id::MessageId;
/// use genkan::token::{Key, KeyId, Keyring, SignedMessageId};
///
/// let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
/// let id = MessageId::from_bytes([3; 16]);
/// let signed = keyring.sign_message_id("support", id, "taro@example.co.jp");
/// let sender = format!("bounces+{signed}@provider.example");
/// assert_eq!(sender.len(), "bounces+@provider.example".len() + 42);
/// ```
#[derive(Clone, Copy)]
pub struct SignedMessageId {
    id: MessageId,
    signature: [u8; SIGNATURE],
}

/// The error of `FromStr`: the text is not one of a [`SignedMessageId`].
///
/// # Examples
///
/// ```
/// use genkan::token::SignedMessageId;
///
/// assert!("bounce-7".parse::<SignedMessageId>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a signed identity of a message is 42 letters and digits")]
pub struct InvalidSignedMessageId(());

impl SignedMessageId {
    /// Returns the identity. It is authentic only if the keyring
    /// [has signed](Keyring::has_signed) it.
    #[must_use]
    pub const fn id(&self) -> MessageId {
        self.id
    }
}

impl Keyring {
    /// Signs the identity of a message to a recipient, an address in the form
    /// in which addresses are compared.
    ///
    /// ```
    /// use genkan::id::MessageId;
    /// use genkan::token::{Key, KeyId, Keyring, SignedMessageId};
    ///
    /// let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    /// let id = MessageId::from_bytes([3; 16]);
    /// let signed = keyring.sign_message_id("support", id, "taro@example.co.jp");
    ///
    /// let read: SignedMessageId = signed.to_string().to_uppercase().parse()?;
    /// assert_eq!(read.id(), id);
    /// assert!(keyring.has_signed("support", &read, "taro@example.co.jp"));
    /// assert!(!keyring.has_signed("support", &read, "hanako@example.co.jp"));
    /// # Ok::<(), genkan::token::InvalidSignedMessageId>(())
    /// ```
    #[must_use]
    pub fn sign_message_id(&self, realm: &str, id: MessageId, recipient: &str) -> SignedMessageId {
        let mac = self.current().mac_of_message(realm, id, recipient);
        let mac: [u8; 32] = mac.finalize().into_bytes().into();
        let mut signature = [0; SIGNATURE];
        signature.copy_from_slice(&mac[..SIGNATURE]);
        SignedMessageId { id, signature }
    }

    /// Returns whether a key of this keyring has signed it for this realm and
    /// recipient. Compares in constant time.
    #[must_use]
    pub fn has_signed(&self, realm: &str, signed: &SignedMessageId, recipient: &str) -> bool {
        self.keys().any(|key| {
            let mac = key.mac_of_message(realm, signed.id, recipient);
            mac.verify_truncated_left(&signed.signature).is_ok()
        })
    }
}

impl Key {
    fn mac_of_message(&self, realm: &str, id: MessageId, recipient: &str) -> Hmac<Sha256> {
        self.derive(b"message", realm, id.to_bytes(), recipient.as_bytes())
    }
}

impl fmt::Display for SignedMessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [0; BYTES];
        let (id, signature) = bytes.split_at_mut(MessageId::LENGTH);
        id.copy_from_slice(&self.id.to_bytes());
        signature.copy_from_slice(&self.signature);
        let mut text = [0; TEXT];
        let text = Base32Unpadded::encode(&bytes, &mut text).map_err(|_| fmt::Error)?;
        f.write_str(text)
    }
}

impl FromStr for SignedMessageId {
    type Err = InvalidSignedMessageId;

    fn from_str(text: &str) -> Result<Self, InvalidSignedMessageId> {
        let mut lower = [0; TEXT];
        if text.len() != TEXT {
            return Err(InvalidSignedMessageId(()));
        }
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        let mut bytes = [0; BYTES];
        let decoded = Base32Unpadded::decode(lower, &mut bytes);
        let decoded = decoded.map_err(|_| InvalidSignedMessageId(()))?;
        let (id, signature) = decoded
            .split_first_chunk()
            .ok_or(InvalidSignedMessageId(()))?;
        Ok(Self {
            id: MessageId::from_bytes(*id),
            signature: signature
                .try_into()
                .map_err(|_| InvalidSignedMessageId(()))?,
        })
    }
}

impl fmt::Debug for SignedMessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedMessageId({}, ..)", self.id)
    }
}

/// 80 bits: each attempt to guess it is an email.
const SIGNATURE: usize = 10;
const BYTES: usize = MessageId::LENGTH + SIGNATURE;
/// The local part of an address has at most 64 bytes (RFC 5321, section
/// 4.5.3.1.1), and other text comes before this.
const TEXT: usize = 42;
