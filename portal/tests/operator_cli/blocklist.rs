//! Builds of lists that are killed, and that go on.

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
struct House {
    folder: tempfile::TempDir,
}

const EACH: u64 = 100_000;

impl House {
    fn new() -> Self {
        let house = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (name, first) in [("one.txt", 0), ("two.txt", EACH / 2)] {
            let file = fs::File::create(house.path(name)).unwrap();
            let mut file = std::io::BufWriter::new(file);
            file.write_all(b"\xef\xbb\xbf").unwrap();
            for n in first..first + EACH {
                let line: &[u8] = if n % 1000 == 7 { b"\xff" } else { b"" };
                file.write_all(line).unwrap();
                writeln!(file, "kite-{:x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).unwrap();
            }
            file.flush().unwrap();
        }
        house
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    fn workshop(&self) -> PathBuf {
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

    /// Kills a build with SIGKILL once its note names so many runs.
    fn kill_after(&self, runs: usize) {
        let mut child = self.start();
        let started = Instant::now();
        while count(&self.workshop()) < runs + 2 {
            assert!(
                child.try_wait().unwrap().is_none(),
                "too quick to be killed"
            );
            assert!(started.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
        assert!(self.workshop().join("note").exists());
    }

    /// Goes on in this process, and says what was read.
    fn go_on(&self, memory: usize) -> (Built, u64, u64) {
        let build = Build {
            form: EntryKind::Texts,
            min_count: 0,
            memory,
        };
        let (mut earlier, mut read) = (0, 0);
        let inputs = [self.path("one.txt"), self.path("two.txt")];
        let built = build.run(&inputs, &self.path("list.gbl"), |progress| match progress {
            Progress::GoingOn(lines) => earlier = lines,
            Progress::Reading(..) => read += 1,
            _ => {}
        });
        (built.unwrap(), earlier, read)
    }

    /// What a build makes that nobody stops, by more memory than it needs.
    fn whole(&self) -> Vec<u8> {
        let output = self.text("whole.gbl");
        let build = ["blocklist", "build", "--output", &output];
        let (one, two) = (self.text("one.txt"), self.text("two.txt"));
        let built = genkan(&[&build[..], &[&one, &two]].concat(), "");
        assert!(built.status.success());
        fs::read(output).unwrap()
    }
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn a_build_that_was_killed_goes_on_and_makes_the_same_list() {
    let house = House::new();
    let whole = house.whole();
    fs::write(house.path("list.gbl"), b"the old one").unwrap();
    house.kill_after(6);
    assert_eq!(fs::read(house.path("list.gbl")).unwrap(), b"the old one");

    // Of another memory all the same: the lines are sorted already.
    let (built, earlier, read) = house.go_on(8 << 20);
    assert!(earlier > 10_000, "{earlier}");
    assert_eq!(earlier + read, 2 * EACH);
    assert_eq!(built.lines, 2 * EACH);
    assert_eq!(built.left_out, 2 * EACH / 1000);
    assert!(fs::read(house.path("list.gbl")).unwrap() == whole);
    assert!(!house.workshop().exists(), "it is cleared up");

    // And once it is done, the next build reads everything.
    let (_, earlier, read) = house.go_on(8 << 20);
    assert_eq!((earlier, read), (0, 2 * EACH));
}

#[test]
fn a_build_that_is_killed_again_and_again_comes_to_an_end() {
    let house = House::new();
    let whole = house.whole();
    let mut kills = 0;
    loop {
        let mut child = house.start();
        std::thread::sleep(Duration::from_millis(40 + 40 * kills));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        assert!(kills < 500);
    }
    assert!(kills > 2, "{kills}");
    assert!(fs::read(house.path("list.gbl")).unwrap() == whole);
    assert!(!house.workshop().exists());
}

#[test]
fn other_inputs_and_options_begin_anew() {
    let house = House::new();
    house.kill_after(3);

    // As large as before, and at the same time: another file.
    let one = house.path("one.txt");
    let modified = fs::metadata(&one).unwrap().modified().unwrap();
    let lower = fs::read(&one).unwrap();
    fs::remove_file(&one).unwrap();
    fs::write(house.path("between"), b"").unwrap();
    fs::write(&one, lower.to_ascii_uppercase()).unwrap();
    fs::File::options()
        .write(true)
        .open(&one)
        .unwrap()
        .set_modified(modified)
        .unwrap();
    let (_, earlier, read) = house.go_on(8 << 20);
    assert_eq!((earlier, read), (0, 2 * EACH));

    house.kill_after(3);
    fs::write(house.workshop().join("note"), "{").unwrap();
    let (_, earlier, read) = house.go_on(8 << 20);
    assert_eq!((earlier, read), (0, 2 * EACH));

    house.kill_after(3);
    let arguments = house.arguments();
    let mut other: Vec<&str> = arguments.iter().map(String::as_str).collect();
    other.pop();
    let built = genkan(&other, "");
    assert!(built.status.success());
    assert!(!text(&built.stderr).contains("going on"));
}

#[test]
fn the_command_says_that_it_goes_on() {
    let house = House::new();
    house.kill_after(3);
    let arguments = house.arguments();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let built = genkan(&arguments, "");
    assert!(built.status.success());
    assert!(text(&built.stderr).contains("lines were sorted by a build that was stopped"));
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
