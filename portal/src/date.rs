//! Times as people read them, in the service's zone and with its name.

use genkan::policy::Language;
use genkan::token::Timestamp;
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
    match language {
        Language::En => time.strftime("%-d %B %Y, %H:%M (%Z)").to_string(),
        _ => time
            .strftime("%Y年%-m月%-d日 %H:%M（%Z）")
            .to_string()
            .replace("（JST）", "（日本時間）"),
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
        let never = Timestamp::from_unix_seconds(u64::MAX);
        assert_eq!(date(never, &TimeZone::UTC, Language::En), "");
    }
}
