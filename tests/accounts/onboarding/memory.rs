use std::cell::Cell;

use genkan::onboarding::{Memory, conformance};

use crate::onboarding::support::ready;

#[test]
fn the_store_in_memory_keeps_the_contract() {
    let count = Cell::new(0);
    ready(conformance::run(|| {
        count.set(count.get() + 1);
        async { Memory::new() }
    }));
    assert!(count.get() > 30, "{}", count.get());
}
