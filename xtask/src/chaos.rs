//! The chaos run: two nodes, people and faults, then a thousand lost connections.

use std::path::Path;

use crate::{Result, command};

/// Runs both with the program as it is shipped, or as it is tested.
///
/// # Errors
///
/// When an invariant does not hold, or when an argument is not understood.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result {
    let options = Options::parse(arguments)?;
    let mut chaos = test("chaos");
    if !options.is_debug {
        let build = ["build", "--release", "--package", "genkan-portal"];
        command::run(command::cargo().args(build).current_dir(root))?;
        let binary = crate::workspace::target_folder(root)?.join("release/genkan");
        chaos.env("GENKAN_BINARY", binary);
    }
    chaos.env("GENKAN_CHAOS_SECONDS", options.seconds.to_string());
    chaos.envs(options.seed.map(|seed| ("GENKAN_SEED", seed)));
    chaos.args(["--", "--ignored", "--nocapture"]);
    let mut cuts = test("portal");
    cuts.env("GENKAN_CUTS", "1000");
    cuts.args(["--", "unknown_outcomes", "--nocapture"]);
    let chaos = command::run(chaos.current_dir(root));
    // Both are reported, even if the first one fails.
    chaos.and(command::run(cuts.current_dir(root)))
}

fn test(program: &str) -> std::process::Command {
    let mut command = command::cargo();
    command.args(["test", "--package", "genkan-portal", "--test", program]);
    command
}

struct Options {
    seconds: u64,
    /// Printed by the run that it repeats.
    seed: Option<String>,
    is_debug: bool,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self {
            seconds: 240,
            seed: None,
            is_debug: false,
        };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            let mut value = || {
                let value = arguments.next();
                value.ok_or_else(|| format!("{name}: a number is missing"))
            };
            match name.as_str() {
                "--seconds" => options.seconds = value()?.parse()?,
                "--seed" => options.seed = Some(value()?.parse::<u64>()?.to_string()),
                "--debug" => options.is_debug = true,
                _ => return Err(format!("not understood: {name}").into()),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_parsed() {
        let parse = |text: &str| {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            Options::parse(&words)
        };
        let options = parse("--debug --seconds 30 --seed 7").unwrap();
        assert!(options.is_debug);
        assert_eq!((options.seconds, options.seed.as_deref()), (30, Some("7")));
        assert_eq!(parse("").unwrap().seconds, 240);
        for wrong in ["--seconds", "--seconds x", "--fast"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
