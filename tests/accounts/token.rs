//! Links: the laws of a token, and every way in which one may not work.

use base32ct::{Base32Unpadded, Encoding as _};
use genkan::token::{
    AccountId, FirstPassword, Issued, Key, KeyId, Keyring, Lifetime, Mac, Purpose, Record,
    Rejection, Reset, Selector, Session, Subject, Timestamp, Token, Verified,
};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const SUBJECT: Subject<'_> = Subject {
    tenant: "support",
    account: AccountId::from_bytes([1; 16]),
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

/// Links that were mailed before an update work after it. The text and the MAC
/// were computed by Python's `hmac` and `base64`.
#[test]
fn a_link_keeps_its_text_and_its_mac() {
    let text = "gkn_rst_aqcaibaeaudaocajbifqydiob4ibceqtcqkrmfyydenbwha5dypsaijcem3exvle";
    let token = Token::<Reset>::parse(text).unwrap();
    assert_eq!(token.expose().as_str(), text);
    let record = Record {
        selector: Selector::from_bytes(core::array::from_fn(|n| n as u8)),
        purpose: Reset::NAME,
        account: SUBJECT.account,
        key_id: KeyId::new(1),
        mac: Mac::from_bytes([
            0xf7, 0x51, 0x82, 0x0a, 0x15, 0x6f, 0x7a, 0x03, 0xc1, 0x6a, 0x6d, 0x23, 0x11, 0x3d,
            0x75, 0x75, 0xbf, 0x79, 0x68, 0xa3, 0xb9, 0xf8, 0xc1, 0x97, 0x1d, 0x54, 0xc2, 0xfa,
            0x24, 0x4b, 0x97, 0x71,
        ]),
        issued_at: NOW,
        expires_at: NOW.after(Reset::LIFETIME),
    };
    assert!(verify(&token, &record).is_ok());
}

/// So a database finds side by side what is used at the same time; what a person
/// is sent shows nothing of it.
#[test]
fn selectors_come_in_the_order_in_which_they_were_issued_and_texts_do_not() {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let mut issue = |seconds| {
        let now = Timestamp::from_unix_seconds(NOW.unix_seconds() + seconds);
        let Issued { token, record } =
            keyring().issue::<Reset>(&SUBJECT, Reset::LIFETIME, now, &mut rng);
        (record.selector, token.expose().to_string())
    };
    let (selectors, texts): (Vec<_>, Vec<_>) = (0..1000).map(&mut issue).unzip();
    assert!(selectors.is_sorted());
    assert!(!texts.is_sorted());
    assert_ne!(issue(7).0, issue(7).0, "the rest is random");
}

#[test]
fn a_token_serves_one_purpose() {
    let Issued { token, record } = issue::<FirstPassword>(1);
    let text = token.expose();
    assert_eq!(
        Token::<Reset>::parse(&text).unwrap_err(),
        Rejection::Malformed
    );
    // Not even with the prefix exchanged: the checksum covers it ...
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
fn whatever_changes_about_the_subject_kills_the_token() {
    let Issued { token, record } = issue::<Reset>(1);
    let changed = [
        Subject {
            tenant: "other",
            ..SUBJECT
        },
        Subject {
            address: "Taro.yamada@example.co.jp",
            ..SUBJECT
        },
        // The same bytes, cut elsewhere.
        Subject {
            tenant: "supportt",
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
    let account = AccountId::from_bytes([2; 16]);
    let subject = Subject { account, ..SUBJECT };
    let rejection = keyring()
        .verify(&token, &record, &subject, NOW)
        .unwrap_err();
    assert_eq!(rejection, Rejection::Mismatched);
}

#[test]
fn whoever_can_write_the_record_but_has_no_key_gains_nothing() {
    let Issued { token, record } = issue::<Reset>(1);
    let later = Timestamp::from_unix_seconds(u64::MAX);
    let longer = Record {
        expires_at: later,
        ..record.clone()
    };
    assert_eq!(verify(&token, &longer).unwrap_err(), Rejection::Forged);
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
fn a_retired_key_still_verifies_and_no_longer_issues() {
    let Issued { token, record } = issue::<Reset>(1);
    let rotated = keyring().rotate(Key::new(KeyId::new(2), [9; 32]));
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

#[test]
fn nothing_secret_is_shown_by_debug() {
    let issued = issue::<Reset>(1);
    let text = issued.token.expose();
    let shown = format!("{issued:?} {:?} {SUBJECT:?}", keyring());
    assert!(!shown.contains(&text[8..]));
    assert!(!shown.contains("taro"));
    assert!(!shown.contains("7, 7"));
    assert!(!shown.contains(&format!("{:?}", issued.record.mac.to_bytes())));
    // Only what it is for.
    assert!(shown.contains("Token(gkn_rst_..)"));
    assert!(shown.contains("Key { id: KeyId(1), .. }"));
    assert_eq!(format!("{text:?}"), "TokenText(gkn_rst_..)");
}

proptest! {
    /// A token is as hard to guess as what the generator gave: all of it is in
    /// the text, but for the first four bytes, where the time is under the next.
    #[test]
    fn all_of_the_chance_is_in_the_text(seed: u64) {
        let mut expected = [0; 36];
        ChaCha20Rng::seed_from_u64(seed).fill_bytes(&mut expected);
        let time = (NOW.unix_seconds() as u32).to_be_bytes();
        for (at, byte) in time.into_iter().enumerate() {
            expected[at] = byte ^ expected[4 + at];
        }
        let text = issue::<Reset>(seed).token.expose();
        let body = Base32Unpadded::decode_vec(&text[8..]).unwrap();
        prop_assert_eq!(&body[..36], &expected);
    }

    #[test]
    fn every_token_reads_back_as_itself(seed: u64) {
        let Issued { token, record } = issue::<Reset>(seed);
        let text = token.expose();
        prop_assert_eq!(text.len(), Token::<Reset>::TEXT_LENGTH);
        let read = Token::<Reset>::parse(&text).unwrap();
        prop_assert_eq!(&*read.expose(), text.as_str());
        prop_assert!(verify(&read, &record).is_ok());
    }

    #[test]
    fn no_other_spelling_is_read(seed: u64, at in 0usize..72, c in any::<char>()) {
        let text = issue::<Reset>(seed).token.expose();
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
