//! Stable codes: the text by which a database, a log or a program names the
//! variant of an enum.

/// The error of the `FromStr` of an enum with codes.
///
/// # Examples
///
/// ```
/// use genkan::audit_log::EventKind;
///
/// assert_eq!("password-set".parse(), Ok(EventKind::PasswordSet));
/// let error = "password-sett".parse::<EventKind>().unwrap_err();
/// assert_eq!(error.to_string(), "the code is unknown");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the code is unknown")]
pub struct UnknownCode(pub(crate) ());

/// Declares an enum without fields whose variants have stable codes:
///
/// ```text
/// codes! {
///     /// Docs.
///     #[non_exhaustive]
///     pub enum Colour {
///         /// Docs.
///         Red = "red",
///     }
/// }
/// ```
///
/// The enum has `ALL`, `code` and `from_code`. `Display` and `FromStr` use the
/// code. `pub enum Colour: Data` also implements the traits of serde, as its
/// code. `pub enum Colour: Error` declares an error: its `Display` is the
/// `#[error("…")]` of each variant, and it has no `FromStr`.
macro_rules! codes {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident {
            $($(#[$variant_meta:meta])* $Variant:ident = $code:literal,)+
        }
    ) => {
        $crate::code::codes! {
            @declare $(#[$meta])*
            pub enum $Name { $($(#[$variant_meta])* $Variant = $code,)+ }
        }

        impl ::core::fmt::Display for $Name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.code())
            }
        }

        impl ::core::str::FromStr for $Name {
            type Err = $crate::code::UnknownCode;

            fn from_str(code: &str) -> ::core::result::Result<Self, Self::Err> {
                Self::from_code(code).ok_or($crate::code::UnknownCode(()))
            }
        }
    };
    (
        $(#[$meta:meta])*
        pub enum $Name:ident: Data {
            $($(#[$variant_meta:meta])* $Variant:ident = $code:literal,)+
        }
    ) => {
        $crate::code::codes! {
            $(#[$meta])*
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            pub enum $Name {
                $(
                    $(#[$variant_meta])*
                    #[cfg_attr(feature = "serde", serde(rename = $code))]
                    $Variant = $code,
                )+
            }
        }
    };
    (
        $(#[$meta:meta])*
        pub enum $Name:ident: Error {
            $($(#[$variant_meta:meta])* $Variant:ident = $code:literal,)+
        }
    ) => {
        $crate::code::codes! {
            @declare $(#[$meta])* #[derive(::thiserror::Error)]
            pub enum $Name { $($(#[$variant_meta])* $Variant = $code,)+ }
        }
    };
    (
        @declare $(#[$meta:meta])*
        pub enum $Name:ident {
            $($(#[$variant_meta:meta])* $Variant:ident = $code:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum $Name { $($(#[$variant_meta])* $Variant,)+ }

        impl $Name {
            /// Every variant.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$Variant),+];

            /// Returns the stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$Variant => $code,)+
                }
            }

            /// Returns the variant with that [`code`](Self::code).
            #[must_use]
            pub fn from_code(code: &str) -> ::core::option::Option<Self> {
                match code {
                    $($code => ::core::option::Option::Some(Self::$Variant),)+
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
}

pub(crate) use codes;

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro declares public types")]
mod tests {
    use alloc::string::ToString as _;

    use super::UnknownCode;

    codes! {
        /// An enum for the tests.
        #[non_exhaustive]
        pub enum Colour {
            /// Red.
            Red = "red",
            /// Blue.
            Blue = "light-blue",
        }
    }

    codes! {
        /// An error for the tests.
        #[non_exhaustive]
        pub enum Fault: Error {
            /// One.
            #[error("something went wrong")]
            One = "one",
        }
    }

    #[test]
    fn a_code_is_the_text_of_a_variant() {
        assert_eq!(Colour::ALL, [Colour::Red, Colour::Blue]);
        for colour in Colour::ALL {
            assert_eq!(Colour::from_code(colour.code()), Some(colour));
            assert_eq!(colour.to_string(), colour.code());
            assert_eq!(colour.code().parse(), Ok(colour));
        }
        assert_eq!(Colour::Blue.code(), "light-blue");
        assert_eq!("Red".parse::<Colour>(), Err(UnknownCode(())));
    }

    #[test]
    fn an_error_has_a_code_and_a_sentence() {
        assert_eq!(Fault::ALL, [Fault::One]);
        assert_eq!(Fault::One.code(), "one");
        assert_eq!(Fault::from_code("one"), Some(Fault::One));
        assert_eq!(Fault::One.to_string(), "something went wrong");
    }
}
