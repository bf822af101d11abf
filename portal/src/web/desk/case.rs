//! One case: its record, and what the operator can do with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use genkan::Language;
use genkan::address::Address;
use genkan::audit_log::{Actor, SubjectId};
use genkan::id::{AccountId, CaseId, CompanyId};
use genkan::onboarding::case::{
    Approval, Case, Inquiry, InquiryState, Matter, Note, Proof, ProofKind, Proposal,
    RequestedChange,
};
use genkan::onboarding::{
    Accounts as _, Cases as _, Contact, Name, Operators as _, Refusal, Search as _,
    company_search_key,
};
use maud::{Markup, html};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::case_summary::summary;
use crate::date::date;
use crate::service::{CaseAction, NotDone, OpenDesk, noted_sentences};
use crate::texts::{CaseLabels, texts as shared_texts};
use crate::web::back::{Back, DeskStep};
use crate::web::extract::{DeskOperator, TypedForm, Visitor};
use crate::web::notice::{Notice, NoticeAt};
use crate::web::page_error::PageError;
use crate::web::parts::address_input::AddressInput;
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::{DeskAction, DeskCaseProblems, DeskCases, Texts, texts};

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
    Path(id): Path<String>,
    Notice(after): Notice,
) -> Result<Markup, PageError> {
    let texts = texts(visitor.language);
    let case = find(&app, &desk, &id).await?;
    let notice = match after.as_str() {
        "done" => Some(texts.desk_cases.done),
        "proposed" => Some(texts.desk_cases.proposed),
        _ => None,
    };
    let nothing = Submission::default();
    page(&app, &visitor, &desk, &case, notice, None, &nothing).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Submission {
    action: String,
    note: String,
    company: String,
    contacts: String,
    kind: String,
    replaces: String,
}

pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    operator: DeskOperator,
    Path(id): Path<String>,
    TypedForm(typed): TypedForm<Submission>,
) -> Result<Response, PageError> {
    let desk = &operator.desk;
    let case = find(&app, desk, &id).await?;
    operator.check_recent_factor(&format!("/desk/cases/{id}"))?;
    let problems = &texts(visitor.language).desk_cases.problems;
    let problem = match act(&app, desk, &case, &typed).await {
        Ok(next) => return Ok(next.go(&app)),
        Err(Problem::Note) => problems.note,
        Err(Problem::NotDone(error)) => problem(problems, error)?,
    };
    // As it is now.
    let case = find(&app, desk, &id).await?;
    let problem = Some(problem);
    let page = page(&app, &visitor, desk, &case, None, problem, &typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Why an action was not done.
enum Problem {
    /// The text is empty or too long.
    Note,
    NotDone(NotDone),
}

impl<E: Into<NotDone>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::NotDone(error.into())
    }
}

/// Does what a form asks for. Returns the path of the page that shows it.
async fn act(
    app: &App,
    desk: &OpenDesk,
    case: &Case,
    typed: &Submission,
) -> Result<NoticeAt, Problem> {
    let (service, author) = (&app.service, desk.author());
    let note = || typed.note.parse::<Note>().map_err(|_| Problem::Note);
    match typed.action.as_str() {
        "carry-out" => service.carry_out(case.id, &author).await?,
        "approve" => service.approve(case.id, &author).await?,
        "close" => service.close_case(case.id, &note()?, &author).await?,
        "proof" => {
            let kind = typed.kind.parse::<ProofKind>().map_err(|_| Problem::Note)?;
            service
                .record_proof(case.id, kind, &note()?, &author)
                .await?;
        }
        "ask" => {
            let company = company(app, &typed.company).await?;
            let mut contacts = Vec::new();
            for contact in typed.contacts.split_whitespace() {
                contacts.push(contact_id(app, desk, contact).await?);
            }
            service
                .ask_contacts(case.id, company, &contacts, &author)
                .await?;
        }
        "skip" => {
            let company = company(app, &typed.company).await?;
            service
                .skip_contacts(case.id, company, &note()?, &author)
                .await?;
        }
        "propose" => {
            let replaces = match typed.replaces.trim() {
                "" => None,
                contact => Some(contact_id(app, desk, contact).await?),
            };
            let note = note()?;
            let proposal = service.proposal(case, replaces).await?;
            let id = service.propose(&proposal, &note, &author).await?;
            return Ok(NoticeAt::new(format!("/desk/cases/{id}"), "proposed"));
        }
        _ => return Err(Refusal::Case.into()),
    }
    Ok(NoticeAt::new(format!("/desk/cases/{}", case.id), "done"))
}

async fn company(app: &App, name: &str) -> Result<CompanyId, NotDone> {
    let unknown = || NotDone::CompanyUnknown(Name::from_stored(name.to_owned()));
    let parsed: Name = name.trim().parse().map_err(|_| unknown())?;
    let found = app.service.store.company_by_name(&parsed).await?;
    Ok(found.ok_or_else(unknown)?.id)
}

/// Returns the contact at an address. One of a company that the operator does not
/// work for is unknown.
async fn contact_id(app: &App, desk: &OpenDesk, address: &str) -> Result<AccountId, NotDone> {
    let unknown = || NotDone::NoMessage(genkan::onboarding::NoMessage::Unregistered);
    let address = Address::parse(address).map_err(|_| unknown())?;
    let found = app.service.store.account_by_address(&address).await?;
    let found = found.filter(|account| {
        !account.state.is_removed() && desk.operator.companies.contains(account.company)
    });
    Ok(found.ok_or_else(unknown)?.id)
}

fn problem(problems: &DeskCaseProblems, error: NotDone) -> Result<&'static str, PageError> {
    Ok(match error {
        NotDone::CompanyUnknown(_) => problems.company_unknown,
        NotDone::NoMessage(_) => problems.contact_unknown,
        NotDone::Refused(Refusal::AddressTaken) => problems.address_taken,
        NotDone::Refused(Refusal::SameAddress) => problems.same_address,
        NotDone::Refused(Refusal::SameOperator) => problems.second_operator,
        NotDone::Refused(Refusal::State) => problems.state,
        NotDone::Refused(Refusal::TooSoon) => problems.too_soon,
        NotDone::Refused(Refusal::NotPermitted) => return Err(PageError::NotPermitted),
        NotDone::Refused(_) => problems.waits,
        error => return Err(failed(error)),
    })
}

/// The page of an error that no form has an answer to. A case of another company
/// is not there.
pub(super) fn failed(error: NotDone) -> PageError {
    match error {
        NotDone::Failed(error) => error.into(),
        NotDone::NotPermitted(denied) => denied.into(),
        _ => PageError::Status(StatusCode::NOT_FOUND),
    }
}

async fn find(app: &App, desk: &OpenDesk, id: &str) -> Result<Case, PageError> {
    let id: Result<CaseId, _> = id.parse();
    let id = id.map_err(|_| PageError::Status(StatusCode::NOT_FOUND))?;
    app.service.case(id, &desk.author()).await.map_err(failed)
}

/// The names of everybody whom a case mentions.
struct People {
    names: BTreeMap<SubjectId, String>,
    /// The case that a proposal is about.
    proposed_for: Option<Case>,
    texts: &'static Texts,
    label: &'static CaseLabels,
}

impl People {
    async fn of(app: &App, case: &Case, language: Language) -> Result<Self, PageError> {
        let store = &app.service.store;
        let proposed_for = match &case.matter {
            Matter::Approval(approval) => case_of(&approval.proposal),
            _ => None,
        };
        let proposed_for = match proposed_for {
            Some(id) => store.case(id).await?,
            None => None,
        };
        let mut mentioned: Vec<SubjectId> = Vec::new();
        let mut by = |actor| match actor {
            Actor::Contact(id) => mentioned.push(id.into()),
            Actor::Operator(id) => mentioned.push(id.into()),
            _ => {}
        };
        case.steps.iter().for_each(|step| by(step.by));
        for proof in proposed_for.iter().chain([case]).flat_map(proofs) {
            by(proof.by);
        }
        match &case.matter {
            Matter::Request(request) => {
                by(Actor::Contact(request.by));
                request.change.account().map(Actor::Contact).map(by);
            }
            Matter::Inquiry(Inquiry { state, .. }) => match state {
                InquiryState::Confirming { asked } => {
                    asked.iter().for_each(|id| by(Actor::Contact(*id)));
                }
                InquiryState::Waiting { replaces, .. } => {
                    replaces.map(Actor::Contact).map(by);
                }
                _ => {}
            },
            Matter::Trouble(trouble) => {
                trouble.account.map(Actor::Contact).map(by);
            }
            Matter::Approval(approval) => match &approval.proposal {
                Proposal::ReplaceAddress { account, .. }
                | Proposal::RemoveLastContact { account, .. } => by(Actor::Contact(*account)),
                Proposal::TakeOver { replaces, .. } => {
                    replaces.map(Actor::Contact).map(by);
                }
                Proposal::ResetFactor { operator } | Proposal::ChangeRole { operator, .. } => {
                    by(Actor::Operator(*operator));
                }
                Proposal::EndWaiting { .. } => {}
            },
        }
        let mut names = BTreeMap::new();
        for subject in mentioned {
            if names.contains_key(&subject) {
                continue;
            }
            let name = match subject {
                SubjectId::Account(id) => {
                    let account = store.account(id).await?;
                    account.map(|account| format!("{} <{}>", account.name, account.address))
                }
                SubjectId::Operator(id) => {
                    let operator = store.operator(id).await?;
                    operator.map(|operator| operator.name.to_string())
                }
                SubjectId::Case(_) | SubjectId::Company(_) => None,
            };
            names.extend(name.map(|name| (subject, name)));
        }
        Ok(Self {
            names,
            proposed_for,
            texts: texts(language),
            label: &shared_texts(language).case,
        })
    }

    /// Returns the person who asks to be registered, if a proposal is about it.
    fn asker(&self) -> Option<String> {
        match &self.proposed_for.as_ref()?.matter {
            Matter::Inquiry(inquiry) => Some(person(&inquiry.asker)),
            _ => None,
        }
    }

    /// The contact's name, which leads to the contact's page.
    fn contact(&self, id: AccountId) -> Markup {
        html! { a href={ "/desk/contacts/" (id) } { (self.name(id)) } }
    }

    fn name(&self, subject: impl Into<SubjectId>) -> &str {
        let name = self.names.get(&subject.into());
        name.map_or(self.texts.desk_cases.unknown, String::as_str)
    }

    fn actor(&self, actor: Actor) -> &str {
        match actor {
            Actor::Contact(id) => self.name(id),
            Actor::Operator(id) => self.name(id),
            Actor::Visitor => self.texts.desk_cases.visitor,
            _ => self.texts.desk_cases.system,
        }
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    desk: &OpenDesk,
    case: &Case,
    notice: Option<&str>,
    problem: Option<&str>,
    typed: &Submission,
) -> Result<Markup, PageError> {
    let texts = texts(visitor.language);
    let words = &texts.desk_cases;
    let people = People::of(app, case, visitor.language).await?;
    let label = people.label;
    let actions = app.service.case_actions(case, &desk.author()).await;
    let actions = actions.map_err(failed)?;
    let company = match case.company {
        Some(id) => app.service.store.company(id).await?,
        None => None,
    };
    let suggested = match (&company, &case.matter) {
        (Some(company), _) => company.name.to_string(),
        (None, Matter::Inquiry(inquiry)) => suggested(app, desk, &inquiry.company_name).await?,
        (None, _) => String::new(),
    };
    let time = |at| date(at, &app.time_zone, visitor.language);
    let title = summary(texts, case);
    let back = Back::to_desk(&format!("/desk/cases/{}", case.id));
    let body = html! {
        h1 { (title) }
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        @if let Some(problem) = problem { div.problems role="alert" { p { (problem) } } }
        dl {
            dt { (label.state) } dd { ((words.state)(case.state())) }
            @if let Some(company) = &company {
                dt { (label.company) }
                dd { a href={ "/desk/companies/" (company.id) } { (company.name) } }
            }
            dt { (label.opened) } dd { (time(case.opened_at)) }
            @if case.is_open() { dt { (label.due) } dd { (time(case.due_at)) } }
            @if let Some(at) = case.closed_at { dt { (label.closed) } dd { (time(at)) } }
            (facts(visitor.language, &people, case, &time))
        }
        h2 { (words.actions) }
        @if actions.is_empty() { p { (words.no_actions) } }
        @if app.service.has_recent_factor(desk) {
            @for action in &actions {
                (form(texts, &people, case, &suggested, action, typed))
            }
        } @else if !actions.is_empty() {
            // First, so that nothing is lost that was typed.
            p { a.button href=(DeskStep::Factor.path(&back)) { (words.verify_first) } }
        }
        h2 { (words.record) }
        ol.record {
            @for step in &case.steps {
                li {
                    p { (time(step.at)) " " strong { ((words.step)(step.kind)) } " "
                        (people.actor(step.by)) }
                    @if let Some(note) = &step.note { p.written { (note) } }
                }
            }
        }
    };
    Ok(desk_page(app, visitor, Some(&desk.operator), &title, body))
}

/// Returns the name of the company that a person probably means: one whose name
/// differs in the legal form at most, if there is no other. Otherwise the name as
/// entered.
async fn suggested(app: &App, desk: &OpenDesk, entered: &Name) -> Result<String, PageError> {
    let (store, scope) = (&app.service.store, &desk.operator.companies);
    let entered = entered.as_str();
    let found = store.search_companies(entered, scope, None, 2).await?;
    let key = company_search_key(entered);
    let mut same = found
        .iter()
        .filter(|company| company_search_key(company.name.as_str()) == key);
    Ok(match (same.next(), same.next()) {
        (Some(company), None) => company.name.to_string(),
        _ => entered.to_owned(),
    })
}

/// What the case is about, as terms of a list.
fn facts(
    language: Language,
    people: &People,
    case: &Case,
    time: &impl Fn(genkan::time::Timestamp) -> String,
) -> Markup {
    let texts = people.texts;
    let words = &texts.desk_cases;
    let label = people.label;
    html! {
        @match &case.matter {
            Matter::Request(request) => {
                dt { (label.requester) } dd { (people.contact(request.by)) }
                @if let Some(id) = request.change.account() {
                    dt { (label.contact) } dd { (people.contact(id)) }
                }
                @if let Some(entered) = entered(&request.change) {
                    dt { (label.person) } dd { (entered) }
                }
                @if let RequestedChange::HandOver { on: Some(on), .. } = &request.change {
                    dt { (label.date) } dd { (time(*on)) }
                }
            }
            Matter::Inquiry(inquiry) => {
                dt { (label.person) } dd { (person(&inquiry.asker)) }
                dt { (label.company_name) }
                dd {
                    (inquiry.company_name.as_str())
                    @if case.company.is_none() {
                        " " a href=(search_for(&inquiry.company_name)) {
                            (texts.desk_contacts.search)
                        }
                    }
                }
                @match &inquiry.state {
                    InquiryState::Confirming { asked } => {
                        @for contact in asked {
                            dt { (label.contact) } dd { (people.contact(*contact)) }
                        }
                    }
                    InquiryState::Waiting { replaces, until } => {
                        dt { (label.until) } dd { (time(*until)) }
                        @if let Some(contact) = replaces {
                            dt { (label.replaced) } dd { (people.contact(*contact)) }
                        }
                    }
                    _ => {}
                }
                (seen(people, case, time))
            }
            Matter::Trouble(trouble) => {
                dt { (label.person) } dd { (trouble.address) }
                dt { (label.trouble) } dd { ((words.trouble)(trouble.kind)) }
                @if let Some(id) = trouble.account {
                    dt { (label.contact) } dd { (people.contact(id)) }
                }
                @if let Some(explanation) = &trouble.explanation {
                    dt { (label.explanation) }
                    @for sentence in noted_sentences(explanation, language, time) {
                        dd { (sentence) }
                    }
                }
            }
            Matter::Approval(approval) => {
                dt { (label.proposal) } dd { ((words.proposal)(&approval.proposal)) }
                @if let Some(asker) = people.asker() { dt { (label.person) } dd { (asker) } }
                @match &approval.proposal {
                    Proposal::ReplaceAddress { account, address, .. } => {
                        dt { (label.contact) } dd { (people.contact(*account)) }
                        dt { (label.person) } dd { (address) }
                    }
                    Proposal::RemoveLastContact { account, .. } => {
                        dt { (label.contact) } dd { (people.contact(*account)) }
                    }
                    Proposal::TakeOver { replaces, .. } => {
                        @if let Some(contact) = replaces {
                            dt { (label.replaced) } dd { (people.contact(*contact)) }
                        }
                    }
                    Proposal::EndWaiting { .. } => {}
                    Proposal::ResetFactor { operator } => {
                        dt { (label.operator) } dd { (people.name(*operator)) }
                    }
                    Proposal::ChangeRole { operator, role, .. } => {
                        dt { (label.operator) } dd { (people.name(*operator)) }
                        dt { (texts.desk.role) } dd { ((texts.desk.role_name)(*role)) }
                    }
                }
                @if let Some(case) = &people.proposed_for {
                    (seen(people, case, time))
                    dt { (label.case) }
                    dd { a href={ "/desk/cases/" (case.id) } { (summary(texts, case)) } }
                }
            }
        }
    }
}

/// What operators have seen, as terms of a list.
fn seen(people: &People, case: &Case, time: &impl Fn(genkan::time::Timestamp) -> String) -> Markup {
    let words = &people.texts.desk_cases;
    html! {
        @for proof in proofs(case) {
            dt { (people.label.proof) }
            dd {
                ((words.proof)(proof.kind)) " " (time(proof.at)) " " (people.actor(proof.by))
                p.written { (proof.note) }
            }
        }
    }
}

/// Returns the proofs of an inquiry; none for another case.
fn proofs(case: &Case) -> &[Proof] {
    match &case.matter {
        Matter::Inquiry(inquiry) => &inquiry.proofs,
        _ => &[],
    }
}

fn search_for(company: &Name) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("q", company.as_str());
    format!("/desk?{}", query.finish())
}

/// Returns the case that a proposal is about.
const fn case_of(proposal: &Proposal) -> Option<CaseId> {
    match proposal {
        Proposal::ReplaceAddress { request, .. } | Proposal::RemoveLastContact { request, .. } => {
            *request
        }
        Proposal::TakeOver { inquiry, .. } | Proposal::EndWaiting { inquiry } => Some(*inquiry),
        Proposal::ResetFactor { .. } | Proposal::ChangeRole { .. } => None,
    }
}

fn entered(change: &RequestedChange) -> Option<String> {
    match change {
        RequestedChange::Add { contact } => Some(person(contact)),
        RequestedChange::HandOver { successor, .. } => Some(person(successor)),
        RequestedChange::Rename { name, .. } => Some(name.to_string()),
        RequestedChange::ReplaceAddress { address, .. } => Some(address.to_string()),
        RequestedChange::Remove { .. } => None,
    }
}

fn person(contact: &Contact) -> String {
    format!("{} <{}>", contact.name, contact.address)
}

/// Returns whom a case concerns, by name.
fn concerned(people: &People, case: &Case) -> Option<String> {
    match &case.matter {
        Matter::Request(request) => match request.change.account() {
            Some(id) => Some(people.name(id).to_owned()),
            None => entered(&request.change),
        },
        Matter::Inquiry(inquiry) => Some(person(&inquiry.asker)),
        Matter::Trouble(trouble) => Some(trouble.address.to_string()),
        Matter::Approval(approval) => match &approval.proposal {
            Proposal::ReplaceAddress { account, .. }
            | Proposal::RemoveLastContact { account, .. } => Some(people.name(*account).to_owned()),
            Proposal::ResetFactor { operator } | Proposal::ChangeRole { operator, .. } => {
                Some(people.name(*operator).to_owned())
            }
            Proposal::TakeOver { .. } | Proposal::EndWaiting { .. } => people.asker(),
        },
    }
}

/// What happens if a case is closed.
const fn closing<'t>(words: &'t DeskCases, matter: &Matter) -> &'t DeskAction {
    match matter {
        Matter::Request(_) => &words.refuse,
        Matter::Inquiry(Inquiry {
            state: InquiryState::Waiting { .. },
            ..
        }) => &words.stop,
        Matter::Inquiry(_) | Matter::Approval(_) => &words.close,
        Matter::Trouble(_) => &words.close_trouble,
    }
}

/// The form of an action. It says what will happen, and to whom. `company` is the
/// name in the field of the company. `typed` is what was sent and refused.
fn form(
    texts: &Texts,
    people: &People,
    case: &Case,
    company: &str,
    action: &CaseAction,
    typed: &Submission,
) -> Markup {
    let words = &texts.desk_cases;
    let (name, DeskAction { button, text }) = match action {
        CaseAction::CarryOut => ("carry-out", &words.carry_out),
        CaseAction::Propose(_) => ("propose", &words.propose),
        CaseAction::Approve => (
            "approve",
            match &case.matter {
                Matter::Approval(Approval {
                    proposal: Proposal::TakeOver { .. },
                    ..
                }) => &words.approve_takeover,
                _ => &words.approve,
            },
        ),
        CaseAction::AskContacts => ("ask", &words.ask),
        CaseAction::SkipContacts => ("skip", &words.skip),
        CaseAction::RecordProof => ("proof", &words.record_proof),
        CaseAction::Close => ("close", closing(words, &case.matter)),
    };
    let what = match action {
        CaseAction::CarryOut => match &case.matter {
            Matter::Request(request) => Some((words.change)(&request.change)),
            _ => None,
        },
        CaseAction::Propose(proposal) => Some((words.proposal)(proposal)),
        CaseAction::Approve => match &case.matter {
            Matter::Approval(approval) => Some((words.proposal)(&approval.proposal)),
            _ => None,
        },
        _ => None,
    };
    let nothing = Submission::default();
    let is_refused = typed.action == name;
    let (typed, company) = match is_refused {
        true => (typed, typed.company.as_str()),
        false => (&nothing, company),
    };
    let has_company = matches!(action, CaseAction::AskContacts | CaseAction::SkipContacts);
    let has_note = !matches!(
        action,
        CaseAction::CarryOut | CaseAction::Approve | CaseAction::AskContacts
    );
    let id = |field: &str| format!("{name}-{field}");
    html! {
        form.action method="post" action={ "/desk/cases/" (case.id) } {
            h3 {
                @match what {
                    Some(what) => ((words.summary)(button, what)),
                    None => (button),
                }
            }
            input type="hidden" name="action" value=(name);
            p { (text) }
            @if let Some(person) = concerned(people, case) { p { ((words.concerns)(&person)) } }
            @if has_company {
                div.field {
                    label for=(id("company")) { (people.label.company) }
                    input id=(id("company")) type="text" name="company" required value=(company);
                }
            }
            @if *action == CaseAction::AskContacts {
                div.field {
                    label for=(id("contacts")) { (words.contacts) }
                    textarea id=(id("contacts")) name="contacts" rows="3" required
                        aria-describedby=(id("hint")) { (typed.contacts) }
                    span.note id=(id("hint")) { (words.contacts_hint) }
                }
            }
            @if *action == CaseAction::RecordProof {
                div.field {
                    label for=(id("kind")) { (words.kind) }
                    select id=(id("kind")) name="kind" {
                        @for kind in ProofKind::ALL {
                            option value=(kind.code()) selected[typed.kind == kind.code()] {
                                ((words.proof)(kind))
                            }
                        }
                    }
                }
            }
            @if let CaseAction::Propose(Proposal::TakeOver { .. }) = action {
                div.field {
                    label for=(id("replaces")) { (words.replaces) }
                    (AddressInput {
                        id: &id("replaces"),
                        name: "replaces",
                        value: &typed.replaces,
                        autocomplete: "off",
                        is_required: false,
                        is_invalid: false,
                        described_by: None,
                    })
                }
            }
            @if has_note {
                div.field {
                    label for=(id("note")) { (words.note) }
                    textarea id=(id("note")) name="note" rows="3" required maxlength="2000" {
                        (typed.note)
                    }
                }
            }
            button type="submit" { (button) }
        }
    }
}
