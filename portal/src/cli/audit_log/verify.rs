use std::process::ExitCode;

use clap::Args;
use genkan::audit_log::Head;

use crate::cli::options::ConfigFile;
use crate::cli::output::{print, texts};
use crate::cli::{Failure, open};
use crate::service::{NotVerified, verify_audit_log};

#[derive(Args)]
pub(in crate::cli) struct Verify {
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, value_name = "SEQ:HASH", value_parser = head, help = texts().audit_log.head)]
    head: Option<Head>,
}

impl Verify {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_store(&self.config, async |_, store| {
            let head = verify_audit_log(store, self.head).await.map_err(failure)?;
            print((texts().audit_log.valid)(&head))?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn failure(error: NotVerified) -> Failure {
    let texts = &texts().audit_log;
    Failure::refused(match error {
        NotVerified::Broken(broken) => {
            (texts.broken)(broken.at, broken.why.code(), &(texts.why)(broken.why))
        }
        NotVerified::Unreadable { at, error } => {
            let code = error.code();
            (texts.broken)(at, code, &Failure::from(error).to_string())
        }
    })
}

fn head(text: &str) -> Result<Head, &'static str> {
    text.parse().map_err(|_| texts().audit_log.invalid_head)
}
