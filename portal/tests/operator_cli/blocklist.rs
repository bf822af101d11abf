//! Builds of lists that are killed, and builds after those.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use genkan::blocklist::{CompactList, EntryKind, HashList};
use genkan_portal::blocklist::{Build, Built, Progress};

use crate::support::cli::{genkan, text};

/// A folder with two lists that have lines in common, some of which fit no
/// list.
struct Lists {
    folder: tempfile::TempDir,
}

const EACH: u64 = 100_000;
const BOTH: [&str; 2] = ["one.txt", "two.txt"];

impl Lists {
    fn new() -> Self {
        let lists = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (name, first) in [("one.txt", 0), ("two.txt", EACH / 2)] {
            let file = fs::File::create(lists.path(name)).unwrap();
            let mut file = std::io::BufWriter::new(file);
            file.write_all(b"\xef\xbb\xbf").unwrap();
            for n in first..first + EACH {
                let line: &[u8] = if n % 1000 == 7 { b"\xff" } else { b"" };
                file.write_all(line).unwrap();
                writeln!(file, "kite-{:x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).unwrap();
            }
            file.flush().unwrap();
        }
        lists
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    fn build_folder(&self) -> PathBuf {
        self.path(".list.gbl.building")
    }

    fn arguments(&self) -> Vec<String> {
        let output = self.text("list.gbl");
        let words = [
            "blocklist",
            "build",
            "--lang",
            "en",
            "--memory",
            "1",
            "--output",
        ];
        let mut arguments: Vec<String> = words.iter().map(ToString::to_string).collect();
        arguments.extend([output, self.text("one.txt"), self.text("two.txt")]);
        arguments
    }

    fn start(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_genkan"))
            .args(self.arguments())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Kills a build with SIGKILL once it has written so many runs.
    fn kill_after(&self, runs: usize) {
        let mut child = self.start();
        let started = Instant::now();
        // The folder has the lock, too.
        while count(&self.build_folder()) < runs + 1 {
            assert!(
                child.try_wait().unwrap().is_none(),
                "too quick to be killed"
            );
            assert!(started.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
        assert!(count(&self.build_folder()) > runs);
    }

    /// Builds the list of these inputs in this process, and returns how many
    /// lines it read.
    fn build(&self, inputs: &[&str]) -> (Built, u64) {
        let build = Build {
            kind: EntryKind::Texts,
            prefix: None,
            min_count: 0,
            memory: 8 << 20,
        };
        let mut read = 0;
        let inputs: Vec<PathBuf> = inputs.iter().map(|name| self.path(name)).collect();
        let built = build.run(&inputs, &self.path("list.gbl"), |progress| {
            read += u64::from(matches!(progress, Progress::Reading(..)));
        });
        (built.unwrap(), read)
    }

    /// The list that an undisturbed build makes, with more memory than it
    /// needs.
    fn whole(&self, inputs: &[&str]) -> Vec<u8> {
        let output = self.text("whole.gbl");
        let inputs: Vec<String> = inputs.iter().map(|name| self.text(name)).collect();
        let mut build = vec!["blocklist", "build", "--output", &output];
        build.extend(inputs.iter().map(String::as_str));
        let built = genkan(&build, "");
        assert!(built.status.success());
        fs::read(output).unwrap()
    }
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn a_killed_build_leaves_the_old_list_and_the_next_one_starts_again() {
    let lists = Lists::new();
    let whole = lists.whole(&BOTH);
    fs::write(lists.path("list.gbl"), b"the old one").unwrap();
    lists.kill_after(6);
    assert_eq!(fs::read(lists.path("list.gbl")).unwrap(), b"the old one");

    let (built, read) = lists.build(&BOTH);
    assert_eq!(read, 2 * EACH);
    assert_eq!(built.lines, 2 * EACH);
    assert_eq!((built.left_out, built.not_utf8), (0, 2 * EACH / 1000));
    assert!(fs::read(lists.path("list.gbl")).unwrap() == whole);
    assert!(!lists.build_folder().exists(), "leftovers");
}

#[test]
fn a_build_that_is_killed_again_and_again_makes_the_same_list() {
    let lists = Lists::new();
    let whole = lists.whole(&BOTH);
    let mut kills = 0;
    loop {
        let mut child = lists.start();
        std::thread::sleep(Duration::from_millis(40 << kills));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        assert!(kills < 12);
    }
    assert!(kills > 0);
    assert!(fs::read(lists.path("list.gbl")).unwrap() == whole);
    assert!(!lists.build_folder().exists());
}

#[test]
fn the_leftovers_of_another_build_are_not_used() {
    let lists = Lists::new();
    let whole = lists.whole(&["one.txt"]);
    lists.kill_after(3);
    fs::write(lists.build_folder().join("list"), "half").unwrap();
    let (built, read) = lists.build(&["one.txt"]);
    assert_eq!((built.lines, read), (EACH, EACH));
    assert!(fs::read(lists.path("list.gbl")).unwrap() == whole);
    assert!(!lists.build_folder().exists());
}

#[test]
fn the_command_builds_after_a_kill() {
    let lists = Lists::new();
    lists.kill_after(3);
    let arguments = lists.arguments();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let built = genkan(&arguments, "");
    assert!(built.status.success());
    assert_eq!(text(&built.stderr), "");
    let lines = format!("({} lines, ", 2 * EACH);
    assert!(
        text(&built.stdout).contains(&lines),
        "{}",
        text(&built.stdout)
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("list.gbl");
    let output = output.to_str().unwrap();
    let lines: String = (0..200_000).map(|n| format!("kite-{n}\n")).collect();
    let build = [
        "blocklist",
        "build",
        "--memory",
        "1",
        "--output",
        output,
        "/dev/stdin",
    ];
    let built = genkan(&build, &lines);
    assert!(
        text(&built.stdout).contains("200000 entries"),
        "{}",
        text(&built.stderr)
    );
    assert_eq!(count(folder.path()), 1);
}

/// Builds a list of inputs that are written into a folder, by the command, and
/// returns its output and the list, if it was built.
fn build_files(
    files: &[(&str, &[u8])],
    arguments: &[&str],
) -> (std::process::Output, Option<Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    fs::create_dir(&inputs).unwrap();
    for (name, content) in files {
        fs::write(inputs.join(name), content).unwrap();
    }
    let output = folder.path().join("list.gbl");
    let mut build = vec!["blocklist", "build", "--output", output.to_str().unwrap()];
    build.extend(arguments);
    let input = match files {
        [(name, _)] => inputs.join(name),
        _ => inputs,
    };
    build.push(input.to_str().unwrap());
    let built = genkan(&build, "");
    // Nothing is left beside the inputs and the list.
    let list = fs::read(&output).ok();
    assert_eq!(count(folder.path()), 1 + usize::from(list.is_some()));
    (built, list)
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn a_list_is_read_in_every_unicode_encoding() {
    let words = ["Sakura123", "パスワード2024", "letmein", "鍵🔑kagi", "䄊 ਊ"];
    let plain = words.join("\r\n");
    let marked = format!("\u{feff}{plain}\n\n");
    let expected = CompactList::build(words).unwrap();
    for content in [
        plain.as_bytes().to_vec(),
        marked.as_bytes().to_vec(),
        // One file after the other.
        [marked.as_bytes(), marked.as_bytes()].concat(),
        utf16(&plain, u16::to_le_bytes),
        utf16(&plain, u16::to_be_bytes),
        utf16(&marked, u16::to_le_bytes),
        utf16(&marked, u16::to_be_bytes),
    ] {
        let (built, list) = build_files(&[("list.txt", &content)], &[]);
        assert!(built.status.success(), "{built:?}");
        assert!(list.unwrap() == expected, "{content:?}");
    }
    // What is left of half a character is no entry.
    let mut cut_off = utf16(&"sakura123\n".repeat(20), u16::to_le_bytes);
    cut_off.extend([0x00, 0xd8, b'\n', 0, b'x']);
    let (built, list) = build_files(&[("list.txt", &cut_off)], &[]);
    assert!(text(&built.stdout).contains("22 lines, 19 repeated, 2 left out, 2 of them not UTF-8"));
    assert!(list.unwrap() == CompactList::build(["sakura123"]).unwrap());
}

#[test]
fn a_list_in_shift_jis_is_read() {
    // パスワード, with the end of lines of Windows.
    let list = b"letmein\r\nsakura\r\n\x83\x70\x83\x58\x83\x8f\x81\x5b\x83\x68\r\n";
    let (built, list) = build_files(&[("list.txt", list)], &[]);
    assert!(built.status.success(), "{built:?}");
    let expected = CompactList::build(["letmein", "sakura", "パスワード"]).unwrap();
    assert_eq!(list.unwrap(), expected);
}

#[test]
fn a_list_of_another_encoding_is_refused() {
    // パスワード in EUC-JP after lines that are ASCII.
    let euc_jp = b"letmein\nsakura\n\xa5\xd1\xa5\xb9\xa5\xef\xa1\xbc\xa5\xc9\n".repeat(5);
    let (refused, list) = build_files(&[("list.txt", &euc_jp)], &[]);
    assert_eq!((refused.status.code(), list), (Some(1), None));
    let error = text(&refused.stderr);
    assert!(
        error.contains("list.txt: line 3 is neither UTF-8, UTF-16 nor Shift_JIS. Convert"),
        "{error}"
    );
    assert!(error.contains("iconv -f EUC-JP -t UTF-8"), "{error}");
    let (refused, _) = build_files(&[("list.txt", &euc_jp)], &["--lang", "ja"]);
    assert!(text(&refused.stderr).contains("3行目の文字コードは"));
}

#[test]
fn an_empty_list_is_not_built() {
    let utf32: Vec<u8> = "\u{feff}sakura123\nletmein\n"
        .chars()
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect();
    let once = format!("{DIGEST}:1\n");
    for (content, arguments) in [
        (b"".as_slice(), &[][..]),
        (b"\xef\xbb\xbf\r\n\n \x01\n", &[]),
        (&utf32, &[]),
        (b"", &["--hashes", "sha1"]),
        (once.as_bytes(), &["--hashes", "sha1", "--min-count", "2"]),
    ] {
        let (refused, list) = build_files(&[("list.txt", content)], arguments);
        assert_eq!(
            (refused.status.code(), list),
            (Some(1), None),
            "{refused:?}"
        );
        assert!(
            text(&refused.stderr).contains("have no entry"),
            "{refused:?}"
        );
        let arguments = [arguments, &["--lang", "ja"]].concat();
        let (refused, _) = build_files(&[("list.txt", content)], &arguments);
        assert!(text(&refused.stderr).contains("空のリスト"), "{refused:?}");
    }
}

/// SHA-1 of `password`.
const DIGEST: &str = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";

/// A list of passwords that were digests would reject nothing.
#[test]
fn digests_are_no_passwords() {
    let ntlm = &DIGEST[..32];
    for line in [
        DIGEST,
        &format!("{DIGEST}:52256179"),
        &DIGEST[5..],
        &format!("{}:3", &DIGEST[5..]),
        ntlm,
        &format!("{}: 3", ntlm.to_lowercase()),
        &format!("{}:3", &ntlm[5..]),
    ] {
        let list = format!("{line}\r\nletmein\n{line}\n");
        let files = [("5BAA6.txt", list.as_bytes())];
        let (refused, list) = build_files(&files, &["--lang", "en"]);
        assert_eq!((refused.status.code(), list), (Some(1), None), "{line}");
        let error = text(&refused.stderr);
        assert!(
            error.contains("5BAA6.txt: the lines are digests, not passwords. Add --hashes sha1"),
            "{error}"
        );
        let (refused, _) = build_files(&files, &["--lang", "ja"]);
        assert!(text(&refused.stderr).contains("ハッシュです。--hashes sha1"));
    }
    // A list of stolen passwords has some.
    let list = format!("letmein\n{DIGEST}\nsakura123\nDEADBEEF\n");
    let (built, list) = build_files(&[("list.txt", list.as_bytes())], &[]);
    assert!(text(&built.stdout).contains("3 entries (4 lines, 0 repeated, 1 left out)"));
    let expected = CompactList::build(["letmein", "sakura123", "deadbeef"]).unwrap();
    assert!(list.unwrap() == expected);
}

#[test]
fn range_files_are_digests_without_their_prefix() {
    let digest = |prefix: &str| -> Vec<u8> {
        let digits = format!("{prefix}{}", &DIGEST[5..]);
        let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
        (0..40).step_by(2).map(byte).collect()
    };
    let list_of =
        |digests: &[Vec<u8>]| HashList::build(EntryKind::SHA1, digests.iter().cloned()).unwrap();
    let range = format!("{}:52256179\r\n{}:0\r\n", &DIGEST[5..], "0".repeat(35));
    let marked = utf16(&format!("\u{feff}{range}"), u16::to_le_bytes);
    let full = format!("{DIGEST}:3\n");
    let sha1 = ["--hashes", "sha1"];
    // A folder, as the downloader of Have I Been Pwned makes it; rows of padding
    // are left out.
    let (built, list) = build_files(
        &[
            ("5BAA6.txt", range.as_bytes()),
            ("00000", range.as_bytes()),
            ("abcde.txt", &marked),
            ("full.txt", full.as_bytes()),
        ],
        &sha1,
    );
    let three = ["5BAA6", "00000", "ABCDE"].map(digest);
    assert!(list.unwrap() == list_of(&three), "{built:?}");
    assert!(text(&built.stdout).contains("3 entries (7 lines, 1 repeated, 3 left out)"));
    // A range file with another name.
    let named = [&sha1[..], &["--prefix", "5baa6"]].concat();
    let (built, list) = build_files(&[("range.txt", range.as_bytes())], &named);
    assert!(list.unwrap() == list_of(&three[..1]), "{built:?}");
    // NTLM has 32 digits.
    let ntlm = format!("{}:1\n", &DIGEST[5..32]);
    let (built, _) = build_files(&[("5BAA6.txt", ntlm.as_bytes())], &["--hashes", "ntlm"]);
    assert!(text(&built.stdout).contains("1 entries"), "{built:?}");

    let (refused, _) = build_files(&[("range.txt", range.as_bytes())], &sha1);
    assert_eq!(refused.status.code(), Some(1));
    let error = text(&refused.stderr);
    assert!(
        error.contains("range.txt: line 1 is a digest without its first five"),
        "{error}"
    );
    assert!(error.contains("--prefix 5BAA6"), "{error}");
    let (refused, _) = build_files(&[("5BAA6.txt", b"no digest:1\n")], &sha1);
    assert!(text(&refused.stderr).contains("line 1 is not a digest"));
    for (arguments, sentence) in [
        (
            &["--hashes", "sha1", "--prefix", "5BAA"][..],
            "five hexadecimal digits",
        ),
        (
            &["--hashes", "sha1", "--prefix", "5BAA6"],
            "--prefix is for one file",
        ),
        (&["--prefix", "5BAA6"], "--hashes"),
    ] {
        let files = [("a", range.as_bytes()), ("b", range.as_bytes())];
        let (refused, _) = build_files(&files, arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains(sentence), "{refused:?}");
    }
}
