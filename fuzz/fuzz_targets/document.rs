//! Any text as a policy document: no panic; what is a policy can be written
//! and read back, and judges.
#![no_main]

use genkan::policy::{Context, Document, Policy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (json, password) = input;
    let Ok(document) = serde_json::from_str::<Document>(json) else {
        return;
    };
    let Ok(policy) = Policy::try_from(document) else {
        return;
    };
    let written = serde_json::to_string(&Document::from(&policy)).unwrap();
    let read: Document = serde_json::from_str(&written).unwrap();
    assert_eq!(Policy::try_from(read).unwrap(), policy);
    let _ = policy.check(password, &Context::new().email("taro.yamada@example.com"));
});
