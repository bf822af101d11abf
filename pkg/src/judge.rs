#![expect(
    unreachable_pub,
    reason = "wasm-bindgen exports what is public, wherever it is"
)]

use alloc::vec;
use alloc::vec::Vec;

use genkan::policy::Policy;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroize as _;

use crate::alone::Alone;
use crate::unicode::Browser;
use crate::wire;

/// The policy that judges, and the places where texts come in and reports go
/// out.
///
/// There is one. A page that has several policies gives each its turn: reading
/// one again takes microseconds, and a table of them would be a table of what
/// nobody gives back.
struct Desk {
    policy: Option<Policy>,
    input: Vec<u8>,
    report: Vec<u32>,
}

static DESK: Alone<Desk> = Alone::new(Desk {
    policy: None,
    input: Vec::new(),
    report: Vec::new(),
});

/// Where the input is to be written, with room for so many bytes at least.
#[wasm_bindgen]
pub fn input(bytes: usize) -> *const u8 {
    DESK.with(|desk| {
        if desk.input.len() < bytes {
            // Growing would leave a copy of what was in it.
            desk.input.zeroize();
            desk.input = vec![0; bytes];
        }
        desk.input.as_ptr()
    })
}

/// Reads a policy document, and says what is wrong with it; 0 where nothing
/// is.
#[wasm_bindgen]
pub fn read(bytes: usize) -> u32 {
    DESK.with(|desk| {
        let document = desk.input.get(..bytes).unwrap_or_default();
        match wire::read_policy(document) {
            Ok(policy) => {
                desk.policy = Some(policy);
                0
            }
            Err(problem) => problem,
        }
    })
}

/// Judges a password, which stands in the input behind what is known of the
/// person, and is gone from there afterwards. Says how many numbers the report
/// has.
#[wasm_bindgen]
pub fn check(known: usize, password: usize) -> usize {
    DESK.with(|desk| {
        desk.report.clear();
        if let (Some(policy), Some((known, rest))) =
            (&desk.policy, desk.input.split_at_mut_checked(known))
        {
            let password = rest.get_mut(..password).unwrap_or_default();
            let context = wire::read_context(known);
            let report = policy.check_with(&Browser, wire::text(password), &context);
            wire::write_report(&report, &mut desk.report);
            password.zeroize();
        }
        desk.report.len()
    })
}

/// Where the numbers of the last report are.
#[wasm_bindgen]
pub fn report() -> *const u32 {
    DESK.with(|desk| desk.report.as_ptr())
}
