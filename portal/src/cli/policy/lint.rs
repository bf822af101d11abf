use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;
use genkan::policy::Context;
use genkan::policy::lint::{Finding, Severity};
use serde::Serialize;

use super::choice::PolicyChoice;
use crate::cli::Failure;
use crate::cli::output::{Rows, in_every_language, language, print_json, texts};

#[derive(Args)]
pub(in crate::cli) struct Lint {
    #[command(flatten)]
    choice: PolicyChoice,
    #[arg(long, help = texts().policy.email)]
    email: Option<String>,
    #[arg(long, help = texts().arguments.json)]
    json: bool,
}

#[derive(Serialize)]
struct FindingRow<'f> {
    severity: Severity,
    #[serde(flatten)]
    finding: &'f Finding,
    #[serde(flatten)]
    sentences: BTreeMap<&'static str, String>,
}

impl Lint {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy = self.choice.read()?;
        let context = match &self.email {
            Some(email) => Context::new().email(email),
            None => Context::new(),
        };
        let findings = policy.lint(&context);
        let printed = if self.json {
            let rows = findings.iter().map(|finding| FindingRow {
                severity: finding.severity(),
                finding,
                sentences: in_every_language(|language| finding.sentence(language)),
            });
            print_json(&rows.collect::<Vec<_>>())
        } else {
            print(&findings)
        };
        printed.map(drop).or_else(Failure::unless_closed)?;
        let is_error = |finding: &Finding| finding.severity() == Severity::Error;
        Ok(if findings.iter().any(is_error) {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}

fn print(findings: &[Finding]) -> Result<ExitCode, Failure> {
    let (texts, mut rows) = (&texts().policy, Rows::new());
    for finding in findings {
        let severity = (texts.severity)(finding.severity());
        let sentence = finding.sentence(language());
        rows.print(format_args!("[{severity}] {}: {sentence}", finding.code()))?;
    }
    if findings.is_empty() {
        rows.print(texts.no_findings)?;
    }
    rows.finish()
}
