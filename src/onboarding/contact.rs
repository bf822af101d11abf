use super::{InvalidName, Name};
use crate::address::{Address, InvalidAddress};
use crate::id::CompanyId;
use crate::language::Language;

/// The data of a person who may use the support center.
///
/// ```
/// use genkan::Language;
/// use genkan::onboarding::{Contact, InvalidContact};
///
/// let contact = Contact::new("山田 太郎", "taro@example.co.jp", None, Language::Ja)?;
/// assert_eq!(contact.address.domain(), "example.co.jp");
///
/// let invalid = Contact::new("山田 太郎", "taro", None, Language::Ja).unwrap_err();
/// assert_eq!(invalid.code(), "address-no-at");
/// # Ok::<(), InvalidContact>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must reach every importer"
)]
pub struct Contact {
    /// The person's name.
    pub name: Name,
    /// The address that email is sent to.
    pub address: Address,
    /// The customer company that the person belongs to, if any.
    pub company: Option<CompanyId>,
    /// The language of the emails.
    pub language: Language,
}

impl Contact {
    /// Returns the contact with these data, checked in the same way for the
    /// command line, a file, a page and an API.
    ///
    /// # Errors
    ///
    /// [`InvalidContact`], which names the first field at fault.
    pub fn new(
        name: &str,
        address: &str,
        company: Option<CompanyId>,
        language: Language,
    ) -> Result<Self, InvalidContact> {
        Ok(Self {
            name: name.parse()?,
            address: address.parse()?,
            company,
            language,
        })
    }
}

/// Why a text is not accepted as a [`Contact`].
///
/// # Examples
///
/// ```
/// use genkan::Language;
/// use genkan::onboarding::{Contact, InvalidContact};
///
/// let invalid = Contact::new("", "taro@example.co.jp", None, Language::Ja).unwrap_err();
/// assert!(matches!(invalid, InvalidContact::Name(_)));
/// assert_eq!(invalid.code(), "invalid-name");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidContact {
    /// The name is not accepted.
    #[error(transparent)]
    Name(#[from] InvalidName),
    /// The address is not accepted.
    #[error(transparent)]
    Address(#[from] InvalidAddress),
}

impl InvalidContact {
    /// Returns the stable code of the cause.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name(invalid) => invalid.code(),
            Self::Address(invalid) => invalid.code(),
        }
    }
}
