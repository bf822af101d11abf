use alloc::vec;
use alloc::vec::Vec;

use genkan::policy::Policy;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::{Zeroize as _, Zeroizing};

use crate::unicode::Browser;
use crate::wire::{self, Reader};

/// A policy that is ready to judge, and the places where texts come in and
/// reports go out.
///
/// Only numbers cross. Texts and lists would bring the code that copies them,
/// in both languages, and an exception a table of JavaScript's values.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Judge {
    policy: Option<Policy>,
    input: Zeroizing<Vec<u8>>,
    report: Vec<u32>,
}

#[wasm_bindgen]
impl Judge {
    /// One without a policy yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self {
            policy: None,
            input: Zeroizing::default(),
            report: Vec::with_capacity(64),
        }
    }

    /// Where the input is to be written, with room for so many bytes at least.
    pub fn input(&mut self, bytes: usize) -> *const u8 {
        if self.input.len() < bytes {
            // Growing would leave a copy of what was in it.
            self.input = Zeroizing::new(vec![0; bytes]);
        }
        self.input.as_ptr()
    }

    /// Reads a policy document, and says what is wrong with it; 0 where
    /// nothing is.
    pub fn read(&mut self, bytes: usize) -> u32 {
        let document = self.input.get(..bytes).unwrap_or_default();
        match wire::read_policy(document) {
            Ok(policy) => {
                self.policy = Some(policy);
                0
            }
            Err(problem) => problem,
        }
    }

    /// Judges a password, which stands in the input behind what is known of
    /// the person, and is gone from there afterwards. Says how many numbers
    /// the report has.
    pub fn check(&mut self, known: usize, password: usize) -> usize {
        self.report.clear();
        if let (Some(policy), Some((known, rest))) =
            (&self.policy, self.input.split_at_mut_checked(known))
        {
            let password = rest.get_mut(..password).unwrap_or_default();
            let context = wire::read_context(Reader::new(known));
            let report = policy.check_with(&Browser, wire::text(password), &context);
            wire::write_report(&report, &mut self.report);
            password.zeroize();
        }
        self.report.len()
    }

    /// Where the numbers of the last report are.
    pub fn report(&self) -> *const u32 {
        self.report.as_ptr()
    }
}
