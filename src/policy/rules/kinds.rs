use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::policy::candidate::Candidate;
use crate::policy::rule::EVERY_RULE;
use crate::policy::{Kind, Kinds, Status, Violation};
use crate::text::Unicode;

/// At least `required` of some kinds of characters.
///
/// The documented policy of the support center asks for 3 of 4. NIST SP
/// 800-63B-4 section 3.1.1.2, requirement 5, and OWASP ASVS 5.0 6.2.5 forbid
/// such rules.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "Fields", into = "Fields"))]
pub struct KindsRule {
    required: u32,
    of: Vec<Kind>,
    /// For each ASCII character the kinds that it is of, the first in the
    /// lowest bit; for every other byte none, so that no byte is out of range.
    ascii: Box<[u32; 256]>,
    /// Whether a kind needs more than one character.
    counts: bool,
    /// Whether this build can tell what is of all these kinds.
    is_judged: bool,
}

impl KindsRule {
    /// At least `required` of these kinds.
    #[must_use]
    pub fn new(required: u32, of: Vec<Kind>) -> Self {
        let ascii = core::array::from_fn(|byte| match u8::try_from(byte) {
            Ok(byte) if byte.is_ascii() => bits_of(&of, char::from(byte)),
            _ => NONE,
        });
        let counts = of.iter().any(|kind| kind.min > 1);
        let is_judged = of.iter().all(Kind::is_judged);
        Self {
            required,
            of,
            ascii: Box::new(ascii),
            counts,
            is_judged,
        }
    }

    /// How many kinds are asked for.
    #[must_use]
    pub const fn required(&self) -> u32 {
        self.required
    }

    /// The kinds, 16 at most.
    #[must_use]
    pub fn of(&self) -> &[Kind] {
        &self.of
    }

    /// Judges, given what [`scan`](Self::scan) has found.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub(in crate::policy) fn judge(&self, scan: Scan) -> Status<'_> {
        if !EVERY_RULE && !self.is_judged {
            return Status::Unjudged;
        }
        if has_at_least(scan.present, self.required) {
            return Status::Met;
        }
        let actual = scan.present.count_ones();
        let every = (1_u32 << self.of.len()) - 1;
        Status::Unmet(Violation::TooFewKinds {
            required: self.required,
            actual,
            missing: Kinds::new(&self.of, (!scan.present & every) as u16),
        })
    }

    /// Which kinds are present, and whether any character is of none.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub(in crate::policy) fn scan(&self, candidate: &Candidate<'_, impl Unicode>) -> Scan {
        let text = candidate.prepared();
        let all = if candidate.is_ascii() {
            self.ascii_scan(text.as_bytes())
        } else {
            self.slow_scan(text)
        };
        let present = if EVERY_RULE && self.counts {
            self.counted(text)
        } else {
            all
        };
        Scan {
            present: present & !NONE,
            has_uncounted: all & NONE != 0 && (EVERY_RULE || self.is_judged),
        }
    }

    /// Two at a time, each with a result of its own, so that none waits for
    /// the one before it.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn ascii_scan(&self, bytes: &[u8]) -> u32 {
        if cfg!(target_family = "wasm") {
            return bytes
                .iter()
                .fold(0, |all, byte| all | self.ascii_bits(*byte));
        }
        let (blocks, rest) = bytes.as_chunks::<8>();
        let (mut even, mut odd) = (0, 0);
        for block in blocks {
            for [first, second] in block.as_chunks().0 {
                even |= self.ascii_bits(*first);
                odd |= self.ascii_bits(*second);
            }
        }
        let rest = rest.iter().map(|byte| self.ascii_bits(*byte));
        rest.fold(even | odd, |all, bits| all | bits)
    }

    #[inline(never)]
    fn slow_scan(&self, text: &str) -> u32 {
        text.chars().fold(0, |all, c| all | self.bits(c))
    }

    /// Whether a character is of none of the kinds.
    pub(in crate::policy) fn is_uncounted(&self, c: char) -> bool {
        self.bits(c) == NONE && (EVERY_RULE || self.is_judged)
    }

    #[inline(never)]
    fn counted(&self, text: &str) -> u32 {
        let mut present = 0;
        for (at, kind) in self.of.iter().enumerate() {
            let count = text
                .chars()
                .filter(|c| self.bits(*c) & (1 << at) != 0)
                .count();
            if count >= kind.min as usize {
                present |= 1 << at;
            }
        }
        present
    }

    fn bits(&self, c: char) -> u32 {
        match u8::try_from(c) {
            Ok(byte) if byte < 128 => self.ascii_bits(byte),
            _ => bits_of(&self.of, c),
        }
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn ascii_bits(&self, byte: u8) -> u32 {
        self.ascii.get(usize::from(byte)).copied().unwrap_or(NONE)
    }
}

/// What a password's characters are.
#[derive(Clone, Copy)]
pub(in crate::policy) struct Scan {
    present: u32,
    pub(in crate::policy) has_uncounted: bool,
}

fn bits_of(of: &[Kind], c: char) -> u32 {
    let kinds = (0..).zip(of).filter(|(_, kind)| kind.contains(c));
    match kinds.fold(0, |bits, (at, _)| bits | 1_u32.checked_shl(at).unwrap_or(0)) {
        0 => NONE,
        bits => bits,
    }
}

/// Whether so many bits are set. Few are asked for, and taking away the lowest
/// one is less work than counting all where the processor has no instruction
/// for that.
#[inline]
fn has_at_least(bits: u32, required: u32) -> bool {
    if cfg!(target_family = "wasm") {
        return bits.count_ones() >= required;
    }
    let mut left = bits;
    for _ in 1..required {
        left &= left.wrapping_sub(1);
    }
    left != 0 || required == 0
}

/// The bit of what is of no kind.
const NONE: u32 = 1 << 31;

/// The rule as it is written.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    required: u32,
    of: Vec<Kind>,
}

#[cfg(feature = "serde")]
impl From<Fields> for KindsRule {
    fn from(fields: Fields) -> Self {
        Self::new(fields.required, fields.of)
    }
}

#[cfg(feature = "serde")]
impl From<KindsRule> for Fields {
    fn from(rule: KindsRule) -> Self {
        Self {
            required: rule.required,
            of: rule.of,
        }
    }
}
