//! Any text as a token: no panic, and what is read is spelled in one way.
#![no_main]

use genkan::token::{FirstPassword, Purpose, PurposeName, Reset, Session, Token};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    read::<Reset>(text);
    read::<FirstPassword>(text);
    read::<Session>(text);
});

fn read<P: Purpose>(text: &str) {
    if let Ok(token) = Token::<P>::parse(text) {
        assert_eq!(*token.expose(), text);
        assert_eq!(PurposeName::claimed_by(text), Some(P::NAME));
    }
}
