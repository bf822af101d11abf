//! Any bytes as the answer of a range search: no panic; a count comes of a
//! row of this password only.
#![no_main]

use genkan::policy::RangeQuery;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &[u8])| {
    let (password, reply) = input;
    let query = RangeQuery::new(password);
    assert_eq!(query.prefix().len(), 5);
    let _ = query.read(reply);
    // The suffix of "password" turns up in the corpus, and nobody else's.
    let query = RangeQuery::new("password");
    if query.read(reply).is_ok_and(|count| count > 0) {
        let upper = reply.to_ascii_uppercase();
        let suffix = b"1E4C9B93F3F0682250B6CF8331B7EE68FD8";
        assert!(upper.windows(suffix.len()).any(|part| part == suffix));
    }
});
