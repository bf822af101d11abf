//! Builds of lists that are killed, and builds after those.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use genkan::blocklist::EntryKind;
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
    assert_eq!(built.left_out, 2 * EACH / 1000);
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
