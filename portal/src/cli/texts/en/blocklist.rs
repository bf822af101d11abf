use crate::blocklist::{BuildError, Progress};
use crate::cli::texts::blocklist::BlocklistTexts;

pub(super) const TEXTS: BlocklistTexts = BlocklistTexts {
    about: "Build and examine lists of common or breached passwords",
    build: "Build one file of lists that is looked up in place",
    build_note: "Each line of an input is a password, or HASH:count with --hashes; in a range file of \
                 Have I Been Pwned, whose name is a prefix such as 5BAA6.txt, HASH lacks these five \
                 digits. Inputs are UTF-8, UTF-16 or Shift_JIS. Memory is bounded. If a build is stopped, the \
                 old file stays as it was; run the command again.",
    check: "Read a built file completely and report whether it is intact",
    file: "The file",
    hashes: "The lines are digests, as Have I Been Pwned publishes them",
    inputs: "The lists, or folders of lists",
    memory: "The memory for sorting, in MiB",
    min_count: "Leave out digests that were seen less often",
    output: "The file to create or to replace",
    prefix: "The first five digits of all digests, if the input is a range file with another name",
    invalid_prefix: "write five hexadecimal digits, such as 5BAA6",
    prefix_of_several: "--prefix is for one file. Name several files after their prefixes, such as 5BAA6.txt.",
    built: |built| {
        let left_out = built.left_out + built.not_utf8;
        let repeated = built.lines - left_out - built.entries;
        let not_utf8 = match built.not_utf8 {
            0 => String::new(),
            lines => format!(", {lines} of them not UTF-8"),
        };
        format!(
            "{} entries ({} lines, {repeated} repeated, {left_out} left out{not_utf8})",
            built.entries, built.lines
        )
    },
    not_built: |error| {
        match error {
        BuildError::Empty => {
            "the inputs have no entry, and an empty list would reject nothing. The old file stays as \
             it was."
                .into()
        }
        BuildError::Encoding { path, line } => format!(
            "{}: line {line} is neither UTF-8, UTF-16 nor Shift_JIS. Convert the list first, for \
             example from EUC-JP: iconv -f EUC-JP -t UTF-8 LIST > NEW",
            path.display()
        ),
        BuildError::Digests(path) => format!(
            "{}: the lines are digests, not passwords. Add --hashes sha1, or --hashes ntlm if a \
             whole digest has 32 digits.",
            path.display()
        ),
        BuildError::NotADigest { path, line } => {
            format!("{}: line {line} is not a digest", path.display())
        }
        BuildError::NoPrefix { path, line } => format!(
            "{}: line {line} is a digest without its first five digits. Name the file after them, \
             such as 5BAA6.txt, or use --prefix 5BAA6.",
            path.display()
        ),
        other => other.to_string(),
    }
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
