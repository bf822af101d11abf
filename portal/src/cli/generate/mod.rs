//! Generates passwords that a policy accepts.

mod romaji;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use genkan::policy::generate::{Form, Ungeneratable};

use super::output::{Rows, language, texts, warn};
use super::policy::EngineChoice;
use super::{Failure, input};
use crate::byte_order_mark::without_mark;
use crate::passwords::Person;
use crate::random::random;
use romaji::romaji;

#[derive(Args)]
pub(super) struct Generate {
    #[command(flatten)]
    choice: EngineChoice,
    #[arg(long, help = texts().check.email)]
    email: Option<String>,
    #[arg(long, hide_default_value = true, default_value = "", help = texts().check.name)]
    name: String,
    #[arg(long, hide_default_value = true, default_value = "", help = texts().check.company)]
    company: String,
    #[arg(long, default_value_t = 1, help = texts().generate.count)]
    #[arg(value_parser = input::number(1..=100_000))]
    count: u64,
    #[arg(long, value_name = "N", conflicts_with = "passphrase", help = texts().generate.length)]
    #[arg(value_parser = input::number(1..=65_536))]
    length: Option<u64>,
    #[arg(long, conflicts_with = "passphrase", help = texts().generate.no_look_alikes)]
    no_look_alikes: bool,
    #[arg(long, help = texts().generate.passphrase)]
    passphrase: bool,
    #[arg(long, value_name = "FILE", requires = "passphrase", help = texts().generate.words)]
    words: Option<PathBuf>,
}

impl Generate {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let words = match (&self.words, self.passphrase) {
            (Some(file), _) => Some(read(file)?),
            (None, true) => Some(romaji()),
            (None, false) => None,
        };
        let policy_engine = self.choice.open()?;
        let context = policy_engine.context(&Person {
            email: self.email.as_deref(),
            name: &self.name,
            company: &self.company,
        });
        let words: Option<Vec<&str>> = words
            .as_ref()
            .map(|words| words.iter().map(String::as_str).collect());
        let form = match &words {
            Some(words) => Form::Passphrase { words },
            None => Form::Password {
                length: self.length.and_then(|length| length.try_into().ok()),
                without_look_alikes: self.no_look_alikes,
            },
        };
        let failed = |reason| match &words {
            Some(_) => no_passphrase(reason, self.words.as_deref()),
            None => Failure::refused(reason.sentence(language())),
        };
        let rng = &mut random();
        let generator = policy_engine.policy().generator(&form, &context, rng);
        let generator = generator.map_err(failed)?;
        let mut rows = Rows::new();
        for _ in 0..self.count {
            rows.print(&*generator.generate(rng).map_err(failed)?)?;
        }
        let code = rows.finish()?;
        warn((texts().generate.bits)(generator.bits(rng)));
        Ok(code)
    }
}

fn no_passphrase(reason: Ungeneratable, words: Option<&Path>) -> Failure {
    match (reason, words) {
        (Ungeneratable::TooFewWords, Some(file)) => {
            let sentence = reason.sentence(language());
            Failure::usage(format_args!("{}: {sentence}", file.display()))
        }
        (Ungeneratable::TooRare, _) => Failure::refused(texts().generate.no_passphrase),
        _ => Failure::refused(reason.sentence(language())),
    }
}

fn read(file: &Path) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::unreadable(file, error))?;
    let last = |line: &str| line.split_whitespace().next_back().map(str::to_owned);
    Ok(without_mark(&text).lines().filter_map(last).collect())
}
