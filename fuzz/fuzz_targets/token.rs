//! Any text as a token: a text that parses has one spelling and one purpose.
//! Any token, encoded independently: it parses, and with one character changed
//! it does not. Any link: it works until exactly its end, and for its subject
//! only.
#![no_main]

use genkan::id::{AccountId, OperatorId};
use genkan::time::{Lifetime, Timestamp};
use genkan::token::{
    FirstPassword, Issued, Key, KeyId, Keyring, Principal, Purpose, PurposeName, Rejection, Reset,
    Session, Subject, Token,
};
use libfuzzer_sys::fuzz_target;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};

/// The owner of a link: the realm, whether it is an operator, and the address.
type Who<'a> = (&'a str, bool, &'a str);

/// A text; a token's bytes; the position of a changed character and its value;
/// the owner of the link and another person; its times.
type Input<'a> = (&'a str, [u8; 36], (u8, char), (Who<'a>, Who<'a>), [u64; 4]);

fuzz_target!(|input: Input<'_>| {
    let (text, random, (at, to), subjects, numbers) = input;
    read::<Reset>(text);
    read::<FirstPassword>(text);
    read::<Session>(text);
    written::<Reset>(&random, at.into(), to);
    written::<Session>(&random, at.into(), to);
    if let Some(lifetime) = Lifetime::from_seconds(numbers[0]) {
        link::<Reset>(subjects, lifetime, numbers);
    }
});

fn read<P: Purpose>(text: &str) {
    if let Ok(token) = Token::<P>::parse(text) {
        assert_eq!(token.expose().as_str(), text);
        assert_eq!(PurposeName::claimed_by(text), Some(P::NAME));
    }
}

fn written<P: Purpose>(random: &[u8], at: usize, to: char) {
    let prefix = P::PREFIX;
    let checksum = Sha256::digest([prefix.as_bytes(), random].concat());
    let body = [random, &checksum[..4]].concat();
    let text = [prefix, &base32(&body)].concat();
    let token = Token::<P>::parse(&text).expect("its text as RFC 4648 has it");
    assert_eq!(token.expose().as_str(), text);
    assert_eq!(token.selector().to_bytes(), random[..16]);
    assert!(Token::<FirstPassword>::parse(&text).is_err());

    let at = at % text.len();
    let mut changed: Vec<char> = text.chars().collect();
    changed[at] = to;
    let changed: String = changed.into_iter().collect();
    assert_eq!(Token::<P>::parse(&changed).is_ok(), changed == text);
    // Cut off, or with a suffix, it is rejected.
    assert!(Token::<P>::parse(&text[..at]).is_err());
    assert!(Token::<P>::parse(&format!("{text}{to}")).is_err());
}

fn link<P: Purpose>(
    (one, other): (Who<'_>, Who<'_>),
    lifetime: Lifetime,
    [_, issued, asked, seed]: [u64; 4],
) {
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let subject = |(realm, is_operator, address)| Subject {
        realm,
        principal: if is_operator {
            Principal::Operator(OperatorId::from_bytes([1; 16]))
        } else {
            Principal::Account(AccountId::from_bytes([1; 16]))
        },
        address,
    };
    let now = Timestamp::from_unix_seconds(issued);
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let Issued { token, record } = keyring.issue::<P>(&subject(one), lifetime, now, &mut rng);
    let token = Token::<P>::parse(token.expose().as_str()).unwrap();
    let milliseconds = issued.wrapping_mul(1000).to_be_bytes();
    assert_eq!(record.selector.to_bytes()[..6], milliseconds[2..]);
    let verify = |who, now| {
        let now = Timestamp::from_unix_seconds(now);
        keyring
            .verify(&token, &record, &subject(who), now)
            .map(|proof| assert_eq!(proof.issued_at().unix_seconds(), issued))
    };
    let end = issued.saturating_add(lifetime.seconds());
    let expected = if asked < end {
        Ok(())
    } else {
        Err(Rejection::Expired)
    };
    assert_eq!(verify(one, asked), expected);
    assert_eq!(verify(one, end), Err(Rejection::Expired));
    assert_eq!(verify(one, end - 1), Ok(()));
    if one.1 != other.1 {
        assert_eq!(verify(other, asked), Err(Rejection::Mismatched));
    } else if one != other {
        assert_eq!(verify(other, asked), Err(Rejection::Forged));
    }
}

/// RFC 4648 section 6, in lower case and without padding, bit by bit.
fn base32(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let letter = |bits: &[u8]| {
        let value = bits.iter().fold(0_u8, |value, bit| value << 1 | bit);
        char::from(b"abcdefghijklmnopqrstuvwxyz234567"[usize::from(value)])
    };
    bits.chunks(5).map(letter).collect()
}
