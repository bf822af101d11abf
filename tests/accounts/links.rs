//! Links beside the caller's own table of users, and purposes of its own.

use genkan::id::{AccountId, OperatorId};
use genkan::time::Timestamp;
use genkan::token::sql::Row;
use genkan::token::{
    Issued, Key, KeyId, Keyring, Links, OwnName, Principal, Purpose, PurposeName, Record,
    Rejection, Reset, Token,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

genkan::purposes! {
    /// Lets its bearer join a team. Name, prefix and number are as long and as
    /// large as they may be.
    enum Invitation {
        name: "abcdefghijklmnopqrs-0123",
        prefix: "a0_b1_c_",
        lifetime_seconds: 30 * 24 * 60 * 60,
        per_principal: 50,
    }
    enum MagicLink {
        name: "m",
        prefix: "app_mgc_",
        lifetime_seconds: 1,
        per_principal: 1,
    }
}

const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const EMAIL: &str = "taro.yamada@example.co.jp";

fn links() -> Links {
    named("example.com")
}

fn named(service: &str) -> Links {
    Links::new(service, Keyring::new(Key::new(KeyId::new(1), [7; 32])))
}

fn issue<P: Purpose>(user: i64) -> Issued<P> {
    links().issue(user, EMAIL, NOW, &mut ChaCha20Rng::seed_from_u64(1))
}

#[test]
fn a_link_is_for_one_service_user_and_address() {
    let Issued { token, record } = issue::<Reset>(7);
    let proof = links().open(&token, &record, EMAIL, NOW).unwrap();
    assert_eq!(
        proof.principal(),
        Principal::Account(AccountId::from(7_i64))
    );
    assert_eq!(record.account(), Ok(7_i64));
    assert_eq!(record.expires_at, NOW + Reset::LIFETIME.as_duration());

    let rejection = |links: Links, record: &Record, email: &str, now: Timestamp| {
        links.open(&token, record, email, now).unwrap_err()
    };
    let forged = rejection(links(), &record, "hanako@example.co.jp", NOW);
    assert_eq!(forged, Rejection::Forged);
    let forged = rejection(named("example.org"), &record, EMAIL, NOW);
    assert_eq!(forged, Rejection::Forged);
    let expired = rejection(links(), &record, EMAIL, record.expires_at);
    assert_eq!(expired, Rejection::Expired);
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let other = links().issue::<Reset>(7_i64, EMAIL, NOW, &mut rng);
    let unknown = rejection(links(), &other.record, EMAIL, NOW);
    assert_eq!(unknown, Rejection::Unknown);
    let stolen = Record {
        principal: Principal::Account(AccountId::from(8_i64)),
        ..record
    };
    assert_eq!(rejection(links(), &stolen, EMAIL, NOW), Rejection::Forged);
}

#[test]
fn the_record_of_another_kind_of_identity_is_mismatched() {
    let record = issue::<Reset>(7).record;
    let of = |principal| Record {
        principal,
        ..record.clone()
    };
    let operator = of(Principal::Operator(OperatorId::from(7_i64)));
    assert_eq!(operator.account::<i64>(), Err(Rejection::Mismatched));
    let random = of(Principal::Account(AccountId::from_bytes([1; 16])));
    assert_eq!(random.account::<i64>(), Err(Rejection::Mismatched));
    assert_eq!(random.account(), Ok(AccountId::from_bytes([1; 16])));
}

#[test]
fn a_link_is_redeemed_by_the_one_who_deletes_its_row() {
    let Issued { token, record } = issue::<Reset>(7);
    let proof = links().open(&token, &record, EMAIL, NOW).unwrap();
    assert_eq!(proof.redeem(1_usize), Ok(()));
    assert_eq!(proof.redeem(2_u64), Ok(()));
    assert_eq!(proof.redeem(0_u64), Err(Rejection::Unknown));
}

#[test]
fn a_purpose_of_ones_own_has_the_guarantees_of_the_crates() {
    let Issued { token, record } = issue::<Invitation>(7);
    let text = token.expose();
    let text = text.as_str();
    assert_eq!(text.len(), Token::<Reset>::TEXT_LENGTH);
    assert!(text.starts_with("a0_b1_c_"));
    assert_eq!(PurposeName::claimed_by(text), None);
    assert_eq!(Invitation::PER_PRINCIPAL, 50);
    assert_eq!(record.purpose.code(), "abcdefghijklmnopqrs-0123");
    assert_eq!(record.expires_at, NOW + Invitation::LIFETIME.as_duration());

    let token: Token<Invitation> = text.parse().unwrap();
    assert!(links().open(&token, &record, EMAIL, NOW).is_ok());
    let other = Token::<MagicLink>::parse(text).unwrap_err();
    assert_eq!(other, Rejection::Malformed);
    // The same selector and secret with the prefix of another purpose.
    let renamed = text.replace(Invitation::PREFIX, MagicLink::PREFIX);
    let other = Token::<MagicLink>::parse(&renamed).unwrap_err();
    assert_eq!(other, Rejection::Malformed, "the checksum has the prefix");

    // Somebody who can write to the table renames the purpose of a record.
    let Issued { token, record } = issue::<MagicLink>(7);
    for purpose in [Reset::NAME, Invitation::NAME] {
        let renamed = Record {
            purpose,
            ..record.clone()
        };
        let rejection = links().open(&token, &renamed, EMAIL, NOW).unwrap_err();
        assert_eq!(rejection, Rejection::Mismatched);
    }
}

#[test]
fn the_name_of_a_purpose_is_read_from_a_row() {
    let own = PurposeName::from_code("abcdefghijklmnopqrs-0123");
    assert_eq!(own, Some(Invitation::NAME));
    assert_eq!(PurposeName::from_code("m"), Some(MagicLink::NAME));
    for name in PurposeName::ALL {
        assert_eq!(OwnName::new(name.code()), None);
    }
    for text in [
        "",
        "-a",
        "0a",
        "Invitation",
        "magic link",
        "magic_link",
        "リンク",
        "a\0",
        "abcdefghijklmnopqrs-01234",
    ] {
        assert_eq!(OwnName::new(text), None, "{text:?}");
    }
}

#[test]
fn a_row_is_a_record() {
    for record in [issue::<Reset>(7).record, issue::<Invitation>(-1).record] {
        let row = record.to_row();
        let read = Record::from_row(row.clone()).unwrap();
        assert_eq!(read.to_row(), row);
        assert_eq!(read.purpose, record.purpose);
        assert_eq!(read.account(), record.account::<i64>());
    }
    let (selector, purpose, principal, key, mac, issued, expires) =
        issue::<Reset>(7).record.to_row();
    assert_eq!(selector.len(), 32);
    assert_eq!(purpose, "reset");
    assert_eq!(principal, "account:00000000000000000000000000000007");
    assert_eq!((key, mac.len()), (1, 64));
    assert_eq!((issued, expires), (1_800_000_000, 1_800_003_600));
}

#[test]
fn a_damaged_row_is_refused_by_the_name_of_its_column() {
    let row = issue::<Reset>(7).record.to_row();
    let refused = |damage: fn(&mut Row)| {
        let mut row = row.clone();
        damage(&mut row);
        let error = Record::from_row(row).unwrap_err().to_string();
        error.split('`').nth(1).unwrap().to_owned()
    };
    assert_eq!(refused(|row| row.0.push('0')), "selector");
    assert_eq!(refused(|row| row.1 = "Reset".into()), "purpose");
    assert_eq!(refused(|row| row.2 = row.2.to_uppercase()), "principal");
    assert_eq!(
        refused(|row| row.2 = row.2.replace("account", "user")),
        "principal"
    );
    assert_eq!(refused(|row| row.2 = row.2.replace(':', "")), "principal");
    assert_eq!(refused(|row| row.3 = -1), "key_id");
    assert_eq!(refused(|row| row.3 = 1 << 32), "key_id");
    assert_eq!(refused(|row| row.4 = row.4.to_uppercase() + "A"), "mac");
    assert_eq!(refused(|row| row.5 = -1), "issued_at");
    assert_eq!(refused(|row| row.6 = i64::MIN), "expires_at");
}

#[cfg(feature = "serde")]
#[test]
fn a_record_is_data() {
    let record = issue::<Invitation>(7).record;
    let json = serde_json::to_value(&record).unwrap();
    let (selector, purpose, principal, key, mac, issued, expires) = record.to_row();
    let expected = serde_json::json!({
        "selector": selector,
        "purpose": purpose,
        "principal": principal,
        "key_id": key,
        "mac": mac,
        "issued_at": issued,
        "expires_at": expires,
    });
    assert_eq!(json, expected);
    let read: Record = serde_json::from_value(json).unwrap();
    assert_eq!(read.to_row(), record.to_row());
    let refused = |field: &str, value: &str| {
        let mut json = expected.clone();
        json[field] = value.into();
        serde_json::from_value::<Record>(json).is_err()
    };
    assert!(refused("purpose", "Reset"));
    assert!(refused("principal", "7"));
    assert!(refused("mac", &"g".repeat(64)));
}
