//! Issuing and verifying a link, compared with a JSON Web Token with the same
//! claims.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use genkan::id::AccountId;
use genkan::time::Timestamp;
use genkan::token::{Key, KeyId, Keyring, Principal, Purpose as _, Reset, Subject, Token};
use jsonwebtoken::{DecodingKey, EncodingKey, Header, Validation, decode, encode};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
struct Claims {
    sub: String,
    email: String,
    exp: u64,
}

fn tokens(criterion: &mut Criterion) {
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let now = Timestamp::from_unix_seconds(1_800_000_000);
    let account = AccountId::from_bytes([1; 16]);
    let subject = Subject {
        realm: "support",
        principal: Principal::Account(account),
        address: "taro.yamada@example.co.jp",
    };
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let claims = Claims {
        sub: account.to_string(),
        email: subject.address.into(),
        exp: 4_000_000_000,
    };
    let (encoding, decoding) = (
        EncodingKey::from_secret(&[7; 32]),
        DecodingKey::from_secret(&[7; 32]),
    );

    let mut group = criterion.benchmark_group("issue");
    group.bench_function("genkan", |bencher| {
        bencher.iter(|| {
            let issued =
                keyring.issue::<Reset>(black_box(&subject), Reset::LIFETIME, now, &mut rng);
            black_box(issued.token.expose().as_str()).len()
        });
    });
    group.bench_function("jsonwebtoken HS256", |bencher| {
        bencher.iter(|| encode(&Header::default(), black_box(&claims), &encoding));
    });
    group.finish();

    let issued = keyring.issue::<Reset>(&subject, Reset::LIFETIME, now, &mut rng);
    let text = issued.token.expose();
    let jwt = encode(&Header::default(), &claims, &encoding).unwrap_or_default();
    let mut group = criterion.benchmark_group("verify");
    group.bench_function("genkan", |bencher| {
        bencher.iter(|| {
            let token = Token::<Reset>::parse(black_box(text.as_str()))?;
            keyring.verify(&token, &issued.record, &subject, now)
        });
    });
    group.bench_function("jsonwebtoken HS256", |bencher| {
        bencher.iter(|| decode::<Claims>(black_box(&jwt), &decoding, &Validation::default()));
    });
    group.finish();
}

criterion_group!(benches, tokens);
criterion_main!(benches);
