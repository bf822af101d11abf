use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use genkan::blocklist::EntryKind;

use crate::blocklist::{self, BuildError, Progress};
use crate::cli::output::{done, texts};
use crate::cli::progress_bar::{ProgressBar, meter};
use crate::cli::{Failure, input};

#[derive(Args)]
pub(in crate::cli) struct Build {
    #[arg(required = true, help = texts().blocklist.inputs)]
    inputs: Vec<PathBuf>,
    #[arg(long, short, help = texts().blocklist.output)]
    output: PathBuf,
    #[arg(long, help = texts().blocklist.hashes)]
    hashes: Option<Hashes>,
    #[arg(long, value_name = "DIGITS", requires = "hashes", help = texts().blocklist.prefix)]
    #[arg(value_parser = prefix)]
    prefix: Option<String>,
    #[arg(long, default_value_t = 0, requires = "hashes", help = texts().blocklist.min_count)]
    #[arg(value_parser = input::number(0..=u64::MAX))]
    min_count: u64,
    #[arg(long, default_value_t = 256, help = texts().blocklist.memory)]
    #[arg(value_parser = input::number(1..=2048))]
    memory: u64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Hashes {
    Sha1,
    Ntlm,
}

impl Build {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let is_one_file = |inputs: &[PathBuf]| matches!(inputs, [input] if !input.is_dir());
        if self.prefix.is_some() && !is_one_file(&self.inputs) {
            return Err(Failure::usage(texts().blocklist.prefix_of_several));
        }
        let build = blocklist::Build {
            kind: match self.hashes {
                None => EntryKind::Texts,
                Some(Hashes::Sha1) => EntryKind::SHA1,
                Some(Hashes::Ntlm) => EntryKind::NTLM,
            },
            prefix: self.prefix,
            min_count: self.min_count,
            memory: (self.memory as usize) << 20,
        };
        let file = self.output.display();
        let mut bar = ProgressBar::new();
        let mut calls = 0_u32;
        let built = build.run(&self.inputs, &self.output, |progress| {
            // The clock is read once in 1024 calls.
            calls = calls.wrapping_add(1);
            if calls.is_multiple_of(1024) {
                bar.show(|| line(progress));
            }
        });
        bar.clear();
        let built = built.map_err(|error| match error {
            BuildError::File(error) => {
                Failure::refused(format_args!("{}{error}", texts().failures.file))
            }
            error => Failure::refused((texts().blocklist.not_built)(&error)),
        })?;
        let built = (texts().blocklist.built)(&built);
        done(format_args!("{file}: {built}"))
    }
}

/// Reads the first five digits of a digest.
fn prefix(text: &str) -> Result<String, &'static str> {
    let is_digit = |c: char| c.is_ascii_hexdigit();
    match text.len() == 5 && text.chars().all(is_digit) {
        true => Ok(text.into()),
        false => Err(texts().blocklist.invalid_prefix),
    }
}

fn line(progress: Progress) -> String {
    let text = (texts().blocklist.progress)(progress);
    match progress {
        Progress::Reading(_, read, total) => meter(read, total) + &text,
        Progress::Merging(_) | Progress::Writing(_) => text,
    }
}
