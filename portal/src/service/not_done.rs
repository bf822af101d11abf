use genkan::address::Address;
use genkan::id::CaseId;
use genkan::onboarding::{Name, NoMessage, Refusal};
use genkan::time::Timestamp;

use super::error::converts;
use super::{Error, NotPermitted};
use crate::store;

/// Why a change that an operator ordered was not made.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The operator is not permitted to do it.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// The ceremony does not take place.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// No message is sent.
    #[error(transparent)]
    NoMessage(#[from] NoMessage),
    /// No case has this identity, or it is about another company.
    #[error("there is no such case")]
    CaseUnknown(CaseId),
    /// An operator must be named who does it.
    #[error("an operator must be named who does it")]
    OperatorNeeded,
    /// No company has this name.
    #[error("no company has this name")]
    CompanyUnknown(Name),
    /// A company has this name already.
    #[error("a company has this name already")]
    CompanyNameTaken(Name),
    /// No operator has this name.
    #[error("no operator has this name")]
    OperatorUnknown(Name),
    /// An operator has this name already.
    #[error("an operator has this name already")]
    OperatorNameTaken(Name),
    /// The address is that of an operator of the support desk.
    #[error("the address belongs to an operator of the support desk")]
    OperatorAddress(Address),
    /// Another account has the address.
    #[error("another account has the address")]
    AddressTaken(Address),
    /// The address was another account's until a short time ago, and its owner
    /// can still take it back, until this time.
    #[error("the former owner can still take the address back")]
    AddressReserved(Timestamp),
    /// Something underneath failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

converts!(NotDone, Failed: store::Error);
