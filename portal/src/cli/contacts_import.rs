//! Registers the contacts of a spreadsheet.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::Language;
use serde::Deserialize;

use super::contacts::Registration;
use super::open::with_portal_or_new;
use super::{Failure, input, not_done};
use crate::service::NewContact;

#[derive(Args)]
pub(super) struct Import {
    #[command(flatten)]
    registration: Registration,
    /// The CSV file, in UTF-8.
    file: PathBuf,
}

impl Import {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let Registration { notify, by, common } = self.registration;
        let told = common.language();
        let shown = self.file.display();
        let bytes = fs::read(&self.file)
            .map_err(|error| Failure::usage(format_args!("{shown}: {error}")))?;
        let new = contacts(&bytes, told).map_err(|problems| {
            let nothing = match told {
                Language::Ja => "何も登録していません",
                _ => "nothing was imported",
            };
            let list = problems.join("\n  ");
            Failure::usage(format_args!("{shown}: {nothing}\n  {list}"))
        })?;
        with_portal_or_new(&common.config, async |service| {
            let author = by.author(service, told).await?;
            let known = service.register(&new, notify, &author).await;
            let known = known.map_err(|error| not_done::failure(told, error, shown))?;
            for address in &known {
                match told {
                    Language::Ja => {
                        eprintln!("{address} は登録済みのため、そのままにしました。");
                    }
                    _ => eprintln!("{address} is registered already and stays as it is"),
                }
            }
            let (registered, known) = (new.len() - known.len(), known.len());
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

/// Reads the contacts of a CSV file.
///
/// # Errors
///
/// If any row cannot be used: a sentence for each problem, in the order of the
/// rows, in the given language.
pub fn contacts(bytes: &[u8], told: Language) -> Result<Vec<NewContact>, Vec<String>> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        vec![match told {
            Language::Ja => {
                "UTF-8 ではありません。「CSV UTF-8」の形式で保存してください。".to_owned()
            }
            _ => "not UTF-8; save the file as \"CSV UTF-8\"".to_owned(),
        }]
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut contacts: Vec<NewContact> = Vec::new();
    let mut rows = HashMap::new();
    let mut problems = Vec::new();
    for (number, row) in (2..).zip(reader.deserialize::<Row>()) {
        let read = row.map_err(|error| error.to_string()).and_then(|row| {
            input::contact(told, &row.name, &row.email, &row.company, &row.language)
        });
        let read = read.and_then(|new| {
            let address = new.contact.address.clone();
            match rows.insert(address, number) {
                Some(other) => Err(repeated(told, other)),
                None => Ok(new),
            }
        });
        match (read, told) {
            (Ok(new), _) => contacts.push(new),
            (Err(problem), Language::Ja) => problems.push(format!("{number}行目: {problem}")),
            (Err(problem), _) => problems.push(format!("row {number}: {problem}")),
        }
    }
    if problems.is_empty() {
        Ok(contacts)
    } else {
        Err(problems)
    }
}

fn repeated(told: Language, other: u32) -> String {
    match told {
        Language::Ja => format!(
            "address-repeated: {other}行目と同じメールアドレスです。どちらかの行を削除してください。"
        ),
        _ => format!("address-repeated: row {other} has the same address; delete one of the rows"),
    }
}
