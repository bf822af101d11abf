use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::audit_log::{Broken, Head, Reading};
use genkan::onboarding::AuditLog as _;

use crate::cli::output::{print, texts};
use crate::cli::pages::PAGE;
use crate::cli::{Failure, open};
use crate::store::Database;

#[derive(Args)]
pub(in crate::cli) struct Verify {
    #[arg(long, help = texts().arguments.config)]
    config: PathBuf,
    #[arg(long, value_name = "SEQ:HASH", value_parser = head, help = texts().audit_log.head)]
    head: Option<Head>,
}

impl Verify {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let head = read(store, self.head).await?;
            print((texts().audit_log.valid)(&head))?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Reads the log to its end, a page at a time.
async fn read(store: &Database, kept: Option<Head>) -> Result<Head, Failure> {
    let texts = &texts().audit_log;
    let failure = |at, code, why: &str| Failure::refused((texts.broken)(at, code, why));
    let broken = |broken: Broken| failure(broken.at, broken.why.code(), &(texts.why)(broken.why));
    let mut reading = Reading::new(kept);
    loop {
        let seq = reading.head().seq;
        let after = (seq > 0).then_some(seq);
        let entries = match store.entries(after, PAGE).await {
            Ok(entries) => entries,
            // One of them cannot be read, so they are read one by one.
            Err(_) => store.entries(after, 1).await.map_err(|error| {
                let code = error.code();
                failure(seq + 1, code, &Failure::from(error).to_string())
            })?,
        };
        if entries.is_empty() {
            return reading.end().map_err(broken);
        }
        for entry in &entries {
            reading.read(entry).map_err(broken)?;
        }
    }
}

fn head(text: &str) -> Result<Head, &'static str> {
    text.parse().map_err(|_| texts().audit_log.invalid_head)
}
