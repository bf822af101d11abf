use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::convert::Infallible;

use super::fixture::{
    Distinct, Fixture, NOW, OPERATOR, company_id, contact, id, later, matched, name, operator_id,
};
use crate::onboarding::{
    Account, AccountKind, Change, Companies, Name, NewPasskey, Operator, Passkey, Plan, Role,
    SecondFactor, SignedChallenge, State, Store,
};
use crate::token::{AwaitingFactor, DeskSession, Token};

pub(super) async fn every_role_and_scope_reads_back(fixture: Fixture<impl Store>) {
    for n in 1..=3 {
        fixture
            .company(n, ["A", "B", "C"][usize::from(n) - 1])
            .await;
    }
    let only = |companies: &[u8]| {
        let companies: BTreeSet<_> = companies.iter().copied().map(company_id).collect();
        Companies::Only(companies)
    };
    let scopes = [Companies::All, only(&[]), only(&[2]), only(&[1, 2, 3])];
    let mut n = 0;
    for role in Role::ALL {
        for companies in &scopes {
            n += 1;
            let text = format!("佐藤 {n}");
            let plan = fixture.addition(n, &text, role, companies.clone());
            let operator = changed(&plan);
            fixture.commit(plan).await;
            let read = fixture.store.operator(operator.id).await.unwrap();
            assert_eq!(read.as_ref(), Some(&operator));
            let read = fixture.store.operator_by_name(&operator.name).await;
            assert_eq!(read.unwrap(), Some(operator));
        }
    }
    assert_eq!(fixture.store.operator(operator_id(99)).await.unwrap(), None);

    // A later scope replaces an earlier one.
    let mut operator = fixture.operator(operator_id(n)).await;
    for companies in [only(&[3]), Companies::All, only(&[1, 3]), only(&[])] {
        let mut plan = fixture.removal(&operator, NOW).await;
        let after = Operator {
            revision: operator.revision + 1,
            companies,
            ..operator
        };
        plan.revoke.clear();
        plan.changes = [Change::Operator(after.clone())].into();
        fixture.commit(plan).await;
        operator = fixture.operator(operator_id(n)).await;
        assert_eq!(operator, after);
    }
}

pub(super) async fn operators_are_listed_in_order(fixture: Fixture<impl Store>) {
    assert!(fixture.store.operators().await.unwrap().is_empty());
    let sorted = ["A", "_", "a", "é", "佐藤"];
    for (n, text) in (1..).zip(sorted.iter().rev()) {
        add(&fixture, n, text).await;
    }
    let removed = add(&fixture, 9, "B").await;
    fixture.commit(fixture.removal(&removed, NOW).await).await;
    let operators = fixture.store.operators().await.unwrap();
    let names: Vec<&Name> = operators.iter().map(|operator| &operator.name).collect();
    let names: Vec<&str> = names.into_iter().map(Name::as_str).collect();
    assert_eq!(names, sorted);
}

pub(super) async fn an_operator_name_is_free_after_the_removal(fixture: Fixture<impl Store>) {
    let by_name = async |text| fixture.store.operator_by_name(&name(text)).await.unwrap();
    let all = || Companies::All;
    let first = add(&fixture, 1, "佐藤").await;
    let second = fixture.addition(2, "佐藤", Role::Agent, all());
    fixture.conflicts(second.clone()).await;
    assert_eq!(fixture.store.operator(operator_id(2)).await.unwrap(), None);
    let third = fixture.addition(1, "鈴木", Role::Agent, all());
    fixture.conflicts(third.clone()).await;

    let plan = fixture.removal(&first, later(5)).await;
    fixture.commit(plan.clone()).await;
    fixture.conflicts(plan).await;
    assert_eq!(by_name("佐藤").await, None);
    let read = fixture.operator(operator_id(1)).await;
    assert_eq!((read.removed_at, read.revision), (Some(later(5)), 2));

    fixture.commit(second.clone()).await;
    assert_eq!(by_name("佐藤").await, Some(changed(&second)));
    // A removed operator's identity is never free.
    fixture.conflicts(third).await;
}

pub(super) async fn an_operator_has_an_account_that_is_no_contact(fixture: Fixture<impl Store>) {
    fixture.registered(1, "contact@example.com").await;
    let operator = add(&fixture, 2, "佐藤").await;
    let account = fixture.account(operator.id.account()).await;
    assert_eq!(account.kind, AccountKind::Operator);
    assert!(operator.has_account(&account));
    assert_eq!(fixture.account(id(1)).await.kind, AccountKind::Contact);

    let listed = fixture.store.accounts(None, 10).await.unwrap();
    let listed: Vec<_> = listed.into_iter().map(|account| account.id).collect();
    assert_eq!(listed, [id(1)]);
    // Nobody else can have the address.
    let taken = contact(account.address.as_str());
    let plan = fixture.realm.register(taken, id(3), OPERATOR, NOW);
    fixture.conflicts(plan).await;
    let found = fixture.found(account.address.as_str()).await;
    assert_eq!(found, Some(account.id));
    let addresses = [account.address.clone()];
    let found = fixture.store.accounts_by_addresses(&addresses).await;
    assert_eq!(found.unwrap().len(), 1);
}

pub(super) async fn second_factors_read_back(fixture: Fixture<impl Store>) {
    let (account, operator) = active(&fixture).await;
    let (session, operator) = enrol(&fixture, &account, &operator, 60_000_000).await;
    let factor = &operator.second_factor;
    assert!(factor.is_enrolled());
    assert_eq!(factor.recovery_codes.len(), 10);
    assert!(fixture.contains(&session).await);

    // The largest numbers that a signed column cannot hold.
    let mut plan = fixture.removal(&operator, NOW).await;
    let mut after = operator.clone();
    after.revision += 1;
    if let Some(totp) = &mut after.second_factor.totp {
        totp.last_step = u64::MAX;
        totp.nonce = [0xFF; 16];
    }
    let longest = Passkey {
        credential_id: vec![0xFF; Passkey::LONGEST_ID],
        public_key: vec![0; Passkey::LONGEST_KEY],
        name: Name::from_stored("鍵 \"1\" \\ 'é'".into()),
        enrolled_at: later(7),
        counter: u32::MAX,
        blocked_at: Some(later(9)),
    };
    let empty = Passkey {
        credential_id: Vec::new(),
        public_key: Vec::new(),
        name: name("b"),
        blocked_at: None,
        ..longest
    };
    let most = SecondFactor::MOST_PASSKEYS;
    after.second_factor.passkeys = vec![longest; most - 1];
    after.second_factor.passkeys.push(empty);
    after.second_factor.recovery_codes.truncate(1);
    plan.changes = [Change::Operator(after.clone())].into();
    fixture.commit(plan).await;
    assert_eq!(fixture.operator(operator.id).await, after);
    let listed = fixture.store.operators().await.unwrap();
    assert_eq!(listed, [after]);
}

pub(super) async fn a_code_of_a_second_factor_is_used_once(fixture: Fixture<impl Store>) {
    let (account, operator) = active(&fixture).await;
    let (_, operator) = enrol(&fixture, &account, &operator, 60_000_000).await;
    // Two nodes accept the same code at the same time.
    let mut plans = Vec::new();
    for _ in 0..2 {
        let awaiting = signed_in(&fixture, &account, &operator).await;
        let proof = fixture.opened(&awaiting).await;
        let next = |_: &_| Ok::<_, Infallible>(Some(60_000_001));
        let matched = fixture.realm.match_totp(&operator, next).unwrap().unwrap();
        let rng = &mut Distinct;
        let proven = fixture
            .realm
            .prove_factor(&account, &operator, &proof, &matched, NOW, rng);
        plans.push(proven.unwrap().1);
    }
    let mut plans = plans.into_iter();
    fixture.commit(plans.next().unwrap()).await;
    fixture.conflicts(plans.next().unwrap()).await;
}

pub(super) async fn a_signature_of_a_passkey_is_used_once(fixture: Fixture<impl Store>) {
    let (account, operator) = active(&fixture).await;
    let awaiting = signed_in(&fixture, &account, &operator).await;
    let proof = fixture.opened(&awaiting).await;
    let realm = &fixture.realm;
    let challenge = realm.passkey_challenge(&operator, &proof, NOW).unwrap();
    let new = NewPasskey {
        challenge,
        credential_id: vec![1; 32],
        public_key: vec![2; 91],
        name: name("鍵"),
        counter: 1,
    };
    let rng = &mut Distinct;
    let enrolled = realm.enrol_passkey(&account, &operator, &proof, new, NOW, rng);
    let (_, plan) = enrolled.unwrap();
    let written = changed(&plan);
    fixture.commit(plan).await;
    let operator = fixture.operator(operator.id).await;
    assert_eq!(operator, written);
    assert_eq!(operator.second_factor.passkeys.len(), 1);

    // Two nodes get the same signature at the same time.
    let awaiting = signed_in(&fixture, &account, &operator).await;
    let proof = fixture.opened(&awaiting).await;
    let challenge = realm.passkey_challenge(&operator, &proof, NOW).unwrap();
    let prove = async |counter| {
        let operator = fixture.operator(operator.id).await;
        let signed =
            |_: &Passkey| Ok::<_, Infallible>(Some(SignedChallenge { challenge, counter }));
        let matched = realm.match_passkey(&operator, &proof, &[1; 32], NOW, signed);
        let matched = matched.unwrap().unwrap();
        let rng = &mut Distinct;
        let proven = realm.prove_factor(&account, &operator, &proof, &matched, NOW, rng);
        proven.unwrap()
    };
    let ((first, one), (second, other)) = (prove(2).await, prove(2).await);
    assert!(first.is_some() && second.is_some());
    fixture.commit(one).await;
    fixture.conflicts(other).await;
    // Whatever is decided later, the token of the challenge has ended.
    fixture.conflicts(prove(3).await.1).await;

    // A counter that has not increased blocks the passkey and ends the sessions.
    let operator = fixture.operator(operator.id).await;
    let awaiting = signed_in(&fixture, &account, &operator).await;
    let proof = fixture.opened(&awaiting).await;
    let challenge = realm.passkey_challenge(&operator, &proof, NOW).unwrap();
    let signed = |_: &Passkey| {
        let counter = 2;
        Ok::<_, Infallible>(Some(SignedChallenge { challenge, counter }))
    };
    let matched = realm.match_passkey(&operator, &proof, &[1; 32], later(5), signed);
    let matched = matched.unwrap().unwrap();
    let rng = &mut Distinct;
    let proven = realm.prove_factor(&account, &operator, &proof, &matched, later(5), rng);
    let (session, plan) = proven.unwrap();
    assert!(session.is_none());
    fixture.commit(plan).await;
    let operator = fixture.operator(operator.id).await;
    let passkey = &operator.second_factor.passkeys[0];
    assert_eq!((passkey.blocked_at, passkey.counter), (Some(later(5)), 2));
    assert!(!fixture.contains(&awaiting).await);
    assert!(!fixture.contains(&first.unwrap()).await);
}

pub(super) async fn a_removal_ends_account_sessions_and_factors(fixture: Fixture<impl Store>) {
    let (account, operator) = active(&fixture).await;
    let awaiting = signed_in(&fixture, &account, &operator).await;
    let (session, operator) = enrol(&fixture, &account, &operator, 60_000_000).await;
    fixture
        .commit(fixture.removal(&operator, later(5)).await)
        .await;

    let read = fixture.operator(operator.id).await;
    assert_eq!(read.second_factor, SecondFactor::default());
    let account = fixture.account(account.id).await;
    assert_eq!(account.state, State::Removed { at: later(5) });
    assert!(!fixture.contains(&session).await);
    assert!(!fixture.contains(&awaiting).await);
    // Name and address are free.
    let plan = fixture.addition(3, "佐藤", Role::Agent, Companies::All);
    fixture.commit(plan).await;
    let plan = fixture.registration(4, "operator1@provider.example");
    fixture.commit(plan).await;
}

/// Adds an operator who has set a password.
async fn active(fixture: &Fixture<impl Store>) -> (Account, Operator) {
    let operator = add(fixture, 1, "佐藤").await;
    let account = fixture.account(operator.id.account()).await;
    let link = fixture.linked(&account).await;
    let proof = fixture.opened(&link).await;
    let account = fixture.changed(fixture.setting(&account, &proof)).await;
    (account, operator)
}

async fn signed_in(
    fixture: &Fixture<impl Store>,
    account: &Account,
    operator: &Operator,
) -> Token<AwaitingFactor> {
    let matched = matched(account);
    let rng = &mut Distinct;
    let signed_in = fixture
        .realm
        .sign_in_operator(account, operator, &matched, None, NOW, rng);
    let (signed_in, plan) = signed_in.unwrap();
    fixture.commit(plan).await;
    signed_in.session
}

async fn enrol(
    fixture: &Fixture<impl Store>,
    account: &Account,
    operator: &Operator,
    step: u64,
) -> (Token<DeskSession>, Operator) {
    let awaiting = signed_in(fixture, account, operator).await;
    let proof = fixture.opened(&awaiting).await;
    let first = |_: &_| Ok::<_, Infallible>(Some(step));
    let realm = &fixture.realm;
    let new = realm.match_new_totp(operator, &proof, NOW, first);
    let new = new.unwrap().unwrap();
    let rng = &mut Distinct;
    let enrolled = realm.enrol_totp(account, operator, &proof, &new, NOW, rng);
    let (enrolled, plan) = enrolled.unwrap();
    let written = changed(&plan);
    fixture.commit(plan).await;
    let read = fixture.operator(operator.id).await;
    assert_eq!(read, written);
    (enrolled.session, read)
}

fn changed(plan: &Plan) -> Operator {
    let operator = plan.changes.iter().find_map(|change| match change {
        Change::Operator(operator) => Some(operator.clone()),
        _ => None,
    });
    operator.unwrap()
}

async fn add(fixture: &Fixture<impl Store>, n: u8, text: &str) -> Operator {
    let plan = fixture.addition(n, text, Role::Agent, Companies::All);
    let operator = changed(&plan);
    fixture.commit(plan).await;
    operator
}
