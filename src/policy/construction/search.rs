use alloc::string::String;

use super::needs::Needs;
use crate::policy::Context;
use crate::policy::ascii_set::AsciiSet;
use crate::policy::constraints::Constraints;
use crate::text::Unicode;

/// The search for a password of one length.
pub(super) struct Search<'s, 'c, U> {
    pub(super) outline: &'s Constraints<'s>,
    pub(super) unicode: &'s U,
    pub(super) context: &'s Context<'c>,
    pub(super) alphabet: AsciiSet,
    pub(super) needs: &'s Needs,
    pub(super) length: u32,
    /// How many characters may yet be tried.
    pub(super) budget: u32,
    /// Whether a way was cut off by what further characters could mend.
    pub(super) can_grow: bool,
}

impl<U: Unicode> Search<'_, '_, U> {
    /// Whether a beginning becomes a password, and then it is one: every rule
    /// was asked on the way.
    pub(super) fn extend(&mut self, text: &mut String) -> bool {
        let left = self.length.saturating_sub(text.len() as u32);
        if left == 0 {
            return true;
        }
        // First what is needed, so that the end is free for what it asks for; and
        // not always the same ones, as a password of one character over and over
        // would break rules, and be of one kind.
        let turn = text.len() * 7;
        let turned = |some: AsciiSet| some.iter().cycle().skip(turn).take(some.len() as usize);
        let wanted = self.needs.wanted(text);
        for c in turned(wanted).chain(turned(self.alphabet.without(wanted))) {
            if self.budget == 0 {
                return false;
            }
            self.budget -= 1;
            if text.is_empty() && !self.outline.first.contains(c) {
                continue;
            }
            if left == 1 && !self.outline.last.contains(c) {
                self.can_grow = true;
                continue;
            }
            text.push(c);
            if self.needs.further(text) >= left {
                self.can_grow = true;
            } else if self.outline.keeps(self.unicode, self.context, text) && self.extend(text) {
                return true;
            }
            text.pop();
        }
        false
    }
}
