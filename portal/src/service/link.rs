//! Links in emails, and every other token: opened, inspected and followed.

use genkan::address::Address;
use genkan::onboarding::{Account, Plan, Refusal, State, Store};
use genkan::token::{Purpose, Rejection, Token, Verified};

use super::{CeremonyError, Error, Service};
use crate::clock::now;
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Returns the account of a token's text and the proof that the token is
    /// valid, both read at one moment.
    pub(super) async fn open_token<P: Purpose>(
        &self,
        text: &str,
    ) -> Result<Result<(Account, Verified<P>), Rejection>, store::Error> {
        let token = match Token::<P>::parse(text) {
            Ok(token) => token,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let found = self.store.token(token.selector()).await?;
        let opened = self.realm.open_link(&token, found.as_ref(), now());
        Ok(match (opened, found) {
            (Ok(proof), Some((_, account))) => Ok((account, proof)),
            (Err(rejection), _) => Err(rejection),
            (Ok(_), None) => Err(Rejection::Unknown),
        })
    }

    /// Returns the account of a valid link of this purpose. Nothing changes.
    ///
    /// # Errors
    ///
    /// [`Refusal::Link`] for every invalid link; the log contains the reason.
    pub async fn inspect_link<P: Purpose>(&self, link: &str) -> Result<Account, CeremonyError> {
        let (account, _) = self.valid_link::<P>(link).await?;
        Ok(account)
    }

    pub(super) async fn valid_link<P: Purpose>(
        &self,
        link: &str,
    ) -> Result<(Account, Verified<P>), CeremonyError> {
        match self.open_token(link).await? {
            Ok(opened) => Ok(opened),
            Err(Rejection::Unknown) => Err(self.unknown_link::<P>(link).await?),
            Err(rejection) => Err(refuse(rejection).into()),
        }
    }

    /// Returns why a link is unknown. Only the bearer of the whole link learns
    /// that it has ended; if it was used, the operator learns that it was opened
    /// again.
    async fn unknown_link<P: Purpose>(&self, link: &str) -> Result<CeremonyError, store::Error> {
        let token = match Token::<P>::parse(link) {
            Ok(token) => token,
            Err(rejection) => return Ok(refuse(rejection).into()),
        };
        let found = self.store.ended_token(token.selector()).await?;
        let found = found.filter(|(record, account, _)| {
            // No page tells that an account is on hold or removed.
            matches!(
                account.state,
                State::Registered { .. } | State::Active { .. }
            ) && self.realm.recognises(&token, record, account, now())
        });
        let Some((_, account, ended)) = found else {
            return Ok(refuse(Rejection::Unknown).into());
        };
        let how = ended.how.code();
        tracing::info!(account = %account.id, reason = how, "link not usable");
        let noted = self.decide(async || {
            let account = self.store.account(account.id).await?;
            let plan =
                account.and_then(|account| self.realm.note_used_again(&account, ended, now()));
            Ok(((), plan))
        });
        let noted: Result<(), Error> = noted.await;
        if let Err(error) = noted {
            let code = error.code();
            tracing::warn!(code, %error, "not noted that a used link was opened again");
        }
        Ok(CeremonyError::Ended(ended))
    }

    /// Follows a link: opens it, finds the accounts that have or had the address
    /// that the link is about, decides and commits.
    pub(super) async fn follow<P: Purpose>(
        &self,
        link: &str,
        address: impl Fn(&Account) -> Option<Address>,
        plan: impl Fn(&Account, &Verified<P>, &[Account]) -> Result<Plan, Refusal>,
    ) -> Result<Account, CeremonyError> {
        self.decide(async || {
            let (account, proof) = self.valid_link::<P>(link).await?;
            let found = match address(&account) {
                Some(address) => self.store.accounts_by_addresses(&[address]).await?,
                None => Vec::new(),
            };
            let plan = plan(&account, &proof, &found)?;
            Ok((account, plan))
        })
        .await
    }
}

/// Every invalid link is refused alike; the reason is for the log.
pub(super) fn refuse(rejection: Rejection) -> Refusal {
    tracing::info!(reason = rejection.code(), "link not usable");
    Refusal::Link
}
