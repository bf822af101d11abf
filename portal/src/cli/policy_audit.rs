//! A policy held against the standards.

use std::process::ExitCode;

use clap::Args;
use genkan::Language;
use genkan::policy::conformity::{Clause, Conformity};
use serde::Serialize;

use super::Failure;
use super::policy::{Told, print_json};
use super::policy_choice::PolicyChoice;

/// Answers 0 whatever it finds: a documented policy may fall short on purpose.
#[derive(Args)]
pub(super) struct Audit {
    #[command(flatten)]
    choice: PolicyChoice,
    #[command(flatten)]
    told: Told,
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    clause: Clause,
    ja: &'static str,
    en: &'static str,
}

impl Audit {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let policy = self.choice.read()?;
        let clauses = policy.audit();
        if self.told.json {
            let lines = clauses.into_iter().map(|clause| Line {
                ja: clause.sentence(Language::Ja),
                en: clause.sentence(Language::En),
                clause,
            });
            print_json(&lines.collect::<Vec<_>>())?;
            return Ok(ExitCode::SUCCESS);
        }
        let language = self.told.language();
        println!("{}", policy.name());
        let mut standard = None;
        for clause in &clauses {
            if standard.replace(clause.standard) != Some(clause.standard) {
                println!("\n{}", clause.standard.title());
            }
            println!(
                "[{}] {} ({}): {}",
                label(language, clause.conformity),
                clause.id,
                clause.level,
                clause.sentence(language)
            );
        }
        let count = |wanted| clauses.iter().filter(|c| c.conformity == wanted).count();
        println!(
            "\n{}",
            sum(language, count(Conformity::Met), count(Conformity::NotMet))
        );
        Ok(ExitCode::SUCCESS)
    }
}

const fn label(language: Language, conformity: Conformity) -> &'static str {
    match (language, conformity) {
        (Language::Ja, Conformity::Met) => "適合",
        (Language::Ja, Conformity::NotMet) => "不適合",
        (Language::Ja, _) => "ポリシー外",
        (_, Conformity::Met) => "met",
        (_, Conformity::NotMet) => "NOT MET",
        (_, _) => "not the policy's",
    }
}

fn sum(language: Language, met: usize, not_met: usize) -> String {
    match (language, not_met) {
        (Language::Ja, 0) => format!("ポリシーに関わる{met}項目すべてに適合しています。"),
        (Language::Ja, _) => format!(
            "このポリシーはいまの標準を満たしていません。{not_met}項目が不適合です（適合は{met}項目）。"
        ),
        (_, 0) => format!("It meets all {met} clauses that are a matter of the policy."),
        (_, _) => format!(
            "This policy falls short of today's standards: {not_met} {} not met ({met} met).",
            if not_met == 1 {
                "clause is"
            } else {
                "clauses are"
            }
        ),
    }
}
