//! Everything that must hold, in order, cheapest first.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::setup::{self, Need};
use crate::{
    Result, bare_metal, browser, command, constant_time, instructions, layers, npm, packaging,
    size, wasm, workspace,
};

struct Stage {
    name: &'static str,
    /// What it shows, in a line.
    about: &'static str,
    needs: &'static [Need],
    run: fn(&Path) -> Result,
}

const FUZZ: [&str; 2] = ["--manifest-path", "fuzz/Cargo.toml"];

const STAGES: &[Stage] = &[
    Stage {
        name: "fmt",
        about: "the sources are formatted",
        needs: setup::FORMAT,
        run: |root| {
            let check = ["--", "--check", "--color=never"];
            cargo(root, &[&["fmt", "--all"][..], &check].concat())?;
            cargo(root, &[&["fmt"][..], &FUZZ, &check].concat())
        },
    },
    Stage {
        name: "clippy",
        about: "no lint is broken, in any target, with every feature",
        needs: setup::CLIPPY,
        run: |root| {
            let everything = ["--workspace", "--all-targets", "--all-features"];
            let strict = ["--", "-D", "warnings"];
            cargo(root, &[&["clippy"][..], &everything, &strict].concat())
        },
    },
    Stage {
        name: "layers",
        about: "no room reaches upward, none touches the world",
        needs: &[],
        run: layers::check,
    },
    Stage {
        name: "fuzz-check",
        about: "the fuzz targets, outside of the workspace, compile without a lint",
        needs: setup::FUZZ,
        run: |root| {
            let targets = ["clippy", FUZZ[0], FUZZ[1], "--all-targets"];
            cargo(root, &[&targets[..], &["--", "-D", "warnings"]].concat())
        },
    },
    Stage {
        name: "test",
        about: "unit, integration and documentation tests",
        needs: setup::TEST,
        run: |root| cargo(root, &["test", "--workspace", "--all-features"]),
    },
    Stage {
        name: "no-default-features",
        about: "the crate builds bare and with each feature alone",
        needs: &[],
        run: each_feature_alone,
    },
    Stage {
        name: "bare-metal",
        about: "the crate builds where there is no std",
        needs: setup::BARE_METAL,
        run: bare_metal::build,
    },
    Stage {
        name: "instructions",
        about: "a verdict takes no more instructions than its budget",
        needs: setup::VALGRIND,
        run: instructions::check,
    },
    Stage {
        name: "constant-time",
        about: "issuing and verifying a link show nothing of the secrets by their time",
        needs: setup::VALGRIND,
        run: constant_time::check,
    },
    Stage {
        name: "doc",
        about: "the documentation builds without a warning",
        needs: &[],
        run: document,
    },
    Stage {
        name: "wasm",
        about: "the committed dist/ is what the sources build",
        needs: setup::WASM,
        run: wasm::compare,
    },
    Stage {
        name: "size",
        about: "a page loads no more of the package than its budgets",
        needs: setup::NODE,
        run: size::check,
    },
    Stage {
        name: "node",
        about: "the browser package in Node",
        needs: setup::PACKAGE,
        run: |root| npm::run(&root.join("pkg"), "test"),
    },
    Stage {
        name: "equality",
        about: "the browser package in Chromium and Firefox says what the crate says",
        needs: setup::BROWSERS,
        run: |root| npm::run(&root.join("pkg"), "test:browsers"),
    },
    Stage {
        name: "packaging",
        about: "the packed package with every toolchain and framework, in Chromium",
        needs: setup::PACKAGING,
        run: packaging::test,
    },
    Stage {
        name: "browser",
        about: "the portal in Chromium, with mail from an SMTP server",
        needs: setup::BROWSER,
        run: |root| browser::test(root, &[]),
    },
];

/// The stages, for the usage text.
pub(crate) fn usage() -> String {
    let lines = STAGES
        .iter()
        .map(|stage| format!("  {:<21}{}", stage.name, stage.about));
    format!("Stages:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// Runs the stages with these names, all of them when there are none, in the
/// order above, and stops at the first that fails.
pub(crate) fn run(root: &Path, names: &[String]) -> Result {
    let stages = chosen(names)?;
    heading("setup");
    let needs: Vec<Need> = stages
        .iter()
        .flat_map(|stage| stage.needs)
        .copied()
        .collect();
    setup::provide(&needs)?;

    let mut done: Vec<(&str, Duration)> = Vec::new();
    for stage in stages {
        heading(stage.name);
        let start = Instant::now();
        let result = (stage.run)(root);
        done.push((stage.name, start.elapsed()));
        if let Err(error) = result {
            summarize(&done, Some(stage.name));
            return Err(format!("stage `{}`: {error}", stage.name).into());
        }
    }
    summarize(&done, None);
    Ok(())
}

fn chosen(names: &[String]) -> Result<Vec<&'static Stage>> {
    for name in names {
        if !STAGES.iter().any(|stage| stage.name == name) {
            return Err(format!("no stage is called `{name}`\n\n{}", usage()).into());
        }
    }
    let is_chosen = |stage: &&Stage| names.is_empty() || names.iter().any(|n| n == stage.name);
    Ok(STAGES.iter().filter(is_chosen).collect())
}

fn heading(name: &str) {
    println!("\n== {name} ==");
}

fn summarize(done: &[(&str, Duration)], failed: Option<&str>) {
    heading("summary");
    for (name, time) in done {
        let verdict = if failed == Some(*name) {
            "FAILED"
        } else {
            "ok"
        };
        println!("{name:<21}{:>7.1} s  {verdict}", time.as_secs_f64());
    }
    let total: Duration = done.iter().map(|(_, time)| *time).sum();
    println!("{:<21}{:>7.1} s", "total", total.as_secs_f64());
}

fn cargo(root: &Path, arguments: &[&str]) -> Result {
    command::run(command::cargo().args(arguments).current_dir(root))
}

fn each_feature_alone(root: &Path) -> Result {
    let build = ["build", "--package", "genkan", "--no-default-features"];
    cargo(root, &build)?;
    for feature in workspace::features(root, "genkan")? {
        cargo(root, &[&build[..], &["--features", &feature]].concat())?;
    }
    Ok(())
}

fn document(root: &Path) -> Result {
    command::run(
        command::cargo()
            .args(["doc", "--package", "genkan", "--no-deps", "--all-features"])
            .env("RUSTDOCFLAGS", "-D warnings")
            .current_dir(root),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_stage_is_refused() {
        let Err(error) = chosen(&["clipy".to_owned()]) else {
            panic!("accepted");
        };
        assert!(error.to_string().contains("clippy"), "{error}");
    }

    #[test]
    fn chosen_stages_keep_their_order() {
        let stages = chosen(&["doc".to_owned(), "fmt".to_owned()]).unwrap();
        let names: Vec<&str> = stages.iter().map(|stage| stage.name).collect();
        assert_eq!(names, ["fmt", "doc"]);
    }
}
