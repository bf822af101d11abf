//! The provider's own logo, icon and colours.

use std::collections::BTreeMap;

use base16ct::lower::encode_string;
use sha2::{Digest as _, Sha256};

use crate::config::{Brand, Color, Image};

/// What pages load of a brand, by name. The path has a hash of all, so that
/// browsers keep it for a year.
#[derive(Clone, Debug, Default)]
pub(crate) struct BrandFiles {
    version: String,
    files: BTreeMap<&'static str, Image>,
}

pub(crate) const LOGO: &str = "logo";
pub(crate) const LOGO_DARK: &str = "logo-dark";
pub(crate) const ICON: &str = "icon";
pub(crate) const COLORS: &str = "colors.css";

impl BrandFiles {
    pub(crate) fn new(brand: &Brand) -> Self {
        let colors = brand.accent.map(|(light, dark)| Image {
            content: colors(light, dark).into_bytes().into(),
            kind: "text/css; charset=utf-8",
        });
        let files = [
            (LOGO, brand.logo.clone()),
            (LOGO_DARK, brand.logo_dark.clone()),
            (ICON, brand.icon.clone()),
            (COLORS, colors),
        ];
        let files = files.into_iter();
        let files: BTreeMap<_, _> = files
            .filter_map(|(name, file)| Some((name, file?)))
            .collect();
        let mut all = Sha256::new();
        for (name, file) in &files {
            all.update(name);
            all.update(Sha256::digest(&file.content));
        }
        Self {
            version: encode_string(&all.finalize()[..8]),
            files,
        }
    }

    /// Returns a file, and whether this is its version.
    pub(crate) fn get(&self, version: &str, name: &str) -> Option<(&Image, bool)> {
        let file = self.files.get(name)?;
        Some((file, version == self.version))
    }

    /// Returns the path of a file, if there is one.
    pub(crate) fn path(&self, name: &str) -> Option<String> {
        let is_there = self.files.contains_key(name);
        is_there.then(|| format!("/brand/{}/{name}", self.version))
    }
}

/// Returns the style sheet with the accents.
fn colors(light: Color, dark: Color) -> String {
    let root = |accent: Color| {
        let text = accent.text();
        format!(":root {{ --accent: {accent}; --on-accent: {text}; }}")
    };
    let (light, dark) = (root(light), root(dark));
    format!("{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n")
}
