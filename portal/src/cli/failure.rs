//! Why a command ends early.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::output::{texts, warn};
use super::times::written;
use crate::config::InvalidConfig;
use crate::service::NotDone;
use crate::{FileError, bounces, keys, mail, passwords, service, store};

/// Why a command ends early: one line for the terminal, and the exit code.
#[derive(Debug)]
pub(super) struct Failure {
    text: String,
    exit: u8,
}

impl Failure {
    /// The command was called wrongly.
    pub(super) fn usage(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self { text, exit: 2 }
    }

    /// Something was rejected or has failed.
    pub(super) fn refused(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self { text, exit: 1 }
    }

    /// A file that an argument names cannot be read.
    pub(super) fn unreadable(path: &Path, error: io::Error) -> Self {
        let error = FileError::at(path)(error);
        Self::usage(format_args!("{}{error}", texts().failures.file))
    }

    /// The standard output was not written. If its reader has closed it, that
    /// is not an error, and nothing is reported.
    pub(super) fn unwritten(error: io::Error) -> Self {
        Self::unwritten_after(texts().failures.output, error)
    }

    /// The standard output was not written; `what` says this and what is done
    /// nevertheless.
    pub(super) fn unwritten_after(what: &str, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self {
                text: String::new(),
                exit: 0,
            },
            _ => Self::refused(format_args!("output-unwritten: {what}{error}")),
        }
    }

    /// Returns `Ok` if the reader of the output has closed it: the status of a
    /// command that answers a question does not depend on who reads the words.
    pub(super) fn unless_closed(self) -> Result<(), Self> {
        if self.exit == 0 { Ok(()) } else { Err(self) }
    }

    /// Returns the same failure with another text.
    pub(super) fn map(self, text: impl FnOnce(&str) -> String) -> Self {
        let text = text(&self.text);
        Self { text, ..self }
    }

    /// An operator's change of `subject`, a contact, company or operator, was
    /// not made.
    pub(super) fn not_done(error: NotDone, subject: impl fmt::Display) -> Self {
        let texts = &texts().failures;
        Self::refused(match error {
            NotDone::Failed(error) => return error.into(),
            NotDone::NotPermitted(denied) => (texts.not_permitted)(&denied),
            NotDone::Refused(refusal) => (texts.refused)(refusal, &subject.to_string()),
            NotDone::AddressReserved(until) => {
                (texts.address_reserved)(&subject.to_string(), &written(until))
            }
            NotDone::OperatorAddress(address) => (texts.operator_address)(&address),
            NotDone::AddressTaken(address) => (texts.address_taken)(&address),
            NotDone::NoMessage(reason) => (texts.no_message)(reason, &subject.to_string()),
            NotDone::CaseUnknown(id) => (texts.case_unknown)(&id),
            NotDone::OperatorNeeded => texts.operator_needed.into(),
            NotDone::CompanyUnknown(name) => (texts.company_unknown)(&name),
            NotDone::CompanyNameTaken(name) => (texts.company_name_taken)(&name),
            NotDone::OperatorUnknown(name) => (texts.operator_unknown)(&name),
            NotDone::OperatorNameTaken(name) => (texts.operator_name_taken)(&name),
        })
    }

    /// An error of a module below: what it concerns in the terminal's language,
    /// and its text with its source, if the text does not contain it.
    fn because(subject: &str, error: &dyn std::error::Error) -> Self {
        let text = format!("{subject}{error}");
        match error.source().map(ToString::to_string) {
            Some(source) if !text.contains(&source) => {
                Self::refused(format_args!("{text}: {source}"))
            }
            _ => Self::refused(text),
        }
    }

    /// Prints it, and returns the exit code.
    pub(super) fn report(&self) -> ExitCode {
        if !self.text.is_empty() {
            warn(format_args!("genkan: {}", self.text));
        }
        ExitCode::from(self.exit)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<InvalidConfig> for Failure {
    fn from(error: InvalidConfig) -> Self {
        let problem = (texts().config.problem)(&error.to_string());
        Self::usage(texts().failures.config.to_owned() + &problem)
    }
}

/// Converts the errors of the modules below.
macro_rules! failures {
    ($($error:ty: $subject:ident),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::because(texts().failures.$subject, &error)
            }
        }
    )*};
}

impl From<service::Error> for Failure {
    fn from(error: service::Error) -> Self {
        match &error {
            service::Error::OutcomeUnknown(cause) => {
                Self::refused((texts().failures.outcome_unknown)(&cause.to_string()))
            }
            _ => Self::because(texts().failures.service, &error),
        }
    }
}

failures!(
    bounces::InvalidSecret: file,
    FileError: file,
    keys::Error: keys,
    mail::Error: mail,
    passwords::Error: passwords
);

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        let texts = &texts().failures;
        let failure = Self::because(texts.store, &error);
        match error.remedy() {
            Some(remedy) => failure.map(|text| format!("{text}; {}", (texts.database)(remedy))),
            None => failure,
        }
    }
}
