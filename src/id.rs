//! Identities: 128 random bits each, chosen by the caller, which never change
//! and reveal nothing.

/// The error of an identity's `FromStr`.
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

        #[cfg(feature = "serde")]
        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> ::core::result::Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> ::core::result::Result<Self, D::Error> {
                let text = <::alloc::string::String as serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use id;

id! {
    /// The identity of an account, for life. A person who is registered again
    /// after a removal gets a new account with a new identity.
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

    use super::InvalidId;

    id! {
        /// An identity for the tests.
        pub struct ThingId;
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
