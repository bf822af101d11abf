use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use genkan::onboarding::case::{Case, Matter};

use crate::cli::options::{By, ConfigFile};
use crate::cli::output::{Rows, texts};
use crate::cli::times::shown;
use crate::cli::{Failure, open};

#[derive(Args)]
pub(in crate::cli) struct List {
    #[arg(long, help = texts().cases.matter)]
    #[arg(value_parser = PossibleValuesParser::new(Matter::CODES))]
    matter: Option<String>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    config: ConfigFile,
}

impl List {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_service(&self.config, async |config, service| {
            let author = self.by.author(service).await?;
            let mut rows = Rows::new();
            let mut after: Option<Case> = None;
            loop {
                let matter = self.matter.as_deref();
                let page = service.open_cases(matter, after.as_ref(), PAGE, &author);
                let page = page.await.map_err(|error| Failure::not_done(error, ""))?;
                for case in &page {
                    let columns = [
                        case.id.to_string(),
                        shown(case.due_at, &config.time_zone),
                        case.matter.code().into(),
                        case.state().into(),
                    ];
                    rows.print(columns.join("\t"))?;
                }
                let Some(last) = page.into_iter().next_back() else {
                    break;
                };
                after = Some(last);
            }
            rows.finish()
        })
    }
}

const PAGE: u32 = 500;
