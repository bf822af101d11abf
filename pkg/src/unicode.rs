use alloc::string::String;
use alloc::vec::Vec;

use genkan::text::Unicode;

use crate::list;

/// Unicode by the browser's own tables: `pkg/ts/unicode.ts`.
///
/// The tables of the native build would make a module eight times as large.
/// `pkg/test/equality.test.js` compares the two for every code point.
pub struct Browser;

impl Unicode for Browser {
    fn prepare(&self, text: &str) -> String {
        transformed(text, 0)
    }

    fn fold(&self, text: &str) -> String {
        transformed(text, 1)
    }

    fn decompose(&self, text: &str) -> String {
        transformed(text, 2)
    }

    fn is_alphanumeric(&self, c: char) -> bool {
        if c.is_ascii() {
            c.is_ascii_alphanumeric()
        } else {
            imports::is_letter(c.into(), true)
        }
    }

    fn is_alphabetic(&self, c: char) -> bool {
        imports::is_letter(c.into(), false)
    }

    #[cfg(target_arch = "wasm32")]
    fn ascii(&self, text: &str) -> ([u64; 2], bool) {
        crate::search::ascii(text)
    }

    #[cfg(target_arch = "wasm32")]
    fn contains(&self, text: &[u8], word: &[u8]) -> bool {
        crate::search::contains(text, word)
    }
}

/// Returns the form of a text with this number: its position, from 0, in `FORMS`
/// of `pkg/ts/unicode.ts`.
fn transformed(text: &str, form: u32) -> String {
    // SAFETY: the pointer and the length are those of `text`.
    let length = unsafe { imports::transform(form, text.as_ptr(), text.len()) };
    let bytes = list(length, || 0);
    // SAFETY: the list has the length of the result, which `TextEncoder` writes,
    // and is a block of the allocator.
    unsafe {
        imports::write_transformed(bytes.as_mut_ptr());
        String::from_utf8_unchecked(Vec::from_raw_parts(bytes.as_mut_ptr(), length, length))
    }
}

#[cfg(target_arch = "wasm32")]
mod imports {
    #[link(wasm_import_module = "")]
    unsafe extern "C" {
        /// Transforms a text and returns how many bytes the result has.
        #[link_name = "b"]
        pub(super) fn transform(form: u32, text: *const u8, bytes: usize) -> usize;
        /// Writes the result of the last transformation.
        #[link_name = "c"]
        pub(super) fn write_transformed(to: *mut u8);
        /// Returns whether a code point is a letter or, if the flag is set, a
        /// number.
        #[link_name = "a"]
        pub(super) safe fn is_letter(code_point: u32, or_number: bool) -> bool;
    }
}

/// Native tests check only ASCII.
#[cfg(not(target_arch = "wasm32"))]
mod imports {
    pub(super) unsafe fn transform(_: u32, _: *const u8, _: usize) -> usize {
        unreachable!("only in the browser")
    }

    pub(super) unsafe fn write_transformed(_: *mut u8) {
        unreachable!("only in the browser")
    }

    pub(super) fn is_letter(_: u32, _: bool) -> bool {
        unreachable!("only in the browser")
    }
}
