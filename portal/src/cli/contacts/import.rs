use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use csv::{ErrorKind, StringRecord};
use genkan::Language;
use genkan::onboarding::PasswordHash;
use jiff::tz::TimeZone;
use zeroize::Zeroizing;

use super::add::RegistrationArgs;
use crate::byte_order_mark::without_mark;
use crate::cli::output::{done, language, texts, warn};
use crate::cli::progress_bar::{ProgressBar, meter};
use crate::cli::texts::{Texts, in_language};
use crate::cli::times::shown;
use crate::cli::{Failure, input, open};
use crate::passwords::{FirebaseParameters, ImportedHash};
use crate::service::{NewContact, Registered};

#[derive(Args)]
pub(in crate::cli) struct Import {
    #[command(flatten)]
    registration: RegistrationArgs,
    #[arg(long, value_name = "FILE", help = texts().contacts.firebase)]
    firebase: Option<PathBuf>,
    #[arg(help = texts().contacts.file)]
    file: PathBuf,
}

impl Import {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let how = self.registration.how();
        let RegistrationArgs { by, config, .. } = self.registration;
        let texts = &texts().contacts.import_file;
        let file = self.file.display();
        let bytes = fs::read(&self.file).map_err(|error| Failure::unreadable(&self.file, error))?;
        let firebase = self.firebase.as_deref().map(firebase).transpose()?;
        let new = contacts(&bytes, firebase.as_ref(), language()).map_err(|problems| {
            let (nothing, list) = (texts.nothing_imported, problems.join("\n  "));
            Failure::usage(format_args!("{file}: {nothing}\n  {list}"))
        })?;
        open::with_service_or_new(&config, async |config, service| {
            let author = by.author(service).await?;
            let (mut bar, mut so_far) = (ProgressBar::new(), Registered::default());
            let registered = service.register(&new, how, &author, |done| {
                let (read, all) = (done.read(), new.len());
                bar.show(|| meter(read as u64, all as u64) + &(texts.progress)(read, all));
                so_far.clone_from(done);
            });
            let registered = registered.await;
            bar.clear();
            let registered = registered.map_err(|error| {
                let failure = Failure::not_done(error, &file);
                match so_far.read() {
                    0 => failure,
                    _ => failure.map(|cause| (texts.stopped)(&so_far, new.len(), cause)),
                }
            })?;
            report(&registered, &config.time_zone)
        })
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
fn report(registered: &Registered, zone: &TimeZone) -> Result<ExitCode, Failure> {
    let texts = texts();
    let import = &texts.contacts.import_file;
    for address in registered.known.iter().take(NAMED) {
        warn((import.known)(address));
    }
    if let Some(more) = registered.known.len().checked_sub(NAMED + 1) {
        warn((import.known_more)(more + 1));
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

/// How many addresses that are registered already are named: an import that goes
/// on finds many.
const NAMED: usize = 20;

/// Reads the contacts of a CSV file, with the password hash parameters of the
/// Firebase project that they come from, if it is one.
///
/// # Errors
///
/// If any row cannot be used: a sentence for each problem, in the order of the
/// rows, in the given language.
pub fn contacts(
    bytes: &[u8],
    firebase: Option<&FirebaseParameters>,
    language: Language,
) -> Result<Vec<NewContact>, Vec<String>> {
    let texts = in_language(language);
    let csv = &texts.contacts.import_file;
    let text = std::str::from_utf8(bytes).map_err(|_| vec![csv.not_utf8.to_owned()])?;
    let text = without_mark(text);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| problem(texts, &error));
    let columns = header.and_then(|header| Columns::find(texts, header));
    let columns = columns.map_err(|problem| vec![(csv.row)(1, &problem)])?;
    let mut contacts: Vec<NewContact> = Vec::new();
    let mut rows = HashMap::new();
    let mut problems = Vec::new();
    for (number, row) in (2..).zip(reader.records()) {
        let row = row.map_err(|error| problem(texts, &error));
        let read = row.and_then(|row| columns.contact(texts, &row, firebase));
        let read = read.and_then(
            |new| match rows.insert(new.contact.address.clone(), number) {
                Some(other) => Err((csv.address_repeated)(other)),
                None => Ok(new),
            },
        );
        match read {
            Ok(new) => contacts.push(new),
            Err(problem) => problems.push((csv.row)(number, &problem)),
        }
    }
    if problems.is_empty() {
        Ok(contacts)
    } else {
        Err(problems)
    }
}

/// Why the parser rejects a row.
fn problem(texts: &Texts, error: &csv::Error) -> String {
    let texts = &texts.contacts.import_file;
    match error.kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => (texts.wrong_length)(*len, *expected_len),
        _ => (texts.unreadable)(error),
    }
}

/// Where the columns of a file are.
struct Columns {
    name: usize,
    email: usize,
    company: Option<usize>,
    language: Option<usize>,
    password_hash: Option<usize>,
    password_salt: Option<usize>,
}

impl Columns {
    fn find(texts: &Texts, header: &StringRecord) -> Result<Self, String> {
        let texts = &texts.contacts.import_file;
        let mut found = HashMap::new();
        for (at, column) in header.iter().enumerate() {
            if !COLUMNS.contains(&column) {
                return Err((texts.column_unknown)(&column));
            }
            if found.insert(column, at).is_some() {
                return Err((texts.column_repeated)(&column));
            }
        }
        let required = |column| {
            let at = found.get(column).copied();
            at.ok_or_else(|| (texts.column_missing)(&column))
        };
        Ok(Self {
            name: required("name")?,
            email: required("email")?,
            company: found.get("company").copied(),
            language: found.get("language").copied(),
            password_hash: found.get("password_hash").copied(),
            password_salt: found.get("password_salt").copied(),
        })
    }

    /// Reads the contact of a row. An empty language is Japanese.
    fn contact(
        &self,
        texts: &Texts,
        row: &StringRecord,
        firebase: Option<&FirebaseParameters>,
    ) -> Result<NewContact, String> {
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let language = match self.language.map_or("", cell) {
            "" => Language::default(),
            tag => Language::from_tag(tag).ok_or_else(|| {
                let languages = Language::ALL.map(Language::tag).join(", ");
                (texts.failures.invalid_contact_language)(tag, &languages)
            })?,
        };
        let company = self.company.map_or("", cell);
        let new = input::contact(texts, cell(self.name), cell(self.email), company, language)?;
        let salt = self.password_salt.map_or("", cell);
        let password = match (self.password_hash.map_or("", cell), firebase) {
            // Django's mark of a person who cannot sign in with a password.
            (hash, _) if hash.is_empty() || hash.starts_with('!') => None,
            (hash, None) if salt.is_empty() => Some(ImportedHash::parse(hash)),
            (_, None) => return Err(texts.contacts.import_file.salt_without_firebase.into()),
            (hash, Some(parameters)) => Some(parameters.hash(hash, salt)),
        };
        let password = password.transpose();
        let password = password.map_err(texts.contacts.import_file.invalid_hash)?;
        Ok(NewContact {
            password: password.map(|hash| PasswordHash::from_stored(hash.into_text())),
            ..new
        })
    }
}

const COLUMNS: [&str; 6] = [
    "name",
    "email",
    "company",
    "language",
    "password_hash",
    "password_salt",
];
