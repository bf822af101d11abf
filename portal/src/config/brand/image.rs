use std::fs;
use std::path::Path;
use std::sync::Arc;

/// An image that pages show, or that emails contain.
#[derive(Clone, Debug)]
pub struct Image {
    /// The file's content.
    pub content: Arc<[u8]>,
    /// Its media type.
    pub kind: &'static str,
}

impl Image {
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = path.display();
        let content = fs::read(path).map_err(|error| format!("cannot read {name}: {error}"))?;
        if content.len() > LARGEST {
            return Err(format!(
                "{name} has {} KB, and every page loads it; at most {} KB are accepted",
                content.len() / 1024,
                LARGEST / 1024
            ));
        }
        let kind = kind(&content)
            .ok_or_else(|| format!("{name} is not an SVG, PNG, JPEG, WebP or ICO image"))?;
        Ok(Self {
            content: content.into(),
            kind,
        })
    }

    /// Whether mail programs show it: few show SVG or WebP.
    #[must_use]
    pub fn is_for_emails(&self) -> bool {
        matches!(self.kind, "image/png" | "image/jpeg")
    }
}

/// Returns the media type by the first bytes, whatever the name says.
fn kind(content: &[u8]) -> Option<&'static str> {
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("image/png");
    }
    if content.starts_with(b"\xff\xd8\xff") {
        return Some("image/jpeg");
    }
    if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        return Some("image/webp");
    }
    if content.starts_with(&[0, 0, 1, 0]) {
        return Some("image/x-icon");
    }
    let text = std::str::from_utf8(content).ok()?;
    text.contains("<svg").then_some("image/svg+xml")
}

/// Pages and emails load it again and again.
const LARGEST: usize = 128 * 1024;
