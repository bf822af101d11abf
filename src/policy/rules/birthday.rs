use alloc::format;
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
pub(super) fn writings(birthday: &str) -> Option<Vec<String>> {
    let [year, month, day] = parts(birthday)?;
    let mut writings = Vec::from([format!("{year:04}")]);
    let years = [format!("{year:04}"), format!("{:02}", year % 100)];
    let padded = (format!("{month:02}"), format!("{day:02}"));
    let short = (format!("{month}"), format!("{day}"));
    for (at, (month, day)) in [padded, short].iter().enumerate() {
        for separator in SEPARATORS.iter().skip(at) {
            let mut add = |parts: &[&str]| writings.push(parts.join(separator));
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
        writings.push(format!("{month}月{day}日"));
    }
    Some(writings)
}

/// Returns the numbers of a date.
fn parts(date: &str) -> Option<[u32; 3]> {
    let number = |text: &str| text.parse().ok();
    let mut parts = date.split(['-', '/', '.', ' ']);
    let (first, rest) = (parts.next()?, [parts.next(), parts.next(), parts.next()]);
    let [year, month, day] = match rest {
        [None, ..] if first.len() == 8 && first.is_ascii() => {
            [first.get(..4)?, first.get(4..6)?, first.get(6..)?]
        }
        [Some(month), Some(day), None] => [first, month, day],
        _ => return None,
    };
    let [year, month, day] = [number(year)?, number(month)?, number(day)?];
    let is_date = (1000..=9999).contains(&year) && month <= 12 && day <= 31;
    is_date.then_some([year, month, day])
}

/// What is written between the numbers of a date; nothing only between numbers
/// with leading zeros.
const SEPARATORS: [&str; 5] = ["", "-", "/", ".", " "];
