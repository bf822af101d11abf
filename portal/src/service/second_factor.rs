//! Operators prove and set up their second factors.

use genkan::limit::{Charge, Throttled};
use genkan::onboarding::{
    Enrolled, Factor, FactorMatch, Name, Operator, Plan, RecoveryCodes, Refusal, SecondFactor,
    Store, TotpSecret,
};
use genkan::token::{DeskSession, ProvesFactor, Token};
use zeroize::Zeroizing;

use super::error::converts;
use super::totp;
use super::webauthn::{Assertion, Rejection, RelyingParty};
use super::{Error, OpenDesk, Service};
use crate::clock::now;
use crate::random::random;
use crate::store;

/// Why a second factor was not proven or set up.
#[derive(Debug, thiserror::Error)]
#[expect(clippy::exhaustive_enums, reason = "the page has an answer to each")]
pub enum NotProven {
    /// The code is wrong or was used, or it needs a newer proof.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The passkey may have been copied. It is blocked, and every session of the
    /// operator has ended.
    #[error("the passkey may have been copied; it is blocked")]
    PasskeyBlocked,
    /// There were too many wrong codes.
    #[error(transparent)]
    Throttled(#[from] Throttled),
    /// The token of the support desk has ended meanwhile.
    #[error("the session has ended")]
    SignedOut,
    /// Something below failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

converts!(NotProven, Failed: store::Error);

/// The secret of a generator to set up, as a page shows it.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct NewSecret {
    /// The text to type into an app.
    pub text: Zeroizing<String>,
    /// The content of the QR code.
    pub url: Zeroizing<String>,
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Opens a session at the support desk by a code of an app or a recovery code.
    ///
    /// A code of an app is charged before it is verified, and refunded if it is
    /// right. A recovery code cannot be guessed, so it is accepted while codes
    /// wait.
    ///
    /// # Errors
    ///
    /// [`NotProven`].
    pub async fn prove_factor<P: ProvesFactor>(
        &self,
        desk: &OpenDesk<P>,
        code: &str,
    ) -> Result<Token<DeskSession>, NotProven> {
        let matched = match self.realm.match_recovery_code(&desk.operator, code) {
            Some(matched) => matched,
            None => self.match_code_of_app(&desk.operator, code).await?,
        };
        let charge = self.limits.second_factor(desk.operator.id);
        self.prove(desk, &matched, Some(charge)).await
    }

    /// Opens a session at the support desk by a passkey. `answer` is what the
    /// browser returned for [`passkey_request`](Self::passkey_request).
    ///
    /// A signature cannot be guessed, so none is counted: wrong codes do not keep
    /// an operator out who has a passkey.
    ///
    /// # Errors
    ///
    /// [`NotProven`].
    pub async fn prove_passkey<P: ProvesFactor>(
        &self,
        desk: &OpenDesk<P>,
        site: &RelyingParty,
        answer: &str,
    ) -> Result<Token<DeskSession>, NotProven> {
        let (operator, proof) = (&desk.operator, &desk.proof);
        let matched = Assertion::read(answer).and_then(|answer| {
            let id = &answer.credential_id;
            self.realm
                .match_passkey(operator, proof, id, now(), |passkey| {
                    site.signed(&answer, operator, passkey).map(Some)
                })
        });
        let matched = matched.map_err(refused)?.ok_or(Refusal::SecondFactor)?;
        self.prove(desk, &matched, None).await
    }

    async fn prove<P: ProvesFactor>(
        &self,
        desk: &OpenDesk<P>,
        matched: &FactorMatch,
        charge: Option<Charge>,
    ) -> Result<Token<DeskSession>, NotProven> {
        let session = self.decide_at_desk(desk, charge, |desk| {
            let (account, operator, proof) = (&desk.account, &desk.operator, &desk.proof);
            let rng = &mut random();
            self.realm
                .prove_factor(account, operator, proof, matched, now(), rng)
        });
        session.await?.ok_or(NotProven::PasskeyBlocked)
    }

    /// Returns the options, as JSON, with which a browser uses a passkey; `None`
    /// if the operator has none.
    #[must_use]
    pub fn passkey_request<P: ProvesFactor>(
        &self,
        desk: &OpenDesk<P>,
        site: &RelyingParty,
    ) -> Option<String> {
        desk.operator.second_factor.usable_passkeys().next()?;
        let challenge = self
            .realm
            .passkey_challenge(&desk.operator, &desk.proof, now())?;
        Some(site.request(&desk.operator, challenge).to_string())
    }

    /// Returns the options, as JSON, with which a browser creates a passkey;
    /// `None` if the operator has too many. `service_name` is how it names the
    /// service.
    #[must_use]
    pub fn passkey_creation<P: ProvesFactor>(
        &self,
        desk: &OpenDesk<P>,
        site: &RelyingParty,
        service_name: &str,
    ) -> Option<String> {
        let operator = &desk.operator;
        if operator.second_factor.passkeys.len() >= SecondFactor::MOST_PASSKEYS {
            return None;
        }
        let challenge = self.realm.passkey_challenge(operator, &desk.proof, now())?;
        let address = desk.account.address.as_str();
        let options = site.creation(service_name, operator, address, challenge);
        Some(options.to_string())
    }

    /// Registers the passkey that a browser has created for
    /// [`passkey_creation`](Self::passkey_creation).
    ///
    /// # Errors
    ///
    /// [`NotProven`].
    pub async fn enrol_passkey<P: ProvesFactor>(
        &self,
        desk: &OpenDesk<P>,
        site: &RelyingParty,
        name: Name,
        answer: &str,
    ) -> Result<Enrolled, NotProven> {
        let new = site.created(answer, name).map_err(refused)?;
        self.decide_at_desk(desk, None, |desk| {
            let (account, operator, proof) = (&desk.account, &desk.operator, &desk.proof);
            let rng = &mut random();
            self.realm
                .enrol_passkey(account, operator, proof, new.clone(), now(), rng)
        })
        .await
    }

    /// Removes a second factor of a signed-in operator, who keeps another one.
    ///
    /// # Errors
    ///
    /// [`NotProven`].
    pub async fn remove_factor(
        &self,
        desk: &OpenDesk,
        factor: Factor<'_>,
    ) -> Result<(), NotProven> {
        self.decide_at_desk(desk, None, |desk| {
            let (account, operator, proof) = (&desk.account, &desk.operator, &desk.proof);
            let removed = self
                .realm
                .remove_factor(account, operator, proof, factor, now());
            Ok(((), removed?))
        })
        .await
    }

    /// Returns the secret of the generator that an operator may set up now: the
    /// same one each time that the page is shown. `issuer` is how the app names
    /// the service.
    #[must_use]
    pub fn new_secret<P: ProvesFactor>(
        &self,
        desk: &OpenDesk<P>,
        issuer: &str,
    ) -> Option<NewSecret> {
        let secret = self.realm.new_totp_secret(&desk.operator, &desk.proof)?;
        Some(NewSecret {
            text: totp::text_of(&secret),
            url: totp::url_of(&secret, issuer, desk.account.address.as_str()),
        })
    }

    /// Sets up the generator whose secret was shown, by its first code.
    ///
    /// # Errors
    ///
    /// [`NotProven`].
    pub async fn enrol_totp<P: ProvesFactor>(
        &self,
        desk: &OpenDesk<P>,
        code: &str,
    ) -> Result<Enrolled, NotProven> {
        self.charge_code(&desk.operator).await?;
        let scheme = |secret: &TotpSecret| Ok::<_, Error>(totp::step_of(secret, code, now()));
        let (operator, proof) = (&desk.operator, &desk.proof);
        let new = self.realm.match_new_totp(operator, proof, now(), scheme)?;
        let new = new.ok_or(Refusal::SecondFactor)?;
        let charge = self.limits.second_factor(operator.id);
        self.decide_at_desk(desk, Some(charge), |desk| {
            let (account, operator, proof) = (&desk.account, &desk.operator, &desk.proof);
            let rng = &mut random();
            self.realm
                .enrol_totp(account, operator, proof, &new, now(), rng)
        })
        .await
    }

    /// Gives a signed-in operator new recovery codes; the earlier ones end.
    ///
    /// # Errors
    ///
    /// [`NotProven`].
    pub async fn renew_recovery_codes(&self, desk: &OpenDesk) -> Result<RecoveryCodes, NotProven> {
        self.decide_at_desk(desk, None, |desk| {
            let (account, operator, proof) = (&desk.account, &desk.operator, &desk.proof);
            let rng = &mut random();
            self.realm
                .renew_recovery_codes(account, operator, proof, now(), rng)
        })
        .await
    }

    async fn charge_code(&self, operator: &Operator) -> Result<(), NotProven> {
        let charge = self.limits.second_factor(operator.id);
        self.store.charge(&[charge], now()).await??;
        Ok(())
    }

    async fn match_code_of_app(
        &self,
        operator: &Operator,
        code: &str,
    ) -> Result<FactorMatch, NotProven> {
        self.charge_code(operator).await?;
        let scheme = |secret: &TotpSecret| Ok::<_, Error>(totp::step_of(secret, code, now()));
        let matched = self.realm.match_totp(operator, scheme)?;
        Ok(matched.ok_or(Refusal::SecondFactor)?)
    }

    /// Decides on an operator as it is stored now, and commits the plan, which
    /// refunds what a code was charged.
    async fn decide_at_desk<P: ProvesFactor, T>(
        &self,
        desk: &OpenDesk<P>,
        charge: Option<Charge>,
        decide: impl Fn(&OpenDesk<P>) -> Result<(T, Plan), Refusal>,
    ) -> Result<T, NotProven> {
        self.decide(async || {
            let opened = self.desk::<P>(&desk.text).await?;
            let desk = opened.map_err(|_| NotProven::SignedOut)?;
            let (decided, plan) = decide(&desk)?;
            Ok((decided, plan.refund(charge.into_iter().collect())))
        })
        .await
    }
}

/// Logs why what a browser has returned is not accepted.
fn refused(rejection: Rejection) -> Refusal {
    tracing::info!(%rejection, "passkey refused");
    Refusal::SecondFactor
}
