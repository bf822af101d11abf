//! Links that set a password: opened, and used up by an accepted password.

use genkan::onboarding::{Account, Company, NewPassword, Plan, Realm, Refusal, Store};
use genkan::policy::Report;
use genkan::token::{
    Device, FirstPassword, PurposeName, Rejection, Reset, SetsPassword, Token, Verified,
};
use zeroize::Zeroizing;

use super::error::converts;
use super::link::refuse;
use super::{CeremonyError, Error, Service};
use crate::clock::now;
use crate::passwords::{self, Person};
use crate::random::random;
use crate::store;

/// A valid link and its account.
#[derive(Debug)]
pub struct OpenLink {
    /// The account.
    pub account: Account,
    /// The account's company.
    pub company: Option<Company>,
    proof: LinkProof,
    text: Zeroizing<String>,
}

#[derive(Debug)]
enum LinkProof {
    FirstPassword(Verified<FirstPassword>),
    Reset(Verified<Reset>),
}

/// Why a password was not set.
#[derive(Debug, thiserror::Error)]
#[expect(clippy::exhaustive_enums, reason = "the page has an answer to each")]
pub enum NotSet<'p> {
    /// The policy rejects the password. The link stays valid.
    #[error("the policy rejects the password")]
    Policy(Box<Report<'p>>),
    /// The link is no longer valid, or something below failed.
    #[error(transparent)]
    Ceremony(#[from] CeremonyError),
}

converts!(
    NotSet<'_>,
    Ceremony: Error,
    Refusal,
    passwords::Error,
    store::Error
);

impl<S: Store<Error = store::Error>> Service<S> {
    /// Opens a link that sets a password. Nothing changes.
    ///
    /// # Errors
    ///
    /// [`CeremonyError`]; the log contains the reason.
    pub async fn open_link(&self, text: &str) -> Result<OpenLink, CeremonyError> {
        match PurposeName::claimed_by(text) {
            Some(PurposeName::FirstPassword) => self.open(text, LinkProof::FirstPassword).await,
            Some(PurposeName::Reset) => self.open(text, LinkProof::Reset).await,
            _ => Err(refuse(Rejection::Malformed)),
        }
    }

    async fn open<P: SetsPassword>(
        &self,
        text: &str,
        proof: impl FnOnce(Verified<P>) -> LinkProof,
    ) -> Result<OpenLink, CeremonyError> {
        let (account, verified) = self.valid_link(text).await?;
        Ok(OpenLink {
            company: self.company(&account).await?,
            account,
            proof: proof(verified),
            text: Zeroizing::new(text.to_owned()),
        })
    }

    /// Sets a password by a link. Returns the token by which the browser is
    /// known from now on.
    ///
    /// # Errors
    ///
    /// [`NotSet`], with every problem.
    pub async fn set_password(
        &self,
        link: &OpenLink,
        password: &str,
    ) -> Result<Token<Device>, NotSet<'_>> {
        let accepted = self
            .accept(password, &link.account, &link.person(), None)
            .await?
            .map_err(NotSet::Policy)?;
        let password = self.hasher.hash(accepted).await?;
        self.decide(async || {
            // The account may have changed while the password was hashed, for
            // example by another request for a link.
            let link = self.open_link(&link.text).await?;
            let (device, plan) = link.set_password(&self.realm, password.clone())?;
            // Earlier guesses were at another password.
            let refunds = self.limits.new_password(link.account.id);
            Ok((device, plan.refund(refunds)))
        })
        .await
    }
}

impl OpenLink {
    fn set_password(
        &self,
        realm: &Realm,
        password: NewPassword,
    ) -> Result<(Token<Device>, Plan), Refusal> {
        let (account, rng) = (&self.account, &mut random());
        match &self.proof {
            LinkProof::FirstPassword(proof) => {
                realm.set_password(account, proof, password, now(), rng)
            }
            LinkProof::Reset(proof) => realm.set_password(account, proof, password, now(), rng),
        }
    }

    /// Returns what is known of the person, for the password policy.
    #[must_use]
    pub fn person(&self) -> Person<'_> {
        Person::new(&self.account, self.company.as_ref())
    }

    /// Returns whether the link is for the account's first password.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        matches!(self.proof, LinkProof::FirstPassword(_))
    }
}
