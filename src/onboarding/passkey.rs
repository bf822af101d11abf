use alloc::vec::Vec;

use super::second_factor::Matched;
use super::{FactorMatch, Name, Operator, Realm};
use crate::time::Timestamp;
use crate::token::{KeyId, ProvesFactor, Verified};

/// A passkey: a key pair that a device, a security key or a password manager
/// keeps for an operator (WebAuthn), as it is stored.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let passkey = Passkey {
///     credential_id: vec![1; 16],
///     public_key: vec![2; 32],
///     name: "telephone".parse()?,
///     enrolled_at: NOW,
///     counter: 0,
///     blocked_at: None,
/// };
/// let factor = SecondFactor { passkeys: vec![passkey], ..SecondFactor::default() };
/// assert!(factor.is_enrolled());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Passkey {
    /// The identity that the authenticator gave to it.
    pub credential_id: Vec<u8>,
    /// The public key, in the form that the caller's verifier reads.
    pub public_key: Vec<u8>,
    /// The operator's name for it.
    pub name: Name,
    /// When it was registered.
    pub enrolled_at: Timestamp,
    /// The signature counter of the last use (WebAuthn section 6.1.1); 0 if the
    /// authenticator has none.
    pub counter: u32,
    /// When a signature was given whose counter had not increased, which means
    /// that the key may have been copied. The passkey is not accepted again.
    pub blocked_at: Option<Timestamp>,
}

impl Passkey {
    /// The longest identity, in bytes (WebAuthn section 4).
    pub const LONGEST_ID: usize = 1_023;

    /// The longest public key, in bytes. One of RSA with 4,096 bits has 550.
    pub const LONGEST_KEY: usize = 1_024;

    /// Returns whether a counter may follow the stored one (WebAuthn section
    /// 7.2).
    pub(super) const fn may_count(&self, counter: u32) -> bool {
        counter > self.counter || (counter == 0 && self.counter == 0)
    }
}

/// A passkey that a browser has created, and what it was created for.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, mut rng, (account, operator)) = (realm(), rng(), operator());
/// # let awaiting = proof::<AwaitingFactor>(&account);
/// let new = NewPasskey {
///     challenge: realm.passkey_challenge(&operator, &awaiting, NOW).ok_or("no key")?,
///     credential_id: vec![1; 16],
///     public_key: vec![2; 32],
///     name: "telephone".parse()?,
///     counter: 0,
/// };
/// let enrolled = realm.enrol_passkey(&account, &operator, &awaiting, new, NOW, &mut rng);
/// assert!(enrolled.is_ok());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a caller makes it")]
pub struct NewPasskey {
    /// The challenge that the browser was given.
    pub challenge: [u8; 32],
    /// The identity that the authenticator gave to it.
    pub credential_id: Vec<u8>,
    /// The public key.
    pub public_key: Vec<u8>,
    /// The operator's name for it.
    pub name: Name,
    /// The signature counter.
    pub counter: u32,
}

/// What a passkey has signed, as the caller has verified it.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, (account, operator)) = (realm(), operator());
/// # let passkey = Passkey {
/// #     credential_id: vec![1; 16],
/// #     public_key: vec![2; 32],
/// #     name: "telephone".parse()?,
/// #     enrolled_at: NOW,
/// #     counter: 0,
/// #     blocked_at: None,
/// # };
/// # let operator = Operator {
/// #     second_factor: SecondFactor { passkeys: vec![passkey], ..SecondFactor::default() },
/// #     ..operator
/// # };
/// # let awaiting = proof::<AwaitingFactor>(&account);
/// let challenge = realm.passkey_challenge(&operator, &awaiting, NOW).ok_or("no key")?;
/// // What the caller's verifier has read from the signature.
/// let signed = SignedChallenge { challenge, counter: 1 };
/// let verify = |_: &Passkey| Ok::<_, Infallible>(Some(signed));
/// assert!(realm.match_passkey(&operator, &awaiting, &[1; 16], NOW, verify)?.is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a caller makes it")]
pub struct SignedChallenge {
    /// The challenge.
    pub challenge: [u8; 32],
    /// The signature counter.
    pub counter: u32,
}

impl Realm {
    /// Returns the challenge that a browser gives to a passkey, to create or to
    /// use it.
    ///
    /// It is derived from the realm's key, the token of the operator and the time,
    /// so nothing is stored: it is accepted for five to ten minutes, on every
    /// node, and only together with the token, which ends with its use.
    ///
    /// `None` if the keyring has no key to derive it from.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), operator());
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// let challenge = realm.passkey_challenge(&operator, &awaiting, NOW).ok_or("no key")?;
    /// // The same on every node, a minute later too.
    /// let later = NOW + std::time::Duration::from_secs(60);
    /// assert_eq!(realm.passkey_challenge(&operator, &awaiting, later), Some(challenge));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn passkey_challenge<P: ProvesFactor>(
        &self,
        operator: &Operator,
        proof: &Verified<P>,
        now: Timestamp,
    ) -> Option<[u8; 32]> {
        let content = challenge_content(proof, now.unix_seconds() / PERIOD);
        let (key, owner) = (self.keyring.current_id(), operator.id.to_bytes());
        let derived = self
            .keyring
            .derive(key, CHALLENGE, &self.name, owner, &content)?;
        Some(*derived)
    }

    /// Verifies a signature of an operator's passkey: `scheme` gets the passkey
    /// and returns what it has signed, if the signature is valid for the site.
    /// Returns the proof if the challenge is one of this token.
    ///
    /// [`prove_factor`](Self::prove_factor) judges the counter.
    ///
    /// # Errors
    ///
    /// The error that the scheme returns.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), operator());
    /// # let passkey = Passkey {
    /// #     credential_id: vec![1; 16],
    /// #     public_key: vec![2; 32],
    /// #     name: "telephone".parse()?,
    /// #     enrolled_at: NOW,
    /// #     counter: 0,
    /// #     blocked_at: None,
    /// # };
    /// # let operator = Operator {
    /// #     second_factor: SecondFactor { passkeys: vec![passkey], ..SecondFactor::default() },
    /// #     ..operator
    /// # };
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// # let challenge = realm.passkey_challenge(&operator, &awaiting, NOW).ok_or("no key")?;
    /// # let signed = |passkey: &Passkey, challenge| {
    /// #     Ok::<_, Infallible>(Some(SignedChallenge { challenge, counter: passkey.counter + 1 }))
    /// # };
    /// let id = [1; 16]; // the identity that the browser sent with the signature
    /// // `signed` verifies the signature (WebAuthn section 7.2) and returns what it covers.
    /// let right = realm.match_passkey(&operator, &awaiting, &id, NOW, |passkey| signed(passkey, challenge))?;
    /// assert!(right.is_some());
    /// let other = realm.match_passkey(&operator, &awaiting, &id, NOW, |passkey| signed(passkey, [0; 32]))?;
    /// assert!(other.is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub fn match_passkey<P: ProvesFactor, E>(
        &self,
        operator: &Operator,
        proof: &Verified<P>,
        credential_id: &[u8],
        now: Timestamp,
        scheme: impl FnOnce(&Passkey) -> Result<Option<SignedChallenge>, E>,
    ) -> Result<Option<FactorMatch>, E> {
        let mut passkeys = operator.second_factor.passkeys.iter();
        let is_meant = |it: &&Passkey| it.credential_id == credential_id && it.blocked_at.is_none();
        let Some(passkey) = passkeys.find(is_meant) else {
            return Ok(None);
        };
        let signed = scheme(passkey)?;
        let signed = signed.filter(|it| self.is_challenge(operator, proof, it.challenge, now));
        Ok(signed.map(|signed| FactorMatch {
            operator: operator.id,
            what: Matched::Passkey {
                token: proof.selector(),
                credential_id: passkey.credential_id.clone(),
                counter: signed.counter,
            },
        }))
    }

    /// Returns whether a challenge is one that was given to this token's bearer a
    /// short time ago.
    pub(super) fn is_challenge<P: ProvesFactor>(
        &self,
        operator: &Operator,
        proof: &Verified<P>,
        challenge: [u8; 32],
        now: Timestamp,
    ) -> bool {
        let (key, owner) = (self.keyring.current_id(), operator.id.to_bytes());
        let is_of = |key: KeyId, period: u64| {
            let content = challenge_content(proof, period);
            let (name, keyring) = (&self.name, &self.keyring);
            keyring.is_derived(key, CHALLENGE, name, owner, &content, challenge)
        };
        let period = now.unix_seconds() / PERIOD;
        is_of(key, period) || is_of(key, period.saturating_sub(1))
    }
}

fn challenge_content<P: ProvesFactor>(proof: &Verified<P>, period: u64) -> Vec<u8> {
    let mut content = proof.selector().to_bytes().to_vec();
    content.extend_from_slice(&period.to_be_bytes());
    content
}

/// A challenge is accepted in the period in which it was given, and in the next
/// one. In seconds.
const PERIOD: u64 = 5 * 60;
/// This separates the challenges from what else is derived from the keys.
const CHALLENGE: &[u8] = b"genkan passkey challenge 1";
