use genkan::onboarding::{Account, Plan, Refusal, Store};

use super::{Error, Service};
use crate::store;

impl<S: Store<Error = store::Error>> Service<S> {
    /// Decides and commits the plan, if there is one. If something has changed in the meantime,
    /// decides again on what is stored then.
    pub(super) async fn decide<T, P, E, F>(&self, mut decide: impl FnMut() -> F) -> Result<T, E>
    where
        P: Into<Option<Plan>>,
        E: From<Error> + From<store::Error>,
        F: Future<Output = Result<(T, P), E>>,
    {
        for _ in 0..TRIES {
            let (decided, plan) = decide().await?;
            let Some(plan) = plan.into() else {
                return Ok(decided);
            };
            if self.commit(plan).await? {
                return Ok(decided);
            }
        }
        Err(Error::Contended.into())
    }

    /// Decides on an account as the caller has read it, and commits the plan.
    /// If something has changed in the meantime, decides again on the account
    /// as it is stored then; `gone` is the answer if it is not.
    pub(super) async fn decide_on<T, E>(
        &self,
        account: &Account,
        gone: Refusal,
        decide: impl Fn(&Account) -> Result<(T, Plan), E>,
    ) -> Result<T, E>
    where
        E: From<Error> + From<store::Error> + From<Refusal>,
    {
        let mut account = account.clone();
        for _ in 0..TRIES {
            let (decided, plan) = decide(&account)?;
            if self.commit(plan).await? {
                return Ok(decided);
            }
            account = self.store.account(account.id).await?.ok_or(gone)?;
        }
        Err(Error::Contended.into())
    }
}

/// How often a plan is made again if something has changed in the meantime.
pub(super) const TRIES: usize = 16;
