//! The status of every command does not depend on whether its output can be
//! written, except that an output that is full is a failure.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use super::languages::commands;
use crate::support::cli::text;

/// A command on a portal, what is on its input, and its status. Each command
/// that changes something builds on those before it.
type Step = (&'static str, &'static str, i32);

const STEPS: &[Step] = &[
    ("--version", "", 0),
    ("--help", "", 0),
    ("no-such-command", "", 2),
    ("contacts add", "", 2),
    ("contacts list --config nowhere.toml", "", 2),
    ("check", "blue7Kite!\n", 0),
    ("check --strength", "short\n", 1),
    ("check", "", 2),
    ("check --jsonl", "{\"password\":\"blue7Kite!\"}\n", 0),
    ("check --jsonl", "{\"password\":\"short\"}\n", 1),
    ("check --jsonl", "{\n", 2),
    ("policy show", "", 0),
    ("policy show --json", "", 0),
    ("policy audit", "", 0),
    ("policy export --form passwordrules", "", 0),
    ("policy export --form html", "", 0),
    ("policy export --form json-schema", "", 0),
    ("policy export --form text", "", 0),
    ("policy lint", "", 0),
    ("policy lint --json --file refused.json", "", 1),
    ("policy presets", "", 0),
    ("generate --count 3", "", 0),
    ("generate --count 3 --passphrase", "", 0),
    ("blocklist build words.txt --output words.gbl", "", 0),
    ("blocklist check words.gbl", "", 0),
    (
        "operators add admin admin@provider.example --role administrator --config CONFIG",
        "",
        0,
    ),
    (
        "contacts add --name A --email a@example.com --company X --config CONFIG",
        "",
        0,
    ),
    (
        "contacts add --name A --email a@example.com --config CONFIG",
        "",
        1,
    ),
    ("contacts import contacts.csv --config CONFIG", "", 0),
    ("contacts list --config CONFIG", "", 0),
    ("contacts export --config CONFIG", "", 0),
    ("config check --config CONFIG", "", 0),
    ("config keys", "", 0),
    ("status --config CONFIG", "", 0),
    ("contacts show a@example.com --config CONFIG", "", 0),
    (
        "contacts edit a@example.com --name B --config CONFIG",
        "",
        0,
    ),
    ("contacts manager a@example.com --config CONFIG", "", 0),
    ("contacts hold a@example.com --config CONFIG", "", 0),
    ("contacts hold a@example.com --config CONFIG", "", 1),
    ("contacts release a@example.com --config CONFIG", "", 0),
    ("contacts resend a@example.com --config CONFIG", "", 0),
    ("contacts renew a@example.com --config CONFIG", "", 0),
    (
        "contacts replace a@example.com c@example.com --name C --config CONFIG",
        "",
        0,
    ),
    ("contacts remove c@example.com --config CONFIG", "", 0),
    ("companies list --config CONFIG", "", 0),
    ("companies requests X managers --config CONFIG", "", 0),
    ("companies rename X Y --config CONFIG", "", 0),
    ("operators list --config CONFIG", "", 0),
    (
        "operators change admin --role viewer --reason x --config CONFIG",
        "",
        1,
    ),
    (
        "operators reset-factor admin --reason x --config CONFIG",
        "",
        0,
    ),
    (
        "operators add b b@provider.example --role viewer --config CONFIG",
        "",
        0,
    ),
    (
        "operators change b --role agent --reason x --by admin --config CONFIG",
        "",
        0,
    ),
    ("cases list --config CONFIG", "", 0),
    ("mail preview reset --config CONFIG", "", 0),
    ("mail test a@example.com --config CONFIG", "", 0),
    (
        "cases show 00000000000000000000000000000000 --config CONFIG",
        "",
        1,
    ),
    (
        "cases ask 00000000000000000000000000000000 a@example.com --company X --config CONFIG",
        "",
        1,
    ),
    (
        "cases skip 00000000000000000000000000000000 --company X --reason x --config CONFIG",
        "",
        1,
    ),
    (
        "cases proof 00000000000000000000000000000000 --kind document --reason x --config CONFIG",
        "",
        1,
    ),
    (
        "cases propose 00000000000000000000000000000000 --reason x --config CONFIG",
        "",
        1,
    ),
    (
        "cases approve 00000000000000000000000000000000 --config CONFIG",
        "",
        1,
    ),
    (
        "cases carry-out 00000000000000000000000000000000 --config CONFIG",
        "",
        1,
    ),
    (
        "cases refuse 00000000000000000000000000000000 --reason x --config CONFIG",
        "",
        1,
    ),
    (
        "cases close 00000000000000000000000000000000 --reason x --config CONFIG",
        "",
        1,
    ),
    ("operators remove admin --config CONFIG", "", 1),
    ("explain c@example.com --config CONFIG", "", 0),
    ("outbox list --config CONFIG", "", 0),
    ("outbox retry --all-failed --config CONFIG", "", 0),
    ("audit-log list --config CONFIG", "", 0),
    ("audit-log export --config CONFIG", "", 0),
    ("audit-log verify --config CONFIG", "", 0),
    ("keys new --config CONFIG", "", 0),
    ("keys list --config CONFIG", "", 0),
    ("keys rotate --config CONFIG", "", 0),
];

/// What the standard output and the standard error are.
#[derive(Clone, Copy, Debug)]
enum Streams {
    Whole,
    FullOutput,
    FullError,
    /// A pipe whose reader has gone.
    UnreadOutput,
    UnreadError,
    /// No stream at all, as with `>&-`.
    ClosedOutput,
    ClosedError,
    AllFull,
    AllClosed,
}

impl Streams {
    const ALL: [Self; 9] = [
        Self::Whole,
        Self::FullOutput,
        Self::FullError,
        Self::UnreadOutput,
        Self::UnreadError,
        Self::ClosedOutput,
        Self::ClosedError,
        Self::AllFull,
        Self::AllClosed,
    ];

    /// Returns a command with these streams.
    fn command(self, folder: &Path, arguments: &[&str]) -> Command {
        let closed = match self {
            Self::ClosedOutput => ">&-",
            Self::ClosedError => "2>&-",
            Self::AllClosed => "<&- >&- 2>&-",
            _ => "",
        };
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("exec \"$0\" \"$@\" {closed}")])
            .arg(env!("CARGO_BIN_EXE_genkan"))
            .args(arguments)
            .current_dir(folder)
            .env("LC_ALL", "C")
            .stdout(self.output())
            .stderr(self.error());
        command
    }

    fn output(self) -> Stdio {
        match self {
            Self::FullOutput | Self::AllFull => full(),
            Self::UnreadOutput => unread(),
            _ => Stdio::piped(),
        }
    }

    fn error(self) -> Stdio {
        match self {
            Self::FullError | Self::AllFull => full(),
            Self::UnreadError => unread(),
            _ => Stdio::piped(),
        }
    }

    /// Returns the status of a command that ends with `status` otherwise. An
    /// output that is full fails what was written.
    fn status(self, command: &str, status: i32) -> i32 {
        match (self, status) {
            (Self::FullOutput | Self::AllFull, 0) => 1,
            // The answer to a bad line is written as any other.
            (Self::FullOutput | Self::AllFull, 2) if command == "check --jsonl" => 1,
            (_, status) => status,
        }
    }
}

fn full() -> Stdio {
    File::options()
        .write(true)
        .open("/dev/full")
        .unwrap()
        .into()
}

fn unread() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "genkan.toml",
        "base_url = \"http://localhost:8080\"\nlisten = \"127.0.0.1:0\"\ndata = \"data\"\n\
         [mail]\nfrom = \"support@provider.example\"\n",
    );
    write(
        "contacts.csv",
        "name,email\nA,a@example.com\nD,d@example.com\n",
    );
    write("words.txt", "sakura123\n");
    write(
        "refused.json",
        "{\"version\":1,\"name\":\"refused\",\"max_bytes\":64,\"rules\":[{\"rule\":\"length\",\"min\":9},\
         {\"rule\":\"length\",\"min\":0,\"max\":8}]}",
    );
    // The service, which is not one of the commands, creates the keys.
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    genkan_portal::keys::open(&data).unwrap();
    folder
}

fn run(streams: Streams, folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = streams.command(folder, arguments);
    let file = folder.join("input");
    std::fs::write(&file, input).unwrap();
    command.stdin(File::open(&file).unwrap());
    command.output().unwrap()
}

#[test]
fn every_command_ends_with_its_status_whatever_its_output_is() {
    for streams in Streams::ALL {
        let folder = folder();
        for (command, input, status) in STEPS {
            let arguments: Vec<&str> = command
                .split(' ')
                .map(|word| {
                    if word == "CONFIG" {
                        "genkan.toml"
                    } else {
                        word
                    }
                })
                .collect();
            if matches!(streams, Streams::AllClosed) && !input.is_empty() {
                continue;
            }
            let output = run(streams, folder.path(), &arguments, input);
            let error = text(&output.stderr);
            assert_eq!(
                output.status.code(),
                Some(streams.status(command, *status)),
                "{streams:?}: {command}: {error}"
            );
            assert!(
                !error.contains("panicked"),
                "{streams:?}: {command}: {error}"
            );
            match streams {
                Streams::FullOutput if *status == 0 => {
                    assert!(
                        error.contains("genkan: output-unwritten: "),
                        "{command}: {error}"
                    );
                }
                Streams::UnreadOutput if *status == 0 => {
                    assert!(!error.contains("output-unwritten"), "{command}: {error}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn every_help_ends_with_its_status_whatever_its_output_is() {
    let folder = folder();
    let tried = |path: &[String]| {
        let path = path.join(" ");
        let is_tried = |(step, ..): &Step| {
            *step == path
                || step
                    .strip_prefix(&path)
                    .is_some_and(|rest| rest.starts_with(' '))
        };
        STEPS.iter().any(is_tried)
    };
    for path in commands() {
        let is_portal = ["serve", "demo"].iter().any(|name| path == [*name]);
        assert!(
            path.is_empty() || is_portal || tried(&path),
            "{path:?} is not tried"
        );
        for language in ["ja", "en"] {
            let path = path.iter().map(String::as_str);
            let arguments: Vec<&str> = path.chain(["--help", "--lang", language]).collect();
            for (streams, status) in [
                (Streams::FullOutput, 1),
                (Streams::UnreadOutput, 0),
                (Streams::ClosedOutput, 0),
            ] {
                let output = run(streams, folder.path(), &arguments, "");
                assert_eq!(output.status.code(), Some(status), "{arguments:?}");
            }
        }
    }
}

#[test]
fn a_portal_runs_on_whatever_its_output_is() {
    for streams in Streams::ALL {
        for command in ["serve", "demo"] {
            let folder = folder();
            let place = free_place();
            let config = std::fs::read_to_string(folder.path().join("genkan.toml")).unwrap();
            let config = config.replace("127.0.0.1:0", &place);
            std::fs::write(folder.path().join("genkan.toml"), config).unwrap();
            let arguments = match command {
                "serve" => vec!["serve", "--config", "genkan.toml"],
                _ => vec!["demo", "--listen", &place],
            };
            let mut child = streams.command(folder.path(), &arguments).spawn().unwrap();
            let begun = Instant::now();
            while TcpStream::connect(&place).is_err() {
                let ended = child.try_wait().unwrap();
                assert_eq!(ended, None, "{streams:?}: {command}");
                assert!(begun.elapsed() < Duration::from_secs(30), "{command}");
                std::thread::sleep(Duration::from_millis(20));
            }
            // The line about its address has been tried by now, or soon is.
            std::thread::sleep(Duration::from_millis(200));
            let id = child.id().to_string();
            assert!(
                Command::new("kill")
                    .args(["-TERM", &id])
                    .status()
                    .unwrap()
                    .success()
            );
            let status: ExitStatus = child.wait().unwrap();
            assert_eq!(status.code(), Some(0), "{streams:?}: {command}");
        }
    }
}

fn free_place() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}
