//! Words to be found in a folded text, such as the pieces of an address.
//!
//! There are two searches that find the same: a fast one, and for the browser a
//! small one.

#[cfg(not(target_family = "wasm"))]
mod fast;
#[cfg(not(target_family = "wasm"))]
mod marks;
#[cfg(not(target_family = "wasm"))]
mod short;
#[cfg(any(target_family = "wasm", test))]
mod small;

#[cfg(not(target_family = "wasm"))]
pub(crate) use fast::Words;
#[cfg(target_family = "wasm")]
pub(crate) use small::Words;

/// The length of UTF-8 in code points: each has one byte that goes on nothing.
pub(super) fn code_points(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use std::string::String;

    use super::{fast, small};
    use crate::text::Unicode;

    /// Only ASCII, and two signs of two bytes, one of them a letter.
    struct Few;

    impl Unicode for Few {
        fn prepare(&self, text: &str) -> String {
            text.into()
        }

        fn fold(&self, text: &str) -> String {
            text.to_lowercase()
        }
    }

    /// Texts of a few characters, so that words are found, overlap, and come
    /// at one place; the first of them has a number of its own.
    fn text(mut number: usize, characters: &[char]) -> String {
        let mut text = String::new();
        while number > 0 {
            number -= 1;
            text.push(characters[number % characters.len()]);
            number /= characters.len();
        }
        text
    }

    #[test]
    fn both_searches_find_the_same() {
        let characters = ['a', 'B', '.', 'é', '×'];
        let mut found = 0;
        for pair in 0..40_000 {
            // Numbers that have nothing to do with one another.
            let number = |prime: usize| pair * prime % 60_000;
            let texts = [number(7_919), number(10_007)].map(|number| text(number, &characters));
            let (mut fast, mut small) = (fast::Words::default(), small::Words::default());
            assert_eq!(fast.is_empty(), small.is_empty());
            for text in &texts {
                fast.add(&Few, text);
                small.add(&Few, text);
            }
            assert_eq!(fast.is_empty(), small.is_empty());
            let searched = text(number(15_485_863), &characters)
                .repeat(3)
                .to_lowercase();
            let searched = searched.as_bytes();
            for (min_whole, min_piece) in [(1, 1), (1, 3), (2, 2), (3, 3)] {
                let place = fast.find(searched, min_whole, min_piece);
                assert_eq!(
                    small.find(searched, min_whole, min_piece),
                    place,
                    "{texts:?}"
                );
                found += usize::from(place.is_some());
                let other = |byte| if byte == b'a' { b'b' } else { byte };
                let mapped = fast.mapped(other).find(searched, min_whole, min_piece);
                let small = small.clone().mapped(other);
                assert_eq!(
                    small.find(searched, min_whole, min_piece),
                    mapped,
                    "{texts:?}"
                );
            }
        }
        assert!(found > 10_000, "{found}");
    }
}
