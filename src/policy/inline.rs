use alloc::vec::Vec;

/// Up to `N` values in place, any number on the heap.
#[derive(Clone, Debug)]
pub(crate) enum Inline<T, const N: usize> {
    Here([T; N], usize),
    Heap(Vec<T>),
}

impl<T: Copy + Default, const N: usize> Inline<T, N> {
    /// The value is not passed on before its place is known: it stays in
    /// registers that way.
    #[inline]
    pub(crate) fn push(&mut self, value: T) {
        if matches!(self, Self::Here(_, length) if *length >= N) {
            self.spill();
        }
        match self {
            Self::Here(values, length) => {
                if let Some(place) = values.get_mut(*length) {
                    *place = value;
                    *length += 1;
                }
            }
            Self::Heap(values) => values.push(value),
        }
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Self::Here(values, length) => values.get(..*length).unwrap_or_default(),
            Self::Heap(values) => values,
        }
    }

    /// Goes on on the heap.
    #[cold]
    fn spill(&mut self) {
        if let Self::Here(values, length) = self {
            let mut heap = Vec::with_capacity(2 * N);
            heap.extend_from_slice(values.get(..*length).unwrap_or_default());
            *self = Self::Heap(heap);
        }
    }
}

impl<T: Copy + Default, const N: usize> Default for Inline<T, N> {
    #[inline]
    fn default() -> Self {
        Self::Here([T::default(); N], 0)
    }
}
