//! Tokens: their invariants, and every reason for which one must be rejected.

use std::time::Duration;

use base32ct::{Base32Unpadded, Encoding as _};
use genkan::id::{AccountId, OperatorId};
use genkan::time::{Lifetime, Timestamp};
use genkan::token::{
    Decline, Device, Disown, DuplicateKeyId, FirstPassword, Issued, Key, KeyId, Keyring, Mac,
    Principal, ProveAddress, Purpose, Record, Rejection, Reset, Session, Subject, Token,
    UndoAddress, Verified,
};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const SUBJECT: Subject<'_> = Subject {
    realm: "support",
    principal: Principal::Account(AccountId::from_bytes([1; 16])),
    address: "taro.yamada@example.co.jp",
};

fn keyring() -> Keyring {
    Keyring::new(Key::new(KeyId::new(1), [7; 32]))
}

fn issue<P: Purpose>(seed: u64) -> Issued<P> {
    keyring().issue(
        &SUBJECT,
        P::LIFETIME,
        NOW,
        &mut ChaCha20Rng::seed_from_u64(seed),
    )
}

fn verify<P: Purpose>(token: &Token<P>, record: &Record) -> Result<Verified<P>, Rejection> {
    keyring().verify(token, record, &SUBJECT, NOW)
}

#[test]
fn a_token_is_accepted_until_exactly_the_second_of_its_end() {
    let Issued { token, record } = issue::<Reset>(1);
    let at = |seconds| Timestamp::from_unix_seconds(NOW.unix_seconds() + seconds);
    let verify = |now| keyring().verify(&token, &record, &SUBJECT, now);
    assert!(verify(at(0)).is_ok());
    assert!(verify(at(3599)).is_ok());
    assert_eq!(verify(at(3600)).unwrap_err(), Rejection::Expired);
    assert_eq!(verify(at(u64::MAX / 2)).unwrap_err(), Rejection::Expired);
}

/// Links that were sent before an update work after it. Text and MAC were
/// computed by Python:
///
/// ```python
/// import base64, hashlib, hmac
/// now = 1_800_000_000
/// selector = (now * 1000).to_bytes(6, "big") + bytes([0x70, 1, 0x80, 3, 4, 5, 6, 7, 8, 9])
/// verifier = bytes(range(16, 36))
/// prefix, content = b"gkn_rst_", selector + verifier
/// body = content + hashlib.sha256(prefix + content).digest()[:4]
/// text = prefix + base64.b32encode(body).lower()
/// realm, address = b"support", b"taro.yamada@example.co.jp"
/// message = (prefix + b"\x01" + bytes([1] * 16)
///     + now.to_bytes(8, "big") + (now + 3600).to_bytes(8, "big")
///     + content + len(realm).to_bytes(8, "big") + realm + address)
/// mac = hmac.digest(bytes([7] * 32), message, "sha256")
/// ```
#[test]
fn a_link_keeps_its_text_and_its_mac() {
    let text = "gkn_rst_agrrqxcqabyadaadaqcqmbyibeibceqtcqkrmfyydenbwha5dypsaijcenzfvpvf";
    let token = text.parse::<Token<Reset>>().unwrap();
    assert_eq!(token.expose().as_str(), text);
    assert_eq!(
        token.selector().to_string(),
        "01a3185c500070018003040506070809"
    );
    let record = Record {
        selector: token.selector(),
        purpose: Reset::NAME,
        principal: SUBJECT.principal,
        key_id: KeyId::new(1),
        mac: Mac::from_bytes([
            0xd5, 0xf4, 0x86, 0x20, 0x1e, 0xf0, 0xe2, 0x98, 0x54, 0xf1, 0x12, 0xcd, 0x94, 0xfc,
            0x9e, 0x3e, 0x26, 0xe7, 0x71, 0x27, 0x3d, 0xdf, 0x5f, 0xeb, 0x6b, 0x66, 0x50, 0x98,
            0xd7, 0x28, 0x20, 0x6b,
        ]),
        issued_at: NOW,
        expires_at: NOW + Reset::LIFETIME.as_duration(),
    };
    assert!(verify(&token, &record).is_ok());
}

/// Neighbours in time are neighbours in a database's index.
#[test]
fn a_selector_is_a_uuid_of_version_7() {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let mut issue = |seconds| {
        let now = NOW + Duration::from_secs(seconds);
        let lifetime = Reset::LIFETIME;
        let Issued { record, .. } = keyring().issue::<Reset>(&SUBJECT, lifetime, now, &mut rng);
        record.selector
    };
    let selectors: Vec<_> = (0..1000).map(&mut issue).collect();
    assert!(selectors.is_sorted());
    for (second, selector) in selectors.iter().enumerate() {
        let bits = u128::from_be_bytes(selector.to_bytes());
        let milliseconds = (NOW.unix_seconds() + second as u64) * 1000;
        assert_eq!(bits >> 80, u128::from(milliseconds));
        assert_eq!(bits >> 76 & 0xf, 7, "version");
        assert_eq!(bits >> 62 & 0b11, 0b10, "variant");
    }
    assert_ne!(issue(7), issue(7), "the rest is random");
}

#[test]
fn a_token_serves_one_purpose() {
    let Issued { token, record } = issue::<FirstPassword>(1);
    let text = token.expose();
    let text = text.as_str();
    assert_eq!(
        Token::<Reset>::parse(text).unwrap_err(),
        Rejection::Malformed
    );
    // An exchanged prefix does not help: the checksum covers it ...
    let exchanged = text.replace("gkn_fst_", "gkn_rst_");
    assert_eq!(
        Token::<Reset>::parse(&exchanged).unwrap_err(),
        Rejection::Malformed
    );
    // ... and a token of another purpose never meets this record.
    let other = issue::<Session>(1).token;
    assert_eq!(other.selector(), token.selector());
    assert_eq!(verify(&other, &record).unwrap_err(), Rejection::Mismatched);
}

#[test]
fn any_change_of_the_subject_invalidates_the_token() {
    let Issued { token, record } = issue::<Reset>(1);
    let changed = [
        Subject {
            realm: "other",
            ..SUBJECT
        },
        Subject {
            address: "Taro.yamada@example.co.jp",
            ..SUBJECT
        },
        // The same bytes, cut elsewhere.
        Subject {
            realm: "supportt",
            address: "aro.yamada@example.co.jp",
            ..SUBJECT
        },
    ];
    for subject in changed {
        let rejection = keyring()
            .verify(&token, &record, &subject, NOW)
            .unwrap_err();
        assert_eq!(rejection, Rejection::Forged, "{subject:?}");
    }
    for principal in OTHERS {
        let subject = Subject {
            principal,
            ..SUBJECT
        };
        let rejection = keyring()
            .verify(&token, &record, &subject, NOW)
            .unwrap_err();
        assert_eq!(rejection, Rejection::Mismatched);
    }
}

/// Another account, and an operator with the same bytes as the account.
const OTHERS: [Principal; 2] = [
    Principal::Account(AccountId::from_bytes([2; 16])),
    Principal::Operator(OperatorId::from_bytes([1; 16])),
];

/// A record that was changed without the key is rejected.
#[test]
fn no_field_of_a_record_can_be_changed_without_the_key() {
    let Issued { token, record } = issue::<Reset>(1);
    let (later, earlier) = (
        NOW + Duration::from_secs(1),
        Timestamp::from_unix_seconds(0),
    );
    for expires_at in [Timestamp::from_unix_seconds(u64::MAX), later] {
        let record = Record {
            expires_at,
            ..record.clone()
        };
        assert_eq!(verify(&token, &record).unwrap_err(), Rejection::Forged);
    }
    for issued_at in [earlier, later] {
        let record = Record {
            issued_at,
            ..record.clone()
        };
        assert_eq!(verify(&token, &record).unwrap_err(), Rejection::Forged);
    }
    for byte in 0..Mac::LENGTH {
        let mut mac = record.mac.to_bytes();
        mac[byte] ^= 1;
        let record = Record {
            mac: Mac::from_bytes(mac),
            ..record.clone()
        };
        assert_eq!(verify(&token, &record).unwrap_err(), Rejection::Forged);
    }
    for principal in OTHERS {
        let record = Record {
            principal,
            ..record.clone()
        };
        assert_eq!(verify(&token, &record).unwrap_err(), Rejection::Mismatched);
        // Even if the attacker is that principal.
        let subject = Subject {
            principal,
            ..SUBJECT
        };
        let rejection = keyring().verify(&token, &record, &subject, NOW);
        assert_eq!(rejection.unwrap_err(), Rejection::Forged);
    }
    let planted = Keyring::new(Key::new(KeyId::new(1), [8; 32])).issue::<Reset>(
        &SUBJECT,
        Lifetime::from_seconds(60).unwrap(),
        NOW,
        &mut ChaCha20Rng::seed_from_u64(9),
    );
    assert_eq!(
        verify(&planted.token, &planted.record).unwrap_err(),
        Rejection::Forged
    );
}

#[test]
fn a_proof_has_the_principal_and_the_time_of_issue() {
    for principal in OTHERS {
        let subject = Subject {
            principal,
            ..SUBJECT
        };
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let Issued { token, record } =
            keyring().issue::<Session>(&subject, Session::LIFETIME, NOW, &mut rng);
        let now = NOW + Duration::from_secs(60);
        let proof = keyring().verify(&token, &record, &subject, now).unwrap();
        assert_eq!(proof.principal(), principal);
        assert_eq!(proof.selector(), token.selector());
        assert_eq!(proof.issued_at(), NOW);
    }
}

#[test]
fn a_principal_is_a_code_and_an_identity() {
    for (principal, code) in OTHERS.into_iter().zip(["account", "operator"]) {
        assert_eq!(principal.code(), code);
        let read = Principal::from_parts(code, principal.id_bytes());
        assert_eq!(read, Some(principal));
    }
    assert_eq!(Principal::from_parts("contact", [1; 16]), None);
    assert_eq!(OTHERS[0].account(), Some(AccountId::from_bytes([2; 16])));
    assert_eq!(OTHERS[1].account(), None);
}

#[test]
fn each_purpose_has_its_documented_lifetime() {
    let hours = [
        (Reset::LIFETIME, 1),
        (FirstPassword::LIFETIME, 72),
        (Session::LIFETIME, 12),
        (ProveAddress::LIFETIME, 72),
        (UndoAddress::LIFETIME, 72),
        (Decline::LIFETIME, 72),
        (Disown::LIFETIME, 7 * 24),
        (Device::LIFETIME, 30 * 24),
    ];
    for (lifetime, hours) in hours {
        assert_eq!(lifetime.as_duration(), Duration::from_secs(hours * 3600));
    }
}

#[test]
fn a_retired_key_still_verifies_and_no_longer_issues() {
    let Issued { token, record } = issue::<Reset>(1);
    let rotated = keyring().rotate(Key::new(KeyId::new(2), [9; 32])).unwrap();
    assert!(rotated.verify(&token, &record, &SUBJECT, NOW).is_ok());
    let issued = rotated.issue::<Reset>(
        &SUBJECT,
        Reset::LIFETIME,
        NOW,
        &mut ChaCha20Rng::seed_from_u64(2),
    );
    assert_eq!(issued.record.key_id.number(), 2);
    let rejection = verify(&issued.token, &issued.record).unwrap_err();
    assert_eq!(rejection, Rejection::UnknownKey);
}

/// Otherwise the second key would hide the first, and every link of it would
/// silently become invalid.
#[test]
fn a_keyring_holds_each_key_identity_once() {
    let key = |id| Key::new(KeyId::new(id), [9; 32]);
    let error: DuplicateKeyId = keyring().rotate(key(1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the keyring already holds a key with the identity 1"
    );
    let rotated = keyring().rotate(key(2)).unwrap();
    let rotated = rotated.rotate(key(3)).unwrap();
    assert!(rotated.rotate(key(2)).is_err(), "a retired one, too");
}

#[test]
fn nothing_secret_is_shown_by_debug() {
    let issued = issue::<Reset>(1);
    let text = issued.token.expose();
    let secret = &text.as_str()[8..];
    let shown = format!("{issued:?} {:?} {SUBJECT:?}", keyring());
    assert!(!shown.contains(secret));
    assert!(!shown.contains("taro"));
    assert!(!shown.contains("7, 7"));
    assert!(!shown.contains(&format!("{:?}", issued.record.mac.to_bytes())));
    // Parts that are not secret are shown.
    for part in [
        "Token(gkn_rst_..)",
        "Mac(..)",
        "Key { id: KeyId(1), .. }",
        "Subject { realm: \"support\", principal: Account(",
    ] {
        assert!(shown.contains(part), "{part}");
    }
    let proof = verify(&issued.token, &issued.record).unwrap();
    let expected = format!(
        "Verified {{ purpose: \"reset\", principal: {:?}, .. }}",
        SUBJECT.principal
    );
    assert_eq!(format!("{proof:?}"), expected);
    assert_eq!(format!("{text:?}"), "TokenText(gkn_rst_..)");
}

proptest! {
    /// A token is as hard to guess as the generator's output: all of it is in
    /// the text, except where the selector has its time, version and variant.
    #[test]
    fn all_random_bits_are_in_the_text(seed: u64) {
        let mut expected = [0; 36];
        ChaCha20Rng::seed_from_u64(seed).fill_bytes(&mut expected);
        let time = (NOW.unix_seconds() * 1000).to_be_bytes();
        expected[..6].copy_from_slice(&time[2..]);
        expected[6] = 0x70 | expected[6] & 0x0f;
        expected[8] = 0x80 | expected[8] & 0x3f;
        let text = issue::<Reset>(seed).token.expose();
        let body = Base32Unpadded::decode_vec(&text.as_str()[8..]).unwrap();
        prop_assert_eq!(&body[..36], &expected);
    }

    #[test]
    fn every_token_reads_back_as_itself(seed: u64) {
        let Issued { token, record } = issue::<Reset>(seed);
        let text = token.expose();
        let text = text.as_str();
        prop_assert_eq!(text.len(), Token::<Reset>::TEXT_LENGTH);
        let read = Token::<Reset>::parse(text).unwrap();
        let again = read.expose();
        prop_assert_eq!(again.as_ref(), text);
        prop_assert!(verify(&read, &record).is_ok());
    }

    #[test]
    fn no_other_spelling_is_read(seed: u64, at in 0usize..72, c in any::<char>()) {
        let text = issue::<Reset>(seed).token.expose();
        let text = text.as_str();
        let mut spelled: Vec<char> = text.chars().collect();
        prop_assume!(spelled[at] != c);
        spelled[at] = c;
        let spelled: String = spelled.into_iter().collect();
        prop_assert!(Token::<Reset>::parse(&spelled).is_err());
        prop_assert!(Token::<Reset>::parse(&text.to_uppercase()).is_err());
        prop_assert!(Token::<Reset>::parse(&text[..at]).is_err());
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,100}") {
        prop_assert!(Token::<Reset>::parse(&text).is_err());
    }

    #[test]
    fn a_token_opens_no_other_record(one: u64, other: u64) {
        prop_assume!(one != other);
        let token = issue::<Reset>(one).token;
        let mut record = issue::<Reset>(other).record;
        prop_assert_eq!(verify(&token, &record).unwrap_err(), Rejection::Unknown);
        record.selector = token.selector();
        prop_assert_eq!(verify(&token, &record).unwrap_err(), Rejection::Forged);
    }
}
