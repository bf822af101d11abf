use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use base32ct::{Base32Unpadded, Encoding as _};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Operator, Passkey, Realm};
use crate::id::{OperatorId, id};
use crate::time::Timestamp;
use crate::token::{KeyId, Selector};

/// What an operator proves after the password.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (_, operator) = operator();
/// assert!(!operator.second_factor.is_enrolled());
/// # let (_, operator) = enrolled_operator();
/// assert!(operator.second_factor.is_enrolled()); // after `Realm::enrol_totp`
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct SecondFactor {
    /// The generator of one-time passwords, if the operator has one.
    pub totp: Option<Totp>,
    /// The passkeys, in the order in which they were registered.
    pub passkeys: Vec<Passkey>,
    /// The recovery codes that have not been used, in the order in which they
    /// were shown.
    pub recovery_codes: Vec<RecoveryCode>,
}

impl SecondFactor {
    /// How many passkeys an operator has at most.
    pub const MOST_PASSKEYS: usize = 10;

    /// Returns whether the operator has set up a second factor. Recovery codes
    /// alone are none.
    ///
    /// A blocked passkey counts: a password alone must not set up another factor
    /// after it was blocked.
    #[must_use]
    pub fn is_enrolled(&self) -> bool {
        self.totp.is_some() || !self.passkeys.is_empty()
    }

    /// Returns whether one of the factors can be used.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.totp.is_some() || self.usable_passkeys().next().is_some()
    }

    /// Returns the passkeys that are not blocked.
    pub fn usable_passkeys(&self) -> impl Iterator<Item = &Passkey> {
        self.passkeys.iter().filter(|it| it.blocked_at.is_none())
    }
}

/// A generator of time-based one-time passwords (RFC 6238), as it is stored.
///
/// The secret is not stored: it is derived from a key of the realm. So a copy of
/// the tables computes no code, and the key must be kept for as long as the
/// generator is used.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (_, operator) = enrolled_operator();
/// let totp = operator.second_factor.totp.ok_or("no generator")?;
/// assert_eq!((totp.key_id, totp.enrolled_at), (KeyId::new(1), NOW));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Totp {
    /// The key that the secret is derived from.
    pub key_id: KeyId,
    /// What distinguishes the secret from the operator's other ones.
    pub nonce: [u8; 16],
    /// When it was set up.
    pub enrolled_at: Timestamp,
    /// The last time step whose code was accepted. No code of this step or of an
    /// earlier one is accepted again (RFC 6238 section 5.2).
    pub last_step: u64,
}

/// The secret of a generator of one-time passwords: 160 bits, as RFC 4226
/// section 4 recommends. The memory is zeroized on drop.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, (account, operator)) = (realm(), operator());
/// # let awaiting = proof::<AwaitingFactor>(&account);
/// let secret = realm.new_totp_secret(&operator, &awaiting).ok_or("no key")?;
/// assert_eq!(secret.expose().len(), TotpSecret::LENGTH); // for the QR code
/// assert_eq!(format!("{secret:?}"), "TotpSecret(..)");
/// # Ok(())
/// # }
/// ```
pub struct TotpSecret(Zeroizing<[u8; Self::LENGTH]>);

impl TotpSecret {
    /// The length in bytes.
    pub const LENGTH: usize = 20;

    /// Returns the bytes.
    #[must_use]
    pub fn expose(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(..)")
    }
}

id! {
    /// The digest of a recovery code, which is no use without the key.
    pub struct RecoveryDigest[32];
}

/// A recovery code as it is stored.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (_, operator) = enrolled_operator();
/// let code: RecoveryCode = operator.second_factor.recovery_codes[0];
/// assert_eq!(code.key_id, KeyId::new(1));
/// assert_eq!(code.digest.to_string().len(), 64); // a column of the table
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct RecoveryCode {
    /// The key of the digest.
    pub key_id: KeyId,
    /// The digest.
    pub digest: RecoveryDigest,
}

/// The texts of new recovery codes, of 80 random bits each. They are shown once.
/// The memory is zeroized on drop.
///
/// `Debug` shows none of them.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, mut rng, (account, operator)) = (realm(), rng(), operator());
/// # let awaiting = proof::<AwaitingFactor>(&account);
/// let first = realm.match_new_totp(&operator, &awaiting, NOW, |secret| totp(secret, "755224"))?;
/// let first = first.ok_or("a wrong code")?;
/// let enrolled = realm.enrol_totp(&account, &operator, &awaiting, &first, NOW, &mut rng);
/// let (enrolled, _) = enrolled?;
/// let codes: RecoveryCodes = enrolled.recovery_codes.ok_or("none")?;
/// for code in codes.expose() {
///     assert_eq!(code.len(), "abcd-efgh-ijkl-mnop".len());
/// }
/// assert_eq!(format!("{codes:?}"), "RecoveryCodes(..)");
/// # Ok(())
/// # }
/// ```
pub struct RecoveryCodes(Vec<Zeroizing<String>>);

impl RecoveryCodes {
    /// How many codes an operator has at most.
    pub const COUNT: usize = 10;

    /// Returns each code, in four groups: `abcd-efgh-ijkl-mnop`.
    pub fn expose(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|code| code.as_str())
    }
}

impl fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCodes(..)")
    }
}

/// The proof that an operator gave a code or a signature of a second factor. Only
/// [`Realm::match_totp`], [`Realm::match_passkey`] and
/// [`Realm::match_recovery_code`] make one.
///
/// A ceremony accepts it only while it has not been used, on any node.
///
/// ```compile_fail,E0451
/// # use genkan::id::OperatorId;
/// # use genkan::onboarding::FactorMatch;
/// fn forge(operator: OperatorId) -> FactorMatch { FactorMatch { operator, what: todo!() } }
/// ```
#[derive(Clone, Debug)]
pub struct FactorMatch {
    pub(super) operator: OperatorId,
    pub(super) what: Matched,
}

#[derive(Clone, Debug)]
pub(super) enum Matched {
    Totp {
        nonce: [u8; 16],
        step: u64,
    },
    Passkey {
        token: Selector,
        credential_id: Vec<u8>,
        counter: u32,
    },
    RecoveryCode(RecoveryCode),
}

/// What becomes of an operator whose factor is used.
pub(super) enum Used {
    Accepted(Operator),
    /// The key of a passkey may have been copied: it is blocked.
    Blocked(Operator),
}

impl FactorMatch {
    /// Returns the operator as it is after the factor is used together with a
    /// token; `None` if it can no longer be used.
    pub(super) fn used(
        &self,
        operator: &Operator,
        selector: Selector,
        now: Timestamp,
    ) -> Option<Used> {
        if self.operator != operator.id {
            return None;
        }
        let mut factor = operator.second_factor.clone();
        let mut is_blocked = false;
        match &self.what {
            Matched::Totp { nonce, step } => {
                let totp = factor.totp.as_mut()?;
                if totp.nonce != *nonce || totp.last_step >= *step {
                    return None;
                }
                totp.last_step = *step;
            }
            Matched::Passkey {
                token,
                credential_id,
                counter,
            } => {
                let mut passkeys = factor.passkeys.iter_mut();
                let passkey = passkeys.find(|it| it.credential_id == *credential_id)?;
                if *token != selector || passkey.blocked_at.is_some() {
                    return None;
                }
                match passkey.may_count(*counter) {
                    true => passkey.counter = *counter,
                    false => {
                        passkey.blocked_at = Some(now);
                        is_blocked = true;
                    }
                }
            }
            Matched::RecoveryCode(code) => {
                let at = factor.recovery_codes.iter().position(|one| one == code)?;
                factor.recovery_codes.remove(at);
            }
        }
        let operator = operator.changed(|operator| operator.second_factor = factor);
        Some(match is_blocked {
            true => Used::Blocked(operator),
            false => Used::Accepted(operator),
        })
    }

    /// Returns whether it is a recovery code, which an operator has few of.
    pub(super) const fn is_recovery_code(&self) -> bool {
        matches!(self.what, Matched::RecoveryCode(_))
    }
}

impl Realm {
    /// Verifies a one-time password of an operator: `scheme` gets the secret and
    /// returns the time step whose code was given, if it is one of the steps that
    /// it accepts at this time. Returns the proof if the code has not been used.
    ///
    /// Count the attempt before ([`Limits::second_factor`]).
    ///
    /// # Errors
    ///
    /// The error that the scheme returns.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (_, operator)) = (realm(), enrolled_operator());
    /// // `totp` computes the codes (RFC 6238) and compares them.
    /// let wrong = realm.match_totp(&operator, |secret| totp(secret, "000000"))?;
    /// assert!(wrong.is_none());
    /// let right = realm.match_totp(&operator, |secret| totp(secret, "287082"))?;
    /// assert!(right.is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`Limits::second_factor`]: crate::limit::Limits::second_factor
    pub fn match_totp<E>(
        &self,
        operator: &Operator,
        scheme: impl FnOnce(&TotpSecret) -> Result<Option<u64>, E>,
    ) -> Result<Option<FactorMatch>, E> {
        let Some(totp) = operator.second_factor.totp else {
            return Ok(None);
        };
        let Some(secret) = self.totp_secret(totp.key_id, operator.id, totp.nonce) else {
            return Ok(None);
        };
        let step = scheme(&secret)?.filter(|step| *step > totp.last_step);
        Ok(step.map(|step| FactorMatch {
            operator: operator.id,
            what: Matched::Totp {
                nonce: totp.nonce,
                step,
            },
        }))
    }

    /// Verifies a recovery code of an operator, in any case, with or without its
    /// hyphens. Returns the proof if it has not been used.
    ///
    /// Such a code cannot be guessed, so the attempt need not be counted.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, (account, operator)) = (realm(), rng(), operator());
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// # let first = realm.match_new_totp(&operator, &awaiting, NOW, |secret| totp(secret, "755224"))?;
    /// # let first = first.ok_or(Refusal::SecondFactor)?;
    /// # let decided = realm.enrol_totp(&account, &operator, &awaiting, &first, NOW, &mut rng);
    /// # let (enrolled, plan) = decided?;
    /// # let Change::Operator(operator) = &plan.changes[0] else { panic!("an operator") };
    /// let codes = enrolled.recovery_codes.ok_or("none")?; // shown once, when the factor was set up
    /// let code = codes.expose().next().ok_or("none")?.to_lowercase();
    /// assert!(realm.match_recovery_code(operator, &code).is_some());
    /// assert!(realm.match_recovery_code(operator, "aaaa-bbbb-cccc-dddd").is_none());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn match_recovery_code(&self, operator: &Operator, text: &str) -> Option<FactorMatch> {
        let text = canonical(text)?;
        let codes = operator.second_factor.recovery_codes.iter();
        let matching = codes.copied().filter(|code| {
            let (owner, digest) = (operator.id.to_bytes(), code.digest.to_bytes());
            self.keyring.is_derived(
                code.key_id,
                RECOVERY,
                &self.name,
                owner,
                text.as_bytes(),
                digest,
            )
        });
        // All are compared, so that the time does not reveal which it is.
        let code = matching.fold(None, |_, code| Some(code))?;
        Some(FactorMatch {
            operator: operator.id,
            what: Matched::RecoveryCode(code),
        })
    }

    /// Returns whether the operator should set up the generator again, because its
    /// secret is derived from a retired key and ends when that key is dropped.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (mut realm, (_, operator)) = (realm(), enrolled_operator());
    /// assert!(!realm.has_retired_factor(&operator));
    /// realm.keyring = realm.keyring.rotate(Key::new(KeyId::new(2), [8; 32]))?;
    /// assert!(realm.has_retired_factor(&operator));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn has_retired_factor(&self, operator: &Operator) -> bool {
        let totp = operator.second_factor.totp.as_ref();
        totp.is_some_and(|totp| totp.key_id != self.keyring.current_id())
    }

    /// Returns whether the operator should get new recovery codes, because these
    /// are derived from a retired key and end when that key is dropped. New ones
    /// are also issued with the next factor that is set up.
    #[must_use]
    pub fn has_retired_recovery_codes(&self, operator: &Operator) -> bool {
        let current = self.keyring.current_id();
        let mut codes = operator.second_factor.recovery_codes.iter();
        codes.any(|code| code.key_id != current)
    }

    /// Returns the secret of a generator; `None` if its key is no longer kept.
    pub(super) fn totp_secret(
        &self,
        key: KeyId,
        operator: OperatorId,
        nonce: [u8; 16],
    ) -> Option<TotpSecret> {
        let owner = operator.to_bytes();
        let derived = self.keyring.derive(key, TOTP, &self.name, owner, &nonce)?;
        let mut secret = Zeroizing::new([0; TotpSecret::LENGTH]);
        secret.copy_from_slice(&derived[..TotpSecret::LENGTH]);
        Some(TotpSecret(secret))
    }

    /// Returns new recovery codes of an operator, and how they are stored.
    pub(super) fn new_recovery_codes(
        &self,
        operator: OperatorId,
        rng: &mut impl CryptoRng,
    ) -> (RecoveryCodes, Vec<RecoveryCode>) {
        let key_id = self.keyring.current_id();
        let mut texts = Vec::new();
        let mut stored = Vec::new();
        while texts.len() < RecoveryCodes::COUNT {
            let mut bytes = Zeroizing::new([0; 10]);
            rng.fill_bytes(&mut *bytes);
            let mut buffer = Zeroizing::new([0; CODE]);
            let Ok(text) = Base32Unpadded::encode(&*bytes, &mut *buffer) else {
                break;
            };
            let owner = operator.to_bytes();
            let derived = self
                .keyring
                .derive(key_id, RECOVERY, &self.name, owner, text.as_bytes());
            let Some(digest) = derived else {
                break;
            };
            let digest = RecoveryDigest::from_bytes(*digest);
            stored.push(RecoveryCode { key_id, digest });
            let mut grouped = Zeroizing::new(String::with_capacity(CODE + 3));
            for (at, character) in text.chars().enumerate() {
                if at > 0 && at % 4 == 0 {
                    grouped.push('-');
                }
                grouped.push(character);
            }
            texts.push(grouped);
        }
        (RecoveryCodes(texts), stored)
    }
}

/// Returns the text of a recovery code as its digest has it; `None` if it cannot
/// be one.
fn canonical(text: &str) -> Option<Zeroizing<String>> {
    let mut canonical = Zeroizing::new(String::with_capacity(CODE));
    for character in text.chars() {
        if character == '-' || character.is_whitespace() {
            continue;
        }
        if !character.is_ascii_alphanumeric() || canonical.len() == CODE {
            return None;
        }
        canonical.push(character.to_ascii_lowercase());
    }
    (canonical.len() == CODE).then_some(canonical)
}

/// The length of a recovery code without its hyphens.
const CODE: usize = 16;
/// These separate what is derived from the keys.
const TOTP: &[u8] = b"genkan totp 1";
const RECOVERY: &[u8] = b"genkan recovery code 1";
