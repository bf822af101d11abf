//! Options that several commands have.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use clap::Args;
use genkan::audit_log::Reason;
use genkan::onboarding::case::Note;

use super::output::texts;
use super::texts::NameOf;
use super::{Failure, input};
use crate::random::random;
use crate::service::{Author, Service};
use crate::store::Database;

// The configuration of a portal.
#[derive(Args)]
pub(super) struct ConfigFile {
    #[arg(
        long,
        env = "GENKAN_CONFIG",
        default_value = "",
        hide_default_value = true
    )]
    #[arg(hide_env = true, value_name = "FILE", value_parser = input::config())]
    #[arg(help = texts().arguments.config)]
    config: PathBuf,
}

impl Deref for ConfigFile {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.config
    }
}

// Who orders a change.
#[derive(Args)]
pub(super) struct By {
    #[arg(long, value_name = "OPERATOR", help = texts().arguments.by)]
    by: Option<String>,
}

impl By {
    pub(super) async fn author(&self, service: &Service<Database>) -> Result<Author, Failure> {
        self.author_in(Some(service)).await
    }

    /// `service` is `None` if there is no store yet, and so no operator.
    pub(super) async fn author_in(
        &self,
        service: Option<&Service<Database>>,
    ) -> Result<Author, Failure> {
        let Some(name) = &self.by else {
            return Ok(Author::default());
        };
        let name = input::name(NameOf::Operator, name)?;
        let Some(service) = service else {
            return Err(Failure::refused((texts().failures.operator_unknown)(&name)));
        };
        let found = service.operator(&name).await;
        let operator = found.map_err(|error| Failure::not_done(error, &name))?;
        Ok(Author {
            operator: Some(operator),
            reason: None,
        })
    }
}

// Who orders a change, and why.
#[derive(Args)]
pub(super) struct Order {
    #[command(flatten)]
    by: By,
    #[arg(long, value_name = "TEXT", help = texts().arguments.reason)]
    reason: Option<String>,
}

impl Order {
    pub(super) async fn author(&self, service: &Service<Database>) -> Result<Author, Failure> {
        let reason = self.reason.as_deref();
        let reason = reason
            .map(|text| Reason::new(text, &mut random()))
            .transpose();
        Ok(Author {
            reason: reason.map_err(|_| Failure::usage((texts().failures.invalid_reason)()))?,
            ..self.by.author(service).await?
        })
    }
}

// What an operator writes into the record of a case.
#[derive(Args)]
pub(super) struct Record {
    #[arg(long = "reason", value_name = "TEXT", help = texts().cases.reason)]
    text: String,
}

impl Record {
    pub(super) fn note(&self) -> Result<Note, Failure> {
        self.text
            .parse()
            .map_err(|_| Failure::usage((texts().cases.invalid_note)(&Note::LONGEST)))
    }
}
