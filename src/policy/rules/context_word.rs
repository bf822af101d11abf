use alloc::string::String;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use crate::policy::candidate::Candidate;
use crate::policy::rule::EVERY_RULE;
use crate::policy::word::Words;
use crate::policy::{Context, Source, Span, Status, Violation};
use crate::text::{Unicode, Wiped};

/// No word that is known of the person, the company or the service.
///
/// OWASP ASVS 5.0 6.2.11; NIST SP 800-63B-4 section 3.1.1.2 names such words
/// for a blocklist, compared as a whole.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct ContextWordRule {
    /// Which words.
    pub sources: Vec<Source>,
    /// The length from which a word, or a piece of one, counts, in code
    /// points, at least 1.
    pub min_piece: u32,
    /// Refuse a word written backwards, too.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub reversed: bool,
    /// Refuse a word written with characters that look alike, such as `t4r0`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub look_alikes: bool,
}

impl ContextWordRule {
    /// Words of these sources, and pieces of them, from this length on.
    #[must_use]
    pub const fn new(sources: Vec<Source>, min_piece: u32) -> Self {
        Self {
            sources,
            min_piece,
            reversed: false,
            look_alikes: false,
        }
    }

    pub(in crate::policy) fn judge(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        let mut status = Status::NotApplicable;
        for source in &self.sources {
            let words = context.words(candidate.unicode(), *source);
            if words.is_empty() {
                continue;
            }
            status = Status::Met;
            let min = (self.min_piece, self.min_piece);
            if let Some(at) = find(candidate, &words, min, self.reversed, self.look_alikes) {
                let source = *source;
                return Status::Unmet(Violation::ContainsContextWord { source, at });
            }
        }
        status
    }
}

/// Where one of the words is. `min` is the length from which a whole word
/// counts, and that from which a piece does.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub(super) fn find(
    candidate: &Candidate<'_, impl Unicode>,
    words: &Words<'_>,
    min: (u32, u32),
    reversed: bool,
    look_alikes: bool,
) -> Option<Span> {
    if candidate.is_ascii() {
        let found = words.find(candidate.prepared().as_bytes(), min.0, min.1);
        if let Some((start, end)) = found {
            return Some(Span::new(start, end));
        }
        if !reversed && !look_alikes {
            return None;
        }
    }
    find_slowly(candidate, words, min, reversed, look_alikes)
}

#[inline(never)]
fn find_slowly(
    candidate: &Candidate<'_, impl Unicode>,
    words: &Words<'_>,
    min: (u32, u32),
    reversed: bool,
    look_alikes: bool,
) -> Option<Span> {
    let plain = |text: &str| words.find(text.as_bytes(), min.0, min.1).is_some();
    if !EVERY_RULE {
        // No other rule asks for the folded form, so it is not kept.
        return locate(candidate, &plain);
    }
    if !candidate.is_ascii() && plain(candidate.folded()) {
        return locate(candidate, &plain as &dyn Fn(&str) -> bool);
    }
    if EVERY_RULE && reversed {
        let backwards = |text: &str| {
            let text: Zeroizing<String> = Zeroizing::new(text.chars().rev().collect());
            plain(&text)
        };
        if backwards(candidate.folded()) {
            return locate(candidate, &backwards as &dyn Fn(&str) -> bool);
        }
    }
    if EVERY_RULE && look_alikes {
        let mapped = words.mapped(look_alike);
        let alike = |text: &str| {
            let text: Zeroizing<Vec<u8>> = Zeroizing::new(text.bytes().map(look_alike).collect());
            mapped.find(&text, min.0, min.1).is_some()
        };
        if alike(candidate.folded()) {
            return locate(candidate, &alike as &dyn Fn(&str) -> bool);
        }
    }
    None
}

/// The part of the prepared password in which the words are found once it is
/// folded. Folding changes lengths, so the ends are searched for, by halves:
/// first the shortest beginning that has a word, then the shortest end of it.
///
/// With every rule, whoever asks has looked in the folded form that they share,
/// and asks through a `dyn`, so that there is one such search for all of them.
pub(super) fn locate(
    candidate: &Candidate<'_, impl Unicode>,
    is_in: &(impl Fn(&str) -> bool + ?Sized),
) -> Option<Span> {
    let text = candidate.prepared();
    // What is behind so many characters.
    let behind = |count: usize| {
        let mut characters = text.chars();
        (0..count).for_each(|_| _ = characters.next());
        characters.as_str()
    };
    let is_found = |start: usize, end: usize| {
        let rest = behind(start);
        let length = rest.len() - behind(end).len();
        let part = rest.get(..length).unwrap_or_default();
        is_in(&Wiped(candidate.unicode().fold(part)))
    };
    let length = candidate.length() as usize;
    if !EVERY_RULE && !is_found(0, length) {
        return None;
    }
    let end = first(length, |end| is_found(0, end));
    let back = first(end, |back| is_found(end - back, end));
    Some(Span::new(end - back, end))
}

/// The smallest number up to `most` for which it is so, given that it is so for
/// every larger one.
fn first(most: usize, is_so: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low.midpoint(high);
        if is_so(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The letter that a character is used for. Letters that stand for one another
/// become one, on both sides.
const fn look_alike(byte: u8) -> u8 {
    match byte.to_ascii_lowercase() {
        b'0' => b'o',
        b'1' | b'!' | b'|' | b'i' => b'l',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' | b'+' => b't',
        b'8' => b'b',
        b'9' => b'g',
        other => other,
    }
}
