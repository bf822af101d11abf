//! The range search of Have I Been Pwned: the request, and the reading of any
//! response.

use genkan::breach::{InvalidRangeResponse, RangeQuery};
use proptest::collection::vec;
use proptest::prelude::*;

/// SHA-1("password") is 5BAA6 followed by this.
const SUFFIX: &str = "1E4C9B93F3F0682250B6CF8331B7EE68FD8";
const OTHER: &str = "0018A45C4D1DEF81644B54AB7F969B88D65";

fn read(reply: &str) -> Result<u64, InvalidRangeResponse> {
    let reply = reply.replace("<SUFFIX>", SUFFIX).replace("<OTHER>", OTHER);
    RangeQuery::new("password").read(reply.as_bytes())
}

#[test]
fn only_five_digits_are_sent_and_debug_shows_nothing() {
    let query = RangeQuery::new("password");
    assert_eq!(query.prefix(), "5BAA6");
    assert_eq!(format!("{query:?}"), "RangeQuery { .. }");
    assert_eq!(RangeQuery::new("").prefix(), "DA39A");
}

#[test]
fn rows_are_read_in_every_spelling() {
    for (reply, count) in [
        ("<OTHER>:3\r\n<SUFFIX>:52256179\r\n", 52_256_179),
        ("<OTHER>:3\n<SUFFIX>:2", 2),
        ("<OTHER>:3", 0),
        // Padding.
        ("<OTHER>:0\r\n<SUFFIX>:0", 0),
        // No colon: seen.
        ("<SUFFIX>", 1),
        ("<SUFFIX>\r\n<OTHER>:2", 1),
        ("<SUFFIX>:1,234,567", 1_234_567),
        ("1e4c9b93f3f0682250b6cf8331b7ee68fd8:7", 7),
        ("\u{feff}<SUFFIX>:7", 7),
        ("\n\n<SUFFIX> : 7 \n\n", 7),
        ("<SUFFIX>:9\n<SUFFIX>:4", 9),
        ("<SUFFIX>:4\n<SUFFIX>:9", 9),
        ("<SUFFIX>:99999999999999999999999", u64::MAX),
    ] {
        assert_eq!(read(reply), Ok(count), "{reply}");
    }
}

#[test]
fn an_invalid_response_is_an_error() {
    for (reply, line) in [
        ("<html>", 1),
        ("<SUFFIX>:2\n0018A45C4D1D", 2),
        ("<SUFFIX>:", 1),
        ("<SUFFIX>:-1", 1),
        ("<SUFFIX>:,1", 1),
        ("<SUFFIX>:1.5", 1),
        ("<SUFFIX>0:1", 1),
        ("<OTHER>:1\n\nG018A45C4D1DEF81644B54AB7F969B88D65:1", 3),
    ] {
        let malformed = read(reply).unwrap_err();
        assert_eq!(malformed.code(), "range-line", "{reply}");
        assert!(malformed.to_string().contains(&format!("line {line} ")));
    }
    assert_eq!(read(""), Err(InvalidRangeResponse::Empty));
    assert_eq!(read("\r\n"), Err(InvalidRangeResponse::Empty));
    let large = "<OTHER>:1\n".repeat(RangeQuery::MAX_REPLY / 35);
    assert_eq!(read(&large), Err(InvalidRangeResponse::TooLarge));
}

/// The largest reply is read, and one byte more is not.
#[test]
fn the_largest_reply_has_its_own_size() {
    let row = format!("{SUFFIX}:7\n");
    let reply = row + &"\n".repeat(RangeQuery::MAX_REPLY);
    let query = RangeQuery::new("password");
    let reply = reply.as_bytes();
    assert_eq!(query.read(&reply[..RangeQuery::MAX_REPLY]), Ok(7));
    let larger = &reply[..=RangeQuery::MAX_REPLY];
    assert_eq!(query.read(larger), Err(InvalidRangeResponse::TooLarge));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_malformed(
        rows in vec("(1E4C9B93F3F0682250B6CF8331B7EE68FD8|[0-9A-F]{34,36})?[:0-9,x]{0,4}\r?", 0..20),
        bytes in vec(any::<u8>(), 0..200),
    ) {
        let query = RangeQuery::new("password");
        let _ = query.read(&bytes);
        let text = rows.join("\n");
        if query.read(text.as_bytes()).is_ok_and(|count| count > 0) {
            prop_assert!(text.contains(SUFFIX));
        }
    }

    /// Compared with a naive reader of well-formed ranges.
    #[test]
    fn a_range_is_read_as_a_table(
        rows in vec(("[0-9A-F]{35}", 0_u64..1_000_000), 1..50),
        own in proptest::option::of((any::<prop::sample::Index>(), 0_u64..1_000_000)),
    ) {
        let mut rows = rows;
        if let Some((at, count)) = &own {
            let at = at.index(rows.len());
            rows.insert(at, (SUFFIX.into(), *count));
        }
        let lines: Vec<String> = rows.iter().map(|(s, n)| format!("{s}:{n}")).collect();
        prop_assert_eq!(read(&lines.join("\r\n")), Ok(own.map_or(0, |(_, count)| count)));
    }
}

/// The cases of Ory Kratos, with its rule: breached if seen more than
/// `max_breaches` times. The file is not part of this project;
/// `GENKAN_SHARED_VECTORS` names its folder.
#[cfg(feature = "unicode-normalization")]
#[test]
fn the_cases_of_kratos_have_its_verdicts() {
    use genkan::policy::rules::BreachedRule;
    use genkan::policy::{Context, Document, Policy, Rule};

    let Some(folder) = std::env::var_os("GENKAN_SHARED_VECTORS") else {
        eprintln!("LEFT OUT: kratos_hibp_responses.json: GENKAN_SHARED_VECTORS names no folder");
        return;
    };
    let path = std::path::PathBuf::from(folder).join("kratos_hibp_responses.json");
    let file: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut differing = Vec::new();
    for case in file["cases"].as_array().unwrap() {
        if let Some(prefix) = case["sha1_prefix"].as_str() {
            let query = RangeQuery::new(case["password"].as_str().unwrap());
            assert_eq!(query.prefix(), prefix);
            continue;
        }
        let mut rule = BreachedRule::new();
        rule.max = u32::try_from(case["max_breaches"].as_u64().unwrap_or(0)).unwrap();
        let name = case["name"].as_str().unwrap();
        // `ignore_network_errors` is our `fail_open`.
        rule.fail_open = case["ignore"] == true || name.ends_with("ignore_network_errors=true");
        let answer = case["response"].as_str().and_then(|text| read(text).ok());
        let rules = vec![Rule::Breached(rule)];
        let policy = Policy::try_from(Document::new("kratos", 1024, rules)).unwrap();
        let context = Context::new().breached(answer);
        let accepted = policy.check("password", &context).is_accepted();
        if accepted != (case["result"] == "ok") {
            differing.push(name.to_owned());
        }
    }
    // Ours differs twice, and rejects both times. A response with a line that
    // is not a row was cut off or replaced, so a missing row proves nothing. Of
    // two rows for one password, 5 and 0,6, Kratos uses the first; the larger
    // number is the safe one.
    assert_eq!(
        differing,
        [
            "invalid trailing line ignored",
            "thousands separator in count"
        ]
    );
}
