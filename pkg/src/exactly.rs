use alloc::vec::Vec;

/// A vector of so many values, with room for these and no more.
///
/// Nothing in the smaller module lets a vector grow, and so the code by which
/// they do, which is that of a rule, is not in it.
pub(crate) fn exactly<T>(length: usize, mut one: impl FnMut() -> T) -> Vec<T> {
    let mut values = Vec::with_capacity(length);
    let places = values.spare_capacity_mut().iter_mut().take(length);
    places.for_each(|place| _ = place.write(one()));
    // SAFETY: there is room for `length` values, and each was written.
    unsafe { values.set_len(length) };
    values
}

/// So many zeros.
#[inline(never)]
pub(crate) fn zeros(length: usize) -> Vec<u8> {
    exactly(length, || 0)
}
