use super::sequence_pattern::SequencePattern;

/// The rows of a keyboard from left to right, each as what its keys make
/// without and with shift, so that shift here and there hides no walk; for an
/// alphabet, the one row that it is.
///
/// Layers of a row stand key above key. A key without a character has [`NONE`].
/// No character stands at two places of a row.
pub(in crate::policy) const fn rows(
    pattern: SequencePattern,
) -> &'static [&'static [&'static str]] {
    match pattern {
        SequencePattern::Alphabetic => &[&["abcdefghijklmnopqrstuvwxyz"]],
        SequencePattern::Numeric => &[&["0123456789"]],
        SequencePattern::Qwerty => &[
            &["`1234567890-=", "~!@#$%^&*()_+"],
            &["qwertyuiop[]\\", "qwertyuiop{}|"],
            &["asdfghjkl;'", "asdfghjkl:\""],
            &["zxcvbnm,./", "zxcvbnm<>?"],
        ],
        // JIS X 6002. The key that is the yen sign makes a backslash, too.
        SequencePattern::Jis => &[
            &["1234567890-^\\", "!\"#$%&'()\0=~|", "1234567890-^¥"],
            &["qwertyuiop@[", "qwertyuiop`{"],
            &["asdfghjkl;:]", "asdfghjkl+*}"],
            &["zxcvbnm,./\\", "zxcvbnm<>?_"],
        ],
        SequencePattern::Azerty => &[
            &["²&é\"'(-è_çà)=", "\x001234567890°+"],
            &["azertyuiop^$", "azertyuiop¨£"],
            &["qsdfghjklmù*", "qsdfghjklm%µ"],
            &["<wxcvbn,;:!", ">wxcvbn?./§"],
        ],
        SequencePattern::Qwertz => &[
            &["^1234567890ß´", "°!\"§$%&/()=?`"],
            &["qwertzuiopü+", "qwertzuiopü*"],
            &["asdfghjklöä#", "asdfghjklöä'"],
            &["<yxcvbnm,.-", ">yxcvbnm;:_"],
        ],
        // 0 lies below 1 and 2, and on a telephone, whose rows run the other
        // way, below 8.
        SequencePattern::TenKey => &[
            &["0147"],
            &["0258"],
            &["369"],
            &["123"],
            &["456"],
            &["789"],
            &["159"],
            &["357"],
            &["2580"],
        ],
        SequencePattern::Number | SequencePattern::Date => &[],
    }
}

/// Where a character is: on which of all rows, counted from the first of
/// [`ORDERS`], and which key of it.
#[derive(Clone, Copy)]
pub(super) struct Key {
    pub(super) row: u8,
    pub(super) at: u8,
}

/// The orders in which their rows are numbered.
const ORDERS: [SequencePattern; 7] = [
    SequencePattern::Alphabetic,
    SequencePattern::Numeric,
    SequencePattern::Qwerty,
    SequencePattern::Jis,
    SequencePattern::Azerty,
    SequencePattern::Qwertz,
    SequencePattern::TenKey,
];

/// How many rows there are.
pub(super) const ROWS: usize = {
    let mut rows_in_all = 0;
    let mut order = 0;
    while order < ORDERS.len() {
        rows_in_all += rows(ORDERS[order]).len();
        order += 1;
    }
    rows_in_all
};

/// The numbers of an order's rows.
pub(super) fn row_numbers(pattern: SequencePattern) -> core::ops::Range<usize> {
    let before = ORDERS.iter().take_while(|order| **order != pattern);
    let first = before.map(|order| rows(*order).len()).sum();
    first..first + rows(pattern).len()
}

/// How many keys a row has.
pub(super) fn keys_of(row: u8) -> u8 {
    TABLE.lengths.get(usize::from(row)).copied().unwrap_or(0)
}

/// Where a character is on any row. All that keys make is of Latin-1.
pub(super) fn keys(c: char) -> &'static [Key] {
    let c = c as usize;
    match (TABLE.starts.get(c), TABLE.starts.get(c + 1)) {
        (Some(start), Some(end)) => {
            let range = usize::from(*start)..usize::from(*end);
            TABLE.keys.get(range).unwrap_or_default()
        }
        _ => &[],
    }
}

/// The rows by character, so that a walk is found in one pass over a text.
struct Table {
    /// Where the keys of each character begin, and where those of the last
    /// one end.
    starts: [u16; 257],
    keys: [Key; KEYS],
    lengths: [u8; ROWS],
}

/// At least as many as there are places of characters; fewer do not compile.
const KEYS: usize = 448;

static TABLE: Table = {
    // For each character and row its place, counted from 1.
    let mut places = [[0_u8; ROWS]; 256];
    let mut lengths = [0_u8; ROWS];
    let (mut order, mut row) = (0, 0);
    while order < ORDERS.len() {
        let own = rows(ORDERS[order]);
        let mut at = 0;
        while at < own.len() {
            let mut layer = 0;
            while layer < own[at].len() {
                let text = own[at][layer].as_bytes();
                let (mut byte, mut place) = (0, 0);
                while byte < text.len() {
                    place += 1;
                    // UTF-8 of Latin-1: one byte, or two.
                    let c = if text[byte] < 0x80 {
                        text[byte] as usize
                    } else {
                        byte += 1;
                        ((text[byte - 1] as usize & 3) << 6) | (text[byte] as usize & 0x3f)
                    };
                    if c != NONE as usize {
                        places[c][row] = place;
                    }
                    byte += 1;
                }
                lengths[row] = place;
                layer += 1;
            }
            at += 1;
            row += 1;
        }
        order += 1;
    }
    let mut starts = [0_u16; 257];
    let mut keys = [Key { row: 0, at: 0 }; KEYS];
    let (mut c, mut count) = (0, 0);
    while c < 256 {
        starts[c] = count as u16;
        let mut row = 0;
        while row < ROWS {
            if places[c][row] > 0 {
                keys[count] = Key {
                    row: row as u8,
                    at: places[c][row] - 1,
                };
                count += 1;
            }
            row += 1;
        }
        c += 1;
    }
    starts[256] = count as u16;
    Table {
        starts,
        keys,
        lengths,
    }
};

/// Stands for a key without a character.
const NONE: char = '\0';
