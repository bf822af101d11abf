use std::collections::HashMap;

use genkan::Language;

use crate::texts::texts;

/// The service's name in every language.
#[derive(Clone, Debug)]
pub struct ServiceName([(Language, String); Language::ALL.len()]);

impl ServiceName {
    /// Returns the names that a configuration gives: `names` by language, and
    /// `name` for the other languages. If it gives none, the service has a
    /// common name in each language.
    ///
    /// # Errors
    ///
    /// If there is a name for some languages, but not for all.
    pub(super) fn new(
        name: Option<&str>,
        names: &HashMap<Language, String>,
    ) -> Result<Self, String> {
        let written = names.iter().map(|(language, name)| {
            let key = format!("names.{}", language.tag());
            (key, name.as_str())
        });
        for (key, name) in written.chain(name.map(|name| ("name".to_owned(), name))) {
            if name.trim().is_empty() || name.contains(char::is_control) {
                return Err(format!(
                    "{key}: {name:?} is not a name; write one line, or leave the key out"
                ));
            }
        }
        let lacking = Language::ALL.iter().find(|one| !names.contains_key(*one));
        match (name, lacking) {
            (None, Some(language)) if !names.is_empty() => Err(format!(
                "names: there is no {:?}; add it, or write name for the languages without one",
                language.tag()
            )),
            _ => Ok(Self(Language::ALL.map(|language| {
                let own = names.get(&language).map(String::as_str).or(name);
                (language, own.unwrap_or(texts(language).service_name).into())
            }))),
        }
    }

    /// Returns the name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        let mut names = self.0.iter();
        names
            .find(|(own, _)| *own == language)
            .map_or("", |(_, name)| name)
    }

    /// Returns the names in all languages.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, name)| name.as_str())
    }
}

impl Default for ServiceName {
    fn default() -> Self {
        Self(Language::ALL.map(|language| (language, texts(language).service_name.into())))
    }
}
