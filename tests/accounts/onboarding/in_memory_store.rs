use std::cell::Cell;

use genkan::conformance::{self, InMemoryStore};
use genkan::onboarding::{Commit as _, Outbox as _};

use crate::onboarding::support::{DAY, Service, TARO, ready};

#[test]
fn the_store_in_memory_keeps_the_contract() {
    let count = Cell::new(0);
    ready(conformance::run(|| {
        count.set(count.get() + 1);
        async { InMemoryStore::new() }
    }));
    assert!(count.get() > 50, "{}", count.get());
}

#[test]
fn a_message_is_kept_for_90_days_after_it_was_sent() {
    let service = Service::new();
    let id = service.activate(TARO);
    let left = || {
        ready(service.store.sweep(service.now())).unwrap();
        ready(service.store.messages(id, 9)).unwrap().len()
    };
    service.wait(90 * DAY - 1);
    assert_eq!(left(), 2);
    service.wait(1);
    assert_eq!(left(), 0);
}
