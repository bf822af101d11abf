use std::process::ExitCode;

use clap::Args;
use genkan::audit_log::Actor;
use genkan::id::{AccountId, CaseId};
use genkan::onboarding::case::{Approval, Inquiry, Matter, Proposal, RequestedChange};
use genkan::onboarding::{Accounts as _, Operators as _};

use crate::cli::options::{By, ConfigFile};
use crate::cli::output::{Rows, language, print_json, texts};
use crate::cli::times::shown;
use crate::cli::{Failure, open};
use crate::service::noted_sentences;
use crate::store::{Database, Error};
use crate::texts::texts as shared_texts;

#[derive(Args)]
pub(in crate::cli) struct Show {
    #[arg(value_parser = super::case_id, help = texts().cases.case)]
    case: CaseId,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    config: ConfigFile,
    #[arg(long, help = texts().arguments.json)]
    json: bool,
}

impl Show {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        open::with_service(&self.config, async |config, service| {
            let author = self.by.author(service).await?;
            let case = service.case(self.case, &author).await;
            let case = case.map_err(|error| Failure::not_done(error, self.case))?;
            let store = &service.store;
            let company = match case.company {
                Some(id) => store.company(id).await?.map(|company| company.name),
                None => None,
            };
            let time = |time| shown(time, &config.time_zone);
            if self.json {
                return print_json(&serde_json::json!({
                    "case": case.id,
                    "company": company,
                    "state": case.state(),
                    "opened_at": time(case.opened_at),
                    "due_at": time(case.due_at),
                    "closed_at": case.closed_at.map(time),
                    "matter": case.matter,
                    "steps": case.steps,
                }));
            }
            let label = &shared_texts(language()).case;
            let mut lines = vec![
                (label.case, case.id.to_string()),
                (label.matter, case.matter.code().into()),
                (label.state, case.state().into()),
            ];
            lines.extend(company.map(|name| (label.company, name.to_string())));
            lines.push((label.opened, time(case.opened_at)));
            lines.push((label.due, time(case.due_at)));
            lines.extend(case.closed_at.map(|at| (label.closed, time(at))));
            match &case.matter {
                Matter::Request(request) => {
                    lines.push((label.change, request.change.code().into()));
                    lines.push((label.requester, address(store, request.by).await?));
                    if let Some(id) = request.change.account() {
                        lines.push((label.contact, address(store, id).await?));
                    }
                    match &request.change {
                        RequestedChange::Add { contact: new }
                        | RequestedChange::HandOver { successor: new, .. } => {
                            lines.push((label.person, format!("{} <{}>", new.name, new.address)));
                        }
                        RequestedChange::Rename { name, .. } => {
                            lines.push((label.person, name.to_string()));
                        }
                        RequestedChange::ReplaceAddress { address, .. } => {
                            lines.push((label.person, address.to_string()));
                        }
                        RequestedChange::Remove { .. } => {}
                    }
                    if let RequestedChange::HandOver { on: Some(on), .. } = &request.change {
                        lines.push((label.date, time(*on)));
                    }
                }
                Matter::Inquiry(Inquiry {
                    asker,
                    company_name,
                    proofs,
                    ..
                }) => {
                    lines.push((label.person, format!("{} <{}>", asker.name, asker.address)));
                    lines.push((label.company_name, company_name.to_string()));
                    for proof in proofs {
                        let (kind, note) = (proof.kind, &proof.note);
                        lines.push((label.proof, format!("{kind}: {note}")));
                    }
                }
                Matter::Trouble(trouble) => {
                    lines.push((label.person, trouble.address.to_string()));
                    lines.push((label.trouble, trouble.kind.to_string()));
                    if let Some(note) = &trouble.explanation {
                        let sentences = noted_sentences(note, language(), &time);
                        lines.extend(sentences.into_iter().map(|it| (label.explanation, it)));
                    }
                }
                Matter::Approval(Approval { proposal, .. }) => {
                    lines.push((label.proposal, proposal.code().into()));
                    match proposal {
                        Proposal::ReplaceAddress {
                            account,
                            address: to,
                            ..
                        } => {
                            lines.push((label.contact, address(store, *account).await?));
                            lines.push((label.person, to.to_string()));
                        }
                        Proposal::RemoveLastContact { account, .. } => {
                            lines.push((label.contact, address(store, *account).await?));
                        }
                        Proposal::TakeOver { inquiry, .. } | Proposal::EndWaiting { inquiry } => {
                            lines.push((label.case, inquiry.to_string()));
                        }
                        Proposal::ResetFactor { operator }
                        | Proposal::ChangeRole { operator, .. } => {
                            lines.push((
                                label.operator,
                                actor(store, Actor::Operator(*operator)).await?,
                            ));
                        }
                    }
                }
            }
            let mut rows = Rows::new();
            for (label, value) in lines {
                rows.print(format_args!("{label}: {value}"))?;
            }
            for step in &case.steps {
                let by = match step.by {
                    Actor::Operator(_) => actor(store, step.by).await?,
                    Actor::Contact(id) => address(store, id).await?,
                    by => by.code().into(),
                };
                let (at, kind) = (time(step.at), step.kind);
                rows.print(format_args!("{at}\t{kind}\t{by}"))?;
                for line in step.note.iter().flat_map(|note| note.as_str().lines()) {
                    rows.print(format_args!("\t{line}"))?;
                }
            }
            rows.finish()
        })
    }
}

async fn address(store: &Database, id: AccountId) -> Result<String, Error> {
    let account = store.account(id).await?;
    Ok(account.map_or_else(|| id.to_string(), |account| account.address.to_string()))
}

async fn actor(store: &Database, by: Actor) -> Result<String, Error> {
    let Actor::Operator(id) = by else {
        return Ok(by.code().into());
    };
    let operator = store.operator(id).await?;
    Ok(operator.map_or_else(|| id.to_string(), |operator| operator.name.to_string()))
}
