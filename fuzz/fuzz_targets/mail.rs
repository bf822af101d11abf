//! Any name, address and time in an email: it is composed or rejected. It is
//! sent to that address and to no other, has exactly the expected headers, and
//! has the greeting on one line.
#![no_main]

use std::path::PathBuf;

use genkan::Language;
use genkan::address::Address;
use genkan::id::{AccountId, MessageId};
use genkan::limit::Limits;
use genkan::onboarding::case::{Approvals, CaseTimes};
use genkan::onboarding::{Account, AccountKind, Content, Name, State, WrittenMessage};
use genkan::policy::Policy;
use genkan::time::Timestamp;
use genkan::token::{Key, KeyId, Keyring};
use genkan_portal::config::{Brand, Config, ListFiles, Sender, ServiceName};
use genkan_portal::mail::Composer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, u64, bool)| {
    let (name, address, seconds, is_english) = input;
    let Ok(address) = Address::parse(address) else {
        return;
    };
    let expires_at = Timestamp::from_unix_seconds(seconds);
    let language = if is_english {
        Language::En
    } else {
        Language::Ja
    };
    let account = Account {
        id: AccountId::from_bytes([1; 16]),
        revision: 1,
        kind: AccountKind::Contact,
        name: Name::from_stored(name.into()),
        address: address.clone(),
        company: None,
        is_manager: false,
        language,
        state: State::Registered { expires_at },
        registered_at: Timestamp::from_unix_seconds(0),
        password_set_at: None,
        notified_at: None,
        links_ended_at: 1,
        link_requested_at: None,
        link_used_again_at: None,
        undeliverable_since: None,
        replacement: None,
        former: None,
        successor: None,
    };
    let written = WrittenMessage {
        recipient: &address,
        content: Content::Registered { expires_at },
    };
    let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
    let id = keyring.sign_message_id("r", MessageId::from_bytes([7; 16]), &address.key());
    let email = composer().compose(id, &account, &written, expires_at);
    let email = email.expect("an email can be composed for every registered address");
    let [to] = email.envelope().to() else {
        panic!("one recipient");
    };
    let local = to.user().trim_start_matches('"').trim_end_matches('"');
    assert_eq!(
        (local, to.domain()),
        (address.local_part(), address.domain())
    );

    let bytes = email.formatted();
    let parsed = mailparse::parse_mail(&bytes).unwrap();
    let mut names: Vec<String> = parsed
        .headers
        .iter()
        .map(mailparse::MailHeader::get_key)
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "Auto-Submitted",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
            "X-Auto-Response-Suppress",
        ]
    );
    assert_eq!(parsed.subparts.len(), 2);
    let text = parsed.subparts[0].get_body().unwrap();
    let greeting = text.lines().next().unwrap();
    assert!(
        greeting.ends_with(" 様") || (greeting.starts_with("Dear ") && greeting.ends_with(','))
    );
    let html = parsed.subparts[1].get_body().unwrap();
    let links = html.matches("<a href=\"").count();
    assert_eq!(
        links,
        html.matches("<a href=\"https://support.example.com/")
            .count()
    );
});

fn composer() -> Composer {
    Composer::new(&Config {
        base_url: "https://support.example.com/".parse().unwrap(),
        listen: "127.0.0.1:0".parse().unwrap(),
        data: PathBuf::new(),
        database: None,
        realm: "support-center".into(),
        service_name: ServiceName::default(),
        time_zone: jiff::tz::TimeZone::UTC,
        sender: Sender::new("support@provider.example".parse().unwrap()),
        brand: Brand::default(),
        unknown_variables: Vec::new(),
        smtp: None,
        bounces: None,
        reset_lifetime: None,
        first_password_lifetime: None,
        registration_lifetime: None,
        password_lifetime: None,
        limits: Limits::default(),
        case_times: CaseTimes::default(),
        approvals: Approvals::default(),
        trusted_proxies: 0,
        alarms_to: None,
        alarms_language: genkan::Language::Ja,
        metrics: None,
        policy: Policy::support_center(),
        lists: ListFiles::default(),
    })
}
