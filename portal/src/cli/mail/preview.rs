//! Shows an email as it would be sent.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::cli::Failure;
use crate::cli::options::ConfigFile;
use crate::cli::output::{language, print, texts};
use crate::config::{Config, EmailKind};
use crate::mail::{Composer, Preview as Part};

#[derive(Args)]
pub(in crate::cli) struct Preview {
    #[arg(value_parser = kind(), help = texts().mail.kind)]
    kind: EmailKind,
    #[arg(long, default_value = "text", help = texts().mail.format)]
    format: Format,
    #[command(flatten)]
    config: ConfigFile,
}

/// What is shown of an email.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Html,
    Eml,
    Template,
}

impl Preview {
    pub(in crate::cli) fn run(self) -> Result<ExitCode, Failure> {
        let config = Config::read(&self.config)?;
        let part = match self.format {
            Format::Text => Part::Text,
            Format::Html => Part::Html,
            Format::Eml => Part::Email,
            Format::Template => Part::Template,
        };
        let shown = Composer::new(&config).preview(self.kind, language(), part)?;
        print(shown.trim_end())?;
        Ok(ExitCode::SUCCESS)
    }
}

fn kind() -> impl clap::builder::TypedValueParser<Value = EmailKind> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    let codes = PossibleValuesParser::new(EmailKind::ALL.map(EmailKind::code));
    codes.try_map(|code| EmailKind::from_code(&code).ok_or("no kind"))
}
