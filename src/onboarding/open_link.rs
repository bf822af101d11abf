use super::{Account, Realm};
use crate::time::Timestamp;
use crate::token::{Principal, Purpose, Record, Rejection, Token, Verified};

impl Realm {
    /// Verifies a token of any purpose against its record and its account as
    /// they are now. Nothing changes, so a mail scanner may open a link.
    ///
    /// A token is accepted only while the account has use for it, as
    /// [`Account::subject`] defines.
    ///
    /// # Errors
    ///
    /// A [`Rejection`], for the log. The page shows
    /// [`Refusal::Link`](super::Refusal::Link) in every case.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), registered());
    /// # let subject = account.subject(PurposeName::FirstPassword, &realm.name, NOW).unwrap();
    /// # let lifetime = FirstPassword::LIFETIME;
    /// # let issued: Issued<FirstPassword> = realm.keyring.issue(&subject, lifetime, NOW, &mut rng());
    /// # let (text, record) = (issued.token.expose(), issued.record);
    /// let token: Token<FirstPassword> = text.as_str().parse()?;
    /// // `store.token(token.selector())` found the record and its account.
    /// let found = (record, account);
    /// let proof = realm.open_link(&token, Some(&found), NOW)?;
    /// assert_eq!(proof.principal(), Principal::Account(found.1.id));
    /// # Ok(())
    /// # }
    /// ```
    pub fn open_link<P: Purpose>(
        &self,
        token: &Token<P>,
        found: Option<&(Record, Account)>,
        now: Timestamp,
    ) -> Result<Verified<P>, Rejection> {
        let (record, account) = found.ok_or(Rejection::Unknown)?;
        let subject = account
            .subject(P::NAME, &self.name, now)
            .ok_or(Rejection::NotApplicable)?;
        self.keyring.verify(token, record, &subject, now)
    }

    /// Returns whether a proof is for this account and the account still has
    /// use for it. Every ceremony that follows a link checks it again.
    pub(super) fn accepts<P: Purpose>(
        &self,
        account: &Account,
        proof: &Verified<P>,
        now: Timestamp,
    ) -> bool {
        proof.principal() == Principal::Account(account.id)
            && account.subject(P::NAME, &self.name, now).is_some()
    }
}
