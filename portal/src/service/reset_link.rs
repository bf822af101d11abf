//! Links: requested, opened, and used up by a password.

use super::Error;
use genkan::address::Address;
use genkan::limit::{Asker, Throttled};
use genkan::onboarding::{Account, Company, NewPassword, NoMessage, Plan, Realm, Refusal, Store};
use genkan::token::{
    Device, FirstPassword, Purpose, PurposeName, Rejection, Reset, SetsPassword, Token, Verified,
};

use super::retry::with_backoff;
use super::{NotSet, RequestSource, Service, TRIES};
use crate::clock::now;
use crate::passwords::Person;
use crate::random::random;
use crate::store;

/// A link that works, and whose it is.
#[derive(Debug)]
pub struct OpenLink {
    /// The account that it is for.
    pub account: Account,
    /// The account's company.
    pub company: Option<Company>,
    proof: LinkProof,
}

#[derive(Debug)]
enum LinkProof {
    FirstPassword(Verified<FirstPassword>),
    Reset(Verified<Reset>),
}

/// Why no link is sent: for the log and the operator, never for a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotSent {
    /// Too many links were requested.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// The account is sent no link.
    #[error(transparent)]
    NoMessage(#[from] NoMessage),
}

impl NotSent {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Throttled(throttled) => throttled.by.code(),
            Self::NoMessage(reason) => reason.code(),
        }
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Requests a link for an address. How long it takes depends on what it
    /// finds, so no page waits for it. The page has answered already, so it is
    /// retried while the store is unavailable.
    ///
    /// The charges come before the decision, for unregistered addresses, too.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails.
    pub async fn request_link(
        &self,
        address: &Address,
        source: &RequestSource<'_>,
    ) -> Result<Result<(), NotSent>, Error> {
        // Charged once, whatever comes after.
        let charged = with_backoff(|| Box::pin(self.charge_link(address, source))).await?;
        if let Err(throttled) = charged {
            return Ok(Err(throttled.into()));
        }
        with_backoff(|| Box::pin(self.queue_link(address))).await
    }

    async fn charge_link(
        &self,
        address: &Address,
        source: &RequestSource<'_>,
    ) -> Result<Result<(), Throttled>, Error> {
        let device = self.device(source).await?;
        let account = self.store.account_by_address(address).await?;
        let asker = Asker {
            address,
            account: account.as_ref().map(Account::to_limit),
            device: device.as_ref(),
            client: source.client,
        };
        let charges = self.limits.link_request(&asker, now());
        Ok(self.store.charge(&charges, now()).await?)
    }

    async fn queue_link(&self, address: &Address) -> Result<Result<(), NotSent>, Error> {
        for _ in 0..TRIES {
            let account = self.store.account_by_address(address).await?;
            let plan = match self.realm.request_link(account.as_ref(), now()) {
                Ok(plan) => plan,
                Err(reason) => return Ok(Err(reason.into())),
            };
            if self.commit(plan).await? {
                return Ok(Ok(()));
            }
        }
        Err(Error::Contended)
    }

    /// Returns the proof that a browser is known to an account, if it is.
    pub(super) async fn device(
        &self,
        source: &RequestSource<'_>,
    ) -> Result<Option<Verified<Device>>, Error> {
        let found = self.find(source.device).await?;
        Ok(found.ok().map(|(_, proof)| proof))
    }

    /// Looks at a link. Nothing changes.
    ///
    /// # Errors
    ///
    /// An [`Error`] if the store fails; the inner [`Rejection`] is for the
    /// log.
    pub async fn open_link(&self, text: &str) -> Result<Result<OpenLink, Rejection>, Error> {
        match PurposeName::claimed_by(text) {
            Some(PurposeName::FirstPassword) => self.open(text, LinkProof::FirstPassword).await,
            Some(PurposeName::Reset) => self.open(text, LinkProof::Reset).await,
            _ => Ok(Err(Rejection::Malformed)),
        }
    }

    async fn open<P: SetsPassword>(
        &self,
        text: &str,
        wrap: impl FnOnce(Verified<P>) -> LinkProof,
    ) -> Result<Result<OpenLink, Rejection>, Error> {
        let (account, proof) = match self.find(text).await? {
            Ok(found) => found,
            Err(rejection) => return Ok(Err(rejection)),
        };
        Ok(Ok(OpenLink {
            company: self.company(&account).await?,
            account,
            proof: wrap(proof),
        }))
    }

    /// The account of a token's text and the proof that it is one, both as of
    /// one moment.
    pub(super) async fn find<P: Purpose>(
        &self,
        text: &str,
    ) -> Result<Result<(Account, Verified<P>), Rejection>, Error> {
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

    /// Sets a password by a link. If the policy rejects the password, the link
    /// stays valid. The returned token is for the browser.
    ///
    /// # Errors
    ///
    /// [`NotSet`], with every problem.
    pub async fn set_password(
        &self,
        link: &str,
        password: &str,
    ) -> Result<(Account, Token<Device>), NotSet<'_>> {
        let open = self.open_link(link).await?.map_err(|_| Refusal::Link)?;
        let accepted = self
            .accept(password, &open.account, &open.person(), None)
            .await?;
        let password = self.hasher.hash(accepted).await?;
        // The account may have changed while the password was hashed, for
        // example by another request for a link: open and decide again.
        for _ in 0..TRIES {
            let open = self.open_link(link).await?.map_err(|_| Refusal::Link)?;
            let (device, plan) = open.set_password(&self.realm, password.clone())?;
            // Earlier guesses were at another password.
            let plan = plan.refund(self.limits.new_password(open.account.id));
            if self.commit(plan).await? {
                return Ok((open.account, device));
            }
        }
        Err(Error::Contended.into())
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
