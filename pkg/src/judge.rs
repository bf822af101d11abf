use alloc::string::String;
use alloc::vec::Vec;

use genkan::policy::{Context, Policy};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::unicode::Browser;
use crate::wire;

/// A policy that is ready to judge.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Judge(Policy);

#[wasm_bindgen]
impl Judge {
    /// Reads a policy document. Throws the stable code of what is wrong with
    /// it, as a string.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &[u32], special: &str) -> Result<Self, String> {
        match wire::read(document, special) {
            Ok(policy) => Ok(Self(policy)),
            Err(code) => Err(code.into()),
        }
    }

    /// Judges a password. An address that is not known is `None`.
    pub fn check(&self, password: &str, email: Option<String>) -> Vec<u32> {
        let mut context = Context::new();
        if let Some(email) = email {
            context = context.email_with(&Browser, &email);
        }
        wire::write(&self.0.check_with(&Browser, password, &context))
    }
}
