//! Any text as an address: no panic. An accepted address is one line of ASCII
//! that reads back as itself, and stored text is never validated again.
#![no_main]

use genkan::address::Address;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let stored = Address::from_stored(text);
    assert_eq!(stored.as_str(), text);
    assert!(text.starts_with(stored.local_part()) && text.ends_with(stored.domain()));
    assert_eq!(stored, Address::from_stored(&stored.key()));
    let Ok(address) = text.parse::<Address>() else {
        return;
    };
    let shown = address.as_str();
    assert!(shown.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(!shown.contains(['<', '>', '(', ')', '"', ',', ';', ':', '\\']));
    assert_eq!(shown.matches('@').count(), 1);
    assert_eq!(Address::parse(shown).unwrap().as_str(), shown);
    let stored = Address::from_stored(shown);
    assert_eq!(stored, address);
    assert_eq!(
        (stored.local_part(), stored.domain()),
        (address.local_part(), address.domain())
    );
    assert_eq!(Address::parse(&address.key()).unwrap(), address);
});
