use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use genkan::Language;

use super::EmailKind;
use super::email_template::check;
use crate::byte_order_mark::without_mark;

/// The provider's own texts of emails.
#[derive(Clone, Debug, Default)]
pub struct EmailTexts(HashMap<(Language, EmailKind), String>);

impl EmailTexts {
    /// Returns the text of a kind in a language, if the provider has one.
    #[must_use]
    pub fn get(&self, kind: EmailKind, language: Language) -> Option<&str> {
        self.0.get(&(language, kind)).map(String::as_str)
    }

    /// Reads a folder that has one folder for each language, such as
    /// `ja/reset.txt`.
    pub(super) fn read(folder: &Path) -> Result<Self, String> {
        let mut texts = HashMap::new();
        for (name, path) in entries(folder)? {
            let language = Language::ALL.into_iter().find(|one| one.tag() == name);
            let language = language.ok_or_else(|| {
                let tags = Language::ALL.map(Language::tag).join(", ");
                format!(
                    "{}: email-text-unknown-language: no language has this name; write one folder \
                     for each language: {tags}",
                    path.display()
                )
            })?;
            for (name, path) in entries(&path)? {
                let named = |problem: String| format!("{}: {problem}", path.display());
                let kind = name.strip_suffix(".txt").and_then(EmailKind::from_code);
                let kind = kind.ok_or_else(|| {
                    named(
                        "email-text-unknown-kind: no email has this name; write the name of a kind \
                         and \".txt\", such as reset.txt; \"genkan mail preview --help\" lists the \
                         kinds"
                            .into(),
                    )
                })?;
                if let Some(text) = text(&path, kind).map_err(named)? {
                    texts.insert((language, kind), text);
                }
            }
        }
        Ok(Self(texts))
    }
}

/// Returns the files and folders in a folder, by name, without hidden ones.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let unreadable = |error| format!("{}: {}", folder.display(), unreadable(&error));
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            entries.push((name, entry.path()));
        }
    }
    // The first problem is always the same one.
    entries.sort();
    Ok(entries)
}

/// Returns the text of a file; `None` if it is empty, as it is while a built-in
/// text is being written into it.
fn text(path: &Path, kind: EmailKind) -> Result<Option<String>, String> {
    let content = fs::read(path).map_err(|error| unreadable(&error))?;
    if content.len() > LARGEST {
        return Err(format!(
            "email-text-too-large: at most {} KB are accepted; write less",
            LARGEST / 1024
        ));
    }
    let text = std::str::from_utf8(&content).map_err(|error| {
        let before = &content[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("line {line}: email-text-not-utf8: save the file in UTF-8")
    })?;
    if text.is_empty() {
        return Ok(None);
    }
    // An empty line may have spaces that no editor shows.
    let lines = without_mark(text).lines().map(str::trim_end);
    let text = lines.collect::<Vec<_>>().join("\n");
    check(&text, kind)?;
    Ok(Some(text))
}

fn unreadable(error: &std::io::Error) -> String {
    format!("email-text-unreadable: cannot be read ({error})")
}

/// The largest built-in text has 1 KB.
const LARGEST: usize = 16 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &[u8] = b"S\n\n[a]({button})\n";

    fn read(files: &[(&str, &[u8])]) -> Result<EmailTexts, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        EmailTexts::read(folder.path())
    }

    #[test]
    fn files_of_editors_are_read_and_hidden_ones_are_not() {
        let windows = "\u{feff}件名\r\n \r\n[a]({button})\r\n";
        let texts = read(&[
            ("ja/reset.txt", windows.as_bytes()),
            ("ja/.reset.txt.swp", b"x"),
            (".git/x", b"x"),
            ("en/reset.txt", b""),
        ])
        .unwrap();
        let text = texts.get(EmailKind::Reset, Language::Ja);
        assert_eq!(text, Some("件名\n\n[a]({button})"));
        assert!(texts.get(EmailKind::Reset, Language::En).is_none());
        assert!(texts.get(EmailKind::Held, Language::Ja).is_none());
    }

    #[test]
    fn a_bad_file_is_refused_with_its_name_and_a_code() {
        let large = vec![b'a'; LARGEST + 1];
        let cases: [(&str, &[u8], &str); 8] = [
            ("reset.txt", GOOD, "email-text-unknown-language: "),
            ("fr/reset.txt", GOOD, "email-text-unknown-language: "),
            (
                "ja/link.txt",
                GOOD,
                "ja/link.txt: email-text-unknown-kind: ",
            ),
            (
                "ja/reset.md",
                GOOD,
                "ja/reset.md: email-text-unknown-kind: ",
            ),
            (
                "ja/reset.txt",
                b"S\n\n\xff",
                "ja/reset.txt: line 3: email-text-not-utf8: ",
            ),
            (
                "ja/reset.txt",
                &large,
                "ja/reset.txt: email-text-too-large: ",
            ),
            (
                "ja/reset.txt/x",
                GOOD,
                "ja/reset.txt: email-text-unreadable: ",
            ),
            (
                "ja/reset.txt",
                b"S\n\n{x}",
                "ja/reset.txt: line 3: email-text-unknown-placeholder: ",
            ),
        ];
        for (name, content, problem) in cases {
            let found = read(&[(name, content)]).unwrap_err();
            assert!(found.contains(problem), "{name}: {found}");
        }
        let none = EmailTexts::read(Path::new("nowhere")).unwrap_err();
        assert!(
            none.starts_with("nowhere: email-text-unreadable: "),
            "{none}"
        );
    }
}
