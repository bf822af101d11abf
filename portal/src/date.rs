//! Times as people read them, in the service's time zone and with its name.

use genkan::Language;
use genkan::time::Timestamp;
use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::texts::texts;

/// Returns a time to the minute; empty if it is beyond the calendar's years.
pub(crate) fn date(time: Timestamp, zone: &TimeZone, language: Language) -> String {
    let Some(time) = i64::try_from(time.unix_seconds())
        .ok()
        .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
        .map(|time| time.to_zoned(zone.clone()))
    else {
        return String::new();
    };
    (texts(language).date)(&time, &name(&time))
}

/// Returns the name of a zone at a time. Some zones have no abbreviation, only
/// an offset such as `-03`, which `UTC` makes readable.
fn name(time: &Zoned) -> String {
    let letters = time.strftime("%Z").to_string();
    if letters.starts_with(['+', '-']) {
        time.strftime("UTC%:z").to_string()
    } else {
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_its_zone() {
        let time = Timestamp::from_unix_seconds(1_767_193_260);
        for (zone, language, text) in [
            ("Asia/Tokyo", Language::Ja, "2026年1月1日 00:01（日本時間）"),
            ("Asia/Tokyo", Language::En, "1 January 2026, 00:01 (JST)"),
            ("UTC", Language::Ja, "2025年12月31日 15:01（UTC）"),
            (
                "Europe/Berlin",
                Language::En,
                "31 December 2025, 16:01 (CET)",
            ),
        ] {
            let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
            assert_eq!(date(time, &zone, language), text);
        }
        // An hour that a clock shows twice, and the one after it; one that it skips.
        for (zone, seconds, text) in [
            (
                "Europe/Berlin",
                1_792_888_200,
                "25 October 2026, 02:30 (CEST)",
            ),
            (
                "Europe/Berlin",
                1_792_891_800,
                "25 October 2026, 02:30 (CET)",
            ),
            (
                "America/New_York",
                1_772_953_199,
                "8 March 2026, 01:59 (EST)",
            ),
            (
                "America/New_York",
                1_772_953_200,
                "8 March 2026, 03:00 (EDT)",
            ),
            ("Europe/London", 1_774_745_999, "29 March 2026, 00:59 (GMT)"),
            ("Europe/London", 1_774_746_000, "29 March 2026, 02:00 (BST)"),
            // Zones without an abbreviation.
            (
                "America/Sao_Paulo",
                1_774_746_000,
                "28 March 2026, 22:00 (UTC-03:00)",
            ),
            (
                "Asia/Kathmandu",
                1_774_746_000,
                "29 March 2026, 06:45 (UTC+05:45)",
            ),
        ] {
            let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
            let time = Timestamp::from_unix_seconds(seconds);
            assert_eq!(date(time, &zone, Language::En), text);
        }
        let never = Timestamp::from_unix_seconds(u64::MAX);
        assert_eq!(date(never, &TimeZone::UTC, Language::En), "");
    }
}
