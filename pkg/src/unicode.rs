use alloc::string::String;

use genkan::text::Unicode;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::exactly::zeros;
use crate::wire;

/// Unicode by the browser's own tables: `pkg/ts/unicode.ts`.
///
/// The tables of the native build would make this module eight times as large.
/// The two are held against each other for every code point in
/// `pkg/test/equality.test.js`.
pub(crate) struct Browser;

impl Unicode for Browser {
    fn prepare(&self, text: &str) -> String {
        engine(false, text)
    }

    fn fold(&self, text: &str) -> String {
        engine(true, text)
    }

    fn is_alphanumeric(&self, c: char) -> bool {
        c.is_ascii_alphanumeric() || is_alphanumeric(c.into())
    }
}

fn engine(is_to_be_folded: bool, text: &str) -> String {
    let length = transform(is_to_be_folded, text.as_ptr(), text.len());
    let mut bytes = zeros(length);
    take(bytes.as_mut_ptr());
    wire::owned_text(bytes)
}

#[wasm_bindgen(raw_module = "./unicode.js")]
extern "C" {
    /// Transforms a text and says how many bytes the result has.
    fn transform(is_to_be_folded: bool, text: *const u8, bytes: usize) -> usize;
    /// Writes the result of the last transformation.
    fn take(to: *mut u8);
    /// Whether a code point is a letter or a number.
    #[wasm_bindgen(js_name = isAlphanumeric)]
    fn is_alphanumeric(code_point: u32) -> bool;
}
