use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use genkan::policy::{Document, InvalidDocument, Policy};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// A policy as a configuration has it: the name of a preset, or a document.
#[derive(Clone, Debug)]
pub enum Choice {
    /// A preset by its name.
    Preset(String),
    /// The policy itself.
    Document(Document),
}

/// Why a text is no policy: for whoever wrote it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPolicy {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    /// No JSON or TOML, an unknown rule or field, or one of another type.
    #[error("policy-malformed: {0}")]
    Malformed(String),
    /// A document that no policy can be made of.
    #[error("{code}: {0}", code = .0.code())]
    Document(#[from] InvalidDocument),
    /// There is no preset of that name.
    #[error("policy-unknown-preset: {0:?} is no preset; write one of {presets}", presets = Policy::PRESETS.join(", "))]
    Preset(String),
}

impl InvalidPolicy {
    /// The stable code.
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

impl TryFrom<Choice> for Policy {
    type Error = InvalidPolicy;

    fn try_from(choice: Choice) -> Result<Self, InvalidPolicy> {
        match choice {
            Choice::Preset(name) => preset(&name),
            Choice::Document(document) => Ok(document.try_into()?),
        }
    }
}

/// The preset of a name.
///
/// # Errors
///
/// [`InvalidPolicy::Preset`], which names them all.
pub fn preset(name: &str) -> Result<Policy, InvalidPolicy> {
    Policy::preset(name).ok_or_else(|| InvalidPolicy::Preset(name.into()))
}

/// Reads the document in a file: TOML where its name ends so, else JSON.
///
/// # Errors
///
/// [`InvalidPolicy`], in one line.
pub fn read(path: &Path) -> Result<Policy, InvalidPolicy> {
    let text = fs::read_to_string(path)?;
    let is_toml = path
        .extension()
        .is_some_and(|name| name.eq_ignore_ascii_case("toml"));
    let document: Document = if is_toml {
        toml::from_str(&text)
            .map_err(|error| InvalidPolicy::Malformed(in_one_line(&text, &error)))?
    } else {
        serde_json::from_str(&text).map_err(|error| InvalidPolicy::Malformed(error.to_string()))?
    };
    Ok(document.try_into()?)
}

/// An error of TOML without the picture of its place.
pub(crate) fn in_one_line(text: &str, error: &toml::de::Error) -> String {
    let at = error.span().map_or(0, |span| span.start);
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    format!("line {line}: {}", error.message().replace('\n', "; "))
}

/// Whether a text that is no configuration is none because of its policy.
pub(crate) fn is_wrong_policy(text: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Only {
        #[serde(default, rename = "policy")]
        _policy: Option<Choice>,
    }
    toml::from_str::<toml::Table>(text).is_ok() && toml::from_str::<Only>(text).is_err()
}

/// By hand, and not `#[serde(untagged)]`, which would say of a document with
/// one wrong field that it is neither the one nor the other.
impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Choice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a preset, or a policy")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Choice, E> {
                Ok(Choice::Preset(name.into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Choice, A::Error> {
                Document::deserialize(MapAccessDeserializer::new(map)).map(Choice::Document)
            }
        }

        deserializer.deserialize_any(Either)
    }
}
