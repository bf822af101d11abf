use alloc::string::String;

use zeroize::Zeroizing;

use super::context_word::locate;
use crate::policy::candidate::Candidate;
use crate::policy::{Blocklist, Context, Span, Status, Violation};
use crate::text::Unicode;

/// Not on a list of passwords that others use.
///
/// NIST SP 800-63B-4 section 3.1.1.2 and OWASP ASVS 5.0 6.2.4 and 6.2.12. Both
/// compare the whole password; so does this rule unless `contained` is given.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct BlocklistRule {
    /// The name of the list, by which the caller brings it.
    pub list: String,
    /// Refuse a password that contains a word of the list, from this length
    /// on, 3 to 32 code points; longer words than 32 are not looked for.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub contained: Option<u32>,
    /// Refuse a word of the list written backwards, too.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub reversed: bool,
}

impl BlocklistRule {
    /// Not on the list of this name.
    #[must_use]
    pub fn new(list: &str) -> Self {
        Self {
            list: list.into(),
            contained: None,
            reversed: false,
        }
    }

    /// No word of the list of this length or longer in it.
    #[must_use]
    pub const fn contained(mut self, length: u32) -> Self {
        self.contained = Some(length);
        self
    }

    pub(in crate::policy) fn judge(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'static> {
        let Some(list) = context.list(&self.list) else {
            return Status::Unjudged;
        };
        let folded = candidate.folded();
        let mut short = Zeroizing::new([0; SHORT]);
        let mut long = Zeroizing::new(String::new());
        let folded = if candidate.is_ascii() && folded.bytes().any(|b| b.is_ascii_uppercase()) {
            lower(folded, &mut short, &mut long)
        } else {
            folded
        };
        let backwards = |text: &str| -> Zeroizing<String> {
            let mut reversed = Zeroizing::new(String::with_capacity(text.len()));
            reversed.extend(text.chars().rev());
            reversed
        };
        if list.contains(folded) || (self.reversed && list.contains(&backwards(folded))) {
            let at = Span::new(0, candidate.length() as usize);
            return Status::Unmet(Violation::Blocklisted { at });
        }
        let Some(shortest) = self.contained else {
            return Status::Met;
        };
        let is_in = |text: &str| part(list, text, shortest).is_some();
        let is_backwards_in = |text: &str| is_in(&backwards(text));
        let at = match part(list, folded, shortest) {
            Some((start, end)) if candidate.is_ascii() => Some(Span::new(start, end)),
            Some(_) => locate(candidate, &is_in as &dyn Fn(&str) -> bool),
            None if self.reversed && is_backwards_in(folded) => {
                locate(candidate, &is_backwards_in as &dyn Fn(&str) -> bool)
            }
            None => None,
        };
        match at {
            Some(at) => Status::Unmet(Violation::Blocklisted { at }),
            None => Status::Met,
        }
    }
}

/// An ASCII text in lower case, in place where it is as short as nearly all are.
fn lower<'t>(text: &str, short: &'t mut [u8; SHORT], long: &'t mut String) -> &'t str {
    match short.get_mut(..text.len()) {
        Some(short) => {
            short.copy_from_slice(text.as_bytes());
            short.make_ascii_lowercase();
            // What was a text still is.
            core::str::from_utf8(short).unwrap_or_default()
        }
        None => {
            *long = text.to_ascii_lowercase();
            long
        }
    }
}

/// Where a word of the list is, as a range of bytes: every part of up to
/// LONGEST characters that is no longer than the longest word is looked up, so
/// the work is bounded.
fn part(list: &dyn Blocklist, folded: &str, shortest: u32) -> Option<(usize, usize)> {
    let skipped = shortest.max(1) as usize - 1;
    let longest = list.longest();
    for (start, _) in folded.char_indices() {
        let rest = folded.get(start..)?;
        for (end, c) in rest.char_indices().take(LONGEST).skip(skipped) {
            let length = end + c.len_utf8();
            if length > longest {
                break;
            }
            if list.contains(rest.get(..length)?) {
                return Some((start, start + length));
            }
        }
    }
    None
}

/// The longest word that is looked for inside a password, in code points.
const LONGEST: usize = 32;
/// As long as a password mostly is, in bytes.
const SHORT: usize = 128;
