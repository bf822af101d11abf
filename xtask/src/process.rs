//! Finds the processes that a command started, in Linux's `/proc`.

use std::fmt;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::command;

/// The variable that every process of a family inherits.
pub(crate) const MARK: &str = "GENKAN_XTASK_FAMILY";

/// A process with everything that it started.
///
/// A member is a descendant, a process of the leader's group, or one that
/// inherited the mark. The mark finds processes that left the group, as browsers
/// and servers do, and whose parent has ended.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    pub(crate) leader: u32,
    pub(crate) mark: String,
}

/// A running process.
#[derive(Clone, Debug)]
pub(crate) struct Process {
    pub(crate) id: u32,
    parent: u32,
    group: u32,
    command: String,
}

impl Family {
    /// Returns the members that run now, the leader among them.
    pub(crate) fn members(&self) -> Vec<Process> {
        let mut others = running();
        let mut members = Vec::new();
        loop {
            let is_member = |process: &Process| {
                process.id == self.leader
                    || process.group == self.leader
                    || members.iter().any(|m: &Process| m.id == process.parent)
                    || has_mark(process.id, &self.mark)
            };
            let (found, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(is_member);
            others = rest;
            if found.is_empty() {
                return members;
            }
            members.extend(found);
        }
    }

    /// Kills every member, until none is left.
    ///
    /// This program is never killed, even if it has inherited the mark.
    pub(crate) fn kill(&self) {
        // A member may start another while the list is read.
        for _ in 0..20 {
            let ids: Vec<String> = self
                .members()
                .iter()
                .filter(|member| member.id != std::process::id())
                .map(|member| member.id.to_string())
                .collect();
            if ids.is_empty() {
                return;
            }
            command::succeeds(Command::new("kill").arg("-KILL").args(ids));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until no member runs, at most for `limit`, then kills and
    /// returns those that still run.
    pub(crate) fn clear(&self, limit: Duration) -> Vec<Process> {
        let start = Instant::now();
        loop {
            let members = self.members();
            if members.is_empty() {
                return members;
            }
            if start.elapsed() >= limit {
                self.kill();
                return members;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>7}  {}", self.id, self.command)
    }
}

/// Every process of this machine, without those that have ended and wait for
/// their parent to notice.
fn running() -> Vec<Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(read)
        .collect()
}

fn read(id: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name in parentheses may hold spaces and parentheses: proc(5).
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ');
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    let group = fields.next()?.parse().ok()?;
    if state == "Z" || state == "X" {
        return None;
    }
    let words = fs::read(format!("/proc/{id}/cmdline")).ok()?;
    let words = String::from_utf8_lossy(&words).replace('\0', " ");
    let command = words.trim().chars().take(LONGEST_COMMAND).collect();
    Some(Process {
        id,
        parent,
        group,
        command,
    })
}

fn has_mark(id: u32, mark: &str) -> bool {
    let variable = format!("{MARK}={mark}");
    let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
    environment
        .split(|byte| *byte == 0)
        .any(|entry| entry == variable.as_bytes())
}

/// Starts a thread that kills this process's whole group if its parent ends,
/// so that an interrupted test run leaves nothing behind.
///
/// This process must lead its group.
pub(crate) fn end_with_parent() {
    let parent = std::os::unix::process::parent_id();
    std::thread::spawn(move || {
        while std::os::unix::process::parent_id() == parent {
            std::thread::sleep(Duration::from_millis(500));
        }
        let group = format!("-{}", std::process::id());
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stdin(Stdio::null())
            .status();
    });
}

/// A browser's command line has thousands of characters.
const LONGEST_COMMAND: usize = 160;
