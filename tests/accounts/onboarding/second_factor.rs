//! The second factor of an operator: codes are used once, and only an operator
//! who has given the password is asked for one.

use std::convert::Infallible;

use genkan::audit_log::EventKind;
use genkan::limit::LimitName;
use genkan::onboarding::case::Proposal;
use genkan::onboarding::{
    Account, Content, Enrolled, FactorMatch, Operator, RecoveryCodes, Refusal, SecondFactor,
    TotpSecret,
};
use genkan::token::{
    AwaitingFactor, DeskSession, Key, KeyId, Keyring, ProvesFactor, Token, Verified,
};

use crate::onboarding::support::{HOUR, MINUTE, OPERATOR, Service, TARO, matched};

pub(super) const SATO: &str = "sato@provider.example";
const STEP: u64 = 60_000_000;

impl Service {
    pub(super) fn awaiting(&self, account: &Account) -> Token<AwaitingFactor> {
        let operator = self.operator(account.operator().unwrap());
        let matched = matched(account).unwrap();
        let rng = &mut *self.rng.borrow_mut();
        let (signed_in, plan) = self
            .realm
            .sign_in_operator(account, &operator, &matched, None, self.now(), rng)
            .unwrap();
        self.commit(plan);
        signed_in.session
    }

    fn enrol<P: ProvesFactor>(
        &self,
        account: &Account,
        proof: &Verified<P>,
        step: u64,
    ) -> Result<Enrolled, Refusal> {
        let operator = self.operator(account.operator().unwrap());
        let (realm, now) = (&self.realm, self.now());
        let new = realm.match_new_totp(&operator, proof, now, |_| given(step));
        let new = new.unwrap().unwrap();
        let rng = &mut *self.rng.borrow_mut();
        let (enrolled, plan) = realm.enrol_totp(account, &operator, proof, &new, now, rng)?;
        self.commit(plan);
        Ok(enrolled)
    }

    /// An operator who has set up a second factor.
    pub(super) fn enrolled(&self) -> (Account, Token<DeskSession>, RecoveryCodes) {
        let (account, _) = self.add_operator(SATO);
        let proof = self.open(&self.awaiting(&account)).unwrap();
        let Enrolled {
            session,
            recovery_codes,
        } = self.enrol(&account, &proof, STEP).unwrap();
        self.deliver();
        (account, session, recovery_codes.unwrap())
    }

    fn prove_code<P: ProvesFactor>(
        &self,
        account: &Account,
        proof: &Verified<P>,
        matched: &FactorMatch,
    ) -> Result<Token<DeskSession>, Refusal> {
        let operator = self.operator(account.operator().unwrap());
        let (realm, now) = (&self.realm, self.now());
        let rng = &mut *self.rng.borrow_mut();
        let (session, plan) = realm.prove_factor(account, &operator, proof, matched, now, rng)?;
        self.commit(plan);
        Ok(session.unwrap())
    }

    fn code(&self, account: &Account, step: u64) -> Option<FactorMatch> {
        let operator = self.operator(account.operator().unwrap());
        let matched = self.realm.match_totp(&operator, |_| given(step));
        matched.unwrap()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it is a scheme that may fail")]
fn given(step: u64) -> Result<Option<u64>, Infallible> {
    Ok(Some(step))
}

fn secret_of(service: &Service, operator: &Operator) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = |secret: &TotpSecret| {
        bytes = secret.expose().to_vec();
        given(0)
    };
    let matched = service.realm.match_totp(operator, read).unwrap();
    assert!(matched.is_none(), "step 0 was used");
    bytes
}

#[test]
fn a_code_opens_a_session_once() {
    let service = Service::new();
    let (account, _, _) = service.enrolled();
    // The first code was used to set the generator up.
    assert!(service.code(&account, STEP).is_none());
    assert!(service.code(&account, STEP - 1).is_none());

    let awaiting = service.awaiting(&account);
    let proof = service.open(&awaiting).unwrap();
    let matched = service.code(&account, STEP + 1).unwrap();
    let session = service.prove_code(&account, &proof, &matched).unwrap();
    assert_eq!(
        service.last_event(),
        (EventKind::FactorProven, account.actor())
    );
    assert!(service.open(&session).is_ok());
    assert!(!service.contains(&awaiting), "it is used up");
    assert!(service.deliver().is_empty());

    // Neither the code nor the proof of it works again.
    assert!(service.code(&account, STEP + 1).is_none());
    let proof = service.open(&service.awaiting(&account)).unwrap();
    let again = service.prove_code(&account, &proof, &matched);
    assert_eq!(again.unwrap_err(), Refusal::SecondFactor);
    assert!(service.code(&account, STEP + 2).is_some());
}

#[test]
fn the_token_after_the_password_lives_for_ten_minutes() {
    let service = Service::new();
    let (account, _, _) = service.enrolled();
    let awaiting = service.awaiting(&account);
    service.wait(10 * MINUTE - 1);
    assert!(service.open(&awaiting).is_ok());
    service.wait(1);
    assert!(service.open(&awaiting).is_err());
}

#[test]
fn a_factor_is_proven_again_before_it_is_too_old() {
    let service = Service::new();
    let (account, session, _) = service.enrolled();
    let proof = service.open(&session).unwrap();
    service.wait(10 * MINUTE - 1);
    assert!(service.realm.has_recent_factor(&proof, service.now()));
    service.wait(1);
    assert!(!service.realm.has_recent_factor(&proof, service.now()));

    let matched = service.code(&account, STEP + 40).unwrap();
    let session = service.prove_code(&account, &proof, &matched).unwrap();
    let proof = service.open(&session).unwrap();
    assert!(service.realm.has_recent_factor(&proof, service.now()));
    service.wait(8 * HOUR);
    assert!(service.open(&session).is_err());
}

#[test]
fn only_the_first_factor_needs_no_other_one() {
    let service = Service::new();
    let (account, session, _) = service.enrolled();
    let awaiting = service.open(&service.awaiting(&account)).unwrap();
    let refused = service.enrol(&account, &awaiting, STEP);
    assert_eq!(refused.unwrap_err(), Refusal::SecondFactor);

    let before = service.operator(account.operator().unwrap());
    let proof = service.open(&session).unwrap();
    let enrolled = service.enrol(&account, &proof, STEP).unwrap();
    assert!(enrolled.recovery_codes.is_none(), "the earlier ones stay");
    let after = service.operator(before.id);
    assert_ne!(secret_of(&service, &before), secret_of(&service, &after));
    assert!(!service.contains(&session));

    let proof = service.open(&enrolled.session).unwrap();
    service.wait(10 * MINUTE);
    let refused = service.enrol(&account, &proof, STEP);
    assert_eq!(refused.unwrap_err(), Refusal::SecondFactor);
}

#[test]
fn the_secret_to_set_up_stays_the_same_for_one_token() {
    let service = Service::new();
    let (account, operator) = service.add_operator(SATO);
    let secrets = [(); 2].map(|()| {
        let proof = service.open(&service.awaiting(&account)).unwrap();
        let secret = || service.realm.new_totp_secret(&operator, &proof).unwrap();
        assert_eq!(secret().expose(), secret().expose());
        *secret().expose()
    });
    assert_ne!(secrets[0], secrets[1]);
    // Nor is it the secret of another realm, or of another key.
    let proof = service.open(&service.awaiting(&account)).unwrap();
    let mut others = vec![service.realm.new_totp_secret(&operator, &proof).unwrap()];
    for (name, id, key) in [("other", 1, 7), ("test", 1, 8)] {
        let keyring = Keyring::new(Key::new(KeyId::new(id), [key; 32]));
        let realm = genkan::onboarding::Realm::new(name.into(), keyring);
        let other = realm.new_totp_secret(&operator, &proof).unwrap();
        assert!(others.iter().all(|one| one.expose() != other.expose()));
        others.push(other);
    }
}

#[test]
fn a_proof_is_for_one_operator_and_one_token() {
    let service = Service::new();
    let (account, _, codes) = service.enrolled();
    let (other, other_operator) = service.add_operator("suzuki@provider.example");
    let (realm, now) = (&service.realm, service.now());
    let awaiting = service.open(&service.awaiting(&other)).unwrap();
    let again = service.open(&service.awaiting(&other)).unwrap();
    // Another operator's code, and another one's recovery code.
    let matched = service.code(&account, STEP + 1).unwrap();
    assert_eq!(
        service.prove_code(&other, &awaiting, &matched).unwrap_err(),
        Refusal::SecondFactor
    );
    let code = codes.expose().next().unwrap();
    assert!(realm.match_recovery_code(&other_operator, code).is_none());
    // Another operator's token.
    assert_eq!(
        service
            .prove_code(&account, &awaiting, &matched)
            .unwrap_err(),
        Refusal::SecondFactor
    );
    // A generator that another token has shown.
    let new = realm.match_new_totp(&other_operator, &awaiting, now, |_| given(STEP));
    let new = new.unwrap().unwrap();
    let rng = &mut *service.rng.borrow_mut();
    let refused = realm.enrol_totp(&other, &other_operator, &again, &new, now, rng);
    assert_eq!(refused.unwrap_err(), Refusal::SecondFactor);
    let enrolled = realm.enrol_totp(&other, &other_operator, &awaiting, &new, now, rng);
    assert!(enrolled.is_ok());
}

#[test]
fn a_recovery_code_is_used_once_however_it_is_written() {
    let service = Service::new();
    let (account, _, codes) = service.enrolled();
    let codes: Vec<&str> = codes.expose().collect();
    assert_eq!(codes.len(), RecoveryCodes::COUNT);
    let operator = || service.operator(account.operator().unwrap());
    for (used, code) in codes.iter().enumerate() {
        assert_eq!(code.len(), 19);
        assert_eq!(codes.iter().filter(|one| *one == code).count(), 1);
        let spelling = match used % 3 {
            0 => (*code).to_owned(),
            1 => code.to_uppercase().replace('-', ""),
            _ => format!(" {} ", code.replace('-', " ")),
        };
        let matched = service.realm.match_recovery_code(&operator(), &spelling);
        let matched = matched.unwrap();
        let proof = service.open(&service.awaiting(&account)).unwrap();
        let session = service.prove_code(&account, &proof, &matched).unwrap();
        assert!(service.open(&session).is_ok());
        let event = (EventKind::RecoveryCodeUsed, account.actor());
        assert_eq!(service.last_event(), event);
        let emails = service.deliver();
        assert!(matches!(emails[0].content, Content::SecondFactorChanged));
        assert_eq!(operator().second_factor.recovery_codes.len(), 9 - used);

        let again = service.realm.match_recovery_code(&operator(), code);
        assert!(again.is_none());
        let proof = service.open(&service.awaiting(&account)).unwrap();
        let again = service.prove_code(&account, &proof, &matched);
        assert_eq!(again.unwrap_err(), Refusal::SecondFactor);
    }
    for text in ["", "-", "abcd", codes[0].get(1..).unwrap(), "あいうえ"] {
        assert!(
            service
                .realm
                .match_recovery_code(&operator(), text)
                .is_none()
        );
    }
}

#[test]
fn new_recovery_codes_end_the_earlier_ones() {
    let service = Service::new();
    let (account, session, old) = service.enrolled();
    let operator = || service.operator(account.operator().unwrap());
    let proof = service.open(&session).unwrap();
    let renew = || {
        let rng = &mut *service.rng.borrow_mut();
        let (realm, now) = (&service.realm, service.now());
        realm.renew_recovery_codes(&account, &operator(), &proof, now, rng)
    };
    let (new, plan) = renew().unwrap();
    service.commit(plan);
    for (codes, works) in [(&old, false), (&new, true)] {
        for code in codes.expose() {
            let matched = service.realm.match_recovery_code(&operator(), code);
            assert_eq!(matched.is_some(), works);
        }
    }
    service.wait(10 * MINUTE);
    assert_eq!(renew().unwrap_err(), Refusal::SecondFactor);
}

#[test]
fn a_reset_ends_factors_and_sessions() {
    let service = Service::new();
    let (account, session, codes) = service.enrolled();
    let operator = service.operator(account.operator().unwrap());
    let awaiting = service.awaiting(&account);
    let (realm, now) = (&service.realm, service.now());
    let approved = |operator| realm.approve_on_machine(Proposal::ResetFactor { operator }, None);
    let reset = approved(operator.id);
    let other = approved(genkan::id::OperatorId::from_bytes([0xEE; 16]));
    let refused = realm.reset_second_factor(&operator, &account, &other, OPERATOR, now);
    assert_eq!(refused.unwrap_err(), Refusal::State);
    let plan = realm.reset_second_factor(&operator, &account, &reset, OPERATOR, now);
    service.commit(plan.unwrap());
    assert_eq!(service.last_event(), (EventKind::FactorsReset, OPERATOR));
    let operator = service.operator(operator.id);
    assert_eq!(operator.second_factor, SecondFactor::default());
    assert!(!service.contains(&session) && !service.contains(&awaiting));
    let code = codes.expose().next().unwrap();
    assert!(realm.match_recovery_code(&operator, code).is_none());
    let proof = service.open(&service.awaiting(&account)).unwrap();
    assert!(service.enrol(&account, &proof, STEP).is_ok());

    service.deliver();
    let contact = service.account(service.activate(TARO));
    let refused = realm.reset_second_factor(&operator, &contact, &reset, OPERATOR, now);
    assert_eq!(refused.unwrap_err(), Refusal::State);
}

#[test]
fn a_new_password_ends_sessions_and_keeps_the_factor() {
    let service = Service::new();
    let (account, session, _) = service.enrolled();
    let awaiting = service.awaiting(&account);
    let link = service.reset_link(account.id);
    service.set(account.id, &link).unwrap();
    assert!(!service.contains(&session) && !service.contains(&awaiting));
    let operator = service.operator(account.operator().unwrap());
    assert!(operator.second_factor.is_enrolled());
}

#[test]
fn a_factor_whose_key_is_gone_accepts_nothing() {
    let mut service = Service::new();
    let (account, _, codes) = service.enrolled();
    let operator = service.operator(account.operator().unwrap());
    let code = codes.expose().next().unwrap().to_owned();
    assert!(!service.realm.has_retired_factor(&operator));
    assert!(!service.realm.has_retired_recovery_codes(&operator));
    service.realm.keyring = Keyring::new(Key::new(KeyId::new(2), [8; 32]));
    assert!(service.code(&account, STEP + 1).is_none());
    assert!(
        service
            .realm
            .match_recovery_code(&operator, &code)
            .is_none()
    );
    // A retired key still makes the same secret.
    let retired = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let rotated = retired.rotate(Key::new(KeyId::new(2), [8; 32]));
    service.realm.keyring = rotated.unwrap();
    assert!(
        service
            .realm
            .match_recovery_code(&operator, &code)
            .is_some()
    );
    // Until it is dropped, the operator can set up what the next key makes.
    assert!(service.realm.has_retired_factor(&operator));
    assert!(service.realm.has_retired_recovery_codes(&operator));
    let proof = service.open(&service.awaiting(&account)).unwrap();
    let matched = service.code(&account, STEP + 1).unwrap();
    let session = service.prove_code(&account, &proof, &matched).unwrap();
    let proof = service.open(&session).unwrap();
    let enrolled = service.enrol(&account, &proof, STEP + 2).unwrap();
    assert!(enrolled.recovery_codes.is_some(), "those of the next key");
    let operator = service.operator(account.operator().unwrap());
    assert!(!service.realm.has_retired_factor(&operator));
    assert!(!service.realm.has_retired_recovery_codes(&operator));
    assert!(
        service
            .realm
            .match_recovery_code(&operator, &code)
            .is_none()
    );
}

#[test]
fn wrong_codes_are_counted_by_operator() {
    let service = Service::new();
    let (account, operator) = service.add_operator(SATO);
    let (_, other) = service.add_operator("suzuki@provider.example");
    let limits = genkan::limit::Limits::default();
    let charge = limits.second_factor(operator.id);
    assert_eq!(charge.by, LimitName::SecondFactor);
    assert_ne!(charge.id, limits.second_factor(other.id).id);
    let refunds = limits.new_password(account.id);
    assert!(refunds.iter().all(|refund| refund.id != charge.id));
    let mut cell = None;
    for _ in 0..5 {
        let charged = genkan::limit::charge(&[cell], &[charge], service.now());
        cell = Some(charged.unwrap()[0]);
    }
    let refused = genkan::limit::charge(&[cell], &[charge], service.now()).unwrap_err();
    assert_eq!(refused.until.unwrap().since(service.now()).as_secs(), 30);
}
