//! Times as people read them, in the service's zone and with its name.

use genkan::Language;
use genkan::time::Timestamp;
use jiff::Zoned;
use jiff::tz::TimeZone;

/// A time to the minute; empty where no calendar reaches it.
pub(crate) fn date(time: Timestamp, zone: &TimeZone, language: Language) -> String {
    let Some(time) = i64::try_from(time.unix_seconds())
        .ok()
        .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
        .map(|time| time.to_zoned(zone.clone()))
    else {
        return String::new();
    };
    let zone = name(&time);
    match language {
        Language::En => format!("{} ({zone})", time.strftime("%-d %B %Y, %H:%M")),
        _ => {
            let zone = if zone == "JST" { "日本時間" } else { &zone };
            format!("{}（{zone}）", time.strftime("%Y年%-m月%-d日 %H:%M"))
        }
    }
}

/// What a zone is called at that time. Some have no letters of their own, and
/// a bare `-03` is no name.
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
        // An hour that comes twice, and the one after it; one that is left out.
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
            // Zones without letters of their own.
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
