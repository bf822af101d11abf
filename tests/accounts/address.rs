//! Addresses: what is in use is accepted, what has been a way in is not.

use genkan::onboarding::Address;
use proptest::prelude::*;

#[test]
fn what_people_have_is_accepted() {
    for text in [
        "taro@example.com",
        "taro.yamada+news@sub.example.co.jp",
        "TARO@EXAMPLE.COM",
        // Japanese carriers gave these out.
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
fn an_address_that_has_to_be_quoted_has_room_for_the_quotes() {
    for (letters, is_read) in [(61, true), (62, false), (63, false)] {
        let docomo = format!("{}.@docomo.ne.jp", "a".repeat(letters));
        assert_eq!(Address::parse(&docomo).is_ok(), is_read, "{letters}");
    }
    let plain = format!("{}.b@docomo.ne.jp", "a".repeat(62));
    assert!(Address::parse(&plain).is_ok());
}

#[test]
fn what_has_been_a_way_in_is_refused() {
    for (text, code) in [
        ("", "address-empty"),
        ("taro", "address-no-at"),
        ("taro＠example.com", "address-not-ascii"),
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
    /// No character beside the ASCII letters may stand for another one.
    #[test]
    fn no_other_address_is_the_same_account(text in "[a-zA-Z0-9._+-]{1,8}", at in 0usize..8, c: char) {
        let address = Address::parse(&format!("{text}@example.com")).unwrap();
        let mut other: Vec<char> = text.chars().collect();
        let at = at % other.len();
        prop_assume!(!other[at].eq_ignore_ascii_case(&c));
        other[at] = c;
        let other: String = other.into_iter().collect();
        if let Ok(other) = Address::parse(&format!("{other}@example.com")) {
            prop_assert_ne!(address, other);
        }
    }
}
