//! "I cannot sign in", "the email does not arrive": a report to the support
//! desk. It sends no email.

use super::{Case, Matter, Note, Step};
use crate::address::Address;
use crate::audit_log::{Actor, EventKind};
use crate::code::codes;
use crate::id::{AccountId, CaseId};
use crate::onboarding::{Account, Plan, Realm};
use crate::time::Timestamp;

/// What a visitor reports.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// let trouble = Trouble {
///     address: "taro@example.co.jp".parse()?,
///     kind: TroubleKind::NoEmail,
///     account: None,
///     explanation: None,
/// };
/// let plan = realm().report_trouble(CaseId::from_bytes([5; 16]), trouble, None, None, NOW);
/// assert_eq!(plan.case().unwrap().matter.code(), "trouble");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Trouble {
    /// The address, as the visitor entered it.
    pub address: Address,
    /// What does not work.
    pub kind: TroubleKind,
    /// The account that had the address at that moment.
    pub account: Option<AccountId>,
    /// What the service knew about the address at that moment, in words for
    /// operators.
    pub explanation: Option<Note>,
}

codes! {
    /// What does not work for a visitor.
    #[non_exhaustive]
    pub enum TroubleKind: Data {
        /// No email arrives.
        NoEmail = "no-email",
        /// The link of an email does not work.
        Link = "link",
        /// The password is not accepted.
        Password = "password",
        /// Something else.
        Other = "other",
    }
}

impl Realm {
    /// Opens a case for a visitor who cannot sign in. The plan does the same
    /// whether or not the address is registered.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// let trouble = Trouble {
    ///     address: account.address.clone(),
    ///     kind: TroubleKind::NoEmail,
    ///     account: None,
    ///     explanation: None,
    /// };
    /// let (id, note) = (CaseId::from_bytes([5; 16]), "Since Monday.".parse()?);
    /// let plan = realm.report_trouble(id, trouble, Some(&account), Some(note), NOW);
    /// assert!(plan.messages.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn report_trouble(
        &self,
        id: CaseId,
        trouble: Trouble,
        account: Option<&Account>,
        note: Option<Note>,
        now: Timestamp,
    ) -> Plan {
        let trouble = Trouble {
            account: account.map(|account| account.id),
            ..trouble
        };
        let step = Step::new(EventKind::CaseOpened, Actor::Visitor, now).with(note);
        let company = account.and_then(|account| account.company);
        let matter = Matter::Trouble(trouble);
        let due_at = now + self.case_times.desk;
        Plan::open(Case::open(id, company, matter, due_at, step))
    }
}
