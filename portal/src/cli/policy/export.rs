use std::process::ExitCode;

use clap::{Args, ValueEnum};
use genkan::policy::message;

use super::choice::PolicyChoice;
use crate::cli::Failure;
use crate::cli::output::{Rows, language, texts, warn};

#[derive(Args)]
pub(in crate::cli) struct Export {
    #[command(flatten)]
    choice: PolicyChoice,
    #[arg(long, value_enum, default_value_t = Form::Passwordrules, help = texts().policy.form)]
    form: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    #[value(help = texts().policy.form_passwordrules)]
    Passwordrules,
    #[value(help = texts().policy.form_html)]
    Html,
    #[value(help = texts().policy.form_json_schema)]
    JsonSchema,
    #[value(help = texts().policy.form_text)]
    Text,
}

impl Export {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy = self.choice.read()?;
        let mut rows = Rows::new();
        match self.form {
            Form::Passwordrules => {
                let rules = policy
                    .password_rules()
                    .map_err(|reason| Failure::refused(reason.sentence(language())))?;
                rows.print(&rules)?;
                report_not_carried(rules.not_carried());
            }
            Form::Html => rows.print(policy.html_attributes())?,
            Form::JsonSchema => {
                let schema = policy.string_schema();
                rows.print(&schema)?;
                report_not_carried(&schema.not_carried);
            }
            Form::Text => {
                for requirement in policy.requirements() {
                    rows.print(message::requirement(language(), &requirement))?;
                }
            }
        }
        rows.finish()
    }
}

fn report_not_carried(codes: &[&str]) {
    if !codes.is_empty() {
        let codes = codes.join(", ");
        warn(format_args!("{}: {codes}", texts().policy.not_carried));
    }
}
