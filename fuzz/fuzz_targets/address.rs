//! Any text as an address: no panic; what is read is one line of ASCII that
//! reads back as itself.
#![no_main]

use genkan::address::Address;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(address) = Address::parse(text) else {
        return;
    };
    let shown = address.as_str();
    assert!(shown.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(!shown.contains(['<', '>', '(', ')', '"', ',', ';', ':', '\\']));
    assert_eq!(shown.matches('@').count(), 1);
    assert_eq!(Address::parse(shown).unwrap().as_str(), shown);
    assert_eq!(Address::parse(&address.key()).unwrap(), address);
});
