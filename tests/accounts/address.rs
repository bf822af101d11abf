//! Addresses: common ones are accepted, those of known attacks are rejected.

use std::hash::{BuildHasher as _, RandomState};

use genkan::address::Address;
use proptest::prelude::*;

/// Returns any text, often an address.
fn text() -> impl Strategy<Value = String> {
    let address = "[a-zA-Z.+]{1,6}@[a-zA-Z]{1,5}\\.[a-zA-Z]{2,3}";
    prop_oneof![address, any::<String>(), "[a-bA-B@.]{0,6}"]
}

fn stored() -> impl Strategy<Value = Address> {
    text().prop_map(|text| Address::from_stored(&text))
}

/// Returns the ASCII character of a full-width one, by a list.
fn half_width(c: char) -> char {
    let pairs = ('！'..='～')
        .zip('!'..='~')
        .chain([('。', '.'), ('｡', '.')]);
    pairs
        .into_iter()
        .find(|(wide, _)| *wide == c)
        .map_or(c, |(_, half)| half)
}

#[test]
fn common_addresses_are_accepted() {
    for text in [
        "taro@example.com",
        "taro.yamada+news@sub.example.co.jp",
        "TARO@EXAMPLE.COM",
        // Japanese carriers issued such addresses.
        "taro.@docomo.ne.jp",
        "taro..yamada@ezweb.ne.jp",
        ".taro@docomo.ne.jp",
        "o'neil@example.ie",
        "a@b.jp",
        "taro@xn--eckwd4c7c.xn--zckzah",
        "  taro@example.com\u{3000}",
    ] {
        assert!(Address::parse(text).is_ok(), "{text}");
    }
}

#[test]
fn an_address_may_be_typed_with_a_japanese_input_method() {
    for text in [
        "ｔａｒｏ．ｙａｍａｄａ＋ｎｅｗｓ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ",
        "　ＴＡＲＯ．ＹＡＭＡＤＡ＋ＮＥＷＳ＠ＥＸＡＭＰＬＥ．ＣＯ．ＪＰ　",
        "taro.yamada+news＠example.co.jp",
        "taro。yamada+news@example。co。jp",
        "taro｡yamada+news@example｡co｡jp",
    ] {
        let address = Address::parse(text).unwrap();
        assert_eq!(
            address,
            Address::parse("taro.yamada+news@example.co.jp").unwrap()
        );
        assert_eq!(address.domain(), "example.co.jp");
    }
    // The length is that of the address, not of what was typed.
    let wide = "ａ".repeat(64);
    assert!(Address::parse(&format!("{wide}@{}.example", ["b"; 91].join("．"))).is_ok());
    // Stored text is not changed.
    assert_eq!(
        Address::from_stored("ｔａｒｏ＠example.jp").as_str(),
        "ｔａｒｏ＠example.jp"
    );
}

#[test]
fn a_quoted_address_is_short_enough_with_its_quotes() {
    for (letters, is_read) in [(61, true), (62, false), (63, false)] {
        let docomo = format!("{}.@docomo.ne.jp", "a".repeat(letters));
        assert_eq!(Address::parse(&docomo).is_ok(), is_read, "{letters}");
    }
    let plain = format!("{}.b@docomo.ne.jp", "a".repeat(62));
    assert!(Address::parse(&plain).is_ok());
}

#[test]
fn an_address_has_at_most_254_characters() {
    let parsed = |length: usize| {
        let start = format!("{}@{}.{}.", "a".repeat(64), "b".repeat(63), "c".repeat(63));
        let rest = "d".repeat(length - start.len() - ".jp".len());
        Address::parse(&format!("{start}{rest}.jp"))
    };
    assert_eq!(parsed(254).unwrap().as_str().len(), 254);
    assert_eq!(parsed(255).unwrap_err().code(), "address-too-long");
}

#[test]
fn addresses_of_attacks_are_rejected() {
    for (text, code) in [
        ("", "address-empty"),
        ("taro", "address-no-at"),
        ("tarｏ－＠example.com,x", "address-domain"),
        ("taro@＠example.com", "address-domain"),
        ("（taro）@example.com", "address-local-part"),
        ("taro\u{3000}yamada@example.com", "address-not-ascii"),
        ("taroー@example.com", "address-not-ascii"),
        ("ﾀﾛｳ@example.com", "address-not-ascii"),
        ("taro\u{212a}@example.com", "address-not-ascii"),
        ("tarо@example.com", "address-not-ascii"), // a Cyrillic o
        ("ta\u{131}ro@example.com", "address-not-ascii"),
        ("@example.com", "address-local-part"),
        ("ta ro@example.com", "address-local-part"),
        ("\"taro\"@example.com", "address-local-part"),
        ("\"a@evil.example x\"@example.com", "address-local-part"),
        ("taro(comment)@example.com", "address-local-part"),
        ("taro\r\nBcc:x@example.com", "address-local-part"),
        ("taro,hanako@example.com", "address-local-part"),
        ("=?utf-8?q?x?=@example.com", "address-local-part"),
        ("taro@a@example.com", "address-domain"),
        ("taro@evil.example,hanako@example.com", "address-domain"),
        ("taro@example", "address-domain"),
        ("taro@example.com.", "address-domain"),
        ("taro@-example.com", "address-domain"),
        ("taro@[127.0.0.1]", "address-domain"),
        ("taro@127.0.0.1", "address-domain"),
        ("taro@exa_mple.com", "address-domain"),
        ("taro@example..com", "address-domain"),
    ] {
        assert_eq!(Address::parse(text).unwrap_err().code(), code, "{text}");
    }
    let long = format!("{}@example.com", "a".repeat(65));
    assert_eq!(
        Address::parse(&long).unwrap_err().code(),
        "address-local-part"
    );
    let long = format!("a@{}com", "example.".repeat(40));
    assert_eq!(
        Address::parse(&long).unwrap_err().code(),
        "address-too-long"
    );
}

proptest! {
    #[test]
    fn an_address_reads_back_from_a_store_as_itself(text in text()) {
        if let Ok(parsed) = Address::parse(&text) {
            let stored = Address::from_stored(parsed.as_str());
            prop_assert_eq!(&stored, &parsed);
            prop_assert_eq!(stored.as_str(), parsed.as_str());
            prop_assert_eq!(stored.local_part(), parsed.local_part());
            prop_assert_eq!(stored.domain(), parsed.domain());
            let parts = format!("{}@{}", parsed.local_part(), parsed.domain());
            prop_assert_eq!(parts, parsed.as_str());
            prop_assert_eq!(parsed.to_string().parse(), Ok(parsed));
        }
    }

    /// A stricter parser never makes an account unreadable.
    #[test]
    fn stored_text_reads_back_unchanged(text in any::<String>()) {
        let stored = Address::from_stored(&text);
        prop_assert_eq!(stored.as_str(), &text);
        prop_assert!(text.starts_with(stored.local_part()));
        prop_assert!(text.ends_with(stored.domain()));
        prop_assert_eq!(format!("{stored:?}"), "Address(..)");
    }

    /// `==`, the order and the hash are those of the key, which a store uses.
    #[test]
    fn addresses_compare_as_their_keys_do(a in stored(), b in stored()) {
        prop_assert_eq!(a == b, a.key() == b.key());
        prop_assert_eq!(a.cmp(&b), a.key().as_bytes().cmp(b.key().as_bytes()));
        prop_assert_eq!(a.partial_cmp(&b), Some(a.cmp(&b)));
        let state = RandomState::new();
        let other_case = Address::from_stored(&a.as_str().to_ascii_uppercase());
        prop_assert_eq!(&other_case, &a);
        prop_assert_eq!(state.hash_one(&other_case), state.hash_one(&a));
        prop_assert_eq!(state.hash_one(&a) == state.hash_one(&b), a == b);
    }

    /// Only letters that differ in case or width may be equal.
    #[test]
    fn no_other_address_is_the_same_account(text in "[a-zA-Z0-9._+-]{1,8}", at in 0usize..8, c: char) {
        let address = Address::parse(&format!("{text}@example.com")).unwrap();
        let mut other: Vec<char> = text.chars().collect();
        let at = at % other.len();
        let typed = half_width(c);
        prop_assume!(!other[at].eq_ignore_ascii_case(&typed));
        other[at] = c;
        let other: String = other.into_iter().collect();
        if let Ok(other) = Address::parse(&format!("{other}@example.com")) {
            prop_assert_ne!(address, other);
        }
    }
}
