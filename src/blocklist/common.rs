use super::CompactList;

/// Returns the list of this crate: passwords that are common in the world and
/// in Japan.
///
/// It has the most frequent ones of 8 and more characters, as OWASP ASVS 5.0
/// 6.2.4 requires (the 3,000 most frequent that match the policy), those of 6
/// and 7 that can be written with three kinds of characters, and Japanese
/// habits gathered by hand: names, words, reign years, clubs, keyboard walks.
/// `data/README.md` has sources and licences.
///
/// # Examples
///
/// ```
/// use genkan::blocklist::{self, Blocklist as _};
/// use genkan::policy::Context;
///
/// let list = blocklist::common();
/// assert!(list.contains("password1"));
/// assert!(list.contains("sakura123"));
/// assert!(!list.contains("blue7kite!"));
///
/// let context = Context::new().blocklist("common", &list);
/// # let _ = context;
/// ```
#[must_use]
pub const fn common() -> CompactList<'static> {
    COMMON
}

/// Read when it is compiled: a damaged list does not compile.
const COMMON: CompactList<'static> =
    match CompactList::from_bytes(include_bytes!("../../data/common.gbl")) {
        Ok(list) => list,
        Err(_) => panic!("data/common.gbl is not a list"),
    };
