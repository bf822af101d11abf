//! Registers the contacts of a file.

mod columns;
mod sheet;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use encoding_rs::Encoding;
use genkan::Language;
use genkan::address::Address;
use genkan::onboarding::PasswordHash;
use jiff::tz::TimeZone;
use zeroize::Zeroizing;

use super::add::RegistrationArgs;
use crate::cli::output::{Rows, done, language, texts, warn};
use crate::cli::progress_bar::{ProgressBar, meter};
use crate::cli::texts::{Texts, in_language};
use crate::cli::times::shown;
use crate::cli::{Failure, input, open};
use crate::passwords::{FirebaseParameters, ImportedHash};
use crate::service::{Fate, NewContact, Registered, Registration};
use columns::{Columns, Field, InvalidHeader};
use sheet::{Row, Sheet, Unreadable};

pub(super) use sheet::protected;

#[derive(Args)]
pub(in crate::cli) struct Import {
    #[command(flatten)]
    registration: RegistrationArgs,
    #[arg(long, help = texts().contacts.update)]
    update: bool,
    #[arg(long, help = texts().contacts.dry_run)]
    dry_run: bool,
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = named_column)]
    #[arg(help = texts().contacts.map)]
    named: Vec<(Field, String)>,
    #[arg(long, value_name = "NAME", value_parser = encoding, help = texts().contacts.encoding)]
    encoding: Option<&'static Encoding>,
    #[arg(long, value_name = "FILE", help = texts().contacts.firebase)]
    firebase: Option<PathBuf>,
    #[arg(help = texts().contacts.file)]
    file: PathBuf,
}

/// Reads `FIELD=COLUMN`.
fn named_column(text: &str) -> Result<(Field, String), String> {
    let (name, column) = text.split_once('=').unwrap_or((text, ""));
    let field = Field::ALL.into_iter().find(|field| field.name() == name);
    let field = field.filter(|_| !column.trim().is_empty());
    let fields = || Field::ALL.map(Field::name).join(", ");
    field
        .map(|field| (field, column.to_owned()))
        .ok_or_else(|| (texts().contacts.import_file.invalid_map)(&fields()))
}

fn encoding(name: &str) -> Result<&'static Encoding, &'static str> {
    let found = Encoding::for_label(name.as_bytes());
    found.ok_or(texts().contacts.import_file.unknown_encoding)
}

/// How a file is read.
#[derive(Default)]
struct Reading<'r> {
    firebase: Option<&'r FirebaseParameters>,
    encoding: Option<&'static Encoding>,
    named: &'r [(Field, String)],
}

/// The contacts of a file.
struct ContactFile {
    /// For each row that is not empty, its number, and the contact or why there is
    /// none.
    rows: Vec<(u32, Result<NewContact, String>)>,
    /// The columns that are not used.
    unused: Vec<String>,
    /// The encoding, if it was guessed.
    guessed: Option<&'static str>,
}

impl Import {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let how = Registration {
            update: self.update,
            ..self.registration.how()
        };
        let RegistrationArgs { by, config, .. } = self.registration;
        let texts = &texts().contacts.import_file;
        let file = self.file.display();
        let bytes = fs::read(&self.file).map_err(|error| Failure::unreadable(&self.file, error))?;
        let firebase = self.firebase.as_deref().map(firebase).transpose()?;
        let reading = Reading {
            firebase: firebase.as_ref(),
            encoding: self.encoding,
            named: &self.named,
        };
        let not_read = |problems: String| {
            let nothing = texts.nothing_imported;
            Failure::usage(format_args!("{file}: {nothing}\n  {problems}"))
        };
        let read = reading.read(&bytes, language()).map_err(not_read)?;
        if let Some(encoding) = read.guessed {
            warn((texts.guessed_encoding)(&encoding));
        }
        if !read.unused.is_empty() {
            warn((texts.unused_columns)(&read.unused.join(", ")));
        }
        if !self.dry_run {
            let problems = problems(&read.rows);
            if !problems.is_empty() {
                return Err(not_read(problems.join("\n  ")));
            }
        }
        if self.dry_run {
            let contacts = read.rows.iter().filter_map(|(_, row)| row.as_ref().ok());
            let new: Vec<NewContact> = contacts.cloned().collect();
            return open::with_service_if_any(&config, async |config, service| {
                let author = by.author_in(service).await?;
                let fates = match service {
                    Some(service) => service.preview(&new, how, &author).await,
                    None => Ok(vec![Fate::Registered; new.len()]),
                };
                let fates = fates.map_err(|error| Failure::not_done(error, &file))?;
                preview(&read.rows, fates, &config.time_zone)
            });
        }
        drop(bytes);
        let contacts = read.rows.into_iter().filter_map(|(_, row)| row.ok());
        let new: Vec<NewContact> = contacts.collect();
        open::with_service_or_new(&config, async |config, service| {
            let author = by.author(service).await?;
            let (mut bar, mut so_far) = (ProgressBar::new(), String::new());
            let all = new.len();
            let registered = service.register(&new, how, &author, |done| {
                let read = done.read();
                bar.show(|| meter(read as u64, all as u64) + &(texts.progress)(read, all));
                so_far = (texts.stopped)(done, all);
            });
            let registered = registered.await;
            bar.clear();
            let registered = registered
                .map_err(|error| Failure::not_done(error, &file).map(|cause| so_far + cause))?;
            report(&registered, how, &config.time_zone)
        })
    }
}

/// Returns the sentences about the rows that cannot be used, the first few of each
/// kind.
fn problems(rows: &[(u32, Result<NewContact, String>)]) -> Vec<String> {
    let texts = &texts().contacts.import_file;
    let (mut problems, mut kinds) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for (number, row) in rows {
        let Err(problem) = row else {
            continue;
        };
        let code = problem.split(':').next().unwrap_or_default();
        let count = kinds.entry(code).or_default();
        *count += 1;
        if *count <= NAMED {
            problems.push((texts.row)(*number, problem));
        }
    }
    for (code, count) in kinds {
        if let Some(more @ 1..) = count.checked_sub(NAMED) {
            problems.push((texts.more_problems)(&code, more));
        }
    }
    problems
}

/// Prints what an import would do with each row.
fn preview(
    read: &[(u32, Result<NewContact, String>)],
    fates: Vec<Fate>,
    zone: &TimeZone,
) -> Result<ExitCode, Failure> {
    let texts = texts();
    let import = &texts.contacts.import_file;
    let mut rows = Rows::new();
    let mut counts = BTreeMap::<&str, usize>::new();
    let mut fates = fates.into_iter();
    for (number, row) in read {
        let (code, address, detail) = match row {
            Err(problem) => ("error", "", problem.clone()),
            Ok(new) => {
                let address = &new.contact.address;
                let fate = fates.next().unwrap_or(Fate::Known);
                let (code, detail) = fate_of(new, &fate, address, zone);
                (code, address.as_str(), detail)
            }
        };
        *counts.entry(code).or_default() += 1;
        rows.print(format_args!("{number}\t{code}\t{address}\t{detail}"))?;
    }
    rows.finish()?;
    let has_errors = counts.contains_key("error");
    let counts = counts.iter().map(|(code, count)| format!("{code} {count}"));
    let counts: Vec<String> = counts.collect();
    let counts = match counts.is_empty() {
        true => "0".to_owned(),
        false => counts.join(", "),
    };
    warn((import.dry_run)(&counts));
    Ok(ExitCode::from(if has_errors { 2 } else { 0 }))
}

/// Returns the code of what an import would do with a contact, and a remark.
fn fate_of(
    new: &NewContact,
    fate: &Fate,
    address: &Address,
    zone: &TimeZone,
) -> (&'static str, String) {
    let failures = &texts().failures;
    match fate {
        Fate::Registered => ("register", new.contact.name.to_string()),
        Fate::Known => ("known", String::new()),
        Fate::Updated(correction) => {
            let fields = [
                (correction.name.is_some(), Field::Name),
                (correction.company.is_some(), Field::Company),
                (correction.language.is_some(), Field::Language),
            ];
            let fields = fields.into_iter().filter(|(differs, _)| *differs);
            let fields: Vec<_> = fields.map(|(_, field)| field.name()).collect();
            ("update", fields.join(", "))
        }
        Fate::Reserved(until) => {
            let until = shown(*until, zone);
            ("reserved", (failures.address_reserved)(address, &until))
        }
        Fate::Operator => ("operator", (failures.operator_address)(address)),
    }
}

/// Reads the password hash parameters of a Firebase project.
fn firebase(path: &Path) -> Result<FirebaseParameters, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::unreadable(path, error))?;
    let text = Zeroizing::new(text);
    let invalid = |name| {
        let problem = (texts().contacts.import_file.firebase_parameter)(&name);
        Failure::usage(format_args!("{}: {problem}", path.display()))
    };
    FirebaseParameters::parse(&text).map_err(invalid)
}

/// Prints what was registered, and what was not.
fn report(
    registered: &Registered,
    how: Registration,
    zone: &TimeZone,
) -> Result<ExitCode, Failure> {
    let texts = texts();
    let import = &texts.contacts.import_file;
    // An update says nothing of a contact who is as the file says.
    if !how.update {
        for address in registered.known.iter().take(NAMED) {
            warn((import.known)(address));
        }
        if let Some(more) = registered.known.len().checked_sub(NAMED + 1) {
            warn((import.known_more)(more + 1));
        }
    }
    for (address, until) in &registered.reserved {
        warn((texts.failures.address_reserved)(
            address,
            &shown(*until, zone),
        ));
    }
    for address in &registered.operators {
        warn((texts.failures.operator_address)(address));
    }
    done((import.done)(registered))?;
    Ok(
        match registered.reserved.is_empty() && registered.operators.is_empty() {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        },
    )
}

/// How many rows or addresses of one kind are named: an import that goes on finds
/// many.
const NAMED: usize = 20;

/// Reads the contacts of a file, with the password hash parameters of the Firebase
/// project that they come from, if it is one.
///
/// # Errors
///
/// If the file or any row cannot be used: a sentence for each problem, in the
/// order of the rows, in the given language.
pub fn contacts(
    bytes: &[u8],
    firebase: Option<&FirebaseParameters>,
    language: Language,
) -> Result<Vec<NewContact>, Vec<String>> {
    let reading = Reading {
        firebase,
        ..Reading::default()
    };
    let read = reading.read(bytes, language);
    let read = read.map_err(|problem| vec![problem])?;
    let row = in_language(language).contacts.import_file.row;
    let (mut contacts, mut problems) = (Vec::new(), Vec::new());
    for (number, read) in read.rows {
        match read {
            Ok(new) => contacts.push(new),
            Err(problem) => problems.push(row(number, &problem)),
        }
    }
    match problems.is_empty() {
        true => Ok(contacts),
        false => Err(problems),
    }
}

impl Reading<'_> {
    /// # Errors
    ///
    /// A sentence, if the file has no rows that can be read.
    fn read(&self, bytes: &[u8], language: Language) -> Result<ContactFile, String> {
        let texts = in_language(language);
        let csv = &texts.contacts.import_file;
        let sheet = Sheet::read(bytes, self.encoding).map_err(|unreadable| match unreadable {
            Unreadable::Workbook => csv.workbook.to_owned(),
            Unreadable::Encoding => csv.not_decoded.to_owned(),
            Unreadable::OpenQuote(row) => (csv.row)(row, csv.open_quote),
        })?;
        let mut rows = sheet.rows.into_iter();
        let Row {
            number,
            cells: header,
        } = rows.next().ok_or(csv.empty)?;
        let columns = Columns::find(&header, self.named).map_err(|invalid| {
            let problem = match invalid {
                InvalidHeader::Missing(name) => (csv.column_missing)(&name, &header.join(", ")),
                InvalidHeader::Repeated(name) => (csv.column_repeated)(&name),
            };
            let problem = (csv.row)(number, &problem);
            // Another encoding may have the column.
            match sheet.guessed {
                Some(encoding) => format!("{problem}\n  {}", (csv.guessed_encoding)(&encoding)),
                None => problem,
            }
        })?;
        let mut known = HashMap::new();
        let rows = rows.map(|row| {
            let contact = self.contact(texts, &columns, &row.cells);
            let contact = contact.and_then(|new| {
                match known.insert(new.contact.address.clone(), row.number) {
                    Some(other) => Err((csv.address_repeated)(other)),
                    None => Ok(new),
                }
            });
            (row.number, contact)
        });
        Ok(ContactFile {
            rows: rows.collect(),
            unused: columns.unused,
            guessed: sheet.guessed,
        })
    }

    /// Reads the contact of a row. An empty language is Japanese.
    fn contact(
        &self,
        texts: &Texts,
        columns: &Columns,
        row: &[String],
    ) -> Result<NewContact, String> {
        let csv = &texts.contacts.import_file;
        // A spreadsheet may leave out the separators of empty cells at the end.
        let extra = row.get(columns.width..).unwrap_or_default();
        if extra.iter().any(|cell| !cell.is_empty()) {
            return Err((csv.wrong_length)(row.len(), columns.width));
        }
        let cell = |field| columns.cell(row, field);
        let language = match &*cell(Field::Language) {
            "" => None,
            tag => Some(named_language(tag).ok_or_else(|| {
                let languages = Language::ALL.map(Language::tag).join(", ");
                (texts.failures.invalid_contact_language)(tag, &languages)
            })?),
        };
        let (name, email) = (cell(Field::Name), cell(Field::Email));
        let default = language.unwrap_or_default();
        let new = input::contact(texts, &name, &email, &cell(Field::Company), default)?;
        let salt = cell(Field::PasswordSalt);
        let password = match (cell(Field::PasswordHash), self.firebase) {
            // Django's mark of a person who cannot sign in with a password.
            (hash, _) if hash.is_empty() || hash.starts_with('!') => None,
            (hash, None) if salt.is_empty() => Some(ImportedHash::parse(&hash)),
            (_, None) => return Err(csv.salt_without_firebase.into()),
            (hash, Some(parameters)) => Some(parameters.hash(&hash, &salt)),
        };
        let password = password.transpose().map_err(csv.invalid_hash)?;
        Ok(NewContact {
            password: password.map(|hash| PasswordHash::from_stored(hash.into_text())),
            has_language: language.is_some(),
            ..new
        })
    }
}

/// Returns the language of a tag, or of a name of it.
fn named_language(text: &str) -> Option<Language> {
    let own_names = Language::ALL.map(|language| (language.name(), language));
    let mut names = own_names.into_iter().chain(OTHER_NAMES);
    Language::from_tag(text).or_else(|| {
        let (_, language) = names.find(|(name, _)| name.eq_ignore_ascii_case(text))?;
        Some(language)
    })
}

/// Names of languages in another language.
const OTHER_NAMES: [(&str, Language); 2] = [("Japanese", Language::Ja), ("英語", Language::En)];
