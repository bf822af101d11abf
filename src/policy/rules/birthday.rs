use alloc::string::String;
use alloc::vec::Vec;

/// Returns a birthday in its usual writings, or `None` if the text is not a
/// date with the year first: `1990-04-05`, `1990/4/5`, `19900405`.
///
/// These are the year, month and day in the three usual orders, the year and
/// the month, the month and the day, in both orders, and the year. The year has
/// four digits or two, the month and the day have a leading zero or not (between
/// digits they have one), and the separators are those of [`SEPARATORS`] and
/// 年月日.
///
/// Numbers are written here and not by `format!`, which would be larger than
/// all of this in the browser.
pub(super) fn writings(birthday: &str) -> Option<Vec<String>> {
    let [year, month, day] = parts(birthday)?;
    let years = [digits(year, 4), digits(year % 100, 2)];
    let mut writings = Vec::new();
    for least in [2, 1] {
        let (month, day) = (&digits(month, least), &digits(day, least));
        for separator in SEPARATORS.iter().skip(2 - least) {
            let mut add = |parts: &[&String]| {
                let mut written = String::new();
                for part in parts {
                    if !written.is_empty() {
                        written.push_str(separator);
                    }
                    written.push_str(part);
                }
                writings.push(written);
            };
            for year in &years {
                add(&[year, month, day]);
                add(&[day, month, year]);
                add(&[month, day, year]);
                add(&[year, month]);
                add(&[month, year]);
            }
            add(&[month, day]);
            add(&[day, month]);
        }
        let mut written = month.clone();
        written.push('月');
        written.push_str(day);
        written.push('日');
        writings.push(written);
    }
    let [year, _] = years;
    writings.push(year);
    Some(writings)
}

/// Returns a number with at least so many digits.
fn digits(mut number: u32, least: usize) -> String {
    let mut reversed = Vec::new();
    while number > 0 || reversed.len() < least {
        reversed.push(char::from(b'0' + (number % 10) as u8));
        number /= 10;
    }
    reversed.into_iter().rev().collect()
}

/// Returns the numbers of a date.
fn parts(date: &str) -> Option<[u32; 3]> {
    let mut parts = [0_u32; 3];
    let mut at = 0;
    // How many digits the year has, and the text, which may have no separator.
    let (mut of_year, mut all) = (0, 0);
    for byte in date.bytes() {
        match byte {
            b'0'..=b'9' => {
                let digit = u32::from(byte - b'0');
                let part = parts.get_mut(at)?;
                *part = part.checked_mul(10)?.checked_add(digit)?;
                of_year += u32::from(at == 0);
                all += 1;
            }
            b'-' | b'/' | b'.' | b' ' => at += 1,
            _ => return None,
        }
    }
    if at == 0 && all == 8 {
        let [date, ..] = parts;
        parts = [date / 10_000, date / 100 % 100, date % 100];
        (at, of_year) = (2, 4);
    }
    let [_, month, day] = parts;
    let is_date = at == 2 && of_year == 4 && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(parts)
}

/// What is written between the numbers of a date; nothing only between numbers
/// with leading zeros.
const SEPARATORS: [&str; 5] = ["", "-", "/", ".", " "];
