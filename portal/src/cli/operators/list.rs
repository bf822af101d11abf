use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::{Accounts as _, Companies, Operator, Operators as _, SecondFactor};

use crate::cli::options::ConfigFile;
use crate::cli::output::Rows;
use crate::cli::{Failure, open};
use crate::store::{Database, Error};

#[derive(Args)]
pub(in crate::cli) struct List {
    #[command(flatten)]
    config: ConfigFile,
}

impl List {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let mut rows = Rows::new();
            for operator in store.operators().await? {
                let companies = companies(store, &operator).await?;
                let account = store.account(operator.id.account()).await?;
                let address = account.map(|account| account.address.to_string());
                rows.print(format_args!(
                    "{}\t{}\t{companies}\t{}\t{}",
                    operator.name,
                    operator.role,
                    address.unwrap_or_default(),
                    factors(&operator.second_factor)
                ))?;
            }
            rows.finish()
        })
    }
}

/// Returns the names of the companies that an operator works for.
async fn companies(store: &Database, operator: &Operator) -> Result<String, Error> {
    let Companies::Only(ids) = &operator.companies else {
        return Ok("*".into());
    };
    let mut names = Vec::new();
    for id in ids {
        let company = store.company(*id).await?;
        names.extend(company.map(|company| company.name.to_string()));
    }
    Ok(names.join(", "))
}

/// Returns which second factors an operator has; empty if there are none.
fn factors(factor: &SecondFactor) -> String {
    let usable = factor.usable_passkeys().count();
    let blocked = factor.passkeys.len() - usable;
    let counted = [
        ("passkeys", usable),
        ("blocked-passkeys", blocked),
        ("recovery-codes", factor.recovery_codes.len()),
    ];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    let counted = counted.map(|(name, count)| format!("{name} {count}"));
    let totp = factor.totp.map(|_| "totp".to_owned());
    totp.into_iter()
        .chain(counted)
        .collect::<Vec<_>>()
        .join(", ")
}
