//! The fields of a document that may be left out, because they have their
//! default.

/// Returns whether a field has the default of its type.
pub(super) fn is_default<T: Default + PartialEq>(field: &T) -> bool {
    *field == T::default()
}

/// Returns whether a number is one.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
pub(super) const fn is_one(number: &u32) -> bool {
    *number == 1
}
