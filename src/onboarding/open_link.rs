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
    /// use for it. Every ceremony that follows a link asks again.
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
