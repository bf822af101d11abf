//! What several commands print, and in which language.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, BufWriter, StdoutLock, Write as _};
use std::process::ExitCode;
use std::sync::OnceLock;

use genkan::Language;

use super::Failure;
use super::texts::{Texts, in_language};

/// Returns the language of this process: that of `--lang`, else of the
/// terminal.
///
/// It is found before the arguments are parsed, since the help and the errors
/// about them are in that language.
pub(super) fn language() -> Language {
    static LANGUAGE: OnceLock<Language> = OnceLock::new();
    *LANGUAGE.get_or_init(|| {
        let arguments: Vec<String> = std::env::args_os()
            .skip(1)
            .map(|argument| argument.to_string_lossy().into_owned())
            .take_while(|argument| argument != "--")
            .collect();
        let separate = arguments
            .windows(2)
            .filter(|pair| pair[0] == "--lang")
            .filter_map(|pair| Language::from_tag(&pair[1]));
        let joined = arguments.iter().filter_map(|argument| {
            let tag = argument.strip_prefix("--lang=")?;
            Language::from_tag(tag)
        });
        separate
            .chain(joined)
            .last()
            .or_else(of_terminal)
            .unwrap_or(Language::En)
    })
}

fn of_terminal() -> Option<Language> {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|tag| !tag.is_empty())?;
    Language::from_tag(&tag)
}

/// Returns the texts in the language of this process.
pub(super) fn texts() -> &'static Texts {
    in_language(language())
}

/// Prints the help, the version, or an error about the arguments.
pub(super) fn print_parsed(error: &clap::Error) -> ExitCode {
    let printed = match texts().arguments.clap {
        None => error.print(),
        Some(text) if error.use_stderr() => io::stderr().write_all(text(error).as_bytes()),
        Some(text) => io::stdout().write_all(text(error).as_bytes()),
    };
    match printed.and_then(|()| io::stdout().flush()) {
        Err(unwritten) if !error.use_stderr() => Failure::unwritten(unwritten).report(),
        _ => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
    }
}

/// Prints a line, or several.
pub(super) fn print(text: impl Display) -> Result<(), Failure> {
    write(text).map_err(Failure::unwritten)
}

/// Prints that a change was made.
pub(super) fn done(text: impl Display) -> Result<ExitCode, Failure> {
    let unwritten = |error| Failure::unwritten_after(texts().failures.output_after_change, error);
    write(text).map_err(unwritten)?;
    Ok(ExitCode::SUCCESS)
}

fn write(text: impl Display) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{text}")?;
    output.flush()
}

/// Prints a line on the standard error. Nothing is left to report to if it
/// cannot be written.
pub(super) fn warn(text: impl Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Prints a value as JSON over several lines.
pub(super) fn print_json(value: &impl serde::Serialize) -> Result<ExitCode, Failure> {
    let mut rows = Rows::new();
    rows.print(serde_json::to_string_pretty(value).map_err(Failure::refused)?)?;
    rows.finish()
}

/// Returns a sentence in every language, for programs, by the language's tag.
pub(super) fn in_every_language<T>(sentence: impl Fn(Language) -> T) -> BTreeMap<&'static str, T> {
    let languages = Language::ALL.into_iter();
    languages
        .map(|language| (language.tag(), sentence(language)))
        .collect()
}

/// Rows on the standard output, as many as its reader wants.
pub(super) struct Rows(BufWriter<StdoutLock<'static>>);

impl Rows {
    pub(super) fn new() -> Self {
        Self(BufWriter::new(io::stdout().lock()))
    }

    pub(super) fn print(&mut self, row: impl Display) -> Result<(), Failure> {
        writeln!(self.0, "{row}").map_err(Failure::unwritten)
    }

    pub(super) fn print_json(&mut self, row: &impl serde::Serialize) -> Result<(), Failure> {
        self.print(serde_json::to_string(row).map_err(Failure::refused)?)
    }

    /// Prints what is still buffered.
    pub(super) fn finish(mut self) -> Result<ExitCode, Failure> {
        self.0.flush().map_err(Failure::unwritten)?;
        Ok(ExitCode::SUCCESS)
    }
}
