use crate::token::PurposeName;

/// Which tokens of a principal end. Each variant ends everything that the one
/// before it ends.
///
/// An intruder who sets a password must not take the remedies from the owner,
/// so only the last variant ends them.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
/// # fn main() -> Result<(), Box<dyn Error>> {
/// assert!(Revocation::Links.ends(PurposeName::Reset));
/// assert!(!Revocation::Links.ends(PurposeName::Session));
/// assert!(Revocation::All.ends(PurposeName::Session));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a store must know every revocation"
)]
pub enum Revocation {
    /// The links that set a password or prove an address.
    Links,
    /// The sessions, too.
    Access,
    /// The known devices, too.
    Devices,
    /// The remedies, too: the links that undo, decline and disown.
    All,
}

impl Revocation {
    /// Returns whether tokens of this purpose end.
    #[must_use]
    pub const fn ends(self, purpose: PurposeName) -> bool {
        let least = match purpose {
            PurposeName::Reset
            | PurposeName::FirstPassword
            | PurposeName::ProveAddress
            | PurposeName::Own(_) => Self::Links,
            PurposeName::Session | PurposeName::DeskSession | PurposeName::AwaitingFactor => {
                Self::Access
            }
            PurposeName::Device => Self::Devices,
            PurposeName::UndoAddress
            | PurposeName::Decline
            | PurposeName::Disown
            | PurposeName::Confirm
            | PurposeName::Object => Self::All,
        };
        self as u8 >= least as u8
    }
}
