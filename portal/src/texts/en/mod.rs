//! English.

use super::Texts;

pub(super) const TEXTS: Texts = Texts {
    service_name: "Support Center",
    date: |time, zone| format!("{} ({zone})", time.strftime("%-d %B %Y, %H:%M")),
    day: |day| day.strftime("%-d %B %Y").to_string(),
};
