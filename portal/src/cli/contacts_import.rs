//! Contacts come as a spreadsheet.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use genkan::onboarding::register::Contact;
use genkan::policy::Language;
use serde::Deserialize;

use super::contact::contact;
use super::open::with_portal_or_new;
use super::registration::Registration;
use super::{Failure, terminal_language};

#[derive(Args)]
pub(super) struct Import {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
    #[command(flatten)]
    registration: Registration,
    /// The CSV file, in UTF-8.
    file: PathBuf,
    /// The language: ja or en; by default the terminal's.
    #[arg(long, value_parser = super::language)]
    lang: Option<Language>,
}

impl Import {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let contacts = read(&self.file)?;
        let told = self.lang.unwrap_or_else(terminal_language);
        with_portal_or_new(&self.config, async |portal| {
            let (mut registered, mut known) = (0, 0);
            for contact in contacts {
                let address = contact.address.as_str().to_owned();
                if self.registration.register(portal, contact).await? {
                    registered += 1;
                    continue;
                }
                known += 1;
                match told {
                    Language::Ja => {
                        eprintln!("{address} は登録済みのため、そのままにしました。");
                    }
                    _ => eprintln!("{address} is registered already and stays as it is"),
                }
            }
            match told {
                Language::Ja => println!("登録 {registered}件、登録済み {known}件"),
                _ => println!("{registered} registered, {known} already known"),
            }
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

/// Reads a file before any of it is used.
fn read(path: &Path) -> Result<Vec<Contact>, Failure> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| Failure::usage(format_args!("{shown}: {error}")))?;
    contacts(&bytes).map_err(|problems| match &problems[..] {
        [problem] if !problem.starts_with("row ") => {
            Failure::usage(format_args!("{shown}: {problem}"))
        }
        _ => {
            let list = problems.join("\n  ");
            Failure::usage(format_args!("{shown}: nothing was imported\n  {list}"))
        }
    })
}

/// Reads the contacts of a CSV file: all of them, or what is wrong with every
/// row that cannot be used.
///
/// # Errors
///
/// A sentence for each problem, in the order of the rows.
pub fn contacts(bytes: &[u8]) -> Result<Vec<Contact>, Vec<String>> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| vec!["not UTF-8; save the file as \"CSV UTF-8\"".to_owned()])?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut contacts = Vec::new();
    let mut problems = Vec::new();
    for (number, row) in (2..).zip(reader.deserialize::<Row>()) {
        match row {
            Ok(row) => {
                let checked = super::contact::language(&row.language)
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
        Ok(contacts)
    } else {
        Err(problems)
    }
}
