//! Lower-case hexadecimal text of fixed length (RFC 4648 section 8).

use core::fmt;

use base16ct::lower;

/// Shows bytes as lower-case hexadecimal digits.
pub(crate) struct Hex<'b, const N: usize>(pub(crate) &'b [u8; N]);

impl<const N: usize> fmt::Display for Hex<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [[0; 2]; N];
        let text = lower::encode_str(self.0, digits.as_flattened_mut());
        f.pad(text.map_err(|_| fmt::Error)?)
    }
}

/// Returns the bytes of exactly `2 * N` lower-case hexadecimal digits.
pub(crate) fn parse<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let length = lower::decode(text, &mut bytes).ok()?.len();
    (length == N).then_some(bytes)
}
