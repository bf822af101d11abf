use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use genkan::blocklist::{CompactList, HashList, InvalidList};

use crate::blocklist::Mapped;
use crate::cli::Failure;
use crate::cli::output::{print, texts};

#[derive(Args)]
pub(in crate::cli) struct Check {
    #[arg(help = texts().blocklist.file)]
    file: PathBuf,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let file = self.file.display();
        let mapped = Mapped::open(&self.file)?;
        let found = examine(mapped.bytes()).map_err(|invalid| {
            Failure::refused(format_args!(
                "{file}: {}",
                (texts().blocklist.invalid)(invalid)
            ))
        })?;
        print(format_args!("{file}: {found}"))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Reads a list to its end, and describes it.
fn examine(bytes: &[u8]) -> Result<String, InvalidList> {
    let texts = &texts().blocklist;
    match CompactList::from_bytes(bytes) {
        Ok(list) => {
            list.verify()?;
            Ok((texts.texts_intact)(list.entries(), bytes.len()))
        }
        Err(InvalidList::OtherKind) => {
            let list = HashList::from_bytes(bytes)?;
            list.verify()?;
            Ok((texts.digests_intact)(
                list.entries(),
                list.width(),
                bytes.len(),
            ))
        }
        Err(invalid) => Err(invalid),
    }
}
