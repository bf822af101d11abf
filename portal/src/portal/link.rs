//! Links: asked for, looked at, and used up by a password.

use genkan::onboarding::open_link::open_link;
use genkan::onboarding::request_link::request_link;
use genkan::onboarding::set_password::set_password;
use genkan::onboarding::{Account, Address, NewPassword, NoLetter, Plan, Realm, Refusal, Store};
use genkan::token::{
    Device, FirstPassword, Purpose, PurposeName, Rejection, Reset, SetsPassword, Token, Verified,
};

use super::{NotSet, Portal, TRIES};
use crate::fault::Fault;
use crate::system::{now, random};

/// A link that works, and whose it is.
#[derive(Debug)]
pub struct OpenLink {
    /// The account that it is for.
    pub account: Account,
    proof: LinkProof,
}

#[derive(Debug)]
enum LinkProof {
    FirstPassword(Verified<FirstPassword>),
    Reset(Verified<Reset>),
}

impl<S: Store<Fault = Fault>> Portal<S> {
    /// Asks for a link to an address. It takes its time and tells what it
    /// found, so no page waits for it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn request_link(&self, address: &Address) -> Result<Result<(), NoLetter>, Fault> {
        for _ in 0..TRIES {
            let account = self.store.account_by_address(address).await?;
            let plan = match request_link(account.as_ref(), now()) {
                Ok(plan) => plan,
                Err(reason) => return Ok(Err(reason)),
            };
            if self.commit(plan).await? {
                return Ok(Ok(()));
            }
        }
        Err(Fault::Contended)
    }

    /// Looks at a link. Nothing changes.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails; the inner [`Rejection`] is for the
    /// log.
    pub async fn open_link(&self, text: &str) -> Result<Result<OpenLink, Rejection>, Fault> {
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
    ) -> Result<Result<OpenLink, Rejection>, Fault> {
        let found = self.find(text).await?;
        Ok(found.map(|(account, proof)| OpenLink {
            account,
            proof: wrap(proof),
        }))
    }

    /// The account of a token's text and the proof that it is one, both as of
    /// one moment.
    pub(super) async fn find<P: Purpose>(
        &self,
        text: &str,
    ) -> Result<Result<(Account, Verified<P>), Rejection>, Fault> {
        let token = match Token::<P>::parse(text) {
            Ok(token) => token,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let found = self.store.token(token.selector()).await?;
        let opened = open_link(&self.realm, &token, found.as_ref(), now());
        Ok(match (opened, found) {
            (Ok(proof), Some((_, account))) => Ok((account, proof)),
            (Err(rejection), _) => Err(rejection),
            (Ok(_), None) => Err(Rejection::Unknown),
        })
    }

    /// Sets a password by a link. A password that the policy refuses leaves
    /// the link as it is. The token is for the browser that set it.
    ///
    /// # Errors
    ///
    /// [`NotSet`], with everything that is wrong.
    pub async fn set_password(
        &self,
        link: &str,
        password: &str,
    ) -> Result<(Account, Token<Device>), NotSet<'_>> {
        let open = self.open_link(link).await?.map_err(|_| Refusal::Link)?;
        let accepted = self.accept(password, &open.account)?;
        let password = self.hasher.hash(accepted).await?;
        // The account may have changed while the password was hashed, if only
        // because somebody asked for another link: look again, decide again.
        for _ in 0..TRIES {
            let open = self.open_link(link).await?.map_err(|_| Refusal::Link)?;
            let (device, plan) = open.set_password(&self.realm, password.clone())?;
            if self.commit(plan).await? {
                return Ok((open.account, device));
            }
        }
        Err(Fault::Contended.into())
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
                set_password(realm, account, proof, password, now(), rng)
            }
            LinkProof::Reset(proof) => set_password(realm, account, proof, password, now(), rng),
        }
    }

    /// Whether the link is for the account's first password.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        matches!(self.proof, LinkProof::FirstPassword(_))
    }
}
