//! Any sequence of commands: every account, every token and every email equals
//! that of the naive model.
#![no_main]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use genkan::conformance::{Command, InMemoryStore, run_commands};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (pairs, _) = bytes.as_chunks();
    let commands: Vec<Command> = pairs.iter().copied().map(Command::from_bytes).collect();
    let store = InMemoryStore::new();
    // The store in memory never waits.
    let run = pin!(run_commands(&store, &commands));
    let polled = run.poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(polled, Poll::Ready(()));
});
