//! Japanese.

use super::Texts;

pub(super) const TEXTS: Texts = Texts {
    service_name: "サポートセンター",
    date: |time, zone| {
        let zone = if zone == "JST" { "日本時間" } else { zone };
        format!("{}（{zone}）", time.strftime("%Y年%-m月%-d日 %H:%M"))
    },
    day: |day| day.strftime("%Y年%-m月%-d日").to_string(),
};
