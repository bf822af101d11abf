//! Passwords that a policy accepts.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use genkan::policy::{Context, Language};

use super::policy_choice::PolicyChoice;
use super::{Failure, language, terminal_language};
use crate::system::random;

#[derive(Args)]
pub(super) struct Generate {
    #[command(flatten)]
    choice: PolicyChoice,
    /// The person's mail address, of which no part may be in the password.
    #[arg(long)]
    email: Option<String>,
    /// How many, one a line.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: u32,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

impl Generate {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy = self.choice.read()?;
        let language = self.lang.unwrap_or_else(terminal_language);
        let context = match &self.email {
            Some(email) => Context::new().email(email),
            None => Context::new(),
        };
        let mut output = std::io::stdout().lock();
        for _ in 0..self.count {
            let password = policy
                .generate(&context, &mut random())
                .map_err(|reason| Failure::refused(reason.sentence(language)))?;
            if writeln!(output, "{}", *password).is_err() {
                return Ok(ExitCode::FAILURE); // Nobody reads on.
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
