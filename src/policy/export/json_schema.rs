use alloc::vec::Vec;
use core::fmt;

use super::codes;
use crate::policy::rules::Unit;
use crate::policy::{Policy, Requirement, Rule};

/// The constraints of a string in JSON Schema (draft 2020-12) and OpenAPI 3.1
/// that accept every prepared password that the policy accepts, and reject
/// some of the others in linear time.
///
/// JSON Schema counts code points, as the policy does. The one `pattern` is a
/// single class of characters without look-ahead or repetition inside
/// repetition, so no engine can be made to backtrack.
///
/// `Display` writes one JSON object.
///
/// # Examples
///
/// ```
/// use genkan::policy::Policy;
///
/// let schema = Policy::nist_sp_800_63b_4().string_schema().to_string();
/// let schema: serde_json::Value = serde_json::from_str(&schema)?;
/// assert_eq!(schema["minLength"], 15);
/// assert_eq!(schema["format"], "password");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct StringSchema {
    /// The smallest length in code points.
    pub min_length: u32,
    /// The largest length in code points.
    pub max_length: u32,
    /// The codes of the requirements that it does not express, or only in part:
    /// validating with the schema alone is not enough.
    pub not_carried: Vec<&'static str>,
}

impl Policy {
    /// Returns the constraints that every accepted password meets.
    ///
    /// # Examples
    ///
    /// ```
    /// use genkan::policy::Policy;
    ///
    /// let schema = Policy::support_center().string_schema();
    /// assert_eq!((schema.min_length, schema.max_length), (6, 1024));
    /// assert_eq!(schema.not_carried, ["size", "kinds", "local-part"]);
    /// ```
    #[must_use]
    pub fn string_schema(&self) -> StringSchema {
        let (min_length, max_length) = self.code_points();
        let is_carried = |requirement: &Requirement<'_>| match requirement {
            Requirement::ControlCharacters => true,
            Requirement::Rule(Rule::Length(rule)) => rule.unit == Unit::CodePoints,
            Requirement::Size { .. } | Requirement::Rule(_) | Requirement::Tier { .. } => false,
        };
        let not_carried = codes(self.requirements().filter(|each| !is_carried(each)));
        StringSchema {
            min_length,
            max_length,
            not_carried,
        }
    }
}

impl StringSchema {
    /// The pattern: no control characters (ECMA-262, in which JSON Schema's
    /// patterns are written).
    pub const PATTERN: &'static str = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
}

impl fmt::Display for StringSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            min_length,
            max_length,
            ..
        } = self;
        write!(
            f,
            "{{\"type\":\"string\",\"format\":\"password\",\"minLength\":{min_length},\
             \"maxLength\":{max_length},\"pattern\":\"{}\"}}",
            // The only character here that JSON requires to be escaped.
            Self::PATTERN.replace('\\', "\\\\")
        )
    }
}
