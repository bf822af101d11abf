//! A store in memory with one fault.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use genkan::address::Address;
use genkan::audit_log::{Entry, Reason, ReasonDigest, SubjectId};
use genkan::conformance::InMemoryStore;
use genkan::id::{AccountId, CaseId, CompanyId, MessageId, OperatorId, PlanId};
use genkan::limit::{Cell, CellId, Charge, Throttled};
use genkan::onboarding::case::Case;
use genkan::onboarding::{
    Account, Accounts, AuditLog, Bounce, Cases, Commit, CommitError, Companies, Company,
    ContactSearch, Counters, LeasedMessage, MessageStatus, Name, Operator, Operators, Outbox,
    Outcome, Plan, Progress, Search, StoreError, Tokens,
};
use genkan::time::Timestamp;
use genkan::token::{Ended, Principal, Record, Selector};

use crate::model::another_plan_id;
use crate::model::fault::Fault;

/// The faults of a store.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum StoreFault {
    /// Each plan is spoiled.
    Plan(Fault),
    /// Two callers of this method read before either writes.
    Race(Method),
    /// An account reads back without this.
    Loses(Field),
    /// Every page of this list is the first one.
    FirstPage(List),
    /// Addresses are compared with their case.
    AddressCase,
    /// No account is found by a former address.
    FormerAddresses,
    /// Tokens that have ended are forgotten.
    EndedTokens,
    /// Accounts are listed in the opposite order.
    AccountOrder,
    /// Open cases of every company are listed.
    AnyCompanyCases,
    /// Cases of any matter are listed.
    AnyMatter,
    /// Open cases are listed in the order in which they were opened.
    CaseOrder,
    /// A page of open cases begins with the last case of the page before it.
    CasePage,
    /// Closed cases are listed as open.
    ClosedCases,
    /// A company's cases are listed oldest first.
    OldestCaseFirst,
    /// Cases are acted on before their time.
    EarlyCases,
    /// The steps of a case lose their notes.
    CaseNotes,
    /// Cases are swept when they are closed.
    EarlyCaseSweep,
    /// Companies are found by the beginning of their names.
    CompanyPrefix,
    /// Companies are ordered without their case.
    CompanyOrder,
    /// Operators are ordered without their case.
    OperatorOrder,
    /// An operator without companies works for all.
    EmptyScope,
    /// The first entry is not among those after none.
    FirstEntry,
    /// A lease that has ended does not count as a try.
    EndedLease,
    /// A lease that was lost settles the message.
    LostLease,
    /// A lease that has ended settles nothing.
    LateOutcome,
    /// Any message bounces.
    AnyBounce,
    /// A bounced message is not listed as undelivered.
    BouncedUnlisted,
    /// Messages are listed oldest first.
    OldestFirst,
    /// Nothing is swept.
    Sweep,
    /// One cell is charged though another refuses.
    PartialCharge,
    /// The identities of plans are not stored.
    NoIdentities,
    /// A plan that was refused leaves its identity.
    RefusedIdentities,
    /// A sweep deletes the identities of all plans.
    EarlySweep,
    /// Identities are never swept.
    LateSweep,
    /// Any number of tokens stays.
    AllTokens,
    /// A search finds contacts of other companies.
    SearchScope,
    /// A search starts at its beginning again.
    SearchPages,
    /// Every contact of a company is found as a manager.
    AllAreManagers,
    /// Removed accounts are not found by their identities.
    RemovedById,
    /// Removed accounts have no name.
    RemovedUnnamed,
    /// The history of a subject is that of all.
    HistoryOfAll,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Method {
    Commit,
    Lease,
    Settle,
    Bounce,
    Charge,
    Refund,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum List {
    Accounts,
    Companies,
    OpenCases,
    CasesOf,
    Undelivered,
    History,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Field {
    Successor,
    Company,
    Language,
    Replacement,
    ReplacementRevision,
    FormerRevision,
    LinkRequestedAt,
    PasswordSetAt,
    /// Addresses are parsed again.
    OddAddress,
}

pub(crate) struct FaultyStore {
    store: Mutex<Arc<InMemoryStore>>,
    /// The identities of plans, and whether they were committed.
    plans: Mutex<BTreeMap<PlanId, bool>>,
    has_swept: AtomicBool,
    /// The tokens that neither a plan nor a sweep has ended by name.
    tokens: Mutex<Vec<Record>>,
    fault: StoreFault,
}

impl FaultyStore {
    pub(crate) fn new(fault: StoreFault) -> Self {
        Self {
            store: Mutex::default(),
            plans: Mutex::default(),
            has_swept: AtomicBool::new(false),
            tokens: Mutex::default(),
            fault,
        }
    }

    fn store(&self) -> Arc<InMemoryStore> {
        Arc::clone(&self.store.lock().unwrap())
    }

    /// Returns after which row a page begins.
    fn after<T>(&self, list: List, after: Option<T>) -> Option<T> {
        after.filter(|_| !self.is(StoreFault::FirstPage(list)))
    }

    fn is(&self, fault: StoreFault) -> bool {
        self.fault == fault
    }

    /// Runs a method. If it has a race, it writes what it read before others
    /// have written.
    async fn run<T>(&self, method: Method, run: impl AsyncFnOnce(&InMemoryStore) -> T) -> T {
        let store = self.store();
        if !self.is(StoreFault::Race(method)) {
            return run(&store).await;
        }
        let copy = InMemoryStore::clone(&store);
        let result = run(&copy).await;
        let mut has_waited = false;
        std::future::poll_fn(|cx| {
            if std::mem::replace(&mut has_waited, true) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        *self.store.lock().unwrap() = Arc::new(copy);
        result
    }

    fn lossy(&self, mut account: Account) -> Account {
        let StoreFault::Loses(field) = self.fault else {
            return account;
        };
        match field {
            Field::Successor => account.successor = None,
            Field::Company => account.company = None,
            Field::Language => account.language = genkan::Language::Ja,
            Field::Replacement => account.replacement = None,
            Field::ReplacementRevision => {
                if let Some(replacement) = &mut account.replacement {
                    replacement.revision = account.revision;
                }
            }
            Field::FormerRevision => {
                if let Some(former) = &mut account.former {
                    former.revision = 1;
                }
            }
            Field::LinkRequestedAt => account.link_requested_at = None,
            Field::PasswordSetAt => account.password_set_at = None,
            Field::OddAddress => {
                if Address::parse(account.address.as_str()).is_err() {
                    account.address = Address::from_stored("unknown@example.com");
                }
            }
        }
        account
    }

    fn read(&self, operator: Operator) -> Operator {
        let is_empty = operator.companies == Companies::Only(BTreeSet::new());
        match self.is(StoreFault::EmptyScope) && is_empty {
            true => Operator {
                companies: Companies::All,
                ..operator
            },
            false => operator,
        }
    }
}

impl StoreError for FaultyStore {
    type Error = Infallible;
}

impl Accounts for FaultyStore {
    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Infallible> {
        let found = self.store().account_by_address(address).await?;
        let is_found = |account: &Account| {
            !self.is(StoreFault::AddressCase) || account.address.as_str() == address.as_str()
        };
        Ok(found.filter(is_found).map(|account| self.lossy(account)))
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Infallible> {
        let found = self.store().account(id).await?;
        Ok(found.map(|account| self.lossy(account)))
    }

    async fn accounts(
        &self,
        after: Option<&Address>,
        limit: u32,
    ) -> Result<Vec<Account>, Infallible> {
        let after = self.after(List::Accounts, after);
        let mut page = self.store().accounts(after, limit).await?;
        if self.is(StoreFault::AccountOrder) {
            page.reverse();
        }
        Ok(page)
    }

    async fn accounts_by_addresses(
        &self,
        addresses: &[Address],
    ) -> Result<Vec<Account>, Infallible> {
        let mut found = self.store().accounts_by_addresses(addresses).await?;
        if self.is(StoreFault::FormerAddresses) {
            found.retain(|account| addresses.contains(&account.address));
        }
        Ok(found)
    }

    async fn accounts_by_ids(&self, ids: &[AccountId]) -> Result<Vec<Account>, Infallible> {
        let mut found = self.store().accounts_by_ids(ids).await?;
        if self.is(StoreFault::RemovedById) {
            found.retain(|account| !account.state.is_removed());
        }
        Ok(found)
    }

    async fn company(&self, id: CompanyId) -> Result<Option<Company>, Infallible> {
        self.store().company(id).await
    }

    async fn company_by_name(&self, name: &Name) -> Result<Option<Company>, Infallible> {
        let store = self.store();
        if self.is(StoreFault::CompanyPrefix) {
            let all = store.companies(None, u32::MAX).await?;
            let wanted = name.as_str();
            let mut all = all.into_iter();
            return Ok(all.find(|company| company.name.as_str().starts_with(wanted)));
        }
        store.company_by_name(name).await
    }

    async fn companies(
        &self,
        after: Option<&Name>,
        limit: u32,
    ) -> Result<Vec<Company>, Infallible> {
        let after = self.after(List::Companies, after);
        let mut page = self.store().companies(after, limit).await?;
        if self.is(StoreFault::CompanyOrder) {
            page.sort_by_key(|company| company.name.as_str().to_lowercase());
        }
        Ok(page)
    }
}

impl Cases for FaultyStore {
    async fn case(&self, id: CaseId) -> Result<Option<Case>, Infallible> {
        let mut found = self.store().case(id).await?;
        if self.is(StoreFault::CaseNotes)
            && let Some(case) = &mut found
        {
            case.steps.iter_mut().for_each(|step| step.note = None);
        }
        if self.is(StoreFault::EarlyCaseSweep) && self.has_swept.load(Ordering::Relaxed) {
            found = found.filter(Case::is_open);
        }
        Ok(found)
    }

    async fn open_cases(
        &self,
        matter: Option<&str>,
        scope: &Companies,
        after: Option<&Case>,
        limit: u32,
    ) -> Result<Vec<Case>, Infallible> {
        let after = self.after(List::OpenCases, after);
        let matter = matter.filter(|_| !self.is(StoreFault::AnyMatter));
        let scope = match self.is(StoreFault::AnyCompanyCases) {
            true => &Companies::All,
            false => scope,
        };
        let store = self.store();
        if self.is(StoreFault::ClosedCases) && after.is_none() {
            let closed = store.case(CaseId::from_bytes([8; 16])).await?;
            return Ok(closed.into_iter().collect());
        }
        if self.is(StoreFault::CasePage)
            && let Some(after) = after
        {
            let page = store.open_cases(matter, scope, Some(after), limit - 1);
            let page = page.await?;
            return Ok(match page.is_empty() {
                true => page,
                false => [after.clone()].into_iter().chain(page).collect(),
            });
        }
        let mut page = store.open_cases(matter, scope, after, limit).await?;
        if self.is(StoreFault::CaseOrder) {
            page.reverse();
        }
        Ok(page)
    }

    async fn cases_of(
        &self,
        company: CompanyId,
        after: Option<&Case>,
        limit: u32,
    ) -> Result<Vec<Case>, Infallible> {
        let after = self.after(List::CasesOf, after);
        let mut page = self.store().cases_of(company, after, limit).await?;
        if self.is(StoreFault::OldestCaseFirst) {
            page.reverse();
        }
        Ok(page)
    }

    async fn cases_to_act_on(&self, now: Timestamp, limit: u32) -> Result<Vec<Case>, Infallible> {
        let early = match self.is(StoreFault::EarlyCases) {
            true => now + std::time::Duration::from_secs(1),
            false => now,
        };
        self.store().cases_to_act_on(early, limit).await
    }
}

impl Operators for FaultyStore {
    async fn operator(&self, id: OperatorId) -> Result<Option<Operator>, Infallible> {
        let found = self.store().operator(id).await?;
        Ok(found.map(|operator| self.read(operator)))
    }

    async fn operator_by_name(&self, name: &Name) -> Result<Option<Operator>, Infallible> {
        let found = self.store().operator_by_name(name).await?;
        Ok(found.map(|operator| self.read(operator)))
    }

    async fn operators(&self) -> Result<Vec<Operator>, Infallible> {
        let mut operators = self.store().operators().await?;
        if self.is(StoreFault::OperatorOrder) {
            operators.sort_by_key(|operator| operator.name.as_str().to_lowercase());
        }
        Ok(operators)
    }
}

impl Tokens for FaultyStore {
    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Infallible> {
        let tokens = self.tokens.lock().unwrap().clone();
        let mut tokens = tokens.into_iter();
        let kept = tokens.find(|record| record.selector == selector);
        if self.is(StoreFault::AllTokens)
            && let Some(record) = kept
            && let Principal::Account(id) = record.principal
        {
            let account = self.store().account(id).await?;
            return Ok(account.map(|account| (record, account)));
        }
        self.store().token(selector).await
    }

    async fn ended_token(
        &self,
        selector: Selector,
    ) -> Result<Option<(Record, Account, Ended)>, Infallible> {
        if self.is(StoreFault::EndedTokens) {
            return Ok(None);
        }
        self.store().ended_token(selector).await
    }
}

impl Outbox for FaultyStore {
    async fn lease_message(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<LeasedMessage>, Infallible> {
        self.run(Method::Lease, async |store| {
            let leased = store.lease_message(now, until).await?;
            let forgotten = self.is(StoreFault::EndedLease);
            Ok(leased.map(|leased| LeasedMessage {
                tries: if forgotten { 0 } else { leased.tries },
                ..leased
            }))
        })
        .await
    }

    async fn settle_message(
        &self,
        id: MessageId,
        leased_until: Timestamp,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<bool, Infallible> {
        if self.is(StoreFault::LateOutcome) && now > leased_until {
            return Ok(false);
        }
        self.run(Method::Settle, async |store| {
            let settled = store.settle_message(id, leased_until, outcome, now);
            Ok(settled.await? || self.is(StoreFault::LostLease))
        })
        .await
    }

    async fn bounce_message(
        &self,
        id: MessageId,
        bounce: Bounce,
        now: Timestamp,
    ) -> Result<bool, Infallible> {
        self.run(Method::Bounce, async |store| {
            let bounced = store.bounce_message(id, bounce, now);
            Ok(bounced.await? || self.is(StoreFault::AnyBounce))
        })
        .await
    }

    async fn message(&self, id: MessageId) -> Result<Option<MessageStatus>, Infallible> {
        self.store().message(id).await
    }

    async fn retry_message(&self, id: MessageId, now: Timestamp) -> Result<bool, Infallible> {
        self.store().retry_message(id, now).await
    }

    async fn messages(&self, to: AccountId, limit: u32) -> Result<Vec<MessageStatus>, Infallible> {
        let mut messages = self.store().messages(to, limit).await?;
        if self.is(StoreFault::OldestFirst) {
            messages.reverse();
        }
        Ok(messages)
    }

    async fn undelivered(
        &self,
        after: Option<&MessageStatus>,
        limit: u32,
    ) -> Result<Vec<MessageStatus>, Infallible> {
        let after = self.after(List::Undelivered, after);
        let mut messages = self.store().undelivered(after, limit).await?;
        if self.is(StoreFault::BouncedUnlisted) {
            messages.retain(|status| !matches!(status.progress, Progress::Bounced { .. }));
        }
        Ok(messages)
    }
}

impl Counters for FaultyStore {
    async fn charge(
        &self,
        charges: &[Charge],
        now: Timestamp,
    ) -> Result<Result<(), Throttled>, Infallible> {
        self.run(Method::Charge, async |store| {
            if self.is(StoreFault::PartialCharge) {
                for charge in charges {
                    if let Err(throttled) = store.charge(&[*charge], now).await? {
                        return Ok(Err(throttled));
                    }
                }
                return Ok(Ok(()));
            }
            store.charge(charges, now).await
        })
        .await
    }

    async fn refund(&self, charges: &[Charge], now: Timestamp) -> Result<(), Infallible> {
        self.run(Method::Refund, async |store| {
            store.refund(charges, now).await
        })
        .await
    }

    async fn cell(&self, id: CellId) -> Result<Option<Cell>, Infallible> {
        self.store().cell(id).await
    }
}

impl AuditLog for FaultyStore {
    async fn last_sign_ins(
        &self,
        accounts: &[AccountId],
    ) -> Result<Vec<(AccountId, Timestamp)>, Infallible> {
        self.store().last_sign_ins(accounts).await
    }

    async fn entries(&self, after: Option<u64>, limit: u32) -> Result<Vec<Entry>, Infallible> {
        let is_lost = self.is(StoreFault::FirstEntry);
        let after = if is_lost { after.or(Some(1)) } else { after };
        self.store().entries(after, limit).await
    }

    async fn reasons(&self, digests: &[ReasonDigest]) -> Result<Vec<Reason>, Infallible> {
        self.store().reasons(digests).await
    }
}

impl Search for FaultyStore {
    async fn search_contacts(
        &self,
        search: ContactSearch<'_>,
        scope: &Companies,
        after: Option<&Account>,
        limit: u32,
    ) -> Result<Vec<Account>, Infallible> {
        let scope = match self.is(StoreFault::SearchScope) {
            true => &Companies::All,
            false => scope,
        };
        let after = after.filter(|_| !self.is(StoreFault::SearchPages));
        let search = match search {
            ContactSearch::Managers(id) if self.is(StoreFault::AllAreManagers) => {
                ContactSearch::Company(id)
            }
            search => search,
        };
        let store = self.store();
        store.search_contacts(search, scope, after, limit).await
    }

    async fn search_companies(
        &self,
        name: &str,
        scope: &Companies,
        after: Option<&Company>,
        limit: u32,
    ) -> Result<Vec<Company>, Infallible> {
        let store = self.store();
        store.search_companies(name, scope, after, limit).await
    }

    async fn names(&self, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, String)>, Infallible> {
        let mut names = self.store().names(subjects).await?;
        if self.is(StoreFault::RemovedUnnamed) {
            let of = |subject: &SubjectId| match subject {
                SubjectId::Account(id) => Some(*id),
                _ => None,
            };
            let ids: Vec<AccountId> = subjects.iter().filter_map(of).collect();
            let mut accounts = self.store().accounts_by_ids(&ids).await?;
            accounts.retain(|account| account.state.is_removed());
            names.retain(|(subject, _)| {
                of(subject).is_none_or(|id| accounts.iter().all(|account| account.id != id))
            });
        }
        Ok(names)
    }

    async fn history(
        &self,
        subject: Option<SubjectId>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Entry>, Infallible> {
        let before = self.after(List::History, before);
        let subject = subject.filter(|_| !self.is(StoreFault::HistoryOfAll));
        self.store().history(subject, before, limit).await
    }
}

impl Commit for FaultyStore {
    async fn commit(&self, id: PlanId, plan: &Plan) -> Result<(), CommitError<Infallible>> {
        let known = self.plans.lock().unwrap().get(&id).copied();
        let is_forgotten = match self.fault {
            StoreFault::RefusedIdentities if known == Some(false) => return Ok(()),
            StoreFault::LateSweep if known == Some(true) => return Ok(()),
            StoreFault::EarlySweep => self.has_swept.load(Ordering::Relaxed),
            fault => fault == StoreFault::NoIdentities,
        };
        let stored = if is_forgotten { another_plan_id() } else { id };
        let committed = self
            .run(Method::Commit, async |store| {
                let plan = match self.fault {
                    StoreFault::Plan(fault) => fault.spoil(store, plan.clone()),
                    _ => plan.clone(),
                };
                store.commit(stored, &plan).await
            })
            .await;
        self.plans.lock().unwrap().insert(id, committed.is_ok());
        if committed.is_ok() {
            let mut tokens = self.tokens.lock().unwrap();
            tokens.retain(|record| {
                let mut consumed = plan.consume.iter();
                let mut revoked = plan.revoke.iter();
                !consumed.any(|(selector, _)| *selector == record.selector)
                    && !revoked.any(|(principal, revocation)| {
                        *principal == record.principal && revocation.ends(record.purpose)
                    })
            });
            tokens.extend(plan.records.iter().cloned());
        }
        committed
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), Infallible> {
        if self.is(StoreFault::Sweep) {
            return Ok(());
        }
        self.has_swept.store(true, Ordering::Relaxed);
        let is_left = |record: &Record| now < record.expires_at;
        self.tokens.lock().unwrap().retain(is_left);
        self.store().sweep(now).await
    }
}
