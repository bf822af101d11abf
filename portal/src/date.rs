//! Times as people read them, in the service's time zone and with its name.

use genkan::Language;
use genkan::time::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};

use crate::texts::texts;

/// Returns a time to the minute; empty if it is beyond the calendar's years.
pub(crate) fn date(time: Timestamp, zone: &TimeZone, language: Language) -> String {
    let time = zoned(time, zone);
    time.map_or_else(String::new, |time| {
        (texts(language).date)(&time, &name(&time))
    })
}

/// The days that a person can choose.
pub(crate) struct Days {
    pub(crate) first: Date,
    pub(crate) last: Date,
    zone: TimeZone,
}

impl Days {
    /// Returns the days from today to a year from today.
    pub(crate) fn within_a_year(now: Timestamp, zone: &TimeZone) -> Self {
        let first = zoned(now, zone).map_or(Date::ZERO, |now| now.date());
        Self {
            first,
            last: first.saturating_add(1.year()),
            zone: zone.clone(),
        }
    }

    /// Reads a day as forms send it, such as `2026-03-31`.
    pub(crate) fn parse(&self, text: &str) -> Option<Date> {
        let is_day = text.len() == "2026-03-31".len();
        text.parse().ok().filter(|_| is_day)
    }

    /// Returns the first second after a day.
    pub(crate) fn end_of(&self, day: Date) -> Option<Timestamp> {
        let end = day.tomorrow().ok()?.to_zoned(self.zone.clone()).ok()?;
        let seconds = u64::try_from(end.timestamp().as_second()).ok()?;
        Some(Timestamp::from_unix_seconds(seconds))
    }

    /// Returns the day that ends at a time.
    pub(crate) fn before(end: Timestamp, zone: &TimeZone) -> Option<Date> {
        let last = Timestamp::from_unix_seconds(end.unix_seconds().checked_sub(1)?);
        zoned(last, zone).map(|last| last.date())
    }

    pub(crate) fn text(day: Date, language: Language) -> String {
        (texts(language).day)(day)
    }
}

fn zoned(time: Timestamp, zone: &TimeZone) -> Option<Zoned> {
    let seconds = i64::try_from(time.unix_seconds()).ok()?;
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    Some(time.to_zoned(zone.clone()))
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
        let (days, at) = (Timestamp::from_unix_seconds(1_767_193_260), |text: &str| {
            text.parse::<jiff::Timestamp>()
                .unwrap()
                .as_second()
                .cast_unsigned()
        });
        let days = Days::within_a_year(days, &TimeZone::get("Asia/Tokyo").unwrap());
        assert_eq!(days.first.to_string(), "2026-01-01");
        assert_eq!(days.last.to_string(), "2027-01-01");
        let end = days.end_of(days.first).unwrap();
        assert_eq!(end.unix_seconds(), at("2026-01-01T15:00:00Z"));
        assert_eq!(Days::before(end, &days.zone), Some(days.first));
        assert_eq!(Days::text(days.first, Language::Ja), "2026年1月1日");
        assert_eq!(Days::text(days.first, Language::En), "1 January 2026");
        for text in ["", "2026-1-1", "2026-02-30", "20260101", "2026-01-01T00:00"] {
            assert_eq!(days.parse(text), None, "{text}");
        }
        let never = Timestamp::from_unix_seconds(u64::MAX);
        assert_eq!(date(never, &TimeZone::UTC, Language::En), "");
    }
}
