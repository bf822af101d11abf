//! Blocklists are built and examined.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, Subcommand, ValueEnum};
use genkan::Language;
use genkan::blocklist::{CompactList, EntryKind, HashList, InvalidList};

use super::{Failure, language, terminal_language};
use crate::blocklist::{self, Mapped, Progress};

#[derive(Subcommand)]
pub(super) enum Blocklist {
    /// Make one file of lists, a password or HASH:count a line, that is looked
    /// up where it lies.
    Build(Build),
    /// Read a built file from end to end and say what is in it.
    Check(Check),
}

/// Memory is bounded. If a build is stopped, the old file stays as it was. Run
/// the command again: it starts from the beginning.
#[derive(Args)]
pub(super) struct Build {
    /// The lists.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The file to make or to replace.
    #[arg(long, short)]
    output: PathBuf,
    /// The lines are digests, as Have I Been Pwned gives them out.
    #[arg(long)]
    hashes: Option<Hashes>,
    /// Leave out digests that were seen less often.
    #[arg(long, default_value_t = 0, requires = "hashes")]
    min_count: u64,
    /// The memory for sorting, in MiB.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=2048))]
    memory: u32,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

#[derive(Args)]
pub(super) struct Check {
    /// The file.
    file: PathBuf,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Hashes {
    Sha1,
    Ntlm,
}

impl Blocklist {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Build(build) => build.run(),
            Self::Check(check) => check.run(),
        }
    }
}

impl Build {
    fn run(self) -> Result<ExitCode, Failure> {
        let language = self.lang.unwrap_or_else(terminal_language);
        let build = blocklist::Build {
            kind: match self.hashes {
                None => EntryKind::Texts,
                Some(Hashes::Sha1) => EntryKind::SHA1,
                Some(Hashes::Ntlm) => EntryKind::NTLM,
            },
            min_count: self.min_count,
            memory: (self.memory as usize) << 20,
        };
        let mut bar = Bar::new(language);
        let built = build.run(&self.inputs, &self.output, |progress| bar.show(progress));
        bar.clear();
        let built = built.map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => Failure::refused(format_args!(
                "{}: another build of this file is running",
                self.output.display()
            )),
            _ => Failure::refused(error),
        })?;
        let repeated = built.lines - built.left_out - built.entries;
        match language {
            Language::Ja => println!(
                "{}: {}件（{}行、重複 {}行、対象外 {}行）",
                self.output.display(),
                built.entries,
                built.lines,
                repeated,
                built.left_out
            ),
            _ => println!(
                "{}: {} entries ({} lines, {} repeated, {} left out)",
                self.output.display(),
                built.entries,
                built.lines,
                repeated,
                built.left_out
            ),
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Check {
    fn run(self) -> Result<ExitCode, Failure> {
        let refused =
            |error: InvalidList| Failure::refused(format_args!("{}: {error}", self.file.display()));
        let mapped = Mapped::open(&self.file)?;
        let bytes = mapped.bytes();
        let language = self.lang.unwrap_or_else(terminal_language);
        let (entries, width) = match CompactList::from_bytes(bytes) {
            Ok(list) => {
                list.verify().map_err(refused)?;
                (list.entries(), None)
            }
            Err(InvalidList::OtherKind) => {
                let list = HashList::from_bytes(bytes).map_err(refused)?;
                list.verify().map_err(refused)?;
                (list.entries(), Some(list.width()))
            }
            Err(error) => return Err(refused(error)),
        };
        let file = self.file.display();
        let size = bytes.len();
        match (language, width) {
            (Language::Ja, None) => println!("{file}: 正常、テキスト {entries}件、{size}バイト"),
            (Language::Ja, Some(width)) => {
                println!("{file}: 正常、{width}バイトのハッシュ {entries}件、{size}バイト");
            }
            (_, None) => println!("{file}: whole, {entries} texts, {size} bytes"),
            (_, Some(width)) => {
                println!("{file}: whole, {entries} digests of {width} bytes, {size} bytes");
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// One line on a terminal, ten times a second; nothing where the standard
/// error is none.
struct Bar {
    language: Language,
    is_shown: bool,
    asked: u32,
    last: Option<Instant>,
}

impl Bar {
    fn new(language: Language) -> Self {
        Self {
            language,
            is_shown: io::stderr().is_terminal(),
            asked: 0,
            last: None,
        }
    }

    fn show(&mut self, progress: Progress) {
        // The clock is read once in a thousand calls.
        self.asked = self.asked.wrapping_add(1);
        if !self.is_shown || !self.asked.is_multiple_of(1024) {
            return;
        }
        let now = Instant::now();
        if self
            .last
            .is_some_and(|last| now - last < Duration::from_millis(100))
        {
            return;
        }
        self.last = Some(now);
        let text = match (self.language, progress) {
            (Language::Ja, Progress::Reading(lines, read, total)) => {
                format!("{} {lines}行を読み込みました", meter(read, total))
            }
            (Language::Ja, Progress::Merging(entries)) => format!("{entries}件をまとめました"),
            (Language::Ja, Progress::Writing(entries)) => format!("{entries}件を書き込みました"),
            (_, Progress::Reading(lines, read, total)) => {
                format!("{} {lines} lines read", meter(read, total))
            }
            (_, Progress::Merging(entries)) => format!("{entries} entries merged"),
            (_, Progress::Writing(entries)) => format!("{entries} entries written"),
        };
        eprint!("\r\x1b[K{text}");
        let _ = io::stderr().flush();
    }

    fn clear(&self) {
        if self.last.is_some() {
            eprint!("\r\x1b[K");
        }
    }
}

/// `[#####-----]`, twenty wide.
fn meter(done: u64, total: u64) -> String {
    let filled = (done.saturating_mul(20) / total.max(1)).min(20) as usize;
    format!("[{}{}]", "#".repeat(filled), "-".repeat(20 - filled))
}
