//! Checks that the time of issuing and verifying a link does not reveal
//! secrets.

use std::path::Path;
use std::process::Command;

use crate::{Result, valgrind};

/// The cases of `benches/constant_time.rs`, and whether memcheck must report
/// something: without the last two, silence would prove nothing.
const CASES: [(&str, bool); 5] = [
    ("issue", false),
    ("right", false),
    ("wrong", false),
    ("naive", true),
    ("verdict", true),
];

/// Runs every case under memcheck, which reports branches and addresses that
/// depend on a secret.
///
/// The program is built as it is shipped, because the compiler decides which
/// expressions become branches.
///
/// # Errors
///
/// With the report of the first case with an unexpected result.
pub(crate) fn check(root: &Path) -> Result {
    let program = valgrind::build(root, "constant_time")?;
    for (case, is_to_be_reported) in CASES {
        let report = memcheck(&program, case)?;
        match (report.is_some(), is_to_be_reported) {
            (false, false) => println!("{case:<10}nothing depends on a secret"),
            (true, true) => println!("{case:<10}reported, as expected"),
            (true, false) => {
                let report = report.unwrap_or_default();
                return Err(format!("{case}: something depends on a secret\n{report}").into());
            }
            (false, true) => {
                return Err(format!("{case}: memcheck does not find a deliberate leak").into());
            }
        }
    }
    Ok(())
}

/// Returns the report of memcheck on a case, if there is one.
fn memcheck(program: &Path, case: &str) -> Result<Option<String>> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=memcheck", "--leak-check=no", "--num-callers=8"])
        .arg(format!("--error-exitcode={REPORTED}"))
        .arg(program)
        .arg(case);
    let output = valgrind.output()?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => Ok(None),
        Some(REPORTED) => Ok(Some(report)),
        _ => Err(format!("{case}: not what the case expects\n{report}").into()),
    }
}

/// The exit code that no case has.
const REPORTED: i32 = 99;
