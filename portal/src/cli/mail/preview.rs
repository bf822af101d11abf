//! Shows an email as it would be sent.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use genkan::onboarding::MessageKind;

use crate::cli::Failure;
use crate::cli::output::{language, print, texts};
use crate::config::Config;
use crate::mail::{Composer, Preview as Part};

#[derive(Args)]
pub(in crate::cli) struct Preview {
    #[arg(value_parser = kind(), help = texts().mail.kind)]
    kind: MessageKind,
    #[arg(long, help = texts().mail.first)]
    first: bool,
    #[arg(long, default_value = "text", help = texts().mail.format)]
    format: Format,
    #[arg(long, help = texts().arguments.config)]
    config: PathBuf,
}

/// What is shown of an email.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Html,
    Eml,
}

impl Preview {
    pub(in crate::cli) fn run(self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config)?;
        let part = match self.format {
            Format::Text => Part::Text,
            Format::Html => Part::Html,
            Format::Eml => Part::Email,
        };
        let shown = Composer::new(&config).preview(self.kind, self.first, language(), part)?;
        print(shown.trim_end())?;
        Ok(ExitCode::SUCCESS)
    }
}

fn kind() -> impl clap::builder::TypedValueParser<Value = MessageKind> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    let codes = MessageKind::ALL.map(MessageKind::code);
    PossibleValuesParser::new(codes).try_map(|code| code.parse::<MessageKind>())
}
