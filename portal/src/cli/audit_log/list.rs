use std::collections::HashMap;
use std::process::ExitCode;

use clap::Args;
use genkan::audit_log::{Actor, ReasonDigest, SubjectId};
use genkan::onboarding::{AuditLog as _, Search as _};

use super::for_each_entry;
use crate::cli::options::ConfigFile;
use crate::cli::output::{Rows, texts};
use crate::cli::times::shown;
use crate::cli::{Failure, input, open};
use crate::store::{Database, Error};
use base16ct::lower::encode_string;

#[derive(Args)]
pub(in crate::cli) struct List {
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, value_name = "SEQ", value_parser = input::number(0..=u64::MAX))]
    #[arg(help = texts().audit_log.after)]
    after: Option<u64>,
}

impl List {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |config, store| {
            let (mut names, mut rows) = (Names::default(), Rows::new());
            for_each_entry(store, self.after, async |entry| {
                let event = &entry.event;
                let columns = [
                    entry.seq.to_string(),
                    shown(event.at, &config.time_zone),
                    event.kind.to_string(),
                    names.of(store, event.subject).await?,
                    match event.actor {
                        Actor::Contact(id) => names.of(store, id.into()).await?,
                        Actor::Operator(id) => names.of(store, id.into()).await?,
                        actor => actor.code().into(),
                    },
                    match event.reason {
                        Some(digest) => reason(store, digest).await?,
                        None => String::new(),
                    },
                ];
                rows.print(columns.join("\t"))
            })
            .await?;
            rows.finish()
        })
    }
}

/// Returns the text of a reason, or a note that it was erased.
async fn reason(store: &Database, digest: ReasonDigest) -> Result<String, Error> {
    let reasons = store.reasons(&[digest]).await?;
    let text = reasons.first().map(|reason| reason.text());
    Ok(text.unwrap_or(texts().audit_log.reason_erased).to_owned())
}

/// What was looked up to name the subjects and actors of entries.
#[derive(Default)]
struct Names(HashMap<SubjectId, String>);

impl Names {
    /// Returns the address of an account, the name of a company or of an
    /// operator; the identity if nothing is stored.
    async fn of(&mut self, store: &Database, subject: SubjectId) -> Result<String, Error> {
        if let Some(name) = self.0.get(&subject) {
            return Ok(name.clone());
        }
        let name = match subject {
            // The number by which `genkan cases show` finds it.
            SubjectId::Case(id) => Some(id.to_string()),
            _ => store.names(&[subject]).await?.pop().map(|(_, name)| name),
        };
        let name = name.unwrap_or_else(|| encode_string(&subject.id()));
        self.0.insert(subject, name.clone());
        Ok(name)
    }
}
