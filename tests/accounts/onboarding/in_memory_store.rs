use std::cell::Cell;

use genkan::conformance::{self, InMemoryStore};

use crate::onboarding::support::ready;

#[test]
fn the_store_in_memory_keeps_the_contract() {
    let count = Cell::new(0);
    ready(conformance::run(|| {
        count.set(count.get() + 1);
        async { InMemoryStore::new() }
    }));
    assert!(count.get() > 50, "{}", count.get());
}
