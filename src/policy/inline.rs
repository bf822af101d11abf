use alloc::vec::Vec;

/// Up to `N` values in place, any number on the heap.
#[derive(Clone, Debug)]
pub(crate) enum Inline<T, const N: usize> {
    Here([T; N], usize),
    Heap(Vec<T>),
}

impl<T: Copy + Default, const N: usize> Inline<T, N> {
    pub(crate) fn push(&mut self, value: T) {
        match self {
            Self::Here(values, length) => {
                if let Some(place) = values.get_mut(*length) {
                    *place = value;
                    *length += 1;
                } else {
                    let mut heap = Vec::with_capacity(2 * N);
                    heap.extend_from_slice(values);
                    heap.push(value);
                    *self = Self::Heap(heap);
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
}

impl<T: Copy + Default, const N: usize> Default for Inline<T, N> {
    fn default() -> Self {
        Self::Here([T::default(); N], 0)
    }
}
