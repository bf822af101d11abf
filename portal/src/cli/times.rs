//! Times, as commands print them.

use genkan::time::Timestamp;
use jiff::tz::TimeZone;

/// Returns a time for people: `2026-04-01 09:00:00 JST`.
pub(super) fn shown(time: Timestamp, zone: &TimeZone) -> String {
    stamp(time).map_or_else(
        || time.unix_seconds().to_string(),
        |stamp| {
            let zoned = stamp.to_zoned(zone.clone());
            zoned.strftime("%Y-%m-%d %H:%M:%S %Z").to_string()
        },
    )
}

/// Returns a time for programs, by RFC 3339 in UTC.
pub(super) fn written(time: Timestamp) -> String {
    stamp(time).map_or_else(
        || time.unix_seconds().to_string(),
        |stamp| stamp.to_string(),
    )
}

fn stamp(time: Timestamp) -> Option<jiff::Timestamp> {
    let seconds = i64::try_from(time.unix_seconds()).ok()?;
    jiff::Timestamp::from_second(seconds).ok()
}
