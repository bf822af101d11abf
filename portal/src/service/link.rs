//! Links in emails, and every other token: opened, inspected and followed.

use genkan::address::Address;
use genkan::onboarding::{Account, Plan, Refusal, State, Store};
use genkan::token::{Purpose, PurposeName, Rejection, Token, Verified};

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
    /// [`CeremonyError`]; the log contains the reason.
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
            Err(rejection) => Err(self.unusable_link::<P>(link, rejection).await?),
        }
    }

    /// Returns why a link was rejected. Only the bearer of the whole link learns
    /// that it has ended; if it was used, the operator learns that it was opened
    /// again.
    async fn unusable_link<P: Purpose>(
        &self,
        link: &str,
        rejection: Rejection,
    ) -> Result<CeremonyError, store::Error> {
        let Ok(token) = Token::<P>::parse(link) else {
            return Ok(refuse(rejection));
        };
        let found = match rejection {
            Rejection::Unknown => self.store.ended_token(token.selector()).await?,
            _ => None,
        };
        let found = found.filter(|(record, account, _)| {
            // No page tells that an account is on hold or removed.
            matches!(
                account.state,
                State::Registered { .. } | State::Active { .. }
            ) && self.realm.recognises(&token, record, account, now())
        });
        let Some((_, account, ended)) = found else {
            let refused = refuse(rejection);
            return Ok(match self.has_expired(&token) {
                true => CeremonyError::Expired,
                false => refused,
            });
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

    /// Returns whether a link has expired by the time that it contains: the records
    /// of expired links are deleted, and the text reveals nothing of an account.
    fn has_expired<P: Purpose>(&self, token: &Token<P>) -> bool {
        let realm = &self.realm;
        let lifetime = match P::NAME {
            PurposeName::FirstPassword => realm.first_password_lifetime,
            PurposeName::Reset => realm.reset_lifetime,
            PurposeName::ProveAddress => realm.prove_address_lifetime,
            PurposeName::UndoAddress => realm.undo_address_lifetime,
            _ => return false,
        };
        token.selector().issued_at() + lifetime.as_duration() <= now()
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

/// A link that is not valid is refused for the same reason, whatever it is; that
/// reason is for the log. Whether a text is a link can be seen without the store.
pub(super) fn refuse(rejection: Rejection) -> CeremonyError {
    tracing::info!(reason = rejection.code(), "link not usable");
    match rejection {
        Rejection::Malformed => CeremonyError::Damaged,
        _ => Refusal::Link.into(),
    }
}
