//! Changes of a text that lie within each other.

use std::ops::Range;

/// A text that was changed, and where in it each mutant is.
#[derive(Debug, Default)]
pub(super) struct Woven {
    pub(super) text: String,
    places: Vec<(Range<usize>, usize)>,
}

impl Woven {
    /// A text without a mutant.
    pub(super) fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            places: Vec::new(),
        }
    }

    /// The mutants that are there, the closest around it; none where it is in
    /// none.
    pub(super) fn around(&self, at: usize) -> Vec<usize> {
        let around = || self.places.iter().filter(|(range, _)| range.contains(&at));
        let smallest = around().map(|(range, _)| range.len()).min();
        around()
            .filter(|(range, _)| Some(range.len()) == smallest)
            .map(|(_, number)| *number)
            .collect()
    }

    /// The mutants that were woven in.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|(_, number)| *number)
    }
}

#[derive(Debug, Default)]
pub(super) struct Edits {
    inserts: Vec<Insert>,
    removed: Vec<Range<usize>>,
    wraps: Vec<(Range<usize>, Vec<usize>)>,
}

#[derive(Debug)]
struct Insert {
    at: usize,
    /// What comes first at one place: the ends of what is inside, then the
    /// beginnings of what is outside.
    rank: (u8, isize),
    text: String,
    number: Option<usize>,
}

impl Edits {
    pub(super) fn insert(&mut self, at: usize, number: usize, text: String) {
        let rank = (3, 0);
        let number = Some(number);
        self.inserts.push(Insert {
            at,
            rank,
            text,
            number,
        });
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        self.inserts.push(Insert {
            at: range.start,
            rank: (1, 0),
            text: text.to_owned(),
            number: None,
        });
        self.removed.push(range);
    }

    pub(super) fn wrap(
        &mut self,
        range: Range<usize>,
        numbers: &[usize],
        before: &str,
        after: &str,
    ) {
        // Those that came before are outside where both are of the same text.
        let order = self.wraps.len() as isize;
        let within = |far: usize| -(far as isize) * 4096;
        self.inserts.push(Insert {
            at: range.start,
            rank: (2, within(range.end) + order),
            text: before.to_owned(),
            number: None,
        });
        self.inserts.push(Insert {
            at: range.end,
            rank: (0, within(range.start) - order),
            text: after.to_owned(),
            number: None,
        });
        self.wraps.push((range, numbers.to_vec()));
    }

    /// `a += b`, which is no value: only the operator is another.
    pub(super) fn assign(
        &mut self,
        left: Range<usize>,
        right: Range<usize>,
        original: &str,
        mutants: &[(usize, String)],
    ) {
        let numbers: Vec<usize> = mutants.iter().map(|(number, _)| *number).collect();
        let whole = left.start..right.end;
        let mut after = String::from(") { (__one, __other) => ");
        for (number, to) in mutants {
            after += &format!("if crate::mutant::is({number}) {{ *__one {to} __other }} else ");
        }
        after += &format!("{{ *__one {original} __other }} }})");
        self.wrap(whole, &numbers, "(match (&mut (", &format!("){after}"));
        self.replace(left.end..right.start, "), (");
    }

    pub(super) fn apply(mut self, text: &str) -> Woven {
        self.inserts.sort_by_key(|insert| (insert.at, insert.rank));
        let mut woven = Woven::default();
        let mut moved = vec![(0, 0); self.wraps.len()];
        let mut inserts = self.inserts.iter().peekable();
        for at in 0..=text.len() {
            let start = woven.text.len();
            while let Some(insert) = inserts.next_if(|insert| insert.at == at) {
                let before = woven.text.len();
                woven.text += &insert.text;
                if let Some(number) = insert.number {
                    woven.places.push((before..woven.text.len(), number));
                }
            }
            let end = woven.text.len();
            for ((range, _), moved) in self.wraps.iter().zip(&mut moved) {
                if range.start == at {
                    moved.0 = start;
                }
                if range.end == at {
                    moved.1 = end;
                }
            }
            let is_removed = self.removed.iter().any(|range| range.contains(&at));
            if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next())
                && !is_removed
            {
                woven.text.push(c);
            }
        }
        for ((_, numbers), moved) in self.wraps.iter().zip(moved) {
            for number in numbers {
                woven.places.push((moved.0..moved.1, *number));
            }
        }
        woven
    }
}
