use genkan::Language;

/// The service's name in every language.
#[derive(Clone, Debug)]
pub struct ServiceName {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl ServiceName {
    /// Returns the name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            _ => &self.ja,
        }
    }
}

impl Default for ServiceName {
    fn default() -> Self {
        Self {
            ja: "サポートセンター".into(),
            en: "Support Center".into(),
        }
    }
}
