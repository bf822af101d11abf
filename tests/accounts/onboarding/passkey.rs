//! Passkeys: a signature counts for one challenge, once, and only while the
//! counter increases; the last factor stays.

use std::convert::Infallible;

use genkan::audit_log::EventKind;
use genkan::onboarding::case::Proposal;
use genkan::onboarding::{
    Account, Content, Enrolled, Factor, FactorMatch, NewPasskey, Operator, Passkey, Refusal,
    SecondFactor, SignedChallenge,
};
use genkan::token::{AwaitingFactor, DeskSession, ProvesFactor, Token, Verified};

use super::second_factor::SATO;
use crate::onboarding::support::{MINUTE, OPERATOR, Service};

const KEY: &[u8] = &[1; 32];

impl Service {
    fn operator_of(&self, account: &Account) -> Operator {
        self.operator(account.operator().unwrap())
    }

    fn challenge<P: ProvesFactor>(&self, account: &Account, proof: &Verified<P>) -> [u8; 32] {
        let operator = self.operator_of(account);
        let challenge = self.realm.passkey_challenge(&operator, proof, self.now());
        challenge.unwrap()
    }

    fn register_passkey<P: ProvesFactor>(
        &self,
        account: &Account,
        proof: &Verified<P>,
        new: NewPasskey,
    ) -> Result<Enrolled, Refusal> {
        let (operator, now) = (self.operator_of(account), self.now());
        let rng = &mut *self.rng.borrow_mut();
        let enrolled = self
            .realm
            .enrol_passkey(account, &operator, proof, new, now, rng);
        let (enrolled, plan) = enrolled?;
        self.commit(plan);
        Ok(enrolled)
    }

    /// An operator who has registered a passkey first.
    fn with_passkey(&self) -> (Account, Token<DeskSession>) {
        let (account, _) = self.add_operator(SATO);
        let proof = self.open(&self.awaiting(&account)).unwrap();
        let new = new_passkey(self.challenge(&account, &proof), KEY, 1);
        let enrolled = self.register_passkey(&account, &proof, new).unwrap();
        self.deliver();
        (account, enrolled.session)
    }

    fn signed<P: ProvesFactor>(
        &self,
        account: &Account,
        proof: &Verified<P>,
        challenge: [u8; 32],
        counter: u32,
    ) -> Option<FactorMatch> {
        let operator = self.operator_of(account);
        let signed =
            |_: &Passkey| Ok::<_, Infallible>(Some(SignedChallenge { challenge, counter }));
        let matched = self
            .realm
            .match_passkey(&operator, proof, KEY, self.now(), signed);
        matched.unwrap()
    }

    fn prove_passkey<P: ProvesFactor>(
        &self,
        account: &Account,
        proof: &Verified<P>,
        matched: &FactorMatch,
    ) -> Result<Option<Token<DeskSession>>, Refusal> {
        let (operator, now) = (self.operator_of(account), self.now());
        let rng = &mut *self.rng.borrow_mut();
        let proven = self
            .realm
            .prove_factor(account, &operator, proof, matched, now, rng);
        let (session, plan) = proven?;
        self.commit(plan);
        Ok(session)
    }

    /// Password and passkey.
    fn signs_in(&self, account: &Account, counter: u32) -> Option<Token<DeskSession>> {
        let proof = self.open(&self.awaiting(account)).unwrap();
        let challenge = self.challenge(account, &proof);
        let matched = self.signed(account, &proof, challenge, counter)?;
        self.prove_passkey(account, &proof, &matched).unwrap()
    }

    fn remove_factor(
        &self,
        account: &Account,
        session: &Token<DeskSession>,
        factor: Factor<'_>,
    ) -> Result<(), Refusal> {
        let (operator, now) = (self.operator_of(account), self.now());
        let proof = self.open(session).unwrap();
        let plan = self
            .realm
            .remove_factor(account, &operator, &proof, factor, now)?;
        self.commit(plan);
        Ok(())
    }
}

fn new_passkey(challenge: [u8; 32], id: &[u8], counter: u32) -> NewPasskey {
    NewPasskey {
        challenge,
        credential_id: id.to_vec(),
        public_key: vec![2; 91],
        name: "Notebook".parse().unwrap(),
        counter,
    }
}

#[test]
fn the_first_factor_may_be_a_passkey() {
    let service = Service::new();
    let (account, _) = service.add_operator(SATO);
    let awaiting = service.awaiting(&account);
    let proof = service.open(&awaiting).unwrap();
    let new = new_passkey(service.challenge(&account, &proof), KEY, 7);
    let enrolled = service.register_passkey(&account, &proof, new).unwrap();
    assert_eq!(enrolled.recovery_codes.unwrap().expose().count(), 10);
    assert!(service.open(&enrolled.session).is_ok());
    assert!(!service.contains(&awaiting), "it is used up");
    let event = (EventKind::FactorEnrolled, account.actor());
    assert_eq!(service.last_event(), event);
    let emails = service.deliver();
    assert!(matches!(
        emails.last().unwrap().content,
        Content::SecondFactorChanged
    ));
    let passkey = &service.operator_of(&account).second_factor.passkeys[0];
    assert_eq!((passkey.counter, passkey.enrolled_at), (7, service.now()));

    // After the password alone, no other one is added.
    let proof = service.open(&service.awaiting(&account)).unwrap();
    let new = new_passkey(service.challenge(&account, &proof), &[9; 16], 0);
    let refused = service.register_passkey(&account, &proof, new);
    assert_eq!(refused.unwrap_err(), Refusal::SecondFactor);
    assert!(service.signs_in(&account, 8).is_some());
}

#[test]
fn a_challenge_is_for_one_token_and_ten_minutes_at_most() {
    let service = Service::new();
    let (account, session) = service.with_passkey();
    let proof = service.open(&session).unwrap();
    let challenge = service.challenge(&account, &proof);
    assert!(service.signed(&account, &proof, challenge, 2).is_some());
    // Another token, another operator, another time, another realm.
    let other = service.open(&service.awaiting(&account)).unwrap();
    assert_ne!(service.challenge(&account, &other), challenge);
    assert!(service.signed(&account, &other, challenge, 2).is_none());
    assert!(service.signed(&account, &proof, [0; 32], 2).is_none());
    let (stranger, _) = service.add_operator("suzuki@provider.example");
    let theirs =
        service
            .realm
            .passkey_challenge(&service.operator_of(&stranger), &proof, service.now());
    assert_ne!(theirs, Some(challenge));
    service.wait(5 * MINUTE - 1);
    assert!(service.signed(&account, &proof, challenge, 2).is_some());
    service.wait(5 * MINUTE + 1);
    assert!(service.signed(&account, &proof, challenge, 2).is_none());
    let new = new_passkey(challenge, &[3; 16], 0);
    let refused = service.register_passkey(&account, &proof, new);
    assert_eq!(refused.unwrap_err(), Refusal::SecondFactor);
}

#[test]
fn a_signature_opens_one_session() {
    let service = Service::new();
    let (account, _) = service.with_passkey();
    let awaiting = service.awaiting(&account);
    let proof = service.open(&awaiting).unwrap();
    let challenge = service.challenge(&account, &proof);
    let matched = service.signed(&account, &proof, challenge, 2).unwrap();
    // Not with the token of another sign-in.
    let other = service.open(&service.awaiting(&account)).unwrap();
    let refused = service.prove_passkey(&account, &other, &matched);
    assert_eq!(refused.unwrap_err(), Refusal::SecondFactor);
    let session = service
        .prove_passkey(&account, &proof, &matched)
        .unwrap()
        .unwrap();
    assert!(service.open(&session).is_ok());
    let event = (EventKind::FactorProven, account.actor());
    assert_eq!(service.last_event(), event);
    assert!(!service.contains(&awaiting), "so the challenge has ended");
    assert!(service.deliver().is_empty());
}

#[test]
fn a_counter_that_does_not_increase_blocks_the_passkey_and_ends_the_sessions() {
    for counter in [0, 1, 5] {
        let service = Service::new();
        let (account, first) = service.with_passkey();
        let copy = service.signs_in(&account, 5).unwrap();
        let awaiting = service.awaiting(&account);
        let proof = service.open(&awaiting).unwrap();
        let challenge = service.challenge(&account, &proof);
        let matched = service
            .signed(&account, &proof, challenge, counter)
            .unwrap();
        assert!(
            service
                .prove_passkey(&account, &proof, &matched)
                .unwrap()
                .is_none()
        );
        let event = (EventKind::PasskeyBlocked, account.actor());
        assert_eq!(service.last_event(), event);
        assert!(!service.contains(&awaiting));
        assert!(!service.contains(&first) && !service.contains(&copy));
        assert_eq!(service.deliver().len(), 1);
        let factor = service.operator_of(&account).second_factor;
        assert_eq!(factor.passkeys[0].blocked_at, Some(service.now()));

        // No higher counter helps, and the password alone sets up nothing.
        assert!(service.signs_in(&account, 100).is_none());
        assert!(factor.is_enrolled() && !factor.is_usable());
        let proof = service.open(&service.awaiting(&account)).unwrap();
        let new = new_passkey(service.challenge(&account, &proof), &[3; 16], 0);
        let refused = service.register_passkey(&account, &proof, new);
        assert_eq!(refused.unwrap_err(), Refusal::SecondFactor);
    }
}

#[test]
fn an_authenticator_without_a_counter_is_accepted() {
    let service = Service::new();
    let (account, _) = service.add_operator(SATO);
    let proof = service.open(&service.awaiting(&account)).unwrap();
    let new = new_passkey(service.challenge(&account, &proof), KEY, 0);
    service.register_passkey(&account, &proof, new).unwrap();
    for _ in 0..2 {
        assert!(service.signs_in(&account, 0).is_some());
    }
    // One that begins to count may not stop.
    assert!(service.signs_in(&account, 3).is_some());
    assert!(service.signs_in(&account, 0).is_none());
}

#[test]
fn an_operator_has_up_to_ten_different_passkeys() {
    let service = Service::new();
    let (account, mut session) = service.with_passkey();
    let mut add = |id: &[u8], key: usize| {
        let proof = service.open(&session).unwrap();
        let mut new = new_passkey(service.challenge(&account, &proof), id, 0);
        new.public_key = vec![0; key];
        let enrolled = service.register_passkey(&account, &proof, new)?;
        session = enrolled.session;
        Ok(enrolled.recovery_codes.is_some())
    };
    assert_eq!(add(KEY, 91), Err(Refusal::State), "it is there already");
    assert_eq!(add(&[], 91), Err(Refusal::State));
    assert_eq!(add(&[4; 1_024], 91), Err(Refusal::State));
    assert_eq!(add(&[4; 16], 1_025), Err(Refusal::State));
    for n in 2..=10 {
        assert_eq!(add(&[n; 1_023], 1_024), Ok(false), "the codes stay");
    }
    assert_eq!(add(&[11; 16], 91), Err(Refusal::State));
    let passkeys = service.operator_of(&account).second_factor.passkeys;
    assert_eq!(passkeys.len(), SecondFactor::MOST_PASSKEYS);
}

#[test]
fn the_last_factor_that_can_be_used_stays() {
    let service = Service::new();
    let (account, session) = service.with_passkey();
    let remove = |session: &_, factor| service.remove_factor(&account, session, factor);
    assert_eq!(
        remove(&session, Factor::Passkey(KEY)),
        Err(Refusal::LastFactor)
    );
    assert_eq!(remove(&session, Factor::Totp), Err(Refusal::State));
    assert_eq!(remove(&session, Factor::Passkey(&[9])), Err(Refusal::State));
    let proof = service.open(&session).unwrap();
    let other = &[3; 16];
    let new = new_passkey(service.challenge(&account, &proof), other, 0);
    let session = service
        .register_passkey(&account, &proof, new)
        .unwrap()
        .session;
    service.deliver();
    remove(&session, Factor::Passkey(KEY)).unwrap();
    let event = (EventKind::FactorRemoved, account.actor());
    assert_eq!(service.last_event(), event);
    assert_eq!(service.deliver().len(), 1);
    assert!(service.open(&session).is_ok(), "the session stays");
    assert!(service.signs_in(&account, 9).is_none(), "it is removed");
    assert_eq!(
        remove(&session, Factor::Passkey(other)),
        Err(Refusal::LastFactor)
    );

    // An old proof removes nothing.
    let service = Service::new();
    let (account, session, _) = service.enrolled();
    service.wait(10 * MINUTE);
    let refused = service.remove_factor(&account, &session, Factor::Totp);
    assert_eq!(refused.unwrap_err(), Refusal::SecondFactor);
}

#[test]
fn a_blocked_passkey_is_no_factor_that_remains() {
    let service = Service::new();
    let (account, session, codes) = service.enrolled();
    let proof = service.open(&session).unwrap();
    let new = new_passkey(service.challenge(&account, &proof), KEY, 5);
    service.register_passkey(&account, &proof, new).unwrap();
    assert!(service.signs_in(&account, 5).is_none());

    let operator = service.operator_of(&account);
    let code = codes.expose().next().unwrap();
    let matched = service.realm.match_recovery_code(&operator, code).unwrap();
    let proof = service.open(&service.awaiting(&account)).unwrap();
    let session = service
        .prove_passkey(&account, &proof, &matched)
        .unwrap()
        .unwrap();
    let refused = service.remove_factor(&account, &session, Factor::Totp);
    assert_eq!(refused.unwrap_err(), Refusal::LastFactor);
    service
        .remove_factor(&account, &session, Factor::Passkey(KEY))
        .unwrap();
    assert!(
        service
            .operator_of(&account)
            .second_factor
            .passkeys
            .is_empty()
    );
}

#[test]
fn a_reset_ends_passkeys_too() {
    let service = Service::new();
    let (account, session) = service.with_passkey();
    let operator = service.operator_of(&account);
    let realm = &service.realm;
    let reset = Proposal::ResetFactor {
        operator: operator.id,
    };
    let reset = realm.approve_on_machine(reset, None);
    let plan = realm.reset_second_factor(&operator, &account, &reset, OPERATOR, service.now());
    service.commit(plan.unwrap());
    assert_eq!(
        service.operator_of(&account).second_factor,
        SecondFactor::default()
    );
    assert!(!service.contains(&session));
    assert!(service.signs_in(&account, 9).is_none());
}

#[test]
fn the_scheme_gets_the_passkey_that_is_meant() {
    let service = Service::new();
    let (account, session) = service.with_passkey();
    let (operator, now) = (service.operator_of(&account), service.now());
    let proof: Verified<DeskSession> = service.open(&session).unwrap();
    let no = |_: &Passkey| Err::<Option<SignedChallenge>, _>("wrong signature");
    let realm = &service.realm;
    assert!(
        realm
            .match_passkey(&operator, &proof, KEY, now, no)
            .is_err()
    );
    let unknown = realm.match_passkey(&operator, &proof, &[8; 32], now, no);
    assert!(unknown.unwrap().is_none(), "it is not verified");
    let awaiting: Verified<AwaitingFactor> = service.open(&service.awaiting(&account)).unwrap();
    let none = |_: &Passkey| Ok::<_, Infallible>(None);
    let matched = realm.match_passkey(&operator, &awaiting, KEY, now, none);
    assert!(matched.unwrap().is_none());
}
