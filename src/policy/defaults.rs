//! Which fields of a document may be left out: those that have their default.

/// Returns whether a field has the default of its type.
pub(super) fn is_default<T: Default + PartialEq>(field: &T) -> bool {
    *field == T::default()
}

/// The default of a number that counts at least one.
pub(super) const fn one() -> u32 {
    1
}

/// Returns whether a number is [`one`].
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
pub(super) const fn is_one(number: &u32) -> bool {
    *number == one()
}
