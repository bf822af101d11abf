//! A policy in the words of others.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use genkan::policy::{Language, message};

use super::policy_choice::PolicyChoice;
use super::{Failure, language, terminal_language};

/// What a form does not carry is named on the standard error.
#[derive(Args)]
pub(super) struct Export {
    #[command(flatten)]
    choice: PolicyChoice,
    /// The form.
    #[arg(long, value_enum, default_value_t = Form::Passwordrules)]
    form: Form,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// Apple's rules for generators of passwords.
    Passwordrules,
    /// Attributes of an HTML input.
    Html,
    /// A string in JSON Schema or OpenAPI 3.1.
    JsonSchema,
    /// A sentence a line.
    Text,
}

impl Export {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy = self.choice.read()?;
        let language = self.lang.unwrap_or_else(terminal_language);
        match self.form {
            Form::Passwordrules => {
                let rules = policy
                    .password_rules()
                    .map_err(|reason| Failure::refused(reason.sentence(language)))?;
                println!("{rules}");
                say_left_out(language, rules.not_carried());
            }
            Form::Html => println!("{}", policy.html_attributes()),
            Form::JsonSchema => {
                let schema = policy.string_schema();
                println!("{schema}");
                say_left_out(language, &schema.not_carried);
            }
            Form::Text => {
                for requirement in policy.requirements() {
                    println!("{}", message::requirement(language, &requirement));
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn say_left_out(language: Language, codes: &[&str]) {
    if codes.is_empty() {
        return;
    }
    let label = match language {
        Language::Ja => "この形式では（すべては）表せない規則",
        _ => "not (wholly) carried",
    };
    eprintln!("{label}: {}", codes.join(", "));
}
