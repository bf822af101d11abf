use rand_core::CryptoRng;

use super::case::{Approved, Proposal};
use super::{
    Account, MessageKind, NewPasskey, Operator, Passkey, Plan, Realm, RecoveryCodes, Refusal,
    Revocation, SecondFactor, Totp, TotpSecret,
};
use crate::audit_log::{Actor, EventKind};
use crate::id::OperatorId;
use crate::time::Timestamp;
use crate::token::{DeskSession, ProvesFactor, PurposeName, Token, Verified};

/// The proof that an operator gave a code of a new generator. Only
/// [`Realm::match_new_totp`] makes one.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, mut rng, (account, operator)) = (realm(), rng(), operator());
/// # let awaiting = proof::<AwaitingFactor>(&account);
/// let first = realm.match_new_totp(&operator, &awaiting, NOW, |secret| totp(secret, "755224"))?;
/// let first: NewTotp = first.ok_or("a wrong code")?;
/// let enrolled = realm.enrol_totp(&account, &operator, &awaiting, &first, NOW, &mut rng);
/// assert!(enrolled.is_ok());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct NewTotp {
    operator: OperatorId,
    totp: Totp,
}

/// What an operator has after setting up a second factor.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, mut rng, (account, operator)) = (realm(), rng(), operator());
/// # let awaiting = proof::<AwaitingFactor>(&account);
/// let first = realm.match_new_totp(&operator, &awaiting, NOW, |secret| totp(secret, "755224"))?;
/// let first = first.ok_or("a wrong code")?;
/// let enrolled = realm.enrol_totp(&account, &operator, &awaiting, &first, NOW, &mut rng);
/// let (Enrolled { session, recovery_codes }, plan) = enrolled?;
/// assert!(session.expose().as_str().starts_with(DeskSession::PREFIX));
/// assert_eq!(recovery_codes.ok_or("none")?.expose().count(), RecoveryCodes::COUNT);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct Enrolled {
    /// The session at the support desk.
    pub session: Token<DeskSession>,
    /// New recovery codes, to show once, if the operator had none of the present
    /// key.
    pub recovery_codes: Option<RecoveryCodes>,
}

impl Realm {
    /// Returns the secret of the generator that an operator may set up with a
    /// token: the same one each time that the page is shown.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), operator());
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// let secret = realm.new_totp_secret(&operator, &awaiting).ok_or("no key")?;
    /// let again = realm.new_totp_secret(&operator, &awaiting).ok_or("no key")?;
    /// assert_eq!(secret.expose(), again.expose());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn new_totp_secret<P: ProvesFactor>(
        &self,
        operator: &Operator,
        proof: &Verified<P>,
    ) -> Option<TotpSecret> {
        let (key, nonce) = (self.keyring.current_id(), proof.selector().to_bytes());
        self.totp_secret(key, operator.id, nonce)
    }

    /// Verifies the first code of a new generator, as
    /// [`match_totp`](Self::match_totp) does.
    ///
    /// # Errors
    ///
    /// The error that the scheme returns.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), operator());
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// // `totp` computes the codes (RFC 6238) and compares them.
    /// let mut first = |code| realm.match_new_totp(&operator, &awaiting, NOW, |secret| totp(secret, code));
    /// assert!(first("000000")?.is_none());
    /// assert!(first("755224")?.is_some());
    /// # Ok(())
    /// # }
    /// ```
    pub fn match_new_totp<P: ProvesFactor, E>(
        &self,
        operator: &Operator,
        proof: &Verified<P>,
        now: Timestamp,
        scheme: impl FnOnce(&TotpSecret) -> Result<Option<u64>, E>,
    ) -> Result<Option<NewTotp>, E> {
        let Some(secret) = self.new_totp_secret(operator, proof) else {
            return Ok(None);
        };
        let step = scheme(&secret)?;
        Ok(step.map(|step| NewTotp {
            operator: operator.id,
            totp: Totp {
                key_id: self.keyring.current_id(),
                nonce: proof.selector().to_bytes(),
                enrolled_at: now,
                last_step: step,
            },
        }))
    }

    /// Sets up a generator of one-time passwords, in place of the one before, and
    /// opens a session at the support desk. The operator gets a message, and
    /// recovery codes if there are none yet.
    ///
    /// An operator without a second factor sets up the first one after the
    /// password. Everybody else must have proven one a short time ago.
    ///
    /// # Errors
    ///
    /// [`Refusal::SecondFactor`] if that is not so, or if the token is no longer
    /// accepted.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, (account, operator)) = (realm(), rng(), operator());
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// let secret = realm.new_totp_secret(&operator, &awaiting).ok_or("no key")?;
    /// // The page shows the secret; the operator's device computes a code of it.
    /// let first = realm.match_new_totp(&operator, &awaiting, NOW, |secret| totp(secret, "755224"))?;
    /// let first = first.ok_or(Refusal::SecondFactor)?;
    ///
    /// let decided = realm.enrol_totp(&account, &operator, &awaiting, &first, NOW, &mut rng);
    /// let (enrolled, plan) = decided?;
    /// assert_eq!(enrolled.recovery_codes.unwrap().expose().count(), RecoveryCodes::COUNT);
    /// # Ok(())
    /// # }
    /// ```
    pub fn enrol_totp<P: ProvesFactor>(
        &self,
        account: &Account,
        operator: &Operator,
        proof: &Verified<P>,
        new: &NewTotp,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(Enrolled, Plan), Refusal> {
        let is_for_proof = new.totp.nonce == proof.selector().to_bytes();
        if new.operator != operator.id || !is_for_proof {
            return Err(Refusal::SecondFactor);
        }
        self.enrol(account, operator, proof, now, rng, |factor| {
            factor.totp = Some(new.totp);
        })
    }

    /// Registers a passkey, beside the factors that there are, and opens a session
    /// at the support desk. The operator gets a message, and recovery codes if
    /// there are none yet.
    ///
    /// The caller has checked that the browser created it for this site
    /// ([`NewPasskey`]). Who may register one is as for
    /// [`enrol_totp`](Self::enrol_totp).
    ///
    /// # Errors
    ///
    /// [`Refusal::SecondFactor`] if that is not so, if the challenge is not one
    /// that this token got a short time ago, or if the token is no longer accepted;
    /// [`Refusal::State`] if the operator has this passkey already, if there are
    /// [too many](SecondFactor::MOST_PASSKEYS), or if it is too long.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, (account, operator)) = (realm(), rng(), operator());
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// let challenge = realm.passkey_challenge(&operator, &awaiting, NOW).ok_or("no key")?;
    /// // The browser creates the passkey; the caller parses what it returns.
    /// let new = NewPasskey {
    ///     challenge,
    ///     credential_id: vec![1; 32],
    ///     public_key: vec![2; 91],
    ///     name: "Notebook".parse()?,
    ///     counter: 0,
    /// };
    /// let decided = realm.enrol_passkey(&account, &operator, &awaiting, new, NOW, &mut rng);
    /// let (_, plan) = decided?;
    /// let Change::Operator(operator) = &plan.changes[0] else { panic!("an operator") };
    ///
    /// // Later, it signs the challenge of another token.
    /// # let awaiting = proof::<AwaitingFactor>(&account);
    /// let challenge = realm.passkey_challenge(operator, &awaiting, NOW).ok_or("no key")?;
    /// let verify = |_: &Passkey| Ok::<_, Infallible>(Some(SignedChallenge { challenge, counter: 0 }));
    /// let matched = realm.match_passkey(operator, &awaiting, &[1; 32], NOW, verify)?;
    /// assert!(matched.is_some());
    /// # Ok(())
    /// # }
    /// ```
    pub fn enrol_passkey<P: ProvesFactor>(
        &self,
        account: &Account,
        operator: &Operator,
        proof: &Verified<P>,
        new: NewPasskey,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(Enrolled, Plan), Refusal> {
        if !self.is_challenge(operator, proof, new.challenge, now) {
            return Err(Refusal::SecondFactor);
        }
        let passkey = Passkey {
            credential_id: new.credential_id,
            public_key: new.public_key,
            name: new.name,
            enrolled_at: now,
            counter: new.counter,
            blocked_at: None,
        };
        let mut others = operator.second_factor.passkeys.iter();
        let is_accepted = (1..=Passkey::LONGEST_ID).contains(&passkey.credential_id.len())
            && passkey.public_key.len() <= Passkey::LONGEST_KEY
            && others.len() < SecondFactor::MOST_PASSKEYS
            && others.all(|other| other.credential_id != passkey.credential_id);
        if !is_accepted {
            return Err(Refusal::State);
        }
        self.enrol(account, operator, proof, now, rng, |factor| {
            factor.passkeys.push(passkey);
        })
    }

    fn enrol<P: ProvesFactor>(
        &self,
        account: &Account,
        operator: &Operator,
        proof: &Verified<P>,
        now: Timestamp,
        rng: &mut impl CryptoRng,
        change: impl FnOnce(&mut SecondFactor),
    ) -> Result<(Enrolled, Plan), Refusal> {
        // A password alone must not add a factor to those that there are.
        let may_enrol = match P::NAME {
            PurposeName::AwaitingFactor => !operator.second_factor.is_enrolled(),
            _ => now.since(proof.issued_at()) < Self::FACTOR_IS_RECENT,
        };
        if !may_enrol {
            return Err(Refusal::SecondFactor);
        }
        let kind = EventKind::FactorEnrolled;
        let (session, plan) = self.open_desk_session(account, operator, proof, kind, now, rng)?;
        let mut factor = operator.second_factor.clone();
        change(&mut factor);
        let mut recovery_codes = None;
        // Those of a retired key would end with it.
        let current = self.keyring.current_id();
        let mut codes = factor.recovery_codes.iter();
        if codes.all(|code| code.key_id != current) {
            let (texts, stored) = self.new_recovery_codes(operator.id, rng);
            factor.recovery_codes = stored;
            recovery_codes = Some(texts);
        }
        let changed = operator.changed(|operator| operator.second_factor = factor);
        let plan = plan
            .send(account, MessageKind::SecondFactorChanged)
            .change(changed);
        let enrolled = Enrolled {
            session,
            recovery_codes,
        };
        Ok((enrolled, plan))
    }

    /// Gives a signed-in operator new recovery codes. The earlier ones end, and
    /// the operator gets a message.
    ///
    /// # Errors
    ///
    /// [`Refusal::SecondFactor`] unless the second factor was proven a short time
    /// ago, or if the session is no longer accepted.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, mut rng, (account, operator)) = (realm(), rng(), enrolled_operator());
    /// # let session = proof::<DeskSession>(&account);
    /// let decided = realm.renew_recovery_codes(&account, &operator, &session, NOW, &mut rng);
    /// let (codes, plan) = decided?;
    /// let Change::Operator(operator) = &plan.changes[0] else { panic!("an operator") };
    /// let code = codes.expose().next().ok_or("ten codes")?;
    /// assert!(realm.match_recovery_code(operator, code).is_some());
    /// # Ok(())
    /// # }
    /// ```
    pub fn renew_recovery_codes(
        &self,
        account: &Account,
        operator: &Operator,
        session: &Verified<DeskSession>,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<(RecoveryCodes, Plan), Refusal> {
        let is_accepted = operator.has_account(account)
            && self.accepts(account, session, now)
            && self.has_recent_factor(session, now);
        if !is_accepted {
            return Err(Refusal::SecondFactor);
        }
        let (texts, stored) = self.new_recovery_codes(operator.id, rng);
        let changed = operator.changed(|it| it.second_factor.recovery_codes = stored);
        let (kind, by) = (EventKind::RecoveryCodesIssued, account.actor());
        let plan = Plan::of_operator(operator, account, kind, by, now)
            .send(account, MessageKind::SecondFactorChanged)
            .change(changed);
        Ok((texts, plan))
    }

    /// Ends the second factors of an operator, who sets up new ones at the next
    /// sign-in, as it was approved. Every session of the operator ends, and the
    /// operator gets a message.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] if the operator is removed, if it is not the operator's
    /// account, or if something else was approved.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, (account, operator)) = (realm(), enrolled_operator());
    /// use genkan::onboarding::case::Proposal;
    ///
    /// // On the machine; at the support desk, another operator approves it.
    /// let reset = Proposal::ResetFactor { operator: operator.id };
    /// let approved = realm.approve_on_machine(reset, None);
    /// let plan = realm.reset_second_factor(&operator, &account, &approved, Actor::System, NOW)?;
    /// let Change::Operator(operator) = &plan.changes[0] else { panic!("an operator") };
    /// assert!(!operator.second_factor.is_enrolled());
    /// # Ok(())
    /// # }
    /// ```
    pub fn reset_second_factor(
        &self,
        operator: &Operator,
        account: &Account,
        approved: &Approved,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let id = operator.id;
        let is_approved = approved.is_for(&Proposal::ResetFactor { operator: id }, None);
        if !operator.has_account(account) || !is_approved {
            return Err(Refusal::State);
        }
        let reset = operator.changed(|it| it.second_factor = SecondFactor::default());
        Ok(
            Plan::of_operator(operator, account, EventKind::FactorsReset, by, now)
                .revoke(account, Revocation::Access)
                .send(account, MessageKind::SecondFactorChanged)
                .change(reset),
        )
    }
}
