//! The account's life as a whole: any sequence of commands, and every
//! interleaving of two nodes.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failure of what the tests share is the verdict, too"
)]

mod fault;
mod faulty;
mod interleaving;
mod ready;
mod sequences;
