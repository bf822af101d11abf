//! Passwords that a policy accepts.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use genkan::Language;
use genkan::policy::generate::Ungeneratable;

use super::engine_choice::EngineChoice;
use super::romaji::romaji;
use super::{Failure, language, terminal_language};
use crate::config::ServiceName;
use crate::passwords::Person;
use crate::random::random;

#[derive(Args)]
pub(super) struct Generate {
    #[command(flatten)]
    choice: EngineChoice,
    /// The person's mail address, of which no part may be in the password.
    #[arg(long)]
    email: Option<String>,
    /// The person's name, for policies that refuse it.
    #[arg(long, default_value = "")]
    name: String,
    /// The person's company, for policies that refuse it.
    #[arg(long, default_value = "")]
    company: String,
    /// How many, one a line.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: u32,
    /// Passphrases of words instead, such as kumo-sora-hana.
    #[arg(long)]
    passphrase: bool,
    /// The words, one a line, the last one of it, as lists for dice have them;
    /// those with a hyphen are left out. By default some 4,400 that can be read out
    /// and mean nothing.
    #[arg(long, value_name = "FILE", requires = "passphrase")]
    words: Option<PathBuf>,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

impl Generate {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let language = self.lang.unwrap_or_else(terminal_language);
        let words = match (&self.words, self.passphrase) {
            (Some(file), _) => Some(read(file)?),
            (None, true) => Some(romaji()),
            (None, false) => None,
        };
        let policy_engine = self.choice.open(ServiceName::default())?;
        let context = policy_engine.context(&Person {
            email: self.email.as_deref(),
            name: &self.name,
            company: &self.company,
        });
        let words: Option<Vec<&str>> = words.as_ref().map(|words| {
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            // Each passphrase sorts them, which takes no time once they are.
            words.sort_unstable();
            words
        });
        let mut output = std::io::stdout().lock();
        for _ in 0..self.count {
            let made = match &words {
                Some(words) => {
                    policy_engine
                        .policy()
                        .generate_passphrase(words, &context, &mut random())
                }
                None => policy_engine.policy().generate(&context, &mut random()),
            };
            let password = made.map_err(|reason| match &words {
                Some(_) => no_passphrase(reason, self.words.as_deref(), language),
                None => Failure::refused(reason.sentence(language)),
            })?;
            if writeln!(output, "{}", *password).is_err() {
                return Ok(ExitCode::FAILURE); // Nobody reads on.
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn no_passphrase(reason: Ungeneratable, words: Option<&Path>, language: Language) -> Failure {
    match (reason, words, language) {
        (Ungeneratable::TooFewWords, Some(file), _) => {
            let sentence = reason.sentence(language);
            Failure::usage(format_args!("{}: {sentence}", file.display()))
        }
        (Ungeneratable::TooRare, _, Language::Ja) => Failure::refused(
            "十分な数の単語からなるパスフレーズは、このポリシーに合いません。--passphraseを外してください。",
        ),
        (Ungeneratable::TooRare, _, _) => Failure::refused(
            "No passphrase of enough words fits this policy; leave out --passphrase.",
        ),
        _ => Failure::refused(reason.sentence(language)),
    }
}

fn read(file: &Path) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::usage(format_args!("{}: {error}", file.display())))?;
    let last = |line: &str| line.split_whitespace().next_back().map(str::to_owned);
    let text = text.trim_start_matches('\u{feff}');
    let words = text.lines().filter_map(last);
    // A hyphen stands between two words.
    Ok(words.filter(|word| !word.contains('-')).collect())
}
