use core::fmt;

use super::{Guard, Name, PasswordHash};
use crate::address::Address;
use crate::audit_log::Actor;
use crate::code::codes;
use crate::id::{AccountId, CompanyId, OperatorId};
use crate::language::Language;
use crate::limit::AccountToLimit;
use crate::time::Timestamp;
use crate::token::{Principal, PurposeName, Subject};

/// The account of one registered person, for life: a contact, or an operator of
/// the support desk.
///
/// If the person's address changes, the account stays. If another person takes
/// over, this account ends and the other person gets an account of their own.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let realm = realm();
/// let contact = Contact::new("山田 太郎", "taro@example.co.jp", None, Language::Ja)?;
/// let id = AccountId::from_bytes([1; 16]); // random
/// let plan = realm.register(contact, id, OPERATOR, NOW);
/// let account = plan.account().unwrap();
/// assert_eq!((account.kind, account.revision), (AccountKind::Contact, 1));
/// // No address or name in a log:
/// assert!(!format!("{account:?}").contains("taro"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Account {
    /// The identity. A person who is registered again after a removal gets a
    /// new one.
    pub id: AccountId,
    /// Counts the changes, from 1. A plan is committed only if the account
    /// still has the revision that the plan was made for.
    pub revision: u64,
    /// Whether the person is a contact or an operator, for life.
    pub kind: AccountKind,
    /// The person's name, for emails and pages.
    pub name: Name,
    /// The address that email is sent to.
    pub address: Address,
    /// The customer company, if any.
    pub company: Option<CompanyId>,
    /// Whether the contact may confirm requests of the company's contacts.
    pub is_manager: bool,
    /// The language of emails.
    pub language: Language,
    /// The state.
    pub state: State,
    /// When the account was registered.
    pub registered_at: Timestamp,
    /// When the password, or the last one before it ended, was set here; `None` if
    /// there was none, or if it was set in another system.
    pub password_set_at: Option<Timestamp>,
    /// When the person was sent a notice of the registration, if at all. Then
    /// a first link request is expected.
    pub notified_at: Option<Timestamp>,
    /// The last revision that ended the links. A link that was requested
    /// before it is no longer sent.
    pub links_ended_at: u64,
    /// When a link was last requested. The [limits](crate::limit) use it to
    /// recognise a repeated request.
    pub link_requested_at: Option<Timestamp>,
    /// When a link that had been used was last [opened
    /// again](super::Realm::note_used_again).
    pub link_used_again_at: Option<Timestamp>,
    /// Since when email to the present address cannot be delivered, as a mail
    /// server has reported. Links are still sent: the mailbox may work again.
    pub undeliverable_since: Option<Timestamp>,
    /// The address that will replace the present one once it is proven.
    pub replacement: Option<Replacement>,
    /// The address that the present one has replaced.
    pub former: Option<Former>,
    /// The account of the person who took over.
    pub successor: Option<AccountId>,
}

codes! {
    /// Whose account it is, and so where the person can sign in.
    #[expect(clippy::exhaustive_enums, reason = "every page must decide for each kind")]
    pub enum AccountKind {
        /// A contact of a customer company.
        Contact = "contact",
        /// An operator of the support desk. The account and the
        /// [operator](super::Operator) have the same bytes of identity.
        Operator = "operator",
    }
}

/// The state of an account.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let account = registered();
/// assert_eq!(account.state.code(), "registered"); // a column of the table
/// let State::Registered { expires_at } = account.state else { panic!("registered") };
/// assert_eq!(expires_at, NOW + realm().registration_lifetime);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every state")]
pub enum State {
    /// The account was registered and has no password, so the contact cannot
    /// sign in.
    Registered {
        /// The first second at which the registration has expired. From then
        /// on no link is sent or accepted until an operator renews it.
        expires_at: Timestamp,
    },
    /// A password is set.
    Active {
        /// The hash of the password.
        password: PasswordHash,
    },
    /// The account is on hold: the contact cannot sign in, and no link is sent
    /// or accepted.
    Held {
        /// Since when.
        since: Timestamp,
        /// The password that is restored at the release, if there was one.
        password: Option<PasswordHash>,
    },
    /// The account has ended. Its address may be registered again, as a new
    /// account.
    Removed {
        /// Since when.
        at: Timestamp,
    },
}

impl State {
    /// Returns the stable code: `registered`, `active`, `held` or `removed`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::Active { .. } => "active",
            Self::Held { .. } => "held",
            Self::Removed { .. } => "removed",
        }
    }

    /// Returns whether the account has ended.
    #[must_use]
    pub const fn is_removed(&self) -> bool {
        matches!(self, Self::Removed { .. })
    }
}

/// An address that is not proven yet. It receives only the link that proves it,
/// and cannot be used to sign in.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// # let (realm, account) = (realm(), active());
/// # let matched = matched(&account);
/// let address = "yamada@example.co.jp".parse()?;
/// # let session = proof::<Session>(&account);
/// let plan = realm.request_replacement(&account, &session, &matched, address, NOW)?;
/// let replacement = plan.account().unwrap().replacement.as_ref().unwrap();
/// assert_eq!(replacement.address.as_str(), "yamada@example.co.jp");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Replacement {
    /// The new address.
    pub address: Address,
    /// The revision of the account that introduced it.
    pub revision: u64,
    /// When it was requested.
    pub requested_at: Timestamp,
    /// The first second at which it can no longer be proven.
    pub expires_at: Timestamp,
}

/// The address that an account had before.
///
/// # Examples
///
/// ```
/// use genkan::onboarding::Former;
///
/// let former = Former {
///     address: "taro@old.example".parse()?,
///     revision: 3,
///     undo_until: None,
/// };
/// // An address is personal data.
/// assert!(!format!("{former:?}").contains("taro"));
/// # Ok::<(), genkan::address::InvalidAddress>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Former {
    /// The address.
    pub address: Address,
    /// The revision of the account that replaced it.
    pub revision: u64,
    /// The first second at which the change can no longer be undone; `None` if
    /// it cannot be undone at all.
    pub undo_until: Option<Timestamp>,
}

impl Account {
    /// Returns the subject of a token of this purpose at this time; `None` if
    /// the account has no use for such a token.
    ///
    /// This is the one place that decides whether a token may be issued and
    /// whether it is still accepted.
    #[must_use]
    pub fn subject<'s>(
        &'s self,
        purpose: PurposeName,
        realm: &'s str,
        now: Timestamp,
    ) -> Option<Subject<'s>> {
        self.addressee(purpose, now).map(|address| Subject {
            realm,
            principal: Principal::Account(self.id),
            address: address.as_str(),
        })
    }

    fn addressee(&self, purpose: PurposeName, now: Timestamp) -> Option<&Address> {
        use PurposeName as P;
        use State::{Active, Held, Registered, Removed};
        match (purpose, &self.state) {
            (_, Removed { .. }) => None,
            // A contact has no session at the support desk, and an operator no
            // other one and no company.
            (P::Session | P::Confirm | P::Object, _) if self.kind != AccountKind::Contact => None,
            (P::DeskSession | P::AwaitingFactor, _) if self.kind != AccountKind::Operator => None,
            // Only this link sets the first password, and it sets no later one.
            (P::FirstPassword, Registered { expires_at }) => {
                (now < *expires_at).then_some(&self.address)
            }
            (
                P::Reset | P::Session | P::DeskSession | P::AwaitingFactor | P::Device,
                Active { .. },
            )
            | (P::Decline, Registered { .. } | Active { .. })
            // A hold must not protect a stranger's password.
            | (P::Disown, Active { .. } | Held { password: Some(_), .. }) => Some(&self.address),
            (P::ProveAddress, Active { .. }) => self
                .replacement
                .as_ref()
                .filter(|replacement| now < replacement.expires_at)
                .map(|replacement| &replacement.address),
            (P::Confirm, Registered { .. } | Active { .. })
            // An objection counts whatever has happened to the account.
            | (P::Object, Registered { .. } | Active { .. } | Held { .. }) => Some(&self.address),
            // A hold must not keep a stolen account from its owner.
            (P::UndoAddress, _) => self
                .former
                .as_ref()
                .filter(|former| former.undo_until.is_some_and(|end| now < end))
                .map(|former| &former.address),
            _ => None,
        }
    }

    /// Returns the identity of the operator whose account it is; `None` for a
    /// contact's.
    #[must_use]
    pub const fn operator(&self) -> Option<OperatorId> {
        match self.kind {
            AccountKind::Contact => None,
            AccountKind::Operator => Some(OperatorId::from_bytes(self.id.to_bytes())),
        }
    }

    /// Returns the person as an actor, for the audit log.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match self.operator() {
            Some(operator) => Actor::Operator(operator),
            None => Actor::Contact(self.id),
        }
    }

    /// Returns until when the owner of an address can take it back, if it is
    /// this account's [former](Self::former) address and its replacement can
    /// still be undone.
    #[must_use]
    pub fn reserves(&self, address: &Address, now: Timestamp) -> Option<Timestamp> {
        let reserved = self.addressee(PurposeName::UndoAddress, now);
        reserved.filter(|reserved| *reserved == address)?;
        self.former.as_ref()?.undo_until
    }

    /// Returns the condition that the account has not changed.
    pub(super) fn unchanged(&self) -> Guard {
        Guard::Revision(self.id.into(), self.revision)
    }

    /// Returns what [`limit`](crate::limit) needs to know about the account.
    #[must_use]
    pub const fn to_limit(&self) -> AccountToLimit {
        AccountToLimit {
            id: self.id,
            company: self.company,
            link_requested_at: self.link_requested_at,
            is_expected: self.is_expected(),
        }
    }

    /// Returns whether the person was asked to set a password and has not
    /// requested a link yet.
    pub(super) const fn is_expected(&self) -> bool {
        matches!(self.state, State::Registered { .. })
            && self.notified_at.is_some()
            && self.link_requested_at.is_none()
    }

    /// Returns the account with the next revision and a change.
    pub(super) fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut account = self.clone();
        account.revision += 1;
        change(&mut account);
        account
    }

    /// Returns the account with the next revision and a change that ends the
    /// links. The plan revokes those that were sent; this ends those that wait
    /// to be sent. An account that is on hold has neither.
    pub(super) fn changed_without_links(&self, change: impl FnOnce(&mut Self)) -> Self {
        self.changed(|account| {
            change(account);
            if !matches!(self.state, State::Held { .. }) {
                account.links_ended_at = account.revision;
            }
        })
    }
}

/// Name and addresses are personal data. Logs show the identity instead.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("revision", &self.revision)
            .field("state", &self.state.code())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Replacement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replacement")
            .field("requested_at", &self.requested_at)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Former {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Former")
            .field("undo_until", &self.undo_until)
            .finish_non_exhaustive()
    }
}
