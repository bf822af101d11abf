use alloc::string::String;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::candidate::Candidate;
use crate::blocklist::Blocklist;
use crate::policy::context_words::{locate, look_alike, reversed};
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::{Context, Labels, Span, Status, Violation};
use crate::text::Unicode;

/// Not on a list of common passwords.
///
/// NIST SP 800-63B-4 section 3.1.1.2 and OWASP ASVS 5.0 6.2.4 and 6.2.12. Both
/// compare the whole password, as this rule does unless `contained` is given.
///
/// In a document:
///
/// ```json
/// {"rule": "blocklist", "list": "products", "contained": 4, "reversed": true, "look_alikes": true,
///   "one_edit": true, "points": 5, "label": {"en": "Product names", "ja": "製品名"}}
/// ```
///
/// # Examples
///
/// ```
/// use genkan::blocklist::WordList;
/// use genkan::policy::rules::BlocklistRule;
/// use genkan::policy::{Context, Document, Policy, Rule};
///
/// let rule = Rule::Blocklist(BlocklistRule::new("words").contained(4));
/// let policy = Policy::try_from(Document::new("example", 64, vec![rule]))?;
/// let words: WordList = ["kite"].into_iter().collect();
/// let context = Context::new().blocklist("words", &words);
/// assert!(!policy.check("my-kite-7", &context).is_accepted());
/// assert!(policy.check("lamp-7", &context).is_accepted());
/// # Ok::<(), genkan::policy::InvalidDocument>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct BlocklistRule {
    /// The name of the list, by which the caller adds it
    /// ([`Context::blocklist`]).
    pub list: String,
    /// Reject a password that contains a word of the list with at least this
    /// length, 3 to 32 code points. Words longer than 32 are not searched for.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub contained: Option<u32>,
    /// Reject a word of the list written backwards, too.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub reversed: bool,
    /// Read digits and signs of the password as the letters that they look like,
    /// too: `p4ssw0rd`. The words of the list are compared as they are.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub look_alikes: bool,
    /// Reject a password that becomes a word of the list if one character is
    /// added, left out or replaced by one of printable ASCII, too.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub one_edit: bool,
    /// Accept a password that contains words of the list if it has this many
    /// points: each word, of at least `contained` characters, is one point, and
    /// so is each character outside of them. Of several ways to divide it, the
    /// one with the fewest points counts.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub points: Option<u32>,
    /// The name of the list for people, by language.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub label: Labels,
}

impl BlocklistRule {
    /// Returns the rule for the list of this name.
    #[must_use]
    pub fn new(list: &str) -> Self {
        Self {
            list: list.into(),
            contained: None,
            reversed: false,
            look_alikes: false,
            one_edit: false,
            points: None,
            label: Labels::default(),
        }
    }

    /// Also rejects a password that contains a word of the list of this length
    /// or longer.
    #[must_use]
    pub const fn contained(mut self, length: u32) -> Self {
        self.contained = Some(length);
        self
    }

    /// Sets the names of the list for people.
    #[must_use]
    pub fn labelled(mut self, label: Labels) -> Self {
        self.label = label;
        self
    }

    /// Checks a password.
    ///
    /// With `one_edit`, about 140 texts are looked up for each character of a
    /// password of up to 33 characters, if nothing else was found.
    pub fn check(
        &self,
        candidate: &Candidate<'_, impl Unicode>,
        context: &Context<'_>,
    ) -> Status<'_> {
        let Some((list, search)) = context.list(&self.list) else {
            return Status::Unchecked;
        };
        let (at, is_part) = match search(self, list, candidate.folded()) {
            None => return Status::Met,
            Some(Found::Whole) => (Span::new(0, candidate.length() as usize), false),
            Some(Found::Part { has_word, spelling }) => {
                let fold = |text: &str| candidate.fold(text);
                let has_word = |text: &str| has_word(self, list, text, spelling);
                (locate(candidate, &fold, &has_word), true)
            }
        };
        self.unmet(at, is_part)
    }

    fn unmet(&self, at: Span, is_part: bool) -> Status<'_> {
        Status::Unmet(Violation::Blocklisted {
            list: &self.list,
            label: &self.label,
            is_part,
            at,
        })
    }
}

/// Searches for a folded password. The context has it with each list, so that a
/// program without lists, such as the browser's module, does not link it.
pub(in crate::policy) type Search = fn(&BlocklistRule, &dyn Blocklist, &str) -> Option<Found>;

/// What was found of a password.
pub(in crate::policy) enum Found {
    /// The whole of it.
    Whole,
    /// A word in it, in this spelling.
    Part {
        has_word: fn(&BlocklistRule, &dyn Blocklist, &str, Spelling) -> bool,
        spelling: Spelling,
    },
}

/// Returns a text in another spelling; `None` for the text as it is.
type Spelling = Option<fn(&str) -> Zeroizing<String>>;

pub(in crate::policy) fn search(
    rule: &BlocklistRule,
    list: &dyn Blocklist,
    folded: &str,
) -> Option<Found> {
    let spellings: [(bool, Spelling); 3] = [
        (true, None),
        (rule.reversed, Some(reversed)),
        (rule.look_alikes, Some(letters)),
    ];
    let asked = || {
        let asked = spellings.iter().filter(|(is_asked, _)| *is_asked);
        asked.map(|(_, spelling)| *spelling)
    };
    if asked().any(|spelling| spelled(spelling, folded, &|text| list.contains(text))) {
        return Some(Found::Whole);
    }
    if let Some(shortest) = rule.contained {
        let has_points = |text: &str, least| points(list, text, shortest as usize) >= least;
        let is_found = |spelling: &Spelling| {
            has_word(rule, list, folded, *spelling)
                && !rule.points.is_some_and(|least| {
                    spelled(*spelling, folded, &|text| has_points(text, least))
                })
        };
        if let Some(spelling) = asked().find(is_found) {
            return Some(Found::Part { has_word, spelling });
        }
    }
    let is_near_in = |spelling| spelled(spelling, folded, &|text| is_one_edit_away(list, text));
    let is_near = rule.one_edit && asked().any(is_near_in);
    is_near.then_some(Found::Whole)
}

/// Returns whether a text contains a word of the list in a spelling.
fn has_word(rule: &BlocklistRule, list: &dyn Blocklist, text: &str, spelling: Spelling) -> bool {
    let lower = Zeroizing::new(text.to_ascii_lowercase());
    let shortest = rule.contained.unwrap_or(u32::MAX);
    spelled(spelling, &lower, &|text| has_part(list, text, shortest))
}

/// Returns what `is_so` returns for a text in a spelling.
fn spelled(spelling: Spelling, text: &str, is_so: &dyn Fn(&str) -> bool) -> bool {
    match spelling {
        Some(spell) => is_so(&spell(text)),
        None => is_so(text),
    }
}

/// Returns a folded text with the letters that its digits and signs look like.
fn letters(text: &str) -> Zeroizing<String> {
    // Reserved at its full size: growing would leave a copy behind.
    let mut letters = Zeroizing::new(String::with_capacity(text.len()));
    letters.extend(text.chars().map(|c| match u8::try_from(c) {
        Ok(byte) => char::from(look_alike(byte)),
        Err(_) => c,
    }));
    letters
}

/// Returns whether a text contains a word of the list. Every part of up to
/// [`LONGEST`] characters that is no longer than the longest word is looked
/// up, so the work is bounded.
fn has_part(list: &dyn Blocklist, folded: &str, shortest: u32) -> bool {
    let mut starts = folded.char_indices().map(|(start, _)| start);
    starts.any(|start| {
        let rest = folded.get(start..).unwrap_or_default();
        words_at(list, rest, shortest as usize).next().is_some()
    })
}

/// Returns the lengths, in characters, of the words of the list with which a
/// text begins.
fn words_at(list: &dyn Blocklist, text: &str, shortest: usize) -> impl Iterator<Item = usize> {
    let ends = text.char_indices().map(|(end, c)| end + c.len_utf8());
    let ends = (1..=LONGEST).zip(ends).skip(shortest.max(1) - 1);
    let ends = ends.take_while(|(_, end)| *end <= list.longest());
    ends.filter(|(_, end)| text.get(..*end).is_some_and(|part| list.contains(part)))
        .map(|(length, _)| length)
}

/// Returns the points of a text: one for each word of the list, and one for each
/// other character, divided so that they are the fewest.
fn points(list: &dyn Blocklist, folded: &str, shortest: usize) -> u32 {
    // The fewest points of each beginning.
    let mut fewest = Vec::from([0_u32]);
    fewest.extend((1..).zip(folded.chars()).map(|(points, _)| points));
    for (at, (start, _)) in folded.char_indices().enumerate() {
        let rest = folded.get(start..).unwrap_or_default();
        let points = fewest.get(at).map_or(0, |points| points + 1);
        let words = words_at(list, rest, shortest);
        for length in core::iter::once(1).chain(words) {
            if let Some(end) = fewest.get_mut(at + length) {
                *end = points.min(*end);
            }
        }
    }
    fewest.last().copied().unwrap_or_default()
}

/// Returns whether one character that is added, left out or replaced makes a
/// text a word of the list.
fn is_one_edit_away(list: &dyn Blocklist, folded: &str) -> bool {
    if folded.chars().nth(LONGEST + 1).is_some() {
        return false;
    }
    let is_listed = |parts: [&str; 3]| list.contains(&Zeroizing::new(parts.concat()));
    let starts = folded.char_indices().map(|(start, _)| start);
    let mut edits = starts.chain([folded.len()]);
    edits.any(|at| {
        let (before, after) = folded.split_at_checked(at).unwrap_or_default();
        let mut later = after.chars();
        let replaced = later.next();
        let later = later.as_str();
        let mut characters = (b' '..=b'~').filter(|byte| !byte.is_ascii_uppercase());
        (replaced.is_some() && is_listed([before, later, ""]))
            || characters.any(|byte| {
                let mut utf8 = [0; 4];
                let c = char::from(byte).encode_utf8(&mut utf8);
                is_listed([before, c, after]) || is_listed([before, c, later])
            })
    })
}

/// The longest word that is searched for inside a password, in code points.
const LONGEST: usize = 32;
