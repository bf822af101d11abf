use alloc::vec::Vec;

use genkan::policy::Policy;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::unicode::Browser;
use crate::wire;

/// A policy that is ready to judge, or what is wrong with its document.
///
/// An exception, or any other value of JavaScript's, would bring a table of
/// such values with it; so what is wrong is a number, too.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Judge(Result<Policy, u32>);

#[wasm_bindgen]
impl Judge {
    /// Reads a policy document.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &[u32], texts: &str) -> Self {
        Self(wire::read_policy(document, texts))
    }

    /// What is wrong with the document; 0 where nothing is.
    pub fn problem(&self) -> u32 {
        self.0.as_ref().err().copied().unwrap_or(0)
    }

    /// Judges a password, given what is known of the person.
    pub fn check(&self, password: &str, known: &[u32], texts: &str) -> Vec<u32> {
        let Ok(policy) = &self.0 else {
            return Vec::new();
        };
        let context = wire::read_context(known, texts);
        wire::write_report(&policy.check_with(&Browser, password, &context))
    }
}
