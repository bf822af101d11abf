use alloc::string::String;
use alloc::vec::Vec;

use super::invalid_document::InvalidDocument;
use super::limits::{LARGEST, LONGEST, LONGEST_WORD, MOST_KINDS, MOST_RULES, VERSION};
#[cfg(feature = "serde")]
use crate::policy::defaults::is_default;
use crate::policy::rules::{Kind, KindsRule, LengthRule, TierRule};
use crate::policy::{Policy, Preparation, Rule};

/// A policy as data: one versioned document that the server serves and the
/// page loads.
///
/// `try_into` makes it a [`Policy`] and checks what the types cannot express.
///
/// # Examples
///
/// ```
/// use genkan::policy::{Document, Policy};
///
/// let json = serde_json::to_string(&Document::from(&Policy::support_center()))?;
/// let document: Document = serde_json::from_str(&json)?;
/// assert_eq!(Policy::try_from(document)?, Policy::support_center());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Document {
    /// The version of the document's form; this crate reads version 1.
    pub version: u32,
    /// The policy's name, for people and logs.
    pub name: String,
    /// The largest accepted password, in bytes of UTF-8.
    pub max_bytes: u32,
    /// The form in which a password is checked and hashed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub preparation: Preparation,
    /// The rules, in the order in which a report lists them.
    pub rules: Vec<Rule>,
}

impl Document {
    /// Returns a document of the version that this crate reads.
    #[must_use]
    pub fn new(name: &str, max_bytes: u32, rules: Vec<Rule>) -> Self {
        Self {
            version: VERSION,
            name: name.into(),
            max_bytes,
            preparation: Preparation::default(),
            rules,
        }
    }

    /// Sets the form in which a password is checked and hashed.
    #[must_use]
    pub const fn prepared(mut self, preparation: Preparation) -> Self {
        self.preparation = preparation;
        self
    }
}

impl From<&Policy> for Document {
    fn from(policy: &Policy) -> Self {
        Self::new(&policy.name, policy.max_bytes, policy.rules.clone()).prepared(policy.preparation)
    }
}

impl TryFrom<Document> for Policy {
    type Error = InvalidDocument;

    fn try_from(document: Document) -> Result<Self, InvalidDocument> {
        if document.version != VERSION {
            return Err(InvalidDocument::Version(document.version));
        }
        if document.max_bytes == 0 || document.max_bytes > LARGEST {
            return Err(InvalidDocument::MaxBytes(document.max_bytes));
        }
        for rule in &document.rules {
            match rule {
                Rule::Tier(tier) => check_tier(tier, document.max_bytes)?,
                rule => check(rule, document.max_bytes)?,
            }
        }
        let policy = Self {
            name: document.name,
            max_bytes: document.max_bytes,
            preparation: document.preparation,
            rules: document.rules,
        };
        if policy.each_rule().count() > MOST_RULES {
            return Err(InvalidDocument::TooManyRules);
        }
        Ok(policy)
    }
}

fn check_tier(tier: &TierRule, max_bytes: u32) -> Result<(), InvalidDocument> {
    let is_nested = tier.rules.iter().any(|rule| matches!(rule, Rule::Tier(_)));
    if tier.rules.is_empty() || is_nested {
        return Err(InvalidDocument::List {
            rule: "tier",
            field: "rules",
        });
    }
    if let Some(below) = tier.below {
        let least = tier.from.saturating_add(1);
        range("tier", "below", below, least, u32::MAX)?;
    }
    tier.rules
        .iter()
        .try_for_each(|rule| check(rule, max_bytes))
}

fn check(rule: &Rule, max_bytes: u32) -> Result<(), InvalidDocument> {
    let name = rule.code();
    match rule {
        Rule::Length(rule) => check_length(rule, max_bytes),
        Rule::Kinds(rule) => check_kinds(rule),
        Rule::LocalPart(rule) => range(name, "min_piece", rule.min_piece, 1, LONGEST),
        Rule::ContextWord(rule) => {
            list(name, "sources", !rule.sources.is_empty())?;
            range(name, "min_piece", rule.min_piece, 1, LONGEST_WORD)
        }
        Rule::Characters(rule) => {
            list(
                name,
                "allowed",
                !(rule.allowed.is_empty() && rule.forbidden.is_empty()),
            )?;
            kinds(name, &rule.allowed)?;
            kinds(name, &rule.forbidden)
        }
        Rule::WhiteSpace(_) => Ok(()),
        Rule::Repetition(rule) => {
            range(name, "max", rule.max, 1, LONGEST)?;
            range(name, "block", rule.block, 1, 16)
        }
        Rule::Occurrences(rule) => range(name, "max", rule.max, 1, LONGEST),
        Rule::Sequence(rule) => {
            list(name, "of", !rule.of.is_empty())?;
            range(name, "length", rule.length, 3, LONGEST)
        }
        Rule::NumberRange(rule) => range(name, "to", rule.to, rule.from, 999_999_999),
        Rule::Blocklist(rule) => {
            list(name, "list", !rule.list.is_empty())?;
            range(name, "contained", rule.contained.unwrap_or(3), 3, 32)
        }
        Rule::Breached(_) => Ok(()),
        Rule::Reuse(rule) => range(name, "last", rule.last, 1, LONGEST),
        Rule::Guessability(rule) => range(name, "min_score", rule.min_score, 1, 4),
        Rule::Similarity(rule) => range(name, "min", rule.min, 1, 16),
        Rule::Tier(_) => list(name, "rules", false),
    }
}

fn check_length(rule: &LengthRule, max_bytes: u32) -> Result<(), InvalidDocument> {
    // A code point has at least one byte.
    let max = rule.max.unwrap_or(max_bytes).min(max_bytes);
    if rule.min > max {
        let min = rule.min;
        return Err(InvalidDocument::Length { min, max });
    }
    Ok(())
}

fn check_kinds(rule: &KindsRule) -> Result<(), InvalidDocument> {
    kinds("kinds", rule.of())?;
    let of = rule.of().len() as u32;
    let required = rule.required();
    if !(1..=of).contains(&required) {
        return Err(InvalidDocument::Required { required, of });
    }
    Ok(())
}

fn kinds(rule: &'static str, kinds: &[Kind]) -> Result<(), InvalidDocument> {
    let is_first =
        |(at, kind): (usize, &Kind)| !kinds.iter().take(at).any(|other| other.name == kind.name);
    let is_valid = kinds.len() <= MOST_KINDS
        && kinds.iter().all(Kind::is_valid)
        && kinds.iter().enumerate().all(is_first);
    if is_valid {
        Ok(())
    } else {
        Err(InvalidDocument::Kind { rule })
    }
}

const fn range(
    rule: &'static str,
    field: &'static str,
    value: u32,
    least: u32,
    most: u32,
) -> Result<(), InvalidDocument> {
    if value >= least && value <= most {
        return Ok(());
    }
    Err(InvalidDocument::Range {
        rule,
        field,
        least,
        most,
    })
}

const fn list(
    rule: &'static str,
    field: &'static str,
    is_valid: bool,
) -> Result<(), InvalidDocument> {
    if is_valid {
        Ok(())
    } else {
        Err(InvalidDocument::List { rule, field })
    }
}
