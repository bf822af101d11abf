use std::convert::Infallible;

use genkan::onboarding::StoredPassword;

use crate::onboarding::support::{Service, TARO};

#[test]
fn only_a_password_that_matches_is_a_proof() {
    let service = Service::new();
    let account = service.account(service.activate(TARO));
    let stored = StoredPassword::of(&account).unwrap();
    let verify = |matches| {
        let scheme = |phc: &str| {
            assert_eq!(phc, "first", "the current hash");
            Ok::<_, Infallible>(matches)
        };
        stored.clone().verify(scheme).unwrap()
    };
    assert!(verify(true).is_some());
    assert!(verify(false).is_none());
    let failed = stored.clone().verify(|_| Err::<bool, _>("no memory"));
    assert_eq!(failed.unwrap_err(), "no memory");
    assert!(!format!("{stored:?} {:?}", verify(true)).contains("first"));
}
