//! The setup of a test run, which runs beside the stages.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::verdict::Verdict;
use super::{folder, heading, redirect};
use crate::stage::Stage;
use crate::supervise::{self, Outcome};
use crate::{command, setup};

/// The setup, which runs beside the stages that do not wait for it.
pub(super) struct Setup {
    running: Option<JoinHandle<(Duration, std::io::Result<Outcome>)>>,
    log: PathBuf,
    took: Option<Duration>,
    /// The names of the stages whose needs were met before it began.
    ready: Vec<&'static str>,
}

impl Setup {
    /// Starts the setup for the stages that have unmet needs.
    pub(super) fn start(root: &Path, stages: &[&'static Stage]) -> Self {
        let is_ready =
            |stage: &&&Stage| stage.npm.is_empty() && setup::require(stage.needs).is_ok();
        let ready: Vec<&str> = stages.iter().filter(is_ready).map(|s| s.name).collect();
        let waiting = stages.iter().map(|stage| stage.name);
        let waiting: Vec<&str> = waiting.filter(|name| !ready.contains(name)).collect();
        let log = folder(root).join("setup.log");
        let running = (!waiting.is_empty()).then(|| {
            let mut command = command::itself();
            command.arg("stage-setup").args(waiting);
            let log = log.clone();
            thread::spawn(move || {
                let start = Instant::now();
                let outcome = redirect(&mut command, &log)
                    .and_then(|()| supervise::run(&mut command, "setup", SETUP));
                (start.elapsed(), outcome)
            })
        });
        Self {
            running,
            log,
            took: None,
            ready,
        }
    }

    /// Waits until `stage` can begin.
    pub(super) fn wait_for(&mut self, stage: &Stage) {
        if !self.ready.contains(&stage.name) {
            self.wait();
        }
    }

    /// Waits until the setup has ended and returns how long it took, if it was
    /// needed.
    pub(super) fn finish(mut self) -> Option<Duration> {
        self.wait();
        self.took
    }

    /// Waits until the setup has ended and prints its output.
    ///
    /// If it failed, the stages that cannot run because of it report that.
    fn wait(&mut self) {
        let Some(running) = self.running.take() else {
            return;
        };
        let joined = running.join();
        heading("setup");
        print!("{}", fs::read_to_string(&self.log).unwrap_or_default());
        match joined {
            Ok((time, outcome)) => {
                self.took = Some(time);
                match outcome {
                    // A database server that `apt-get` started may stay.
                    Ok(Outcome::Ended(..)) => {}
                    Ok(Outcome::Hung(running)) => println!("{}", Verdict::Hung(SETUP, running)),
                    Err(error) => println!("the setup did not start: {error}"),
                }
            }
            Err(_) => println!("the setup panicked"),
        }
    }
}

/// How long the setup may take.
const SETUP: Duration = Duration::from_secs(20 * 60);
