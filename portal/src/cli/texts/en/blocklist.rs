use crate::blocklist::Progress;
use crate::cli::texts::blocklist::BlocklistTexts;

pub(super) const TEXTS: BlocklistTexts = BlocklistTexts {
    about: "Build and examine lists of common or breached passwords",
    build: "Build one file of lists that is looked up in place",
    build_note: "Each line of an input is a password, or HASH:count with --hashes. Memory is bounded. \
                 If a build is stopped, the old file stays as it was; run the command again.",
    check: "Read a built file completely and report whether it is intact",
    file: "The file",
    hashes: "The lines are digests, as Have I Been Pwned publishes them",
    inputs: "The lists",
    memory: "The memory for sorting, in MiB",
    min_count: "Leave out digests that were seen less often",
    output: "The file to create or to replace",
    being_built: |file| format!("{file}: another build of this file is running"),
    built: |built| {
        let repeated = built.lines - built.left_out - built.entries;
        format!(
            "{} entries ({} lines, {repeated} repeated, {} left out)",
            built.entries, built.lines, built.left_out
        )
    },
    invalid: |invalid| format!("{}: {invalid}", invalid.code()),
    texts_intact: |texts, size| format!("intact, {texts} texts, {size} bytes"),
    digests_intact: |digests, width, size| {
        format!("intact, {digests} digests of {width} bytes, {size} bytes")
    },
    progress: |progress| match progress {
        Progress::Reading(lines, ..) => format!("{lines} lines read"),
        Progress::Merging(entries) => format!("{entries} entries merged"),
        Progress::Writing(entries) => format!("{entries} entries written"),
    },
};
