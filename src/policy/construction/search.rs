use alloc::string::String;

use super::kind_needs::KindNeeds;
use crate::policy::Context;
use crate::policy::ascii_set::AsciiSet;
use crate::policy::constraints::Constraints;
use crate::text::Unicode;

/// The search for a password of one length.
pub(super) struct Search<'s, 'c, U> {
    pub(super) constraints: &'s Constraints<'s>,
    pub(super) unicode: &'s U,
    pub(super) context: &'s Context<'c>,
    pub(super) alphabet: AsciiSet,
    pub(super) needs: &'s KindNeeds,
    pub(super) length: u32,
    /// How many more characters may be tried.
    pub(super) budget: u32,
    /// Whether a longer password could meet what this length could not.
    pub(super) can_grow: bool,
}

impl<U: Unicode> Search<'_, '_, U> {
    /// Extends a beginning to a password. Returns whether one was found; it
    /// meets every rule, because each beginning was checked.
    pub(super) fn extend(&mut self, text: &mut String) -> bool {
        let left = self.length.saturating_sub(text.len() as u32);
        if left == 0 {
            return true;
        }
        // The needed characters come first, so that the end is free for what
        // the last position requires. The order rotates: one character over and
        // over would break rules and be of one kind.
        let turn = text.len() * 7;
        let turned = |some: AsciiSet| some.iter().cycle().skip(turn).take(some.len() as usize);
        let wanted = self.needs.wanted(text);
        let others = self.alphabet.without(wanted);
        // Of both, those first with which there is another word, if one is needed.
        let for_words = self.constraints.wanted_for_words(text);
        let first = for_words.unwrap_or_default();
        let order = [
            wanted.and(first),
            others.and(first),
            wanted.without(first),
            others.without(first),
        ];
        for c in order.into_iter().flat_map(turned) {
            if self.budget == 0 {
                return false;
            }
            self.budget -= 1;
            if text.is_empty() && !self.constraints.first.contains(c) {
                continue;
            }
            if left == 1 && !self.constraints.last.contains(c) {
                self.can_grow = true;
                continue;
            }
            text.push(c);
            let further = self.needs.further(text).max(self.constraints.further(text));
            if further >= left {
                self.can_grow = true;
            } else if self.constraints.keeps(self.unicode, self.context, text) && self.extend(text)
            {
                return true;
            }
            text.pop();
        }
        false
    }
}
