use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::case::Approvals;
use genkan::policy::conformity::{Clause, Conformity};
use serde::Serialize;

use super::choice::PolicyChoice;
use crate::cli::Failure;
use crate::cli::output::{Rows, in_every_language, language, print_json, texts};
use crate::config::Config;

#[derive(Args)]
pub(in crate::cli) struct Audit {
    #[command(flatten)]
    choice: PolicyChoice,
    #[arg(long, help = texts().arguments.json)]
    json: bool,
}

#[derive(Serialize)]
struct ClauseRow {
    #[serde(flatten)]
    clause: Clause,
    #[serde(flatten)]
    sentences: BTreeMap<&'static str, &'static str>,
}

impl Audit {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let config = self.choice.config()?;
        let is_alone = |config: &Config| config.approvals == Approvals::One;
        let is_alone = config.as_ref().is_some_and(is_alone);
        let expires = config.is_some_and(|config| config.password_lifetime.is_some());
        let policy = self.choice.read()?;
        let clauses = policy.audit();
        if self.json {
            let rows = clauses.into_iter().map(|clause| ClauseRow {
                sentences: in_every_language(|language| clause.sentence(language)),
                clause,
            });
            return print_json(&rows.collect::<Vec<_>>());
        }
        let (texts, mut rows) = (&texts().policy, Rows::new());
        rows.print(policy.name())?;
        let mut standard = None;
        for clause in &clauses {
            if standard.replace(clause.standard) != Some(clause.standard) {
                rows.print(format_args!("\n{}", clause.standard.title()))?;
            }
            rows.print(format_args!(
                "[{}] {} ({}): {}",
                (texts.conformity)(clause.conformity),
                clause.id,
                clause.level,
                clause.sentence(language())
            ))?;
        }
        let count = |wanted| clauses.iter().filter(|c| c.conformity == wanted).count();
        let sum = (texts.sum)(count(Conformity::Met), count(Conformity::NotMet));
        rows.print(format_args!("\n{sum}"))?;
        if is_alone {
            rows.print(format_args!("\n{}", texts.one_operator))?;
        }
        if expires {
            rows.print(format_args!("\n{}", texts.passwords_expire))?;
        }
        rows.finish()
    }
}
