use alloc::string::String;

use rand_core::CryptoRng;

use super::{Issued, Keyring, Principal, Purpose, Record, Rejection, Subject, Token, Verified};
use crate::id::AccountId;
use crate::time::Timestamp;

/// The links of a service that has its own table of users: a [`Keyring`] and the
/// name of the service.
///
/// The service keeps the [`Record`] of each link in a table, for which [`sql`]
/// has the statements.
///
/// ```
/// use genkan::token::{Issued, Key, KeyId, Keyring, Links, Rejection, Reset, Token};
/// # use genkan::time::Timestamp;
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1); // in production: the system's generator
/// # let now = Timestamp::from_unix_seconds(1_800_000_000); // in production: SystemTime::now()
/// # let random_bytes = [7; 32];
/// let links = Links::new("example.com", Keyring::new(Key::new(KeyId::new(1), random_bytes)));
///
/// // "Forgot password": send the token, and store the record.
/// let (user, email) = (7_i64, "taro@example.co.jp");
/// let Issued { token, record } = links.issue::<Reset>(user, email, now, &mut rng);
/// let link = format!("https://example.com/reset/{}", token.expose().as_str());
///
/// // The form behind the link: find the record and then the user.
/// let token: Token<Reset> = link.rsplit('/').next().unwrap().parse()?;
/// let user: i64 = record.account()?;
/// let proof = links.open(&token, &record, email, now)?;
///
/// // In one transaction: delete the record, and store the new password.
/// let deleted_rows = 1_u64;
/// proof.redeem(deleted_rows)?;
/// assert_eq!(proof.redeem(0_u64), Err(Rejection::Unknown)); // used twice
/// # Ok::<(), Rejection>(())
/// ```
///
/// [`sql`]: super::sql
#[derive(Debug)]
pub struct Links {
    service: String,
    keyring: Keyring,
}

impl Links {
    /// Returns the links of the service with this name. A link of one service is
    /// worth nothing in another that has the same keys.
    pub fn new(service: impl Into<String>, keyring: Keyring) -> Self {
        let service = service.into();
        Self { service, keyring }
    }

    /// Issues a link for a user, with the [default lifetime](Purpose::LIFETIME)
    /// of its purpose.
    ///
    /// Send the token to the address, and store the record. The address is the
    /// one that is stored for the user, not the text by which the user was found,
    /// which may differ from it in case. The link is valid only while the user has
    /// this address, to the letter. `rng` must be the system's generator or one
    /// seeded from it.
    pub fn issue<P: Purpose>(
        &self,
        user: impl Into<AccountId>,
        address: &str,
        now: impl Into<Timestamp>,
        rng: &mut impl CryptoRng,
    ) -> Issued<P> {
        let subject = self.subject(Principal::Account(user.into()), address);
        self.keyring.issue(&subject, P::LIFETIME, now.into(), rng)
    }

    /// Verifies a link against its record and the address that the record's user
    /// has now. Nothing changes, so a mail scanner may open a link.
    ///
    /// # Errors
    ///
    /// A [`Rejection`], for the log. The page shows the same text for each.
    pub fn open<P: Purpose>(
        &self,
        token: &Token<P>,
        record: &Record,
        address: &str,
        now: impl Into<Timestamp>,
    ) -> Result<Verified<P>, Rejection> {
        let subject = self.subject(record.principal, address);
        self.keyring.verify(token, record, &subject, now.into())
    }

    fn subject<'s>(&'s self, principal: Principal, address: &'s str) -> Subject<'s> {
        Subject {
            realm: &self.service,
            principal,
            address,
        }
    }
}
