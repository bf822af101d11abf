use core::fmt;

use super::{Purpose, PurposeName, Reset};
use crate::time::Lifetime;

/// The name of a purpose that a caller has declared with
/// [`purposes!`](crate::purposes).
///
/// It is held in place, so a name that was read from a row needs no memory of
/// its own.
///
/// ```
/// use genkan::token::{OwnName, PurposeName};
///
/// let name = OwnName::new("magic-link").unwrap();
/// assert_eq!(PurposeName::from_code("magic-link"), Some(PurposeName::Own(name)));
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OwnName([u8; Self::MAX_LENGTH]);

impl OwnName {
    /// The greatest length in bytes.
    pub const MAX_LENGTH: usize = 24;

    /// Returns the name with this text: 1 to 24 of `a-z`, `0-9` and `-`, of
    /// which the first is a letter. `None` if it is something else, or the code of
    /// a purpose of this crate.
    ///
    /// ```
    /// use genkan::token::OwnName;
    ///
    /// assert_eq!(OwnName::new("magic-link").unwrap().as_str(), "magic-link");
    /// assert!(OwnName::new("Magic link").is_none());
    /// assert!(OwnName::new("reset").is_none());
    /// ```
    #[must_use]
    pub const fn new(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        if text.is_empty() || text.len() > Self::MAX_LENGTH || !text[0].is_ascii_lowercase() {
            return None;
        }
        let mut name = [0; Self::MAX_LENGTH];
        let mut at = 0;
        while at < text.len() {
            if !matches!(text[at], b'a'..=b'z' | b'0'..=b'9' | b'-') {
                return None;
            }
            name[at] = text[at];
            at += 1;
        }
        let mut at = 0;
        while at < PurposeName::ALL.len() {
            if is_same(text, PurposeName::ALL[at].code().as_bytes()) {
                return None;
            }
            at += 1;
        }
        Some(Self(name))
    }

    /// Returns the text of the name.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        let mut length = 0;
        while length < Self::MAX_LENGTH && self.0[length] != 0 {
            length += 1;
        }
        match core::str::from_utf8(self.0.split_at(length).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

impl fmt::Display for OwnName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for OwnName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnName({self})")
    }
}

/// What [`purposes!`](crate::purposes) implements.
#[doc(hidden)]
pub trait OwnPurpose {
    const OWN: Own;
}

/// The parts of a purpose of a caller's own.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Own {
    pub(super) name: OwnName,
    pub(super) prefix: &'static str,
    pub(super) lifetime: Lifetime,
    pub(super) per_principal: u32,
}

impl Own {
    /// Returns the parts. Only [`purposes!`](crate::purposes) calls it, in a
    /// constant, so a wrong part is an error of the compiler.
    #[must_use]
    #[expect(clippy::panic, reason = "the compiler evaluates every call")]
    pub const fn new(
        name: &str,
        prefix: &'static str,
        lifetime_seconds: u64,
        per_principal: u32,
    ) -> Self {
        let Some(name) = OwnName::new(name) else {
            panic!(
                "the name of a purpose is 1 to 24 of a-z, 0-9 and -, begins with a letter, \
                 and is not the name of a purpose of genkan"
            )
        };
        assert!(
            is_prefix(prefix.as_bytes()),
            "the prefix of a purpose is 8 of a-z, 0-9 and _, begins with a letter, ends with _, \
             and does not begin with gkn_"
        );
        let Some(lifetime) = Lifetime::from_seconds(lifetime_seconds) else {
            panic!("the lifetime of a purpose is 1 second to 30 days")
        };
        assert!(
            1 <= per_principal && per_principal <= PurposeName::Own(name).per_principal(),
            "a principal has 1 to 50 tokens of a purpose at most"
        );
        Self {
            name,
            prefix,
            lifetime,
            per_principal,
        }
    }

    /// Fails if two purposes have the same name or the same prefix.
    pub const fn assert_distinct(all: &[Self]) {
        let mut one = 0;
        while one < all.len() {
            let mut other = one + 1;
            while other < all.len() {
                assert!(
                    !is_same(&all[one].name.0, &all[other].name.0),
                    "two purposes have the same name"
                );
                assert!(
                    !is_same(all[one].prefix.as_bytes(), all[other].prefix.as_bytes()),
                    "two purposes have the same prefix"
                );
                other += 1;
            }
            one += 1;
        }
    }
}

/// Declares purposes of the caller's own, such as an invitation or a magic link.
///
/// Each becomes a type that implements [`Purpose`](crate::token::Purpose), with
/// the guarantees of the crate's purposes: a token of it serves nothing else,
/// belongs to one principal and one address, and expires.
///
/// ```
/// use genkan::token::{Purpose as _, Token};
///
/// genkan::purposes! {
///     /// Lets its bearer join a team.
///     pub enum Invitation {
///         name: "invitation",
///         prefix: "app_inv_",
///         lifetime_seconds: 7 * 24 * 60 * 60,
///         per_principal: 20,
///     }
///     /// Signs its bearer in once.
///     pub enum MagicLink {
///         name: "magic-link",
///         prefix: "app_mgc_",
///         lifetime_seconds: 10 * 60,
///         per_principal: 5,
///     }
/// }
///
/// # use genkan::id::AccountId;
/// # use genkan::time::Timestamp;
/// # use genkan::token::{Issued, Key, KeyId, Keyring, Links};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1); // in production: the system's generator
/// # let now = Timestamp::from_unix_seconds(1_800_000_000);
/// let links = Links::new("example.com", Keyring::new(Key::new(KeyId::new(1), [7; 32])));
/// let Issued { token, record } =
///     links.issue::<Invitation>(AccountId::from(7_i64), "taro@example.co.jp", now, &mut rng);
/// assert!(token.expose().as_str().starts_with(Invitation::PREFIX));
/// assert_eq!(record.purpose.code(), "invitation"); // a column of the table
/// ```
///
/// - `name`: 1 to 24 of `a-z`, `0-9` and `-`; the first is a letter.
/// - `prefix`: 8 of `a-z`, `0-9` and `_`; the first is a letter, and the last is
///   `_`. Prefixes that begin with `gkn_` are reserved for the crate.
/// - `lifetime_seconds`: at most 30 days.
/// - `per_principal`: at most 50. The statement
///   [`keep`](crate::token::sql::Statements::keep) deletes older tokens.
///
/// **Declare all purposes of a program in one invocation.** It compiles only if
/// all names and all prefixes differ. The macro cannot compare two invocations,
/// and two purposes with the same name and prefix would accept each other's
/// tokens. If a later version of the crate adds a purpose with the name of yours,
/// your program no longer compiles; no token changes its meaning.
///
/// # What does not compile
///
/// A proof of a purpose of one's own sets no password and signs nobody in:
///
/// ```compile_fail,E0277
/// # genkan::purposes! { enum Invitation { name: "invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 } }
/// # use genkan::onboarding::{Account, NewPassword, Realm};
/// # use genkan::{time::Timestamp, token::Verified};
/// fn wrong(realm: &Realm, account: &Account, proof: &Verified<Invitation>, new: NewPassword, now: Timestamp) {
///     let mut rng = rand_chacha::rand_core::UnwrapErr(getrandom::SysRng);
///     realm.set_password(account, proof, new, now, &mut rng);
/// }
/// ```
///
/// ```compile_fail,E0277
/// # genkan::purposes! { enum Invitation { name: "invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 } }
/// # use genkan::onboarding::SignedIn;
/// fn wrong(signed_in: SignedIn<Invitation>) {}
/// ```
///
/// ```compile_fail,E0277
/// # genkan::purposes! { enum Invitation { name: "invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 } }
/// impl genkan::token::SetsPassword for Invitation {}
/// ```
///
/// ```compile_fail,E0277
/// # genkan::purposes! { enum Invitation { name: "invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 } }
/// impl genkan::token::SignsIn for Invitation {}
/// ```
///
/// ```compile_fail,E0308
/// # genkan::purposes! { enum Invitation { name: "invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 } }
/// # use genkan::token::{Reset, Verified};
/// # fn follow(proof: Verified<Reset>) {}
/// fn wrong(proof: Verified<Invitation>) { follow(proof) }
/// ```
///
/// Names and prefixes that are malformed, those of the crate, and those that are
/// used twice:
///
/// ```compile_fail,E0080
/// genkan::purposes! { enum Wrong { name: "Invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 } }
/// ```
///
/// ```compile_fail,E0080
/// genkan::purposes! { enum Wrong { name: "an-invitation-to-join-us", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 }
///     enum TooLong { name: "an-invitation-to-join-us-", prefix: "app_two_", lifetime_seconds: 60, per_principal: 1 } }
/// ```
///
/// ```compile_fail,E0080
/// genkan::purposes! { enum Wrong { name: "reset", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 } }
/// ```
///
/// ```compile_fail,E0080
/// genkan::purposes! { enum Wrong { name: "invitation", prefix: "app_i_", lifetime_seconds: 60, per_principal: 1 } }
/// ```
///
/// ```compile_fail,E0080
/// genkan::purposes! { enum Wrong { name: "invitation", prefix: "gkn_inv_", lifetime_seconds: 60, per_principal: 1 } }
/// ```
///
/// ```compile_fail,E0080
/// genkan::purposes! {
///     enum One { name: "invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 }
///     enum Other { name: "invitation", prefix: "app_oth_", lifetime_seconds: 60, per_principal: 1 }
/// }
/// ```
///
/// ```compile_fail,E0080
/// genkan::purposes! {
///     enum One { name: "invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 }
///     enum Other { name: "other", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 1 }
/// }
/// ```
///
/// A lifetime that is zero or longer than 30 days, and a number of tokens that is
/// zero or greater than 50:
///
/// ```compile_fail,E0080
/// genkan::purposes! { enum Wrong { name: "invitation", prefix: "app_inv_", lifetime_seconds: 31 * 24 * 60 * 60, per_principal: 1 } }
/// ```
///
/// ```compile_fail,E0080
/// genkan::purposes! { enum Wrong { name: "invitation", prefix: "app_inv_", lifetime_seconds: 60, per_principal: 51 } }
/// ```
#[macro_export]
macro_rules! purposes {
    ($(
        $(#[$meta:meta])*
        $visibility:vis enum $Name:ident {
            name: $name:expr,
            prefix: $prefix:expr,
            lifetime_seconds: $seconds:expr,
            per_principal: $most:expr $(,)?
        }
    )+) => {
        $(
            $(#[$meta])*
            #[derive(Debug)]
            #[allow(clippy::exhaustive_enums)]
            $visibility enum $Name {}

            impl $crate::token::OwnPurpose for $Name {
                const OWN: $crate::token::Own =
                    $crate::token::Own::new($name, $prefix, $seconds, $most);
            }
        )+

        const _: () = $crate::token::Own::assert_distinct(&[
            $(<$Name as $crate::token::OwnPurpose>::OWN),+
        ]);
    };
}

const fn is_prefix(prefix: &[u8]) -> bool {
    if prefix.len() != Reset::PREFIX.len() || !prefix[0].is_ascii_lowercase() {
        return false;
    }
    let mut at = 0;
    while at < prefix.len() {
        if !matches!(prefix[at], b'a'..=b'z' | b'0'..=b'9' | b'_') {
            return false;
        }
        at += 1;
    }
    prefix[prefix.len() - 1] == b'_' && !is_same(prefix.split_at(4).0, b"gkn_")
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}
