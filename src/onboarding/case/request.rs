//! A signed-in contact requests that contacts of the company change.

use super::{Approved, Case, Matter, Note, Proposal, Step};
use crate::address::Address;
use crate::audit_log::{Actor, EventKind};
use crate::id::{AccountId, CaseId};
use crate::onboarding::{
    Account, Company, Contact, Edit, Guard, MessageKind, Name, Permission, Plan, Realm, Refusal,
    State,
};
use crate::time::Timestamp;
use crate::token::{Principal, Session, Verified};

/// A request of a contact.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let realm = realm();
/// # let (company, requester) = of_company();
/// # let contact = Contact::new("佐藤 花子", "hanako@example.co.jp", Some(company.id), Language::Ja)?;
/// # let found = CarriedOut {
/// #     account: None,
/// #     taken: None,
/// #     company: &company,
/// #     remaining: None,
/// #     managers: &[],
/// #     new_id: AccountId::from_bytes([2; 16]),
/// # };
/// # let session = proof::<Session>(&requester);
/// # let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Add { contact });
/// let plan = realm.request(id, &requester, &session, change, found, NOW)?;
/// let Matter::Request(request) = &plan.case().unwrap().matter else { panic!("a request") };
/// assert_eq!((request.by, request.change.code()), (requester.id, "add"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Request {
    /// Who requests it.
    pub by: AccountId,
    /// What should change.
    pub change: RequestedChange,
    /// How far it is.
    pub state: RequestState,
}

impl Request {
    /// Returns the account that was registered for a hand-over with a date.
    #[must_use]
    pub const fn successor(&self) -> Option<AccountId> {
        match self.state {
            RequestState::Scheduled(handover) => Some(handover.successor),
            _ => None,
        }
    }
}

/// What a contact requests.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let account = active();
/// let change = RequestedChange::Remove { account: account.id };
/// assert_eq!(change.account(), Some(account.id));
/// assert_eq!(change.permission(), Permission::Remove);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every change")]
pub enum RequestedChange {
    /// Registers a person.
    Add {
        /// The person. The company is the requester's.
        contact: Contact,
    },
    /// Corrects the name of a contact.
    Rename {
        /// The contact.
        account: AccountId,
        /// The new name.
        name: Name,
    },
    /// Replaces the address of a contact, who has no access to the present one.
    ReplaceAddress {
        /// The contact.
        account: AccountId,
        /// The new address.
        address: Address,
    },
    /// Hands a contact's place over to another person.
    HandOver {
        /// The contact who leaves.
        account: AccountId,
        /// The person who takes over.
        successor: Contact,
        /// When the contact leaves; at once if `None`. The successor is
        /// registered before.
        on: Option<Timestamp>,
    },
    /// Removes a contact.
    Remove {
        /// The contact.
        account: AccountId,
    },
}

impl RequestedChange {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Add { .. } => "add",
            Self::Rename { .. } => "rename",
            Self::ReplaceAddress { .. } => "replace-address",
            Self::HandOver { .. } => "hand-over",
            Self::Remove { .. } => "remove",
        }
    }

    /// Returns the contact whom it changes, unless it adds one.
    #[must_use]
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Add { .. } => None,
            Self::Rename { account, .. }
            | Self::ReplaceAddress { account, .. }
            | Self::HandOver { account, .. }
            | Self::Remove { account } => Some(*account),
        }
    }

    /// Returns the permission that an operator needs to decide it.
    #[must_use]
    pub const fn permission(&self) -> Permission {
        match self {
            Self::Add { .. } | Self::Rename { .. } => Permission::Register,
            Self::ReplaceAddress { .. } | Self::HandOver { .. } => Permission::Replace,
            Self::Remove { .. } => Permission::Remove,
        }
    }

    /// Returns the address that another contact must not have.
    #[must_use]
    pub const fn new_address(&self) -> Option<&Address> {
        match self {
            Self::Add { contact } => Some(&contact.address),
            Self::ReplaceAddress { address, .. } => Some(address),
            Self::HandOver { successor, .. } => Some(&successor.address),
            Self::Rename { .. } | Self::Remove { .. } => None,
        }
    }
}

/// How far a request is.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let realm = realm();
/// # let (company, requester) = of_company();
/// # let contact = Contact::new("佐藤 花子", "hanako@example.co.jp", Some(company.id), Language::Ja)?;
/// # let found = CarriedOut {
/// #     account: None,
/// #     taken: None,
/// #     company: &company,
/// #     remaining: None,
/// #     managers: &[],
/// #     new_id: AccountId::from_bytes([2; 16]),
/// # };
/// # let session = proof::<Session>(&requester);
/// # let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Add { contact });
/// let plan = realm.request(id, &requester, &session, change, found, NOW)?;
/// let Matter::Request(request) = &plan.case().unwrap().matter else { panic!("a request") };
/// // There is no manager, so the support desk decides.
/// assert_eq!(request.state, RequestState::Received);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every state")]
pub enum RequestState {
    /// A manager of the company must confirm it.
    NeedsConfirmation,
    /// The support desk decides.
    Received,
    /// The successor is registered. The contact's account ends on a date.
    Scheduled(Handover),
    /// It is done.
    Done,
    /// It was refused. The last step has the reason.
    Refused,
    /// The requester withdrew it.
    Withdrawn,
}

impl RequestState {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NeedsConfirmation => "needs-confirmation",
            Self::Received => "received",
            Self::Scheduled(_) => "scheduled",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A hand-over with a date.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let handover = Handover {
///     on: NOW + std::time::Duration::from_secs(7 * 24 * 60 * 60),
///     successor: AccountId::from_bytes([2; 16]),
///     is_reminded: false,
/// };
/// assert_eq!(RequestState::Scheduled(handover).code(), "scheduled");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Handover {
    /// When the account of the contact who leaves ends.
    pub on: Timestamp,
    /// The account of the person who takes over.
    pub successor: AccountId,
    /// Whether the people concerned were reminded.
    pub is_reminded: bool,
}

/// What a caller has found in the store before a request is carried out.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (company, account) = of_company();
/// let found = CarriedOut {
///     account: Some(&account), // whom the request removes
///     taken: None,
///     company: &company,
///     remaining: None, // so the company would have no contact
///     managers: &[],
///     new_id: AccountId::from_bytes([2; 16]), // random
/// };
/// # let session = proof::<Session>(&account);
/// let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Remove { account: account.id });
/// let plan = realm().request(id, &account, &session, change, found, NOW)?;
/// assert!(plan.case().unwrap().is_open());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must reach every caller"
)]
pub struct CarriedOut<'a> {
    /// The contact whom the request changes, unless it adds one.
    pub account: Option<&'a Account>,
    /// The account that has the [new address](RequestedChange::new_address), or
    /// can still take it back.
    pub taken: Option<&'a Account>,
    /// The company.
    pub company: &'a Company,
    /// Another contact of the company, if there is one.
    pub remaining: Option<&'a Account>,
    /// The managers of the company who can sign in.
    pub managers: &'a [Account],
    /// A new identity, for a person who is registered.
    pub new_id: AccountId,
}

impl CarriedOut<'_> {
    /// Returns whether a change needs the support desk, whoever requests it.
    fn needs_desk(&self, change: &RequestedChange) -> bool {
        match change {
            RequestedChange::Add { .. } | RequestedChange::Rename { .. } => false,
            RequestedChange::ReplaceAddress { .. } => true,
            // On that date, the other managers may have left.
            RequestedChange::HandOver { on: Some(_), .. } => self.is_manager(),
            RequestedChange::HandOver { on: None, .. } => self.is_last_manager(),
            RequestedChange::Remove { .. } => self.is_last_manager() || self.remaining.is_none(),
        }
    }

    /// Returns whether a manager changes it without the support desk.
    fn is_at_once(&self, change: &RequestedChange) -> bool {
        self.company.managers_act
            && !self.needs_desk(change)
            && self.taken.is_none()
            && self.check(change).is_ok()
    }

    fn is_manager(&self) -> bool {
        self.account.is_some_and(|account| account.is_manager)
    }

    fn is_last_manager(&self) -> bool {
        self.is_manager() && self.other_manager().is_none()
    }

    /// Returns a manager whom the request does not change.
    fn other_manager(&self) -> Option<&Account> {
        let id = self.account.map(|account| account.id);
        let mut managers = self.managers.iter();
        managers.find(|manager| Some(manager.id) != id)
    }

    /// Returns the condition that a manager stays, if a manager may leave without
    /// the support desk.
    fn manager_stays(&self) -> Option<Guard> {
        let other = self.other_manager().filter(|_| self.is_manager());
        other.map(Account::unchanged)
    }

    /// Returns whether the change can be carried out, as far as it can be
    /// known now.
    fn check(&self, change: &RequestedChange) -> Result<(), Refusal> {
        match (change.account(), self.account) {
            (None, None) => {}
            (Some(id), Some(account))
                if id == account.id
                    && account.company == Some(self.company.id)
                    && !account.state.is_removed() => {}
            _ => return Err(Refusal::State),
        }
        let new_company = match change {
            RequestedChange::Add { contact } => contact.company,
            RequestedChange::HandOver { successor, .. } => successor.company,
            _ => Some(self.company.id),
        };
        if new_company != Some(self.company.id) {
            return Err(Refusal::NotPermitted);
        }
        let present = self.account.map(|account| &account.address);
        match change.new_address() {
            Some(address) if Some(address) == present => Err(Refusal::SameAddress),
            _ => Ok(()),
        }
    }
}

impl Realm {
    /// Opens a request of a signed-in contact.
    ///
    /// If the company lets its managers change contacts and the requester is
    /// one, it is carried out at once. If the company has other managers, one of
    /// them must confirm it first. Otherwise the support desk decides. The
    /// answer does not depend on whether the new address is registered, except
    /// that such a request is left to the support desk.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotPermitted`] if the session is for another account, or the
    /// company is not the requester's; [`Refusal::State`] if the contact is not
    /// one of the company; [`Refusal::SameAddress`].
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, requester) = of_company();
    /// let (name, address) = ("佐藤 花子", "hanako@example.co.jp");
    /// let contact = Contact::new(name, address, Some(company.id), Language::Ja)?;
    /// let found = CarriedOut {
    ///     account: None,
    ///     taken: None,
    ///     company: &company,
    ///     remaining: None,
    ///     managers: &[],
    ///     new_id: AccountId::from_bytes([2; 16]), // random
    /// };
    /// let session = proof::<Session>(&requester);
    /// let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Add { contact });
    /// let plan = realm.request(id, &requester, &session, change, found, NOW)?;
    /// let case = plan.case().unwrap();
    ///
    /// // There is no manager, so the support desk carries it out.
    /// let plan = realm.carry_out(case, found, None, OPERATOR, NOW)?;
    /// assert_eq!(plan.account().unwrap().address.as_str(), address);
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(
        &self,
        id: CaseId,
        requester: &Account,
        session: &Verified<Session>,
        change: RequestedChange,
        found: CarriedOut<'_>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        if !is_signed_in(requester, session) || requester.company != Some(found.company.id) {
            return Err(Refusal::NotPermitted);
        }
        found.check(&change)?;
        let by = Actor::Contact(requester.id);
        let needs_confirmation = !requester.is_manager && !found.managers.is_empty();
        let (state, due_at) = match needs_confirmation {
            true => (
                RequestState::NeedsConfirmation,
                now + self.case_times.confirm_request,
            ),
            false => (RequestState::Received, now + self.case_times.desk),
        };
        let request = Request {
            by: requester.id,
            change,
            state,
        };
        let step = Step::new(EventKind::CaseOpened, by, now);
        let mut case = Case::open(
            id,
            Some(found.company.id),
            Matter::Request(request.clone()),
            due_at,
            step,
        );
        case.acts_at = needs_confirmation.then_some(due_at);
        let is_at_once = requester.is_manager && found.is_at_once(&request.change);
        let mut plan = match is_at_once {
            true => self
                .carry_out_request(None, &case, &request, found, by, None, now)?
                .only_if_all(found.manager_stays()),
            false => Plan::open(case),
        };
        for manager in found.managers.iter().filter(|_| needs_confirmation) {
            let manager = Principal::Account(manager.id);
            plan = plan.send_of_case(manager, MessageKind::ConfirmRequest);
        }
        Ok(plan.only_if(requester.unchanged()))
    }

    /// Confirms the request of a colleague, as a manager of the company. It is
    /// carried out if the company lets managers do that, and otherwise goes to
    /// the support desk.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotPermitted`] if the manager may not confirm it, and
    /// [`Refusal::Case`] if the case waits for something else.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, requester) = of_company();
    /// # let contact = Contact::new("佐藤 花子", "hanako@example.co.jp", Some(company.id), Language::Ja)?;
    /// # let manager = Account { id: AccountId::from_bytes([8; 16]), is_manager: true, ..requester.clone() };
    /// # let managers = std::slice::from_ref(&manager);
    /// # let found = CarriedOut {
    /// #     account: None,
    /// #     taken: None,
    /// #     company: &company,
    /// #     remaining: None,
    /// #     managers,
    /// #     new_id: AccountId::from_bytes([2; 16]),
    /// # };
    /// # let session = proof::<Session>(&requester);
    /// # let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Add { contact });
    /// # let plan = realm.request(id, &requester, &session, change, found, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let session = proof::<Session>(&manager);
    /// let plan = realm.confirm_request(case, &manager, &session, found, NOW)?;
    /// // The company does not let managers change contacts, so the support desk decides.
    /// assert!(plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn confirm_request(
        &self,
        case: &Case,
        manager: &Account,
        session: &Verified<Session>,
        found: CarriedOut<'_>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let request = case.request_to_confirm(manager, session)?;
        let by = Actor::Contact(manager.id);
        let step = Step::new(EventKind::CaseConfirmed, by, now);
        let confirmed = case.after(step, |case| {
            case.due_at = now + self.case_times.desk;
            case.matter = Matter::Request(Request {
                state: RequestState::Received,
                ..request.clone()
            });
        });
        let plan = match found.is_at_once(&request.change) {
            true => self
                .carry_out_request(Some(case), &confirmed, request, found, by, None, now)?
                .only_if_all(found.manager_stays()),
            false => Plan::next(case, confirmed),
        };
        Ok(plan.only_if(manager.unchanged()))
    }

    /// Refuses the request of a colleague, as a manager of the company.
    ///
    /// # Errors
    ///
    /// As [`confirm_request`](Self::confirm_request).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, requester) = of_company();
    /// # let contact = Contact::new("佐藤 花子", "hanako@example.co.jp", Some(company.id), Language::Ja)?;
    /// # let manager = Account { id: AccountId::from_bytes([8; 16]), is_manager: true, ..requester.clone() };
    /// # let managers = std::slice::from_ref(&manager);
    /// # let found = CarriedOut {
    /// #     account: None,
    /// #     taken: None,
    /// #     company: &company,
    /// #     remaining: None,
    /// #     managers,
    /// #     new_id: AccountId::from_bytes([2; 16]),
    /// # };
    /// # let session = proof::<Session>(&requester);
    /// # let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Add { contact });
    /// # let plan = realm.request(id, &requester, &session, change, found, NOW)?;
    /// # let case = plan.case().unwrap();
    /// # let session = proof::<Session>(&manager);
    /// let note = "She works for another company.".parse()?;
    /// let plan = realm.decline_request(case, &manager, &session, Some(note), NOW)?;
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn decline_request(
        &self,
        case: &Case,
        manager: &Account,
        session: &Verified<Session>,
        note: Option<Note>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let request = case.request_to_confirm(manager, session)?.clone();
        let by = Actor::Contact(manager.id);
        Ok(refused(case, &request, by, note, now).only_if(manager.unchanged()))
    }

    /// Withdraws a request, by the contact who made it. A hand-over whose date has
    /// not come does not take place; the successor stays registered.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotPermitted`] if another contact made it, and
    /// [`Refusal::Case`] if it is closed or already scheduled.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, requester) = of_company();
    /// # let contact = Contact::new("佐藤 花子", "hanako@example.co.jp", Some(company.id), Language::Ja)?;
    /// # let managers: &[Account] = &[];
    /// # let found = CarriedOut {
    /// #     account: None,
    /// #     taken: None,
    /// #     company: &company,
    /// #     remaining: None,
    /// #     managers,
    /// #     new_id: AccountId::from_bytes([2; 16]),
    /// # };
    /// # let session = proof::<Session>(&requester);
    /// # let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Add { contact });
    /// # let plan = realm.request(id, &requester, &session, change, found, NOW)?;
    /// # let case = plan.case().unwrap();
    /// let plan = realm.withdraw_request(case, &requester, &session, NOW)?;
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn withdraw_request(
        &self,
        case: &Case,
        requester: &Account,
        session: &Verified<Session>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let request = case.unfinished_request()?;
        if !is_signed_in(requester, session) || request.by != requester.id {
            return Err(Refusal::NotPermitted);
        }
        let by = Actor::Contact(requester.id);
        let withdrawn = Request {
            state: RequestState::Withdrawn,
            ..request.clone()
        };
        let closed = case.closed(Step::new(EventKind::CaseWithdrawn, by, now), |case| {
            case.matter = Matter::Request(withdrawn);
        });
        Ok(Plan::next(case, closed).only_if(requester.unchanged()))
    }

    /// Carries a request out, on behalf of an operator. The support desk need
    /// not wait for the confirmation of a manager.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if the case is closed or scheduled already;
    /// [`Refusal::SameOperator`] if the change needs the approval of a second
    /// operator and `approved` is not it; [`Refusal::AddressTaken`],
    /// [`Refusal::SameAddress`] and [`Refusal::State`] if the change is not
    /// possible any more.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, requester) = of_company();
    /// # let contact = Contact::new("佐藤 花子", "hanako@example.co.jp", Some(company.id), Language::Ja)?;
    /// # let managers: &[Account] = &[];
    /// # let found = CarriedOut {
    /// #     account: None,
    /// #     taken: None,
    /// #     company: &company,
    /// #     remaining: None,
    /// #     managers,
    /// #     new_id: AccountId::from_bytes([2; 16]),
    /// # };
    /// # let session = proof::<Session>(&requester);
    /// # let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Add { contact });
    /// # let plan = realm.request(id, &requester, &session, change, found, NOW)?;
    /// # let case = plan.case().unwrap();
    /// let plan = realm.carry_out(case, found, None, OPERATOR, NOW)?;
    /// assert_eq!(plan.account().unwrap().id, found.new_id);
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn carry_out(
        &self,
        case: &Case,
        found: CarriedOut<'_>,
        approved: Option<&Approved>,
        by: Actor,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let request = case.open_request()?;
        self.carry_out_request(Some(case), case, request, found, by, approved, now)
    }

    /// Refuses a request, on behalf of an operator. The requester is told. A
    /// hand-over whose date has not come does not take place; the successor stays
    /// registered.
    ///
    /// # Errors
    ///
    /// [`Refusal::Case`] if the case is closed, or is no request.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let realm = realm();
    /// # let (company, requester) = of_company();
    /// # let contact = Contact::new("佐藤 花子", "hanako@example.co.jp", Some(company.id), Language::Ja)?;
    /// # let managers: &[Account] = &[];
    /// # let found = CarriedOut {
    /// #     account: None,
    /// #     taken: None,
    /// #     company: &company,
    /// #     remaining: None,
    /// #     managers,
    /// #     new_id: AccountId::from_bytes([2; 16]),
    /// # };
    /// # let session = proof::<Session>(&requester);
    /// # let (id, change) = (CaseId::from_bytes([5; 16]), RequestedChange::Add { contact });
    /// # let plan = realm.request(id, &requester, &session, change, found, NOW)?;
    /// # let case = plan.case().unwrap();
    /// let note = "The address is not one of the company.".parse()?;
    /// let plan = realm.refuse_request(case, OPERATOR, note, NOW)?;
    /// assert!(!plan.case().unwrap().is_open());
    /// # Ok(())
    /// # }
    /// ```
    pub fn refuse_request(
        &self,
        case: &Case,
        by: Actor,
        note: Note,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let request = case.unfinished_request()?.clone();
        Ok(refused(case, &request, by, Some(note), now))
    }

    /// Returns the plan that leads from `before` to the case with the request
    /// carried out.
    #[expect(clippy::too_many_arguments, reason = "each is needed for one change")]
    fn carry_out_request(
        &self,
        before: Option<&Case>,
        case: &Case,
        request: &Request,
        found: CarriedOut<'_>,
        by: Actor,
        approved: Option<&Approved>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        found.check(&request.change)?;
        let is_taken = found
            .taken
            .is_some_and(|taken| Some(taken.id) != request.change.account());
        if is_taken {
            return Err(Refusal::AddressTaken);
        }
        let account = || found.account.ok_or(Refusal::State);
        let mut state = RequestState::Done;
        let done = match request.change.clone() {
            RequestedChange::Add { contact } => {
                self.register_and_notify(contact, found.new_id, by, now)
            }
            RequestedChange::Rename { name, .. } => {
                let edit = Edit {
                    name: Some(name),
                    ..Edit::default()
                };
                self.edit(account()?, edit, None, None, by, now)?
            }
            RequestedChange::ReplaceAddress { address, .. } => {
                let approved = approved.ok_or(Refusal::SameOperator)?;
                match approved.proposal() {
                    Proposal::ReplaceAddress { request, .. } if *request == Some(case.id) => {}
                    _ => return Err(Refusal::SameOperator),
                }
                self.replace_address(account()?, address, approved, found.taken, by, now)?
            }
            RequestedChange::HandOver { successor, on, .. } => match on.filter(|on| *on > now) {
                Some(on) => {
                    if matches!(account()?.state, State::Held { .. }) {
                        return Err(Refusal::State);
                    }
                    state = RequestState::Scheduled(Handover {
                        on,
                        successor: found.new_id,
                        is_reminded: reminder_at(on, self.case_times.reminder) <= now,
                    });
                    self.register_and_notify(successor, found.new_id, by, now)
                        .only_if(account()?.unchanged())
                }
                None => {
                    self.hand_over(account()?, successor, found.new_id, found.taken, by, now)?
                }
            },
            RequestedChange::Remove { .. } => {
                let approved = approved.filter(|approved| {
                    matches!(approved.proposal(), Proposal::RemoveLastContact { request, .. }
                        if *request == Some(case.id))
                });
                let removed = self.remove(account()?, found.remaining, approved, by, now);
                removed.map_err(|refusal| match refusal {
                    Refusal::LastContact => Refusal::SameOperator,
                    refusal => refusal,
                })?
            }
        };
        let carried = Request {
            state,
            ..request.clone()
        };
        let matter = Matter::Request(carried);
        let (case, is_done) = match state {
            RequestState::Scheduled(handover) => {
                let step = Step::new(EventKind::CaseScheduled, by, now);
                let case = case.after(step, |case| {
                    case.due_at = handover.on;
                    case.acts_at = Some(match handover.is_reminded {
                        true => handover.on,
                        false => reminder_at(handover.on, self.case_times.reminder),
                    });
                    case.matter = matter;
                });
                (case, false)
            }
            _ => {
                let step = Step::new(EventKind::CaseDone, by, now);
                (case.closed(step, |case| case.matter = matter), true)
            }
        };
        let mut plan = match before {
            Some(before) => Plan::next(before, case),
            None => Plan::open(case),
        };
        if is_done && by != Actor::Contact(request.by) {
            plan = plan.send_of_case(Principal::Account(request.by), MessageKind::RequestDone);
        }
        if let RequestState::Scheduled(handover) = state {
            // The contact who leaves hears of the date at once.
            let successor = handover.is_reminded.then_some(handover.successor);
            for person in request.change.account().into_iter().chain(successor) {
                let person = Principal::Account(person);
                plan = plan.send_of_case(person, MessageKind::HandoverReminder);
            }
        }
        // The company decides whether its managers act.
        Ok(plan.and(done).unchanged_company(found.company))
    }

    /// Goes on with a request at its [time](Case::acts_at). `account` is the
    /// contact whom it changes, and `successor` the one who was registered for
    /// it.
    pub(super) fn pass_request_deadline(
        &self,
        case: &Case,
        request: &Request,
        account: Option<&Account>,
        successor: Option<&Account>,
        now: Timestamp,
    ) -> Result<Plan, Refusal> {
        let by = Actor::System;
        match request.state {
            RequestState::NeedsConfirmation => Ok(self.received(case, request, now)),
            RequestState::Scheduled(handover) if now < handover.on => {
                let reminded = Handover {
                    is_reminded: true,
                    ..handover
                };
                let step = Step::new(EventKind::CaseReminded, by, now);
                let next = case.after(step, |case| {
                    case.acts_at = Some(handover.on);
                    case.matter = Matter::Request(Request {
                        state: RequestState::Scheduled(reminded),
                        ..request.clone()
                    });
                });
                let mut plan = Plan::next(case, next);
                let people = request
                    .change
                    .account()
                    .into_iter()
                    .chain([handover.successor]);
                for person in people {
                    let person = Principal::Account(person);
                    plan = plan.send_of_case(person, MessageKind::HandoverReminder);
                }
                Ok(plan)
            }
            RequestState::Scheduled(handover) => {
                let is_present = |account: &&Account| !account.state.is_removed();
                // The account may have ended in the meantime. If the two are not
                // contacts of one company any more, the company could lose its last
                // contact.
                let account = account.filter(is_present);
                let is_of_company = |account: &Account| account.company == case.company;
                let Some(successor) = successor
                    .filter(is_present)
                    .filter(|successor| successor.id == handover.successor)
                    .filter(|successor| is_of_company(successor))
                    .filter(|_| account.is_none_or(is_of_company))
                else {
                    return Ok(self.received(case, request, now));
                };
                let step = Step::new(EventKind::CaseDone, by, now);
                let closed = case.closed(step, |case| {
                    case.matter = Matter::Request(Request {
                        state: RequestState::Done,
                        ..request.clone()
                    });
                });
                let requester = Principal::Account(request.by);
                let plan = Plan::next(case, closed)
                    .only_if(successor.unchanged())
                    .send_of_case(requester, MessageKind::RequestDone);
                Ok(match account {
                    Some(account) => plan.and(self.end_for(account, successor.id, by, now)),
                    None => plan,
                })
            }
            RequestState::Received
            | RequestState::Done
            | RequestState::Refused
            | RequestState::Withdrawn => Err(Refusal::Case),
        }
    }
}

impl Case {
    /// Returns the request that a manager or the support desk can decide.
    fn open_request(&self) -> Result<&Request, Refusal> {
        self.check_open()?;
        match &self.matter {
            Matter::Request(request)
                if matches!(
                    request.state,
                    RequestState::NeedsConfirmation | RequestState::Received
                ) =>
            {
                Ok(request)
            }
            _ => Err(Refusal::Case),
        }
    }

    /// Returns the request that can still be withdrawn or refused.
    fn unfinished_request(&self) -> Result<&Request, Refusal> {
        self.check_open()?;
        match &self.matter {
            Matter::Request(request) => Ok(request),
            Matter::Inquiry(_) | Matter::Trouble(_) | Matter::Approval(_) => Err(Refusal::Case),
        }
    }

    /// Returns the request that this manager can confirm.
    fn request_to_confirm(
        &self,
        manager: &Account,
        session: &Verified<Session>,
    ) -> Result<&Request, Refusal> {
        let request = self.open_request()?;
        let may = is_signed_in(manager, session)
            && manager.is_manager
            && manager.company == self.company
            && manager.id != request.by;
        if !may {
            return Err(Refusal::NotPermitted);
        }
        match request.state {
            RequestState::NeedsConfirmation => Ok(request),
            _ => Err(Refusal::Case),
        }
    }
}

impl Realm {
    /// Leaves a request to the support desk.
    fn received(&self, case: &Case, request: &Request, now: Timestamp) -> Plan {
        let step = Step::new(EventKind::CaseExpired, Actor::System, now);
        let next = case.after(step, |case| {
            case.due_at = now + self.case_times.desk;
            case.matter = Matter::Request(Request {
                state: RequestState::Received,
                ..request.clone()
            });
        });
        Plan::next(case, next)
    }
}

/// Returns when people are reminded of a date.
fn reminder_at(on: Timestamp, reminder: core::time::Duration) -> Timestamp {
    let on = on.unix_seconds();
    Timestamp::from_unix_seconds(on.saturating_sub(reminder.as_secs()))
}

fn refused(case: &Case, request: &Request, by: Actor, note: Option<Note>, now: Timestamp) -> Plan {
    let step = Step::new(EventKind::CaseRefused, by, now).with(note);
    let closed = case.closed(step, |case| {
        case.matter = Matter::Request(Request {
            state: RequestState::Refused,
            ..request.clone()
        });
    });
    let requester = Principal::Account(request.by);
    Plan::next(case, closed).send_of_case(requester, MessageKind::RequestRefused)
}

fn is_signed_in(account: &Account, session: &Verified<Session>) -> bool {
    session.principal() == Principal::Account(account.id)
        && matches!(account.state, State::Active { .. })
}
