//! Identities: 128 random bits each, chosen by the caller, which never change
//! and reveal nothing.
//!
//! A caller that has identities of its own, such as the numbers or UUIDs of its
//! table of users, converts them: see [`AccountId`].

/// The error of an identity's `FromStr`.
///
/// # Examples
///
/// ```
/// use genkan::id::AccountId;
///
/// assert!("0123456789abcdef0123456789abcdef".parse::<AccountId>().is_ok());
/// let error = "67e55044-10b1".parse::<AccountId>().unwrap_err();
/// assert!(error.to_string().contains("hexadecimal digits"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("an identity is lower-case hexadecimal digits of a fixed number")]
pub struct InvalidId(pub(crate) ());

/// Declares an identity of 16 bytes: `id! { /// Docs. pub struct Name; }`, or a
/// digest of another length: `id! { /// Docs. pub struct Name[32]; }`.
///
/// The type has `from_bytes` and `to_bytes`. `Display` and `FromStr` use 32
/// lower-case hexadecimal digits.
macro_rules! id {
    ($(#[$meta:meta])* pub struct $Name:ident;) => {
        $crate::id::id! { $(#[$meta])* pub struct $Name[16]; }
    };
    ($(#[$meta:meta])* pub struct $Name:ident[$length:literal];) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $Name([u8; Self::LENGTH]);

        impl $Name {
            /// The length in bytes.
            pub const LENGTH: usize = $length;

            /// Returns the identity with these bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
                Self(bytes)
            }

            /// Returns the bytes of the identity.
            #[must_use]
            pub const fn to_bytes(self) -> [u8; Self::LENGTH] {
                self.0
            }
        }

        impl ::core::fmt::Display for $Name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&$crate::hex::Hex(&self.0), f)
            }
        }

        impl ::core::fmt::Debug for $Name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::write!(f, "{}({self})", ::core::stringify!($Name))
            }
        }

        impl ::core::str::FromStr for $Name {
            type Err = $crate::id::InvalidId;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                $crate::hex::parse(text).map(Self).ok_or($crate::id::InvalidId(()))
            }
        }

        $crate::text_data::text_data!($Name);
    };
}

pub(crate) use id;

/// Converts an identity of 16 bytes from and to numbers and the bytes of a UUID.
///
/// The number is in the last bytes, the highest byte first, and the bytes before
/// it are zero. So equal numbers of different types are the same identity, except
/// negative ones, which are as large as their bits.
macro_rules! from_numbers {
    ($($Name:ident)+) => {$(
        from_numbers!(@number $Name i32 u32);
        from_numbers!(@number $Name u32 u32);
        from_numbers!(@number $Name i64 u64);
        from_numbers!(@number $Name u64 u64);

        impl From<u128> for $Name {
            fn from(number: u128) -> Self {
                Self(number.to_be_bytes())
            }
        }

        impl From<$Name> for u128 {
            fn from(id: $Name) -> Self {
                Self::from_be_bytes(id.0)
            }
        }

        impl From<[u8; 16]> for $Name {
            fn from(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
        }

        impl From<$Name> for [u8; 16] {
            fn from(id: $Name) -> Self {
                id.0
            }
        }
    )+};
    (@number $Name:ident $number:ident $bits:ident) => {
        impl From<$number> for $Name {
            fn from(number: $number) -> Self {
                Self::from(u128::from($bits::from_be_bytes(number.to_be_bytes())))
            }
        }

        /// Fails if the identity was not made from such a number.
        impl TryFrom<$Name> for $number {
            type Error = NotANumber;

            fn try_from(id: $Name) -> Result<Self, NotANumber> {
                let number = $bits::try_from(u128::from(id)).map_err(|_| NotANumber(()))?;
                Ok(Self::from_be_bytes(number.to_be_bytes()))
            }
        }
    };
}

from_numbers!(AccountId CompanyId OperatorId);

/// The error of `i64::try_from` of an identity, and of the same for `u64`, `i32`
/// and `u32`.
///
/// # Examples
///
/// ```
/// use genkan::id::AccountId;
///
/// let id = AccountId::from_bytes([1; 16]);
/// let error = i64::try_from(id).unwrap_err();
/// assert_eq!(error.to_string(), "the identity is not a number of this size");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the identity is not a number of this size")]
pub struct NotANumber(());

id! {
    /// The identity of an account, for life. A person who is registered again
    /// after a removal gets a new account with a new identity.
    ///
    /// It can also be a number or a UUID of the caller's own table:
    ///
    /// ```
    /// use genkan::id::AccountId;
    ///
    /// let id = AccountId::from(7_i64);
    /// assert_eq!(i64::try_from(id), Ok(7));
    ///
    /// let uuid = 0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8_u128; // Uuid::as_u128
    /// let id = AccountId::from(uuid);
    /// assert_eq!(u128::from(id), uuid); // Uuid::from_u128
    /// assert_eq!(<[u8; 16]>::from(id), uuid.to_be_bytes()); // Uuid::from_bytes
    /// assert!(i64::try_from(id).is_err()); // no number that fits
    /// ```
    pub struct AccountId;
}

id! {
    /// The identity of a customer company.
    pub struct CompanyId;
}

id! {
    /// The identity of an operator of the support desk.
    pub struct OperatorId;
}

impl OperatorId {
    /// Returns the identity of the operator's account, which has the same bytes.
    #[must_use]
    pub const fn account(self) -> AccountId {
        AccountId::from_bytes(self.to_bytes())
    }
}

id! {
    /// The identity of a message in the outbox, chosen by the store. It becomes
    /// the Message-ID, the same for every attempt.
    pub struct MessageId;
}

id! {
    /// The identity of a case of the support desk.
    pub struct CaseId;
}

id! {
    /// The identity of a plan, chosen by the caller, under which a store
    /// remembers that the plan was committed. It should begin with the time, so
    /// that a database adds it at the end of its index.
    pub struct PlanId;
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro declares public types")]
mod tests {
    use alloc::format;
    use alloc::string::ToString as _;

    use super::{AccountId, InvalidId, NotANumber};

    id! {
        /// An identity for the tests.
        pub struct ThingId;
    }

    #[test]
    fn an_identity_is_a_number_of_the_callers() {
        for number in [0, 1, 7, i64::MAX, -1, i64::MIN] {
            assert_eq!(i64::try_from(AccountId::from(number)), Ok(number));
        }
        for number in [0, 1, 7, u64::MAX] {
            let id = AccountId::from(number);
            assert_eq!(u64::try_from(id), Ok(number));
            assert_eq!(u128::from(id), u128::from(number));
        }
        for number in [0, 1, 7, i32::MAX, -1, i32::MIN] {
            assert_eq!(i32::try_from(AccountId::from(number)), Ok(number));
        }
        for number in [0, 1, 7, u32::MAX] {
            let id = AccountId::from(number);
            assert_eq!(u32::try_from(id), Ok(number));
            assert_eq!(u64::try_from(id), Ok(number.into()));
        }
        assert_eq!(
            u32::try_from(AccountId::from(1_u64 << 32)),
            Err(NotANumber(()))
        );
        let seven = AccountId::from(7_u64);
        assert_eq!(seven, AccountId::from(7));
        assert_eq!(seven, AccountId::from(7_i64));
        assert_eq!(seven, AccountId::from(7_u128));
        assert_eq!(seven.to_string(), "00000000000000000000000000000007");
        for number in [1 << 64, u128::MAX] {
            let id = AccountId::from(number);
            assert_eq!(u128::from(id), number);
            assert_eq!(i64::try_from(id), Err(NotANumber(())));
            assert_eq!(u64::try_from(id), Err(NotANumber(())));
        }
    }

    #[test]
    fn an_identity_has_one_text() {
        let id = ThingId::from_bytes(*b"\0\x01\x7f\x80\xff\xabcdefghijkl");
        let text = "00017f80ffab636465666768696a6b6c";
        assert_eq!(id.to_bytes()[..6], [0, 1, 0x7f, 0x80, 0xff, 0xab]);
        assert_eq!(id.to_string(), text);
        assert_eq!(format!("{id:?}"), format!("ThingId({text})"));
        assert_eq!(text.parse(), Ok(id));
        for other in [
            "",
            &text[1..],
            &text[2..],
            &text.to_uppercase(),
            &text.replace("00", "0g"),
            &format!("{text}0"),
            &format!("{text}00"),
        ] {
            assert_eq!(other.parse::<ThingId>(), Err(InvalidId(())), "{other}");
        }
    }
}
