//! Runs a command with a bound on its time, in a process group of its own.

use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::process::{Family, MARK, Process};

/// How a command ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It ended by itself. The family are the processes that it may have left
    /// running.
    Ended(ExitStatus, Family),
    /// It reached its bound. The processes are those that were running then;
    /// they have been killed.
    Hung(Vec<Process>),
}

/// Runs `command` for at most `bound`, then kills it with every process that
/// it started.
///
/// `name` distinguishes its processes from those of other commands.
///
/// # Errors
///
/// If the command cannot be started.
pub(crate) fn run(command: &mut Command, name: &str, bound: Duration) -> io::Result<Outcome> {
    let mark = format!("{name}-{}", std::process::id());
    let mut child = command
        .stdin(Stdio::null())
        .process_group(0)
        .env(MARK, &mark)
        .spawn()?;
    let family = Family {
        leader: child.id(),
        mark,
    };
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Outcome::Ended(status, family));
        }
        if start.elapsed() >= bound {
            let running = family.members();
            family.kill();
            child.wait()?;
            return Ok(Outcome::Hung(running));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn lines(processes: &[Process]) -> String {
        let lines = processes.iter().map(Process::to_string);
        lines.collect::<Vec<_>>().join("\n")
    }

    fn is_running(process: &Process) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", process.id));
        stat.is_ok_and(|stat| !stat.contains(") Z "))
    }

    /// Runs a command that is expected to end, and returns what it left.
    fn ended(command: &mut Command, name: &str) -> (ExitStatus, Vec<Process>) {
        match run(command, name, Duration::from_secs(120)).unwrap() {
            Outcome::Ended(status, family) => (status, family.clear(Duration::from_secs(5))),
            Outcome::Hung(running) => panic!("hung:\n{}", lines(&running)),
        }
    }

    #[test]
    fn a_command_ends_with_its_status() {
        let (status, left) = ended(&mut shell("exit 3"), "status");
        assert_eq!(status.code(), Some(3));
        assert!(left.is_empty(), "{}", lines(&left));
    }

    #[test]
    fn a_hang_is_killed_with_all_that_it_started() {
        // One child stays in the group, one leaves it and keeps its parent, and
        // one leaves the group and loses its parent.
        let script = "sleep 7001 & setsid sleep 7002 & (setsid sleep 7003 &); sleep 7004";
        let bound = Duration::from_secs(2);
        let Outcome::Hung(running) = run(&mut shell(script), "hang", bound).unwrap() else {
            panic!("ended");
        };
        let text = lines(&running);
        for command in ["sleep 7001", "sleep 7002", "sleep 7003", "sleep 7004"] {
            assert!(text.contains(command), "{command} is not in\n{text}");
        }
        assert!(!running.iter().any(is_running), "survived:\n{text}");
    }

    #[test]
    fn what_a_command_leaves_running_is_reported_and_killed() {
        let (status, left) = ended(&mut shell("setsid sleep 7005 & exit 0"), "left");
        assert!(status.success());
        assert!(lines(&left).contains("sleep 7005"), "{}", lines(&left));
        assert!(!left.iter().any(is_running), "survived");
    }

    #[test]
    fn a_process_that_ends_soon_after_its_command_is_not_left() {
        let (_, left) = ended(&mut shell("(sleep 0.5 &); exit 0"), "soon");
        assert!(left.is_empty(), "{}", lines(&left));
    }
}
