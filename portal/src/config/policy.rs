use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use genkan::policy::{Document, InvalidDocument, Policy};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::toml_error::in_one_line;
use crate::byte_order_mark::without_mark;

/// A policy as a configuration contains it: the name of a preset, or a
/// document.
#[derive(Clone, Debug)]
pub enum PolicyChoice {
    /// A preset by its name.
    Preset(String),
    /// The policy itself.
    Document(Document),
}

/// Why a text is not a policy, for its author.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPolicy {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    /// Not JSON or TOML, an unknown rule or field, or a field of another type.
    #[error("policy-malformed: {0}")]
    Malformed(String),
    /// The document is not a valid policy.
    #[error("{code}: {0}", code = .0.code())]
    Document(#[from] InvalidDocument),
    /// No preset has this name.
    #[error("policy-unknown-preset: {0:?} is not a preset; write one of {presets}", presets = Policy::PRESETS.join(", "))]
    Preset(String),
}

impl InvalidPolicy {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "policy-unreadable",
            Self::Malformed(_) => "policy-malformed",
            Self::Document(invalid) => invalid.code(),
            Self::Preset(_) => "policy-unknown-preset",
        }
    }
}

impl TryFrom<PolicyChoice> for Policy {
    type Error = InvalidPolicy;

    fn try_from(choice: PolicyChoice) -> Result<Self, InvalidPolicy> {
        match choice {
            PolicyChoice::Preset(name) => preset(&name),
            PolicyChoice::Document(document) => Ok(document.try_into()?),
        }
    }
}

/// Returns the preset of a name.
///
/// # Errors
///
/// [`InvalidPolicy::Preset`], which lists all presets.
pub fn preset(name: &str) -> Result<Policy, InvalidPolicy> {
    Policy::preset(name).ok_or_else(|| InvalidPolicy::Preset(name.into()))
}

/// Reads the policy document in a file: TOML if the file's name ends in
/// `.toml`, else JSON.
///
/// # Errors
///
/// [`InvalidPolicy`], in one line.
pub fn read(path: &Path) -> Result<Policy, InvalidPolicy> {
    let text = fs::read_to_string(path)?;
    let text = without_mark(&text);
    let is_toml = path
        .extension()
        .is_some_and(|name| name.eq_ignore_ascii_case("toml"));
    let document: Document = if is_toml {
        toml::from_str(text).map_err(|error| InvalidPolicy::Malformed(in_one_line(text, &error)))?
    } else {
        serde_json::from_str(text).map_err(|error| InvalidPolicy::Malformed(error.to_string()))?
    };
    Ok(document.try_into()?)
}

/// By hand: with `#[serde(untagged)]`, one wrong field in a document would be
/// reported as a document that matches neither variant.
impl<'de> Deserialize<'de> for PolicyChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrDocument;

        impl<'de> Visitor<'de> for NameOrDocument {
            type Value = PolicyChoice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a preset, or a policy")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<PolicyChoice, E> {
                Ok(PolicyChoice::Preset(name.into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PolicyChoice, A::Error> {
                Document::deserialize(MapAccessDeserializer::new(map)).map(PolicyChoice::Document)
            }
        }

        deserializer.deserialize_any(NameOrDocument)
    }
}
