//! `cargo xtask`: builds and tests this repository.

mod bare_metal;
mod browser;
mod chaos;
mod command;
mod constant_time;
mod crate_package;
mod debian;
mod exim;
mod instructions;
mod layers;
mod lines;
mod minimal_versions;
mod msrv;
mod npm;
mod packaging;
mod process;
mod promises;
mod published;
mod semver;
mod setup;
mod size;
mod stage;
mod supervise;
mod test;
mod third_language;
mod toolchain;
mod valgrind;
mod wasm;
mod workspace;

use std::error::Error;
use std::process::ExitCode;

type Result<T = (), E = Box<dyn Error>> = std::result::Result<T, E>;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  test [STAGE…]   run these stages, or all of them
  layers          check that no module uses one above it, and that none does I/O
  wasm            build the browser package's dist/ from its sources
  size            compare the sizes of what a page loads with their budgets
  browser [FILE…] test the portal in a real browser, with a real SMTP server
  chaos [--seconds N] [--seed N] [--debug]
                  test two nodes while everything around them fails
  lines           count the lines of code of the crate and the portal
  setup           install everything that the stages need";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let root = workspace::root()?;
    let Some((command, rest)) = arguments.split_first() else {
        return Err(format!("no command given\n\n{USAGE}\n\n{}", stage::usage()).into());
    };
    match (command.as_str(), rest) {
        ("test", stages) => test::run(&root, stages)?,
        // `test` starts its stages with this command.
        ("stage", [name]) => return test::run_stage(&root, name),
        ("stage-setup", stages) => test::run_setup(&root, stages)?,
        ("layers", []) => layers::check(&root)?,
        ("lines", []) => lines::report(&root)?,
        ("size", []) => {
            setup::provide(setup::SIZE)?;
            size::check(&root)?;
        }
        ("wasm", []) => {
            setup::provide(setup::WASM)?;
            wasm::build(&root)?;
        }
        ("browser", files) => {
            setup::provide(setup::BROWSER)?;
            browser::test(&root, files)?;
        }
        ("chaos", arguments) => {
            setup::provide(setup::TEST)?;
            chaos::run(&root, arguments)?;
        }
        ("setup", []) => setup::provide(&setup::all())?,
        ("help" | "--help" | "-h", _) => println!("{USAGE}\n\n{}", stage::usage()),
        _ => {
            return Err(format!(
                "not understood: {}\n\n{USAGE}\n\n{}",
                arguments.join(" "),
                stage::usage()
            )
            .into());
        }
    }
    Ok(ExitCode::SUCCESS)
}
