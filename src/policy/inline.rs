use alloc::vec::Vec;

/// Up to `N` values in place, any number on the heap.
#[derive(Clone, Debug)]
pub(crate) enum Inline<T, const N: usize> {
    Here([T; N], usize),
    Heap(Vec<T>),
}

impl<T: Copy + Default, const N: usize> Inline<T, N> {
    #[inline]
    pub(crate) fn push(&mut self, value: T) {
        if let Self::Here(values, length) = self
            && let Some(place) = values.get_mut(*length)
        {
            *place = value;
            *length += 1;
            return;
        }
        self.spill(value);
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Self::Here(values, length) => values.get(..*length).unwrap_or_default(),
            Self::Heap(values) => values,
        }
    }

    /// Goes on on the heap.
    #[cold]
    fn spill(&mut self, value: T) {
        let mut heap = match self {
            Self::Here(values, length) => values.get(..*length).unwrap_or_default().to_vec(),
            Self::Heap(values) => core::mem::take(values),
        };
        heap.push(value);
        *self = Self::Heap(heap);
    }
}

impl<T: Copy + Default, const N: usize> Default for Inline<T, N> {
    #[inline]
    fn default() -> Self {
        Self::Here([T::default(); N], 0)
    }
}
