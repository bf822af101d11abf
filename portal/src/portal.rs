//! The ceremonies, run on a store: what is known is looked up, the core
//! decides, the plan is committed.

use genkan::onboarding::change_password::change_password;
use genkan::onboarding::open_link::open_link;
use genkan::onboarding::register::{Contact, register};
use genkan::onboarding::request_link::{NoLetter, request_link};
use genkan::onboarding::session::{recognise, sign_out};
use genkan::onboarding::set_password::set_password;
use genkan::onboarding::sign_in::{sign_in, stored_hash};
use genkan::onboarding::{
    Account, Address, CommitError, NewPassword, PasswordHash, Plan, Realm, Refusal, Store,
};
use genkan::policy::{AcceptedPassword, Context, Policy, Report};
use genkan::text::{Tables, prepare};
use genkan::token::{
    AccountId, FirstPassword, PurposeName, Rejection, Reset, Session, SetsPassword, Token, Verified,
};
use tokio::sync::Notify;
use zeroize::Zeroizing;

use crate::fault::Fault;
use crate::hasher::Hasher;
use crate::system::{now, random, random_bytes};

/// A portal: a realm, a policy and a store.
#[derive(Debug)]
pub struct Portal<S> {
    /// The keys and lifetimes.
    pub realm: Realm,
    /// The policy of passwords.
    pub policy: Policy,
    /// Where everything is kept.
    pub store: S,
    hasher: Hasher,
    /// Wakes the mail worker when a letter may have been queued.
    letters: Notify,
}

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

/// A session that is recognised, and whose it is.
#[derive(Debug)]
pub struct OpenSession {
    /// The account that is signed in.
    pub account: Account,
    proof: Verified<Session>,
}

/// Why a password was not set or changed.
#[derive(Debug, thiserror::Error)]
pub enum NotSet<'p> {
    /// The policy refuses it.
    #[error("the policy refuses the password")]
    Policy(Report<'p>),
    /// The ceremony does not take place.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something underneath failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl<S: Store<Fault = Fault>> Portal<S> {
    /// A portal on a store.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where passwords cannot be hashed here.
    pub fn new(realm: Realm, policy: Policy, store: S) -> Result<Self, Fault> {
        Ok(Self {
            realm,
            policy,
            store,
            hasher: Hasher::new()?,
            letters: Notify::new(),
        })
    }

    /// Waits until a letter may have been queued here.
    pub async fn letter_queued(&self) {
        self.letters.notified().await;
    }

    /// Registers a contact. Answers `false` where the address is taken.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn register(&self, contact: Contact) -> Result<bool, Fault> {
        let id = AccountId::from_bytes(random_bytes());
        self.commit(register(contact, id, now())).await
    }

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
        let token = match Token::<P>::parse(text) {
            Ok(token) => token,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let found = self.store.token(token.selector()).await?;
        let opened = open_link(&self.realm, &token, found.as_ref(), now());
        Ok(match (opened, found) {
            (Ok(proof), Some((_, account))) => Ok(OpenLink {
                account,
                proof: wrap(proof),
            }),
            (Err(rejection), _) => Err(rejection),
            (Ok(_), None) => Err(Rejection::Unknown),
        })
    }

    /// Sets a password by a link. A password that the policy refuses leaves
    /// the link as it is.
    ///
    /// # Errors
    ///
    /// [`NotSet`], with everything that is wrong.
    pub async fn set_password(&self, link: &str, password: &str) -> Result<Account, NotSet<'_>> {
        let open = self.open_link(link).await?.map_err(|_| Refusal::Link)?;
        let accepted = self.accept(password, &open.account)?;
        let password = self.hasher.hash(accepted).await?;
        // The account may have changed while the password was hashed, if only
        // because somebody asked for another link: look again, decide again.
        for _ in 0..TRIES {
            let open = self.open_link(link).await?.map_err(|_| Refusal::Link)?;
            let plan = open.set_password(password.clone())?;
            if self.commit(plan).await? {
                return Ok(open.account);
            }
        }
        Err(Fault::Contended.into())
    }

    /// Opens a session by address and password.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where something underneath fails; the inner [`Refusal`] is
    /// the same in every case.
    pub async fn sign_in(
        &self,
        address: Option<&Address>,
        password: &str,
    ) -> Result<Result<Token<Session>, Refusal>, Fault> {
        let account = match address {
            Some(address) => self.store.account_by_address(address).await?,
            None => None,
        };
        let stored = stored_hash(account.as_ref()).cloned();
        let matches = self.verify(password, stored.clone()).await?;
        let mut account = account;
        for _ in 0..TRIES {
            let decided = sign_in(&self.realm, account.as_ref(), matches, now(), &mut random());
            let (token, plan) = match decided {
                Ok(decided) => decided,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let id = plan.event.account;
            if self.commit(plan).await? {
                return Ok(Ok(token));
            }
            // The verified hash must still be the stored one.
            account = self.store.account(id).await?;
            if stored_hash(account.as_ref()) != stored.as_ref() {
                return Ok(Err(Refusal::SignIn));
            }
        }
        Err(Fault::Contended)
    }

    /// Recognises a session.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails; the inner [`Rejection`] is for the
    /// log.
    pub async fn session(&self, text: &str) -> Result<Result<OpenSession, Rejection>, Fault> {
        let token = match Token::<Session>::parse(text) {
            Ok(token) => token,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let found = self.store.token(token.selector()).await?;
        let recognised = recognise(&self.realm, &token, found.as_ref(), now());
        Ok(match (recognised, found) {
            (Ok(proof), Some((_, account))) => Ok(OpenSession { account, proof }),
            (Err(rejection), _) => Err(rejection),
            (Ok(_), None) => Err(Rejection::Unknown),
        })
    }

    /// Ends a session. One that has ended already is no trouble.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn sign_out(&self, text: &str) -> Result<(), Fault> {
        for _ in 0..TRIES {
            let Ok(open) = self.session(text).await? else {
                return Ok(());
            };
            if self
                .commit(sign_out(&open.account, &open.proof, now()))
                .await?
            {
                return Ok(());
            }
        }
        Err(Fault::Contended)
    }

    /// Changes the password of whoever is signed in, and answers with the
    /// token of a new session.
    ///
    /// # Errors
    ///
    /// [`NotSet`], with everything that is wrong.
    pub async fn change_password(
        &self,
        session: &OpenSession,
        current: &str,
        password: &str,
    ) -> Result<Token<Session>, NotSet<'_>> {
        let stored = stored_hash(Some(&session.account)).cloned();
        let matches = self.verify(current, stored.clone()).await?;
        if !matches {
            return Err(Refusal::CurrentPassword.into());
        }
        let accepted = self.accept(password, &session.account)?;
        let password = self.hasher.hash(accepted).await?;
        let mut account = session.account.clone();
        for _ in 0..TRIES {
            let (token, plan) = change_password(
                &self.realm,
                &account,
                &session.proof,
                matches && stored_hash(Some(&account)) == stored.as_ref(),
                password.clone(),
                now(),
                &mut random(),
            )?;
            if self.commit(plan).await? {
                return Ok(token);
            }
            let found = self.store.account(account.id).await?;
            account = found.ok_or(Refusal::CurrentPassword)?;
        }
        Err(Fault::Contended.into())
    }

    /// What the policy says of a password for an account.
    pub fn judge(&self, password: &str, account: &Account) -> Report<'_> {
        self.policy.check(password, &context(account))
    }

    /// Commits a plan; `false` where it came too late.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn commit(&self, plan: Plan) -> Result<bool, Fault> {
        let is_mail = !plan.letters.is_empty();
        match self.store.commit(plan).await {
            Ok(()) => {
                if is_mail {
                    self.letters.notify_one();
                }
                Ok(true)
            }
            Err(CommitError::Conflict) => Ok(false),
            Err(CommitError::Fault(fault)) => Err(fault),
        }
    }

    fn accept(&self, password: &str, account: &Account) -> Result<AcceptedPassword, NotSet<'_>> {
        self.policy
            .accept(password, &context(account))
            .map_err(NotSet::Policy)
    }

    /// Prepares what was typed as the policy prepares it, and compares.
    async fn verify(&self, password: &str, stored: Option<PasswordHash>) -> Result<bool, Fault> {
        // Longer than any accepted password: it is none, at the same cost.
        let is_too_long = password.len() > self.policy.max_bytes() as usize;
        let bounded = if is_too_long { "" } else { password };
        let prepared = Zeroizing::new(prepare(&Tables, bounded).into_owned());
        let stored = stored.filter(|_| !is_too_long);
        self.hasher.verify(prepared, stored).await
    }
}

impl OpenLink {
    fn set_password(&self, password: NewPassword) -> Result<Plan, Refusal> {
        match &self.proof {
            LinkProof::FirstPassword(proof) => set_password(&self.account, proof, password, now()),
            LinkProof::Reset(proof) => set_password(&self.account, proof, password, now()),
        }
    }

    /// Whether the link is for the account's first password.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        matches!(self.proof, LinkProof::FirstPassword(_))
    }
}

/// What is known of an account when its password is judged.
#[must_use]
pub fn context(account: &Account) -> Context<'_> {
    Context::new().email(account.address.as_str())
}

/// How often a plan is made anew when the account has changed meanwhile.
const TRIES: usize = 16;
