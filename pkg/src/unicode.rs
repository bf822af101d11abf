use alloc::string::String;

use genkan::text::Unicode;
use wasm_bindgen::prelude::wasm_bindgen;

/// Unicode by the browser's own tables: `pkg/ts/unicode.ts`.
///
/// The tables of the native build would make this module eight times as large.
/// The two are held against each other for every code point in
/// `pkg/test/equality.test.js`.
pub(crate) struct Browser;

impl Unicode for Browser {
    fn nfc(&self, text: &str) -> String {
        nfc(text)
    }

    fn fold(&self, text: &str) -> String {
        if text.is_ascii() {
            return text.to_ascii_lowercase();
        }
        fold(text)
    }
}

#[wasm_bindgen(raw_module = "./unicode.js")]
extern "C" {
    fn nfc(text: &str) -> String;
    fn fold(text: &str) -> String;
}
