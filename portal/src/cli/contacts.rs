//! Contacts are registered by the provider.

use std::fs;
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use genkan::onboarding::Store as _;
use genkan::onboarding::register::Contact;
use serde::Deserialize;

use super::contact::{contact, language};
use super::{Failure, runtime, serve};
use crate::config::Config;
use crate::judge::Judge;
use crate::portal::Portal;
use crate::store::Database;

#[derive(Subcommand)]
pub(super) enum Contacts {
    /// Register one contact.
    Add(Add),
    /// List every contact: address, state, name, company, as tab-separated
    /// lines.
    List(List),
    /// Register the contacts of a CSV file with the columns name, email and,
    /// where wanted, company and language. All rows or none.
    Import(Import),
}

#[derive(Args)]
pub(super) struct Add {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// The mail address.
    #[arg(long)]
    email: String,
    /// The customer company.
    #[arg(long, default_value = "")]
    company: String,
    /// The language of mails: ja or en.
    #[arg(long, default_value = "")]
    language: String,
}

#[derive(Args)]
pub(super) struct List {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
}

#[derive(Args)]
pub(super) struct Import {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    /// The CSV file, in UTF-8.
    file: PathBuf,
}

impl Contacts {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Add(add) => add.run(),
            Self::List(list) => list.run(),
            Self::Import(import) => import.run(),
        }
    }
}

impl Add {
    fn run(self) -> Result<ExitCode, Failure> {
        let language = language(&self.language).map_err(Failure::usage)?;
        let contact =
            contact(&self.name, &self.email, &self.company, language).map_err(Failure::usage)?;
        let address = contact.address.as_str().to_owned();
        with_portal(&self.config, async |portal| {
            if portal.register(contact).await? {
                println!("registered {address}");
                Ok(ExitCode::SUCCESS)
            } else {
                Err(Failure::refused(format_args!(
                    "{address} is registered already"
                )))
            }
        })
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        with_portal(&self.config, async |portal| {
            let mut after = None;
            loop {
                let accounts = portal.store.accounts(after.as_ref(), 500).await?;
                for account in &accounts {
                    let line = writeln!(
                        stdout(),
                        "{}\t{}\t{}\t{}",
                        account.address.as_str(),
                        account.state.code(),
                        account.name,
                        account.company
                    );
                    if line.is_err() {
                        return Ok(ExitCode::SUCCESS); // Nobody reads on.
                    }
                }
                match accounts.into_iter().last() {
                    Some(last) => after = Some(last.address),
                    None => return Ok(ExitCode::SUCCESS),
                }
            }
        })
    }
}

impl Import {
    fn run(self) -> Result<ExitCode, Failure> {
        let contacts = read(&self.file)?;
        with_portal(&self.config, async |portal| {
            let (mut registered, mut known) = (0, 0);
            for contact in contacts {
                let address = contact.address.as_str().to_owned();
                if portal.register(contact).await? {
                    registered += 1;
                } else {
                    known += 1;
                    eprintln!("{address} is registered already and stays as it is");
                }
            }
            println!("{registered} registered, {known} already known");
            Ok(ExitCode::SUCCESS)
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    email: String,
    #[serde(default)]
    company: String,
    #[serde(default)]
    language: String,
}

/// Reads every row before any is used; what is wrong is said of all of them.
fn read(path: &Path) -> Result<Vec<Contact>, Failure> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| Failure::usage(format_args!("{shown}: {error}")))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        Failure::usage(format_args!(
            "{shown}: not UTF-8; save the file as \"CSV UTF-8\""
        ))
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut contacts = Vec::new();
    let mut problems = Vec::new();
    for (number, row) in (2..).zip(reader.deserialize::<Row>()) {
        match row {
            Ok(row) => {
                let checked = language(&row.language)
                    .and_then(|language| contact(&row.name, &row.email, &row.company, language));
                match checked {
                    Ok(contact) => contacts.push(contact),
                    Err(invalid) => problems.push(format!("row {number}: {invalid}")),
                }
            }
            Err(error) => problems.push(format!("row {number}: {error}")),
        }
    }
    if problems.is_empty() {
        return Ok(contacts);
    }
    let list = problems.join("\n  ");
    Err(Failure::usage(format_args!(
        "{shown}: nothing was imported\n  {list}"
    )))
}

fn with_portal(
    path: &Path,
    work: impl AsyncFnOnce(&Portal<Database>) -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    let config = Config::read(path).map_err(Failure::usage)?;
    runtime("warn")?.block_on(async {
        let portal = serve::open(&config, Judge::open(&config)?).await?;
        work(&portal).await
    })
}
