//! What most commands are given.

use std::path::PathBuf;

use clap::Args;
use genkan::Language;
use genkan::audit_log::Reason;

use super::{Failure, input, language, not_done, terminal_language};
use crate::random::random;
use crate::service::{Author, Service};
use crate::store::Database;

#[derive(Args)]
pub(super) struct Common {
    /// The configuration file.
    #[arg(long)]
    pub(super) config: PathBuf,
    /// The language of the answer: ja or en; by default the terminal's.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
}

impl Common {
    pub(super) fn language(&self) -> Language {
        self.lang.unwrap_or_else(terminal_language)
    }
}

/// Who orders a change.
#[derive(Args)]
pub(super) struct By {
    /// The operator who orders it, added by "genkan operators add"; by default
    /// the administrator of this machine.
    #[arg(long, value_name = "OPERATOR")]
    by: Option<String>,
}

impl By {
    pub(super) async fn author(
        &self,
        service: &Service<Database>,
        language: Language,
    ) -> Result<Author, Failure> {
        let Some(name) = &self.by else {
            return Ok(Author::default());
        };
        let name = input::operator(language, name)?;
        let found = service.operator(&name).await;
        let operator = found.map_err(|error| not_done::failure(language, error, &name))?;
        Ok(Author {
            operator: Some(operator),
            reason: None,
        })
    }
}

/// Who orders a change, and why.
#[derive(Args)]
pub(super) struct Order {
    #[command(flatten)]
    by: By,
    /// The reason. The audit log has its digest; the text is stored beside it
    /// and can be erased.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Order {
    pub(super) async fn author(
        &self,
        service: &Service<Database>,
        language: Language,
    ) -> Result<Author, Failure> {
        let reason = self.reason.as_deref().map(|text| {
            Reason::new(text, &mut random()).map_err(|invalid| input::reason(language, invalid))
        });
        Ok(Author {
            reason: reason.transpose()?,
            ..self.by.author(service, language).await?
        })
    }
}
