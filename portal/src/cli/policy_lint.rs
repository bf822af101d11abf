//! What would trouble people about a policy.

use std::process::ExitCode;

use clap::Args;
use genkan::policy::lint::{Finding, Severity};
use genkan::policy::{Context, Language};
use serde::Serialize;

use super::Failure;
use super::policy::{Told, print_json};
use super::policy_choice::PolicyChoice;

/// Answers 0 where nobody is locked out, 1 where somebody is.
#[derive(Args)]
pub(super) struct Lint {
    #[command(flatten)]
    choice: PolicyChoice,
    /// A mail address whose owner must be able to choose a password.
    #[arg(long)]
    email: Option<String>,
    #[command(flatten)]
    told: Told,
}

#[derive(Serialize)]
struct Line<'f> {
    severity: Severity,
    #[serde(flatten)]
    finding: &'f Finding,
    ja: String,
    en: String,
}

impl Lint {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy = self.choice.read()?;
        let context = match &self.email {
            Some(email) => Context::new().email(email),
            None => Context::new(),
        };
        let findings = policy.lint(&context);
        if self.told.json {
            let lines = findings.iter().map(|finding| Line {
                severity: finding.severity(),
                finding,
                ja: finding.sentence(Language::Ja),
                en: finding.sentence(Language::En),
            });
            print_json(&lines.collect::<Vec<_>>())?;
        } else {
            let language = self.told.language();
            for finding in &findings {
                let severity = label(language, finding.severity());
                println!(
                    "[{severity}] {}: {}",
                    finding.code(),
                    finding.sentence(language)
                );
            }
            if findings.is_empty() {
                println!("{}", nothing(language));
            }
        }
        let is_error = |finding: &Finding| finding.severity() == Severity::Error;
        Ok(if findings.iter().any(is_error) {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}

const fn label(language: Language, severity: Severity) -> &'static str {
    match (language, severity) {
        (Language::Ja, Severity::Error) => "エラー",
        (Language::Ja, Severity::Warning) => "警告",
        (Language::Ja, _) => "参考",
        (_, severity) => severity.code(),
    }
}

const fn nothing(language: Language) -> &'static str {
    match language {
        Language::Ja => "問題は見つかりませんでした。",
        _ => "Nothing found.",
    }
}
