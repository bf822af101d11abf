#[cfg(feature = "unicode-normalization")]
use alloc::string::String;

use crate::id::CompanyId;

/// Which contacts an operator looks for. Contacts who are removed are not found.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// // What an operator types is an address or a name.
/// let text = "taro@";
/// let search = match text.contains('@') {
///     true => ContactSearch::Address(text),
///     false => ContactSearch::Name(text),
/// };
/// // `store.search_contacts(search, &operator.companies, None, 50)` finds them.
/// assert_eq!(search, ContactSearch::Address("taro@"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must answer every search")]
pub enum ContactSearch<'s> {
    /// The contacts whose address begins with this text. The case of letters
    /// does not matter.
    Address(&'s str),
    /// The contacts whose name begins with this text, by [`search_key`].
    Name(&'s str),
    /// The contacts of a company.
    Company(CompanyId),
    /// The contacts of a company who are [managers](super::Account::is_manager).
    Managers(CompanyId),
}

/// Returns the form in which a search compares names: caseless, independent of
/// width, and without spaces.
///
/// ```
/// use genkan::onboarding::search_key;
///
/// assert_eq!(search_key("山田　太郎"), search_key("山田 太郎"));
/// assert_eq!(search_key("ＡＢＣ商事"), search_key("abc商事"));
/// assert!(search_key("山田 太郎").starts_with(&search_key("山田")));
/// ```
#[cfg(feature = "unicode-normalization")]
#[must_use]
pub fn search_key(text: &str) -> String {
    use crate::text::{Tables, Unicode as _};

    let mut key = Tables.fold(text);
    key.retain(|c| !c.is_whitespace());
    key
}
