//! The rows of a file, whichever program has written it.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// A row of cells, with its number as a spreadsheet counts it.
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) cells: Vec<String>,
}

/// Why a file has no rows that can be read.
pub(super) enum Unreadable {
    /// It is a workbook of a spreadsheet.
    Workbook,
    /// The encoding is none of those that are recognised, or not the given one.
    Encoding,
    /// A quotation mark in this row is not closed.
    OpenQuote(u32),
}

/// The rows of a file that have a cell with content.
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    /// The encoding, if it was guessed.
    pub(super) guessed: Option<&'static str>,
}

impl Sheet {
    /// Reads the rows of a file.
    pub(super) fn read(
        bytes: &[u8],
        encoding: Option<&'static Encoding>,
    ) -> Result<Self, Unreadable> {
        // Office Open XML and OpenDocument are ZIP files; an old Excel file is an OLE
        // container.
        let workbooks: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
        if workbooks.iter().any(|start| bytes.starts_with(start)) {
            return Err(Unreadable::Workbook);
        }
        let (text, guessed) = decode(bytes, encoding).ok_or(Unreadable::Encoding)?;
        // Old programs end a file with this character.
        let (separator, mut text) = separator(text.trim_end_matches('\u{1a}'));
        let mut number = 1;
        // The line "sep=;" is for the program that reads the file.
        if let Some(rest) = after_separator_line(text) {
            (number, text) = (2, rest);
        }
        let mut rows = Vec::new();
        while !text.is_empty() {
            let (row, rest) = first_row(text, separator).ok_or(Unreadable::OpenQuote(number))?;
            let cells = cells(row, separator);
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(Row { number, cells });
            }
            (number, text) = (number.saturating_add(1), rest);
        }
        Ok(Self { rows, guessed })
    }
}

/// Returns the text of a file, and its encoding if it was guessed: by the
/// byte-order mark, by the escape sequences of ISO-2022-JP, as UTF-8, as UTF-16 if
/// every second byte of the header is zero, or else in the encoding of Japanese
/// Windows. A text that is also EUC-JP is in either: half-width katakana of the one
/// are kanji of the other.
fn decode(
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
) -> Option<(String, Option<&'static str>)> {
    let zeros = |at: usize| {
        let start = bytes.get(..bytes.len().min(16)).unwrap_or_default();
        start.len() >= 4 && start.iter().skip(at).step_by(2).all(|byte| *byte == 0)
    };
    let (encoding, is_guessed) = match (encoding, Encoding::for_bom(bytes)) {
        (Some(encoding), _) => (encoding, false),
        (None, Some((encoding, _))) => (encoding, false),
        (None, None) if zeros(1) => (UTF_16LE, true),
        (None, None) if zeros(0) => (UTF_16BE, true),
        (None, None) if bytes.is_ascii() && bytes.windows(2).any(|pair| pair == b"\x1b$") => {
            (ISO_2022_JP, true)
        }
        (None, None) if std::str::from_utf8(bytes).is_ok() => (UTF_8, false),
        (None, None)
            if EUC_JP
                .decode_without_bom_handling_and_without_replacement(bytes)
                .is_some() =>
        {
            return None;
        }
        // WHATWG's Shift_JIS is Windows code page 932.
        (None, None) => (SHIFT_JIS, true),
    };
    let (text, has_errors) = encoding.decode_with_bom_removal(bytes);
    if has_errors || text.contains('\0') {
        return None;
    }
    let name = match encoding {
        _ if !is_guessed => None,
        encoding if encoding == SHIFT_JIS => Some("Shift_JIS (CP932)"),
        encoding => Some(encoding.name()),
    };
    Some((text.into_owned(), name))
}

/// Returns the character between the cells, and the text: the one that the header
/// has most of, a comma if it has none.
fn separator(text: &str) -> (u8, &str) {
    if let Some(separator) = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.bytes().next())
        && SEPARATORS.contains(&separator)
    {
        return (separator, text);
    }
    let header = text.trim_start_matches(['\r', '\n']).lines().next();
    let header = header.unwrap_or_default();
    let mut is_quoted = false;
    let mut counts = [0; SEPARATORS.len()];
    for byte in header.bytes() {
        is_quoted ^= byte == b'"';
        if !is_quoted && let Some(at) = SEPARATORS.iter().position(|one| *one == byte) {
            counts[at] += 1;
        }
    }
    let most = (0..SEPARATORS.len()).rev().max_by_key(|at| counts[*at]);
    (SEPARATORS[most.unwrap_or(0)], text)
}

fn after_separator_line(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("sep=")?;
    let (_, rest) = rest.split_once('\n')?;
    Some(rest)
}

/// Splits a text after its first row, without the line break; `None` if a
/// quotation mark is not closed. A line break between quotation marks belongs to
/// a cell.
fn first_row(text: &str, separator: u8) -> Option<(&str, &str)> {
    let (mut is_quoted, mut is_start) = (false, true);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if is_quoted || is_start => is_quoted = !is_quoted,
            b'\r' | b'\n' if !is_quoted => {
                let (row, rest) = text.split_at(at);
                let rest = rest.strip_prefix("\r\n").unwrap_or_else(|| &rest[1..]);
                return Some((row, rest));
            }
            _ => {}
        }
        // After a quotation mark that ends a cell, another one belongs to the cell.
        is_start = !is_quoted && (byte == separator || byte == b'"');
    }
    (!is_quoted).then_some((text, ""))
}

/// Returns the cells of a row, without the space around them.
fn cells(row: &str, separator: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(row.len().max(64))
        .trim(csv::Trim::All)
        .from_reader(row.as_bytes());
    let record = reader.records().next();
    let cells = record.and_then(Result::ok).unwrap_or_default();
    cells
        .iter()
        .map(|cell| unprotected(as_text(cell)).into_owned())
        .collect()
}

/// Returns the text of a cell such as `="007"`, as programs write it to keep a
/// spreadsheet from reading a number.
fn as_text(cell: &str) -> &str {
    let text = cell.strip_prefix("=\"");
    text.and_then(|text| text.strip_suffix('"')).unwrap_or(cell)
}

pub(in crate::cli::contacts) use protect::{protected, unprotected};

mod protect {
    //! Cells that a spreadsheet would run as formulas, or would change because it
    //! reads them as numbers or dates: `007` becomes 7, and `1-2` a day.

    use std::borrow::Cow;

    /// Returns a cell as an export has it: an apostrophe in front of a number, and
    /// of what would begin a formula, also after a character at which a spreadsheet
    /// with other settings begins another cell.
    pub(in crate::cli::contacts) fn protected(cell: &str) -> Cow<'_, str> {
        let add = |marks: &str| format!("'{marks}");
        match is_number(cell) {
            true => changed(&add(cell), add).into_owned().into(),
            false => changed(cell, add),
        }
    }

    /// Returns the cell that was protected.
    pub(in crate::cli::contacts) fn unprotected(cell: &str) -> Cow<'_, str> {
        let without = |marks: &str| marks.strip_prefix('\'').unwrap_or(marks).to_owned();
        let cell = changed(cell, without);
        match cell.strip_prefix('\'') {
            Some(number) if is_number(number) => number.to_owned().into(),
            _ => cell,
        }
    }

    /// Returns whether a cell, without apostrophes in front, has only digits and
    /// what stands between the digits of numbers, dates and times. One that begins
    /// with a sign begins a formula.
    fn is_number(cell: &str) -> bool {
        let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let cell = cell.trim_start_matches('\'');
        cell.starts_with(|c| is_digit(c) || c == '.')
            && cell.contains(is_digit)
            && cell
                .chars()
                .all(|c| is_digit(c) || BETWEEN_DIGITS.contains(c))
    }

    const BETWEEN_DIGITS: &str = " .,:/+-%Ee年月日時分秒．，：／＋－";

    /// Replaces the apostrophes in front of each beginning of a formula.
    fn changed(cell: &str, change: impl Fn(&str) -> String) -> Cow<'_, str> {
        let mut changed = String::new();
        let (mut written, mut start) = (0, Some(0));
        for (at, c) in cell.char_indices() {
            if c == '\'' && start.is_some() {
                continue;
            }
            if let Some(start) = start.filter(|_| FORMULA.contains(&c)) {
                changed.push_str(&cell[written..start]);
                changed.push_str(&change(&cell[start..at]));
                written = at;
            }
            start = SEPARATES.contains(&c).then(|| at + c.len_utf8());
        }
        if changed.is_empty() && written == 0 {
            return cell.into();
        }
        changed.push_str(&cell[written..]);
        changed.into()
    }

    /// What a formula begins with, also full-width, as Japanese spreadsheets
    /// accept it.
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    const SEPARATES: [char; 5] = [',', ';', '\t', '\r', '\n'];
}

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let sheet = Sheet::read(bytes, None).ok().unwrap();
        sheet
            .rows
            .into_iter()
            .map(|row| (row.number, row.cells))
            .collect()
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let text = "a,b\r\n\r\n\"x\r\ny\",1\r\n,,,\r\n\"p \"\"q\"\"\", 2 \r\n";
        let cells = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let expected = vec![
            (1, cells(["a", "b"])),
            (3, cells(["x\r\ny", "1"])),
            (5, cells(["p \"q\"", "2"])),
        ];
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(text.replace("\r\n", "\n").as_bytes())[2].0, 5);
        for separator in [";", "\t"] {
            let other = text.replace(',', separator);
            assert_eq!(rows(other.as_bytes()), expected, "{separator:?}");
        }
        let named = rows(b"sep=;\r\na;b,c\r\n");
        assert_eq!(named, [(2, vec!["a".to_owned(), "b,c".to_owned()])]);
        assert_eq!(rows(b"a,b\r\nx,1\r\n\x1a").len(), 2);
        let texts = rows(b"\"=\"\"007\"\"\",=\"a@example.com\"\n");
        assert_eq!(texts[0].1, ["007", "a@example.com"]);
        let open = Sheet::read(b"a,b\nx,\"y\nz,1\n", None);
        assert!(matches!(open, Err(Unreadable::OpenQuote(2))));
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "氏名,メール\n髙橋,a@example.com\n";
        let utf16 = |big: bool, mark: &str| -> Vec<u8> {
            let units = mark.encode_utf16().chain(text.encode_utf16());
            let bytes = units.map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            });
            bytes.flatten().collect()
        };
        let (cp932, _, _) = SHIFT_JIS.encode(text);
        let expected = rows(text.as_bytes());
        for bytes in [
            format!("\u{feff}{text}").into_bytes(),
            utf16(false, "\u{feff}"),
            utf16(true, "\u{feff}"),
            cp932.into_owned(),
        ] {
            assert_eq!(rows(&bytes), expected);
        }
        // Neither has the first character.
        let text = text.replace('髙', "高");
        let (bytes, _, _) = ISO_2022_JP.encode(&text);
        assert_eq!(rows(&bytes), rows(text.as_bytes()));
        let (bytes, _, _) = EUC_JP.encode(&text);
        assert!(Sheet::read(&bytes, None).is_err());
        assert!(Sheet::read(&bytes, Some(EUC_JP)).is_ok());
        let ascii = "name,email\n髙橋,a@example.com\n";
        let utf16: Vec<u8> = ascii.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&utf16), rows(ascii.as_bytes()));
        assert!(Sheet::read(b"name\n\xff\xff\n", None).is_err());
    }

    #[test]
    fn a_number_or_a_date_is_text_in_a_spreadsheet() {
        for cell in [
            "007",
            "1-2",
            "2026/04/01",
            "3月4日",
            "１２",
            "1E5",
            ".5",
            "10:30",
        ] {
            assert_eq!(protected(cell), format!("'{cell}"));
        }
        for cell in ["3M", "7-Eleven", "年", "E", "taro1@example.com", "第一"] {
            assert_eq!(protected(cell), cell);
        }
    }

    #[test]
    fn no_cell_begins_a_formula_and_each_is_read_back() {
        for cell in [
            "=1+1",
            "'=1",
            "''=1",
            "+81 3",
            "-1",
            "@SUM(A1)",
            "＝1",
            "x;=1",
            "x\t'+1",
            "a, -b",
            "O'Neill",
            "'quoted'",
            "",
            "a=b",
            "山田 太郎",
            "x,=1;@y",
            "007",
            "'007",
            "''1",
            "1-2",
            "1,-2",
            "2026/04/01",
            "3月4日",
            "１２",
            "1E5",
            ".5",
            "3M",
            "7-Eleven",
        ] {
            let written = protected(cell);
            assert_eq!(unprotected(&written), cell);
            let parts = written.split([',', ';', '\t', '\r', '\n']);
            for part in parts {
                assert!(
                    !part.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
                    "{written}"
                );
            }
        }
    }
}
