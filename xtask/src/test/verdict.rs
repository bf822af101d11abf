//! The results of the stages, and their table.

use std::fmt;
use std::time::Duration;

use crate::Result;
use crate::process::Process;
use crate::stage::Stage;

/// The result of a stage.
pub(super) enum Verdict {
    Green,
    /// It failed.
    Red(String),
    /// Something that it needs is missing.
    Unprepared(String),
    /// It exceeded its bound. The processes were running then.
    Hung(Duration, Vec<Process>),
    /// It succeeded, and left these processes running.
    Leaked(Vec<Process>),
}

/// A stage, the time that it took, and its result.
pub(super) type Done<'a> = (&'a Stage, Duration, Verdict);

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, processes: &[Process]| {
            processes
                .iter()
                .try_for_each(|process| write!(f, "\n  {process}"))
        };
        match self {
            Self::Green => write!(f, "ok"),
            Self::Red(reason) => write!(f, "RED\n{reason}"),
            Self::Unprepared(reason) => write!(f, "COULD NOT RUN\n{reason}"),
            Self::Hung(bound, running) => {
                write!(f, "HUNG\nstill running after {} s:", bound.as_secs())?;
                list(f, running)
            }
            Self::Leaked(left) => {
                write!(f, "RED\nit ended and left running:")?;
                list(f, left)
            }
        }
    }
}

/// Returns an error with the names of the stages that are not green.
pub(super) fn verdict(done: &[Done<'_>]) -> Result {
    let red: Vec<&str> = done
        .iter()
        .filter(|(_, _, verdict)| !matches!(verdict, Verdict::Green))
        .map(|(stage, ..)| stage.name)
        .collect();
    if red.is_empty() {
        return Ok(());
    }
    let (count, all, names) = (red.len(), done.len(), red.join(", "));
    Err(format!("{count} of {all} stages are not green: {names}").into())
}

/// Returns a line for each stage, with the reason below it if it is not green.
pub(super) fn table(done: &[Done<'_>], setup: Option<Duration>, total: Duration) -> String {
    let mut text = String::new();
    let mut line = |name: &str, time: Duration, verdict: &str| {
        let seconds = time.as_secs_f64();
        text.push_str(&format!("{name:<21}{seconds:>7.1} s  {verdict}\n"));
    };
    if let Some(time) = setup {
        line("setup", time, "beside the stages");
    }
    for (stage, time, verdict) in done {
        // A verdict's further lines are indented below it.
        line(
            stage.name,
            *time,
            &verdict.to_string().replace('\n', "\n    "),
        );
    }
    line("total", total, "");
    text
}
