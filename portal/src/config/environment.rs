//! Environment variables replace keys of the configuration file, one for each
//! key, so that a container needs no file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file;
use super::schema::{Key, Kind};
use super::toml_error::message;

/// The variables that begin with `GENKAN_`.
#[derive(Debug, Default)]
pub(super) struct Environment(BTreeMap<String, String>);

/// What the variables have replaced.
#[derive(Debug, Default)]
pub(super) struct Replaced {
    /// The variables whose values are in the table, in the order of their spans.
    variables: Vec<String>,
    /// Those that are none.
    pub(super) unknown: Vec<String>,
}

impl Environment {
    /// Returns the variables of this process.
    pub(super) fn of_process() -> Self {
        // A variable of another program may be in any encoding.
        let read = |(name, value): (OsString, OsString)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into()))
        };
        Self::of(std::env::vars_os().filter_map(read))
    }

    pub(super) fn of(variables: impl Iterator<Item = (String, String)>) -> Self {
        let is_own = |name: &str| name.starts_with(PREFIX) && !OPTIONS.contains(&name);
        Self(variables.filter(|(name, _)| is_own(name)).collect())
    }

    /// Returns whether a variable is that of a key.
    pub(super) fn has_keys(&self) -> bool {
        let keys = file::keys();
        self.0
            .keys()
            .any(|variable| place(&keys, variable).is_some())
    }

    /// Replaces the keys of a table that was read from a text of `length` bytes.
    /// Their values are behind the text, so that an error is known to be in one.
    ///
    /// # Errors
    ///
    /// One line that names the variable.
    pub(super) fn replace<'t>(
        &'t self,
        table: &mut DeTable<'t>,
        length: usize,
    ) -> Result<Replaced, String> {
        let keys = file::keys();
        let mut replaced = Replaced::default();
        for (variable, text) in &self.0 {
            let Some((path, kind)) = place(&keys, variable) else {
                if !is_of_kubernetes(variable) {
                    replaced.unknown.push(variable.clone());
                }
                continue;
            };
            if text.contains(char::REPLACEMENT_CHARACTER) {
                return Err(format!(
                    "{variable}: the value is not UTF-8; write it again"
                ));
            }
            let at = length + 1 + replaced.variables.len();
            let span = at..at;
            let value = match kind {
                Kind::Text | Kind::Texts => DeValue::String(Cow::Borrowed(text)),
                Kind::Value => DeValue::parse(text)
                    .map_err(|error| {
                        format!(
                            "{variable}: {}; write a value as in the file",
                            message(&error)
                        )
                    })?
                    .into_inner(),
            };
            insert(table, &path, value, span)
                .ok_or_else(|| format!("{variable}: the file has another value in its place"))?;
            replaced.variables.push(variable.clone());
        }
        Ok(replaced)
    }
}

impl Replaced {
    /// Returns the variable at a place behind the text of `length` bytes.
    pub(super) fn variable(&self, at: usize, length: usize) -> Option<&str> {
        let index = at.checked_sub(length + 1)?;
        self.variables.get(index).map(String::as_str)
    }
}

/// Returns the path of the key that a variable replaces.
fn place(keys: &[Key], variable: &str) -> Option<(Vec<String>, Kind)> {
    keys.iter().find_map(|key| {
        let rest = variable.strip_prefix(&key.variable())?;
        let mut path: Vec<String> = key.path.iter().map(|name| (*name).to_owned()).collect();
        match key.kind {
            Kind::Texts => path.push(rest.strip_prefix('_')?.to_ascii_lowercase()),
            _ if rest.is_empty() => {}
            _ => return None,
        }
        Some((path, key.kind))
    })
}

/// Inserts a value, and the tables around it; `None` if another value is in their
/// place.
fn insert<'t>(
    table: &mut DeTable<'t>,
    path: &[String],
    value: DeValue<'t>,
    span: Range<usize>,
) -> Option<()> {
    let (name, rest) = path.split_first()?;
    let key = Spanned::new(span.clone(), Cow::Owned(name.clone()));
    if rest.is_empty() {
        table.insert(key, Spanned::new(span, value));
        return Some(());
    }
    let below = table
        .entry(key)
        .or_insert_with(|| Spanned::new(span.clone(), DeValue::Table(DeTable::new())));
    match below.get_mut() {
        DeValue::Table(below) => insert(below, rest, value, span),
        _ => None,
    }
}

/// Kubernetes sets such variables for a service that is named genkan.
fn is_of_kubernetes(variable: &str) -> bool {
    ["GENKAN_SERVICE_", "GENKAN_PORT"]
        .iter()
        .any(|start| variable.starts_with(start))
}

const PREFIX: &str = "GENKAN_";
/// The variables that are no keys: options of commands, and those of tests.
const OPTIONS: [&str; 4] = [
    "GENKAN_CONFIG",
    "GENKAN_LOG",
    "GENKAN_LOG_FORMAT",
    "GENKAN_BINARY",
];
