//! The test run: runs every stage, even if another one fails, and prints a table
//! of the results.

mod background;
mod verdict;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

use crate::process;
use crate::setup::{self, Need};
use crate::stage::{self, Stage};
use crate::supervise::{self, Outcome};
use crate::{Result, command, npm};
use background::Setup;
use verdict::{Done, Verdict, table, verdict};

/// Runs the stages with these names, or all if there are no names.
///
/// # Errors
///
/// With the names of the stages that are not green, after all have run.
pub(crate) fn run(root: &Path, names: &[String]) -> Result {
    let stages = stage::chosen(names)?;
    fs::create_dir_all(folder(root))?;
    let start = Instant::now();
    let mut setup = Setup::start(root, &stages);
    let prepare = |stage: &Stage| setup.wait_for(stage);
    let done = run_all(&stages, prepare, |stage, output| {
        run_one(root, stage, output)
    });
    let setup = setup.finish();
    for (stage, ..) in &done {
        if let Ok(output) = fs::read_to_string(log_file(root, stage)) {
            heading(&format!("{} (ran beside the others)", stage.name));
            print!("{output}");
        }
    }
    heading("summary");
    print!("{}", table(&done, setup, start.elapsed()));
    verdict(&done)
}

/// Runs one stage in this process, which the test run started for it.
///
/// The test run reads from a file why the stage is not green.
pub(crate) fn run_stage(root: &Path, name: &str) -> Result<ExitCode> {
    process::end_with_parent();
    let stage = stage::find(name)?;
    let (error, code) = match stage.prepare(root) {
        Err(error) => (error, UNPREPARED),
        Ok(()) => match (stage.run)(root) {
            Err(error) => (error, FAILED),
            Ok(()) => return Ok(ExitCode::SUCCESS),
        },
    };
    eprintln!("stage `{name}`: {error}");
    fs::write(reason_file(root, stage), error.to_string())?;
    Ok(ExitCode::from(code))
}

/// Installs everything that these stages need, as far as possible. Each stage
/// checks its needs again before it runs.
pub(crate) fn run_setup(root: &Path, names: &[String]) -> Result {
    process::end_with_parent();
    let stages = stage::chosen(names)?;
    let provided = setup::provide(&needs(&stages));
    let folders: BTreeSet<&str> = stages.iter().flat_map(|stage| stage.npm).copied().collect();
    let installed = folders
        .iter()
        .map(|folder| npm::provide(&root.join(folder)));
    let errors: Vec<String> = std::iter::once(provided)
        .chain(installed)
        .filter_map(|result| Some(result.err()?.to_string()))
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors.join("\n").into())
    }
}

/// The destination of a stage's output.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Output {
    /// This program's output, at once.
    Shown,
    /// A file, which is shown when all stages have ended.
    Kept,
}

/// Runs every stage, whatever the others return. `prepare` waits until one can
/// begin.
fn run_all<'a>(
    stages: &[&'a Stage],
    mut prepare: impl FnMut(&Stage),
    run: impl Fn(&Stage, Output) -> Verdict + Sync,
) -> Vec<Done<'a>> {
    let timed = |stage: &'a Stage, output: Output| {
        let start = Instant::now();
        let verdict = run(stage, output);
        (stage, start.elapsed(), verdict)
    };
    let mut done = thread::scope(|scope| {
        let (mut done, mut running) = (Vec::new(), Vec::new());
        for (place, stage) in stages.iter().copied().enumerate() {
            prepare(stage);
            if stage.beside && place + 1 < stages.len() {
                running.push((place, scope.spawn(move || timed(stage, Output::Kept))));
            } else {
                done.push((place, timed(stage, Output::Shown)));
            }
        }
        for (place, stage) in running {
            let panicked = |_| {
                let verdict = Verdict::Red("the test run panicked".to_owned());
                (stages[place], Duration::ZERO, verdict)
            };
            done.push((place, stage.join().unwrap_or_else(panicked)));
        }
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, done)| done).collect()
}

/// Runs a stage in a process of its own, so that it can be killed as a whole.
fn run_one(root: &Path, stage: &Stage, output: Output) -> Verdict {
    let log = log_file(root, stage);
    let mut command = command::itself();
    command.args(["stage", stage.name]);
    match output {
        Output::Shown => {
            let _ = fs::remove_file(log);
            heading(stage.name);
        }
        Output::Kept => {
            if let Err(error) = redirect(&mut command, &log) {
                return Verdict::Red(format!("{}: {error}", log.display()));
            }
        }
    }
    supervised(root, stage, &mut command)
}

fn redirect(command: &mut Command, log: &Path) -> std::io::Result<()> {
    let file = File::create(log)?;
    command.stdout(file.try_clone()?).stderr(file);
    Ok(())
}

fn supervised(root: &Path, stage: &Stage, command: &mut Command) -> Verdict {
    let reason = reason_file(root, stage);
    let _ = fs::remove_file(&reason);
    let bound = Duration::from_secs(stage.minutes * 60);
    let outcome = supervise::run(command, stage.name, bound);
    let (status, left) = match outcome {
        Err(error) => return Verdict::Red(format!("did not start: {error}")),
        Ok(Outcome::Hung(running)) => return Verdict::Hung(bound, running),
        Ok(Outcome::Ended(status, family)) => (status, family.clear(AFTERMATH)),
    };
    let reason = || fs::read_to_string(&reason).unwrap_or_else(|_| status.to_string());
    if status.code() == Some(UNPREPARED.into()) {
        Verdict::Unprepared(reason())
    } else if !status.success() {
        Verdict::Red(reason())
    } else if !left.is_empty() {
        Verdict::Leaked(left)
    } else {
        Verdict::Green
    }
}

fn needs(stages: &[&Stage]) -> Vec<Need> {
    let needs = stages.iter().flat_map(|stage| stage.needs);
    needs.copied().collect()
}

fn heading(name: &str) {
    println!("\n== {name} ==");
}

/// The folder of the files that the test run's processes write.
fn folder(root: &Path) -> PathBuf {
    root.join("target/stages")
}

fn log_file(root: &Path, stage: &Stage) -> PathBuf {
    folder(root).join(format!("{}.log", stage.name))
}

fn reason_file(root: &Path, stage: &Stage) -> PathBuf {
    folder(root).join(format!("{}.reason", stage.name))
}

/// How long the processes that a stage started may take to end after it. The
/// tests' PostgreSQL server is stopped by a process that waits for their end.
const AFTERMATH: Duration = Duration::from_secs(20);

/// The exit codes of a stage's process.
const FAILED: u8 = 1;
const UNPREPARED: u8 = 3;

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn stage(name: &'static str) -> Stage {
        Stage {
            name,
            about: "",
            needs: &[],
            npm: &[],
            minutes: 1,
            beside: false,
            run: |_| Ok(()),
        }
    }

    #[test]
    fn a_red_stage_does_not_keep_the_others_from_running() {
        let stages = [stage("one"), stage("two"), stage("three"), stage("four")];
        let mut ran = Vec::new();
        let prepare = |stage: &Stage| ran.push(stage.name);
        let done = run_all(
            &stages.iter().collect::<Vec<_>>(),
            prepare,
            |stage, _| match stage.name {
                "one" => Verdict::Red("it is wrong\nat two places".to_owned()),
                "two" => Verdict::Unprepared("missing: a unicorn".to_owned()),
                "three" => Verdict::Hung(Duration::from_secs(60), Vec::new()),
                _ => Verdict::Green,
            },
        );
        assert_eq!(ran, ["one", "two", "three", "four"]);
        let table = table(&done, None, Duration::from_secs(61));
        for line in [
            "s  RED\n    it is wrong\n    at two places\n",
            "s  COULD NOT RUN\n    missing: a unicorn\n",
            "s  HUNG\n    still running after 60 s:\n",
            "s  ok\n",
            "total                   61.0 s",
        ] {
            assert!(table.contains(line), "{line:?} is not in\n{table}");
        }
        let error = verdict(&done).unwrap_err().to_string();
        assert_eq!(error, "3 of 4 stages are not green: one, two, three");
        assert!(verdict(&done[3..]).is_ok());
    }

    #[test]
    fn a_leak_is_red() {
        let stages = [stage("one")];
        let done = run_all(&[&stages[0]], |_| {}, |_, _| Verdict::Leaked(Vec::new()));
        assert!(verdict(&done).is_err());
    }

    #[test]
    fn a_stage_may_run_beside_those_after_it() {
        let mut stages = [stage("one"), stage("two"), stage("three")];
        stages[0].beside = true;
        // The last stage has no later stages to run beside.
        stages[2].beside = true;
        let (ended, wait) = std::sync::mpsc::channel();
        let (ended, wait) = (Mutex::new(ended), Mutex::new(wait));
        let done = run_all(
            &stages.iter().collect::<Vec<_>>(),
            |_| {},
            |stage, output| {
                let expected = if stage.name == "one" {
                    Output::Kept
                } else {
                    Output::Shown
                };
                assert_eq!(output, expected, "{}", stage.name);
                match stage.name {
                    "one" => {
                        let long = Duration::from_secs(60);
                        wait.lock().unwrap().recv_timeout(long).unwrap();
                    }
                    "three" => ended.lock().unwrap().send(()).unwrap(),
                    _ => {}
                }
                Verdict::Green
            },
        );
        let names: Vec<&str> = done.iter().map(|(stage, ..)| stage.name).collect();
        assert_eq!(names, ["one", "two", "three"]);
        assert!(verdict(&done).is_ok());
    }
}
