//! Any email at the address of reports: it is a report or it is ignored. What
//! is read of it is bounded, and an email without a report's type is none.
#![no_main]

use genkan_portal::bounces::DeliveryStatus;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|email: &[u8]| {
    let Some(status) = DeliveryStatus::parse(email) else {
        return;
    };
    assert!(email.len() <= DeliveryStatus::LARGEST);
    let lower = email.to_ascii_lowercase();
    assert!(lower.windows(16).any(|it| it == b"multipart/report"));
    assert!(status.sent_to.len() <= DeliveryStatus::MOST);
    assert!(status.recipients.len() <= DeliveryStatus::MOST);
    for recipient in status.recipients {
        assert!((1..=2).contains(&recipient.addresses.len()));
        let cause = recipient.cause.as_str();
        assert!(cause.chars().count() <= 500 && !cause.contains(char::is_control));
    }
});
