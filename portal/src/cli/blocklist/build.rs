use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use genkan::blocklist::EntryKind;

use crate::blocklist::{self, Progress};
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
        let build = blocklist::Build {
            kind: match self.hashes {
                None => EntryKind::Texts,
                Some(Hashes::Sha1) => EntryKind::SHA1,
                Some(Hashes::Ntlm) => EntryKind::NTLM,
            },
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
        let built = built.map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => Failure::refused((texts().blocklist.being_built)(&file)),
            _ => Failure::refused(format_args!("{}{error}", texts().failures.file)),
        })?;
        let built = (texts().blocklist.built)(&built);
        done(format_args!("{file}: {built}"))
    }
}

fn line(progress: Progress) -> String {
    let text = (texts().blocklist.progress)(progress);
    match progress {
        Progress::Reading(_, read, total) => meter(read, total) + &text,
        Progress::Merging(_) | Progress::Writing(_) => text,
    }
}
