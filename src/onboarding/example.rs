// The beginning of every example in the documentation of the ceremonies. It is
// not a module: each example includes it.

use std::convert::Infallible;
use std::error::Error;

use genkan::audit_log::Actor;
use genkan::id::{AccountId, CaseId, CompanyId, OperatorId};
use genkan::Language;
use genkan::onboarding::case::*;
use genkan::onboarding::*;
use genkan::policy::{Context, Policy};
use genkan::time::Timestamp;
use genkan::token::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const OPERATOR: Actor = Actor::Operator(OperatorId::from_bytes([9; 16]));

/// In production: the system's generator.
fn rng() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(1)
}

fn realm() -> Realm {
    let key = Key::new(KeyId::new(1), [7; 32]);
    Realm::new("support".into(), Keyring::new(key))
}

fn registered() -> Account {
    let contact = Contact::new("山田 太郎", "taro@example.co.jp", None, Language::Ja).unwrap();
    let plan = realm().register(contact, AccountId::from_bytes([1; 16]), OPERATOR, NOW);
    plan.account().cloned().unwrap()
}

fn new_password() -> NewPassword {
    let policy = Policy::support_center();
    let accepted = policy.accept("blue7Kite!", &Context::new()).unwrap();
    NewPassword::hash(&accepted, argon2).unwrap()
}

fn active() -> Account {
    let account = registered();
    let proof = proof::<FirstPassword>(&account);
    let set = realm().set_password(&account, &proof, new_password(), NOW, &mut rng());
    set.unwrap().1.account().cloned().unwrap()
}

/// As if a token of the account had been opened.
fn proof<P: Purpose>(account: &Account) -> Verified<P> {
    let realm = realm();
    let subject = account.subject(P::NAME, &realm.name, NOW).unwrap();
    let Issued { token, record } = realm.keyring.issue(&subject, P::LIFETIME, NOW, &mut rng());
    realm.keyring.verify(&token, &record, &subject, NOW).unwrap()
}

fn matched(account: &Account) -> PasswordMatch {
    let stored = StoredPassword::of(account).unwrap();
    stored.verify(|phc| argon2_verify("blue7Kite!", phc)).unwrap().unwrap()
}

/// In production: Argon2id.
fn argon2(password: &[u8]) -> Result<String, Infallible> {
    Ok(format!("$example${}", password.len()))
}

fn argon2_verify(password: &str, phc: &str) -> Result<bool, Infallible> {
    argon2(password.as_bytes()).map(|hash| hash == phc)
}

fn operator() -> (Account, Operator) {
    let new = NewOperator {
        name: "佐藤 花子".parse().unwrap(),
        address: "sato@provider.example".parse().unwrap(),
        language: Language::Ja,
        role: Role::Administrator,
        companies: Companies::All,
    };
    let plan = realm().add_operator(new, OperatorId::from_bytes([4; 16]), Actor::System, NOW);
    let Change::Operator(operator) = &plan.changes[0] else { panic!("an operator") };
    let account = plan.account().unwrap();
    let proof = proof::<FirstPassword>(account);
    let set = realm().set_password(account, &proof, new_password(), NOW, &mut rng());
    (set.unwrap().1.account().cloned().unwrap(), operator.clone())
}

fn enrolled_operator() -> (Account, Operator) {
    let (account, operator) = operator();
    let awaiting = proof::<AwaitingFactor>(&account);
    let first = realm().match_new_totp(&operator, &awaiting, NOW, |secret| totp(secret, "755224"));
    let first = first.unwrap().unwrap();
    let enrolled = realm().enrol_totp(&account, &operator, &awaiting, &first, NOW, &mut rng());
    let (_, plan) = enrolled.unwrap();
    let Change::Operator(operator) = plan.changes[0].clone() else { panic!("an operator") };
    (account, operator)
}

/// In production: RFC 6238, with the secret and the time.
fn totp(_: &TotpSecret, code: &str) -> Result<Option<u64>, Infallible> {
    let codes = ["755224", "287082", "359152"];
    Ok(codes.iter().position(|one| *one == code).map(|step| step as u64 + 60_000_000))
}

/// A company and a contact of it.
fn of_company() -> (Company, Account) {
    let (id, name) = (CompanyId::from_bytes([3; 16]), "株式会社青空".parse().unwrap());
    let plan = realm().create_company(id, name, OPERATOR, NOW);
    let Change::Company(company) = plan.changes[0].clone() else { panic!("a company") };
    (company, Account { company: Some(id), ..active() })
}

fn operators() -> [Operator; 2] {
    [5, 6].map(|n| Operator {
        id: OperatorId::from_bytes([n; 16]),
        ..operator().1
    })
}
