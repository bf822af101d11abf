use crate::id::{AccountId, CaseId, CompanyId, OperatorId};

/// The identity of the subject of an event or a message.
///
/// # Examples
///
/// ```
/// use genkan::audit_log::SubjectId;
/// use genkan::id::CaseId;
///
/// let subject = SubjectId::from(CaseId::from_bytes([1; 16]));
/// // A store keeps both parts.
/// assert_eq!(SubjectId::from_parts(subject.code(), subject.id()), Some(subject));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every subject")]
pub enum SubjectId {
    /// An account.
    Account(AccountId),
    /// A case of the support desk.
    Case(CaseId),
    /// A company.
    Company(CompanyId),
    /// An operator.
    Operator(OperatorId),
}

impl SubjectId {
    /// The stable code: `account`, `case`, `company` or `operator`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Case(_) => "case",
            Self::Company(_) => "company",
            Self::Operator(_) => "operator",
        }
    }

    /// The bytes of the identity.
    #[must_use]
    pub const fn id(self) -> [u8; 16] {
        match self {
            Self::Account(id) => id.to_bytes(),
            Self::Case(id) => id.to_bytes(),
            Self::Company(id) => id.to_bytes(),
            Self::Operator(id) => id.to_bytes(),
        }
    }

    /// The subject with this [`code`](Self::code) and this [`id`](Self::id).
    #[must_use]
    pub fn from_parts(code: &str, id: [u8; 16]) -> Option<Self> {
        match code {
            "account" => Some(Self::Account(AccountId::from_bytes(id))),
            "case" => Some(Self::Case(CaseId::from_bytes(id))),
            "company" => Some(Self::Company(CompanyId::from_bytes(id))),
            "operator" => Some(Self::Operator(OperatorId::from_bytes(id))),
            _ => None,
        }
    }
}

impl From<AccountId> for SubjectId {
    fn from(id: AccountId) -> Self {
        Self::Account(id)
    }
}

impl From<CaseId> for SubjectId {
    fn from(id: CaseId) -> Self {
        Self::Case(id)
    }
}

impl From<CompanyId> for SubjectId {
    fn from(id: CompanyId) -> Self {
        Self::Company(id)
    }
}

impl From<OperatorId> for SubjectId {
    fn from(id: OperatorId) -> Self {
        Self::Operator(id)
    }
}
