//! The stages of the test run.

use std::path::Path;

use crate::setup::{self, Need};
use crate::{
    Result, bare_metal, browser, command, constant_time, crate_package, instructions, layers,
    minimal_versions, msrv, npm, packaging, promises, semver, size, third_language, wasm,
    workspace,
};

/// A part of the test run.
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    /// The property that it checks, in one line.
    pub(crate) about: &'static str,
    pub(crate) needs: &'static [Need],
    /// The folders whose npm packages it uses.
    pub(crate) npm: &'static [&'static str],
    /// The minutes that it may take on a busy machine.
    pub(crate) minutes: u64,
    /// Whether it runs beside the stages after it, since it needs one processor
    /// at most or waits for most of its time.
    pub(crate) beside: bool,
    pub(crate) run: fn(&Path) -> Result,
}

impl Stage {
    /// Checks that the machine has everything that the stage needs, and installs
    /// the npm packages that are missing.
    ///
    /// # Errors
    ///
    /// With everything that is missing.
    pub(crate) fn prepare(&self, root: &Path) -> Result {
        setup::require(self.needs)?;
        self.npm
            .iter()
            .try_for_each(|folder| npm::provide(&root.join(folder)))
    }
}

/// Returns the stage with this name.
pub(crate) fn find(name: &str) -> Result<&'static Stage> {
    STAGES
        .iter()
        .find(|stage| stage.name == name)
        .ok_or_else(|| format!("no stage is called `{name}`\n\n{}", usage()).into())
}

/// Returns the stages with these names, or all if there are no names, in the
/// order of [`STAGES`].
pub(crate) fn chosen(names: &[String]) -> Result<Vec<&'static Stage>> {
    for name in names {
        find(name)?;
    }
    let is_chosen = |stage: &&Stage| names.is_empty() || names.iter().any(|n| n == stage.name);
    Ok(STAGES.iter().filter(is_chosen).collect())
}

/// Returns the stages for the usage text.
pub(crate) fn usage() -> String {
    let lines = STAGES
        .iter()
        .map(|stage| format!("  {:<21}{}", stage.name, stage.about));
    format!("Stages:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// Quick stages come first, then those that need only the Rust toolchain.
/// Meanwhile, `apt-get` and `npm` install the rest. `test` and `browser` wait for
/// servers and pages most of their time, so they begin as early as they can.
const STAGES: &[Stage] = &[
    Stage {
        name: "fmt",
        about: "the sources are formatted",
        needs: setup::FORMAT,
        npm: &[],
        minutes: 5,
        beside: false,
        run: |root| {
            let check = ["--", "--check", "--color=never"];
            cargo(root, &[&["fmt", "--all"][..], &check].concat())?;
            cargo(root, &[&["fmt"][..], &FUZZ, &check].concat())
        },
    },
    Stage {
        name: "layers",
        about: "no module uses one above it, and none below the services does I/O",
        needs: &[],
        npm: &[],
        minutes: 5,
        beside: false,
        run: layers::check,
    },
    Stage {
        name: "promises",
        about: "each promise of SECURITY.md and the threat model names a test that exists",
        needs: &[],
        npm: &[],
        minutes: 5,
        beside: false,
        run: promises::check,
    },
    Stage {
        name: "clippy",
        about: "no lint is broken, in any target, with every feature",
        needs: setup::CLIPPY,
        npm: &[],
        minutes: 25,
        beside: false,
        run: |root| {
            let everything = ["--workspace", "--all-targets", "--all-features"];
            let strict = ["--", "-D", "warnings"];
            cargo(root, &[&["clippy"][..], &everything, &strict].concat())
        },
    },
    Stage {
        name: "no-default-features",
        about: "the crate compiles bare and with each feature alone",
        needs: &[],
        npm: &[],
        minutes: 10,
        beside: false,
        run: each_feature_alone,
    },
    Stage {
        name: "doc",
        about: "the documentation builds without a warning",
        needs: &[],
        npm: &[],
        minutes: 10,
        beside: false,
        run: document,
    },
    Stage {
        name: "minimal-versions",
        about: "the published crate compiles with the oldest dependencies that it allows",
        needs: &[],
        npm: &[],
        minutes: 10,
        beside: false,
        run: minimal_versions::check,
    },
    Stage {
        name: "crate",
        about: "the published crate passes its tests with no file outside of its package",
        needs: &[],
        npm: &[],
        minutes: 20,
        beside: false,
        run: crate_package::test,
    },
    Stage {
        name: "fuzz-check",
        about: "the fuzz targets, outside of the workspace, compile without a lint",
        needs: setup::FUZZ,
        npm: &[],
        minutes: 20,
        beside: false,
        run: |root| {
            // `clippy` has compiled many of their dependencies, so they share
            // its folder.
            command::run(
                command::cargo()
                    .arg("clippy")
                    .args(FUZZ)
                    .arg("--target-dir")
                    .arg(workspace::target_folder(root)?)
                    .args(["--all-targets", "--", "-D", "warnings"])
                    .current_dir(root),
            )
        },
    },
    Stage {
        name: "load",
        about: "the portal under load: nothing runs beside it, so that times mean something",
        needs: setup::TEST,
        npm: &[],
        minutes: 20,
        beside: false,
        run: |root| {
            let load = ["--test", "load"];
            cargo(root, &[&["test"][..], &workspace::TESTED, &load].concat())
        },
    },
    Stage {
        name: "test",
        about: "all other unit, integration and documentation tests",
        needs: setup::TEST,
        npm: &[],
        minutes: 40,
        beside: true,
        run: |root| {
            let test = ["test", "--no-fail-fast"];
            let but_load = ["--", "--skip", "under_load::"];
            let others = cargo(root, &[&test[..], &workspace::TESTED, &but_load].concat());
            // Tested separately, so that it is built with the same features as
            // this program.
            let own = cargo(root, &[&test[..], &["--package", "xtask"]].concat());
            others.and(own)
        },
    },
    Stage {
        name: "wasm",
        about: "the committed dist/ is what the sources build",
        needs: setup::WASM,
        npm: &["pkg"],
        minutes: 15,
        beside: false,
        run: wasm::compare,
    },
    Stage {
        name: "browser",
        about: "the portal in Chromium, with emails through an SMTP server",
        needs: setup::BROWSER,
        npm: &["portal/tests/browser"],
        minutes: 30,
        beside: true,
        run: |root| browser::test(root, &[]),
    },
    Stage {
        name: "third-language",
        about: "a language without texts does not compile; with them, no other is shown",
        needs: &[],
        npm: &[],
        minutes: 25,
        beside: false,
        run: third_language::check,
    },
    Stage {
        name: "msrv",
        about: "the published crate compiles with the oldest compiler that it supports",
        needs: setup::MSRV,
        npm: &[],
        minutes: 10,
        beside: false,
        run: msrv::check,
    },
    Stage {
        name: "dependencies",
        about: "licences, sources and duplicates of all dependencies are allowed",
        needs: setup::DENY,
        npm: &[],
        minutes: 10,
        beside: false,
        run: |root| {
            let graph = ["deny", "--workspace", "--locked", "--color=never"];
            let checks = ["check", "licenses", "bans", "sources"];
            cargo(root, &[&graph[..], &checks].concat())
        },
    },
    Stage {
        name: "semver",
        about: "the crate's API has not broken since the last release",
        needs: setup::SEMVER,
        npm: &[],
        minutes: 15,
        beside: false,
        run: semver::check,
    },
    Stage {
        name: "bare-metal",
        about: "the crate builds without std",
        needs: setup::BARE_METAL,
        npm: &[],
        minutes: 10,
        beside: false,
        run: bare_metal::build,
    },
    Stage {
        name: "instructions",
        about: "a verdict takes no more instructions than its budget",
        needs: setup::VALGRIND,
        npm: &[],
        minutes: 15,
        beside: true,
        run: instructions::check,
    },
    Stage {
        name: "constant-time",
        about: "the time of issuing and verifying a link does not reveal secrets",
        needs: setup::VALGRIND,
        npm: &[],
        minutes: 15,
        beside: false,
        run: constant_time::check,
    },
    Stage {
        name: "size",
        about: "a page loads no more of the package than its budgets",
        needs: setup::SIZE,
        npm: &["pkg"],
        minutes: 5,
        beside: false,
        run: size::check,
    },
    Stage {
        name: "node",
        about: "the browser package in Node",
        needs: setup::PACKAGE,
        npm: &["pkg"],
        minutes: 20,
        beside: true,
        run: |root| npm::run(&root.join("pkg"), "test"),
    },
    Stage {
        name: "equality",
        about: "the browser package in Chromium and Firefox returns what the crate returns",
        needs: setup::BROWSERS,
        npm: &["pkg"],
        minutes: 20,
        beside: false,
        run: |root| npm::run(&root.join("pkg"), "test:browsers"),
    },
    Stage {
        name: "packaging",
        about: "the packed package with every toolchain and framework, in Chromium and Firefox",
        needs: setup::PACKAGING,
        npm: &["pkg/packaging"],
        minutes: 20,
        beside: false,
        run: packaging::test,
    },
];

const FUZZ: [&str; 2] = ["--manifest-path", "fuzz/Cargo.toml"];

fn cargo(root: &Path, arguments: &[&str]) -> Result {
    command::run(command::cargo().args(arguments).current_dir(root))
}

/// Compiles without machine code, which takes a tenth of the time. The stage
/// `bare-metal` makes some.
fn each_feature_alone(root: &Path) -> Result {
    let check = ["check", "--package", "genkan", "--no-default-features"];
    cargo(root, &check)?;
    for feature in workspace::features(root, "genkan")? {
        cargo(root, &[&check[..], &["--features", &feature]].concat())?;
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
