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

/// Returns the form in which a search compares the names of companies: their
/// [`search_key`] without the legal form at the beginning. People who look for
/// 株式会社青空 type 青空.
///
/// ```
/// use genkan::onboarding::company_search_key;
///
/// assert_eq!(company_search_key("株式会社 青空"), "青空");
/// assert_eq!(company_search_key("㈱青空"), "青空");
/// assert_eq!(company_search_key("青空株式会社"), "青空株式会社");
/// assert!(company_search_key("学校法人 例学園").starts_with(&company_search_key("例")));
/// ```
#[cfg(feature = "unicode-normalization")]
#[must_use]
pub fn company_search_key(text: &str) -> String {
    let key = search_key(text);
    let form = LEGAL_FORMS.iter().find(|form| key.starts_with(**form));
    form.map_or_else(|| key.clone(), |form| key[form.len()..].into())
}

/// The legal forms that Japanese companies and corporations have before their name.
#[cfg(feature = "unicode-normalization")]
const LEGAL_FORMS: [&str; 25] = [
    "株式会社",
    "(株)",
    "有限会社",
    "(有)",
    "合同会社",
    "(同)",
    "合資会社",
    "合名会社",
    "一般社団法人",
    "一般財団法人",
    "公益社団法人",
    "公益財団法人",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
    "学校法人",
    "社会福祉法人",
    "宗教法人",
    "特定非営利活動法人",
    "npo法人",
    "国立大学法人",
    "公立大学法人",
    "地方独立行政法人",
    "国立研究開発法人",
    "独立行政法人",
];
