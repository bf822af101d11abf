use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt;

use super::grammar::Written;
use super::{NotExportable, codes};
use crate::policy::alphabet::Alphabet;
use crate::policy::outline::Outline;
use crate::policy::rules::keyboard_rows;
use crate::policy::{Kind, KindsRule, Pattern, Policy, Rule, WhiteSpace};

/// A policy in Apple's language of password rules, the value of the HTML
/// attribute `passwordrules`.
///
/// It is a safe subset: whatever it allows a generator to make, the policy
/// accepts, but for the rules named by [`not_carried`](Self::not_carried),
/// which a random password breaks by chance only. So it is stricter than the
/// policy where the grammar has no word: "3 of 4 kinds" becomes three kinds
/// that are required and one that is allowed.
///
/// It uses the five properties that every parser knows. A parser that meets
/// one that it does not know drops the whole text, so `max-repeating` and
/// `max-sequential`, which Apple added in 2026, are left out:
/// `max-consecutive`, which is now an alias of both, says no less.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PasswordRules {
    text: String,
    not_carried: Vec<&'static str>,
}

impl PasswordRules {
    /// The text, of printable ASCII.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The codes of the rules that the text says nothing of: those about the
    /// person, lists and estimates. A generated password that they refuse is
    /// generated anew.
    #[must_use]
    pub fn not_carried(&self) -> &[&'static str] {
        &self.not_carried
    }
}

impl fmt::Display for PasswordRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Policy {
    /// The policy as `passwordrules` for the generators of Safari and of
    /// password managers.
    ///
    /// # Errors
    ///
    /// Where nothing that the grammar can say keeps a generator within the
    /// policy, and why.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::Policy;
    ///
    /// assert_eq!(
    ///     Policy::support_center().password_rules().unwrap().as_str(),
    ///     "minlength: 6; maxlength: 1024; required: lower; required: upper; \
    ///      required: digit; allowed: [!@#$%^&*];",
    /// );
    /// ```
    pub fn password_rules(&self) -> Result<PasswordRules, NotExportable> {
        let mut outlines = self.outlines();
        // The lengths that generators like best come first, then the longest.
        outlines.retain(|outline| outline.max > 0);
        outlines.sort_by_key(|outline| {
            let is_usual = (outline.min..=outline.max).contains(&USUAL);
            (!is_usual, Reverse(outline.max))
        });
        let mut refusal = None;
        for outline in &outlines {
            match text(outline) {
                Ok(text) => {
                    let not_carried = codes(self.requirements().filter(|requirement| {
                        requirement.rule().is_some_and(|rule| !is_carried(rule))
                    }));
                    return Ok(PasswordRules { text, not_carried });
                }
                Err(reason) => {
                    refusal.get_or_insert(reason);
                }
            }
        }
        Err(refusal.unwrap_or(NotExportable::Length))
    }
}

/// The length that Safari generates where it is free to choose.
const USUAL: u32 = 20;

/// Whether a rule is about the password's text alone.
const fn is_carried(rule: &Rule) -> bool {
    !matches!(
        rule,
        Rule::LocalPart(_)
            | Rule::ContextWord(_)
            | Rule::Blocklist(_)
            | Rule::Breached(_)
            | Rule::Reuse(_)
            | Rule::Similarity(_)
            | Rule::Guessability(_)
    )
}

fn text(outline: &Outline<'_>) -> Result<String, NotExportable> {
    let allowed = permitted(outline)?;
    let mut max = outline.max;
    let mut consecutive: Option<u32> = None;
    for rule in &outline.rules {
        let refusal = NotExportable::Rule { rule: rule.code() };
        match rule {
            Rule::Repetition(rule) if rule.max >= max => {}
            Rule::Repetition(rule) if rule.block == 1 => {
                consecutive = Some(consecutive.unwrap_or(rule.max).min(rule.max));
            }
            Rule::Repetition(_) => return Err(refusal),
            // No character can occur more often than there are characters.
            Rule::Occurrences(rule) if rule.max >= max => {}
            Rule::Occurrences(rule) if rule.max >= outline.min.max(USUAL) => max = rule.max,
            Rule::Occurrences(_) => return Err(refusal),
            Rule::Sequence(rule) => {
                let longest = rule
                    .of
                    .iter()
                    .map(|pattern| longest_run(allowed, *pattern, rule.wrap));
                if longest.max().unwrap_or(0) >= rule.length {
                    return Err(refusal);
                }
            }
            _ => {}
        }
    }
    let required = required(outline, allowed)?;
    if required.len() > max as usize {
        return Err(NotExportable::Kinds);
    }
    let written = Written {
        min: outline.min,
        max,
        consecutive,
    };
    Ok(written.out(&required, allowed, &spelling(outline)))
}

/// The characters that a generator may draw from.
fn permitted(outline: &Outline<'_>) -> Result<Alphabet, NotExportable> {
    let has = |is_so: fn(&Rule) -> bool| outline.rules.iter().any(|rule| is_so(rule));
    let is_edged =
        |rule: &Rule| matches!(rule, Rule::WhiteSpace(rule) if rule.place == WhiteSpace::Edges);
    let has_numbers = |rule: &Rule| match rule {
        Rule::NumberRange(_) => true,
        Rule::Sequence(rule) => {
            let of = &rule.of;
            of.contains(&Pattern::Numeric) || of.contains(&Pattern::TenKey)
        }
        _ => false,
    };
    let mut permitted = if outline.kinds().next().is_none() {
        outline.alphabet
    } else {
        outline.drawn()
    };
    // Neither a place nor a number can be told to a generator, so what breaks
    // a rule there is left out everywhere.
    for rule in &outline.rules {
        if let Rule::Characters(rule) = rule {
            permitted = permitted.and(Alphabet::of(|c| rule.accepts(c)));
        }
    }
    if has(is_edged) {
        permitted = permitted.without(Alphabet::of(|c| c == ' '));
    }
    if has(has_numbers) {
        permitted = permitted.without(Alphabet::of(|c| c.is_ascii_digit()));
    }
    if permitted.is_empty() {
        return Err(NotExportable::Characters);
    }
    Ok(permitted)
}

/// The longest stretch of a row that can be written with some characters; no
/// end of it where the row is a ring and all of it can be written.
fn longest_run(alphabet: Alphabet, pattern: Pattern, wrap: bool) -> u32 {
    let is_written = |c: char| {
        alphabet.contains(c.to_ascii_lowercase()) || alphabet.contains(c.to_ascii_uppercase())
    };
    let longest = |layers: &&[&str]| {
        let keys = layers
            .iter()
            .map(|layer| layer.chars().count())
            .max()
            .unwrap_or(0);
        let is_key_written = |key: usize| {
            let mut characters = layers.iter().filter_map(|layer| layer.chars().nth(key));
            characters.any(is_written)
        };
        // Once more around shows what goes on over the end of a ring.
        let around = if wrap { 2 * keys } else { keys };
        let mut best = (0_u32, 0_u32);
        for key in 0..around {
            best.1 = if is_key_written(key % keys) {
                best.1 + 1
            } else {
                0
            };
            best.0 = best.0.max(best.1);
        }
        if wrap && best.0 as usize == around {
            u32::MAX
        } else {
            best.0
        }
    };
    keyboard_rows(pattern)
        .iter()
        .map(longest)
        .max()
        .unwrap_or(0)
}

/// The kinds to be required: of each rule as many as it asks for, the first
/// that one character makes present.
fn required(outline: &Outline<'_>, allowed: Alphabet) -> Result<Vec<Alphabet>, NotExportable> {
    let mut required = Vec::new();
    for rule in outline.kinds() {
        let of = usable(rule, allowed);
        let wanted = rule.required() as usize;
        if of.len() < wanted {
            return Err(NotExportable::Kinds);
        }
        for kind in of.into_iter().take(wanted) {
            if !required.contains(&kind) {
                required.push(kind);
            }
        }
    }
    Ok(required)
}

fn usable(rule: &KindsRule, allowed: Alphabet) -> Vec<Alphabet> {
    let usable = |kind: &Kind| {
        let characters = Alphabet::of_kind(kind).and(allowed);
        (kind.min == 1 && !characters.is_empty()).then_some(characters)
    };
    rule.of().iter().filter_map(usable).collect()
}

/// The characters of the policy's kinds, as it spells them.
fn spelling(outline: &Outline<'_>) -> String {
    let kinds = outline.kinds().flat_map(KindsRule::of);
    kinds.map(|kind| kind.characters.as_str()).collect()
}
