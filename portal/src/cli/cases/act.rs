use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use genkan::id::{AccountId, CaseId, CompanyId};
use genkan::onboarding::case::ProofKind;
use genkan::onboarding::{Accounts as _, NoMessage};

use crate::cli::options::{By, ConfigFile, Record};
use crate::cli::output::{done, texts};
use crate::cli::texts::NameOf;
use crate::cli::{Failure, input, open};
use crate::service::{NotDone, Service};
use crate::store::Database;

// Which case, and on whose behalf.
#[derive(Args)]
struct Target {
    #[arg(value_parser = super::case_id, help = texts().cases.case)]
    case: CaseId,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    config: ConfigFile,
}

impl Target {
    fn ended(&self, result: Result<(), NotDone>) -> Result<ExitCode, Failure> {
        result.map_err(|error| Failure::not_done(error, self.case))?;
        done((texts().cases.done)(&self.case))
    }
}

#[derive(Args)]
pub(in crate::cli) struct Ask {
    #[command(flatten)]
    target: Target,
    #[arg(required = true, help = texts().cases.contacts)]
    contacts: Vec<String>,
    #[arg(long, help = texts().cases.company)]
    company: String,
}

impl Ask {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let company = company(service, &self.company).await?;
            let mut contacts = Vec::new();
            for contact in &self.contacts {
                contacts.push(contact_id(service, contact).await?);
            }
            let asked = service.ask_contacts(self.target.case, company, &contacts, &author);
            self.target.ended(asked.await)
        })
    }
}

#[derive(Args)]
pub(in crate::cli) struct Skip {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reason: Record,
    #[arg(long, help = texts().cases.company)]
    company: String,
}

impl Skip {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let note = self.reason.note()?;
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let company = company(service, &self.company).await?;
            let skipped = service.skip_contacts(self.target.case, company, &note, &author);
            self.target.ended(skipped.await)
        })
    }
}

#[derive(Args)]
pub(in crate::cli) struct Proof {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reason: Record,
    #[arg(long, help = texts().cases.kind)]
    #[arg(value_parser = PossibleValuesParser::new(ProofKind::ALL.map(ProofKind::code))
        .try_map(|code| code.parse::<ProofKind>()))]
    kind: ProofKind,
}

impl Proof {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let note = self.reason.note()?;
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let recorded = service.record_proof(self.target.case, self.kind, &note, &author);
            self.target.ended(recorded.await)
        })
    }
}

#[derive(Args)]
pub(in crate::cli) struct Propose {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reason: Record,
    #[arg(long, value_name = "ADDRESS", help = texts().cases.replaces)]
    replaces: Option<String>,
}

impl Propose {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let note = self.reason.note()?;
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let replaces = match &self.replaces {
                Some(contact) => Some(contact_id(service, contact).await?),
                None => None,
            };
            let id = self.target.case;
            let proposed = async {
                let case = service.case(id, &author).await?;
                let proposal = service.proposal(&case, replaces).await?;
                service.propose(&proposal, &note, &author).await
            };
            let proposed = proposed.await;
            let approval = proposed.map_err(|error| Failure::not_done(error, id))?;
            done((texts().cases.proposed)(&approval))
        })
    }
}

#[derive(Args)]
pub(in crate::cli) struct Decide {
    #[command(flatten)]
    target: Target,
}

impl Decide {
    pub(super) fn approve(self) -> Result<ExitCode, Failure> {
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let approved = service.approve(self.target.case, &author).await;
            self.target.ended(approved)
        })
    }

    pub(super) fn carry_out(self) -> Result<ExitCode, Failure> {
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let carried_out = service.carry_out(self.target.case, &author).await;
            self.target.ended(carried_out)
        })
    }
}

#[derive(Args)]
pub(in crate::cli) struct Close {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reason: Record,
}

impl Close {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let note = self.reason.note()?;
        open::with_service(&self.target.config, async |_, service| {
            let author = self.target.by.author(service).await?;
            let closed = service.close_case(self.target.case, &note, &author).await;
            self.target.ended(closed)
        })
    }
}

async fn company(service: &Service<Database>, name: &str) -> Result<CompanyId, Failure> {
    let name = input::name(NameOf::Company, name)?;
    let found = service.store.company_by_name(&name).await?;
    let unknown = || Failure::not_done(NotDone::CompanyUnknown(name.clone()), "");
    Ok(found.ok_or_else(unknown)?.id)
}

async fn contact_id(service: &Service<Database>, address: &str) -> Result<AccountId, Failure> {
    let address = input::address(address)?;
    let found = service.store.account_by_address(&address).await?;
    let found = found.filter(|account| !account.state.is_removed());
    let unknown = || Failure::not_done(NoMessage::Unregistered.into(), &address);
    Ok(found.ok_or_else(unknown)?.id)
}
