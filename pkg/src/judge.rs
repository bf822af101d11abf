#![expect(
    unreachable_pub,
    reason = "wasm-bindgen exports what is public, wherever it is"
)]

use core::mem::{ManuallyDrop, forget};

use genkan::policy::Policy;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroize as _;

use crate::alone::Alone;
use crate::arena;
use crate::exactly::zeros;
use crate::unicode::Browser;
use crate::wire::{self, Numbers};

/// The policy that judges, and the places where texts come in and reports go
/// out.
///
/// There is one. A page that has several policies gives each its turn: reading
/// one again takes microseconds, and a table of them would be a table of what
/// nobody gives back.
struct Desk {
    policy: Option<Policy>,
    input: &'static mut [u8],
    report: Numbers,
}

static DESK: Alone<Desk> = Alone::new(Desk {
    policy: None,
    input: &mut [],
    report: Numbers::new(),
});

/// Where the input is to be written, with room for so many bytes at least. The
/// policy goes: its memory is the arena's, as the input's is.
#[wasm_bindgen]
pub fn input(bytes: usize) -> *const u8 {
    DESK.with(|desk| {
        desk.input.zeroize();
        desk.input = &mut [];
        forget(desk.policy.take());
        arena::clear();
        desk.input = zeros(bytes).leak();
        desk.input.as_ptr()
    })
}

/// Reads a policy document, and says what is wrong with it; 0 where nothing
/// is.
#[wasm_bindgen]
pub fn read(bytes: usize) -> u32 {
    DESK.with(|desk| {
        let document = desk.input.get(..bytes).unwrap_or_default();
        // There is none: this is asked for after an input.
        wire::read_policy(document, |policy| forget(desk.policy.replace(policy)))
    })
}

/// Judges a password, which stands in the input behind what is known of the
/// person, and is gone from there afterwards. Says where the report is: how many
/// rows it has, and then these.
#[wasm_bindgen]
pub fn check(known: usize, password: usize) -> *const u32 {
    DESK.with(|desk| {
        desk.report.clear();
        if let (Some(policy), Some((known, rest))) =
            (&desk.policy, desk.input.split_at_mut_checked(known))
        {
            let password = rest.get_mut(..password).unwrap_or_default();
            arena::scope(|| {
                // Its memory is given back with everything else.
                let context = ManuallyDrop::new(wire::read_context(known));
                policy.tell_with(&Browser, wire::text(password), &context, &mut desk.report);
            });
            password.zeroize();
        }
        desk.report.as_ptr()
    })
}
