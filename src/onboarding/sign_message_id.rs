use super::Realm;
use crate::address::Address;
use crate::id::MessageId;
use crate::token::SignedMessageId;

impl Realm {
    /// Signs the identity of a message to a recipient, for the envelope sender
    /// of its email.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # use genkan::id::MessageId;
    /// # let (realm, account) = (realm(), active());
    /// let id = MessageId::from_bytes([3; 16]);
    /// let signed = realm.sign_message_id(id, &account.address);
    /// let sender = format!("bounces+{signed}@provider.example");
    /// // Later, a report about this recipient arrives there.
    /// assert!(realm.has_signed(&signed, &account.address));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn sign_message_id(&self, id: MessageId, recipient: &Address) -> SignedMessageId {
        self.keyring
            .sign_message_id(&self.name, id, &recipient.key())
    }

    /// Returns whether this realm has signed the identity for this recipient.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # use genkan::id::MessageId;
    /// # let (realm, account) = (realm(), active());
    /// let signed = realm.sign_message_id(MessageId::from_bytes([3; 16]), &account.address);
    /// assert!(realm.has_signed(&signed, &account.address));
    /// assert!(!realm.has_signed(&signed, &"hanako@example.co.jp".parse()?));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn has_signed(&self, signed: &SignedMessageId, recipient: &Address) -> bool {
        self.keyring
            .has_signed(&self.name, signed, &recipient.key())
    }
}
