//! What must not creep: the instructions that one verdict takes.
//!
//! A count is the same whatever else the machine is doing, where a time is
//! not. It depends a little on the compiler, so the budgets have some room.

use std::path::Path;
use std::process::Command;

use crate::{Result, valgrind};

/// The cases of `benches/instructions.rs`, and what each may cost: about a
/// tenth more than it did when the budget was set (rustc 1.95).
const BUDGETS: [(&str, u64); 2] = [("prepared", 435), ("address", 1_135)];

/// Counts the instructions of each case and holds them against its budget.
///
/// # Errors
///
/// With every case that costs more than its budget.
pub(crate) fn check(root: &Path) -> Result {
    let program = valgrind::build(root, "release", "instructions")?;

    let mut over = Vec::new();
    for (case, budget) in BUDGETS {
        // What starting and ending cost is in both, and falls out.
        let (few, many) = (count(&program, case, 1_000)?, count(&program, case, 3_000)?);
        let each = many.saturating_sub(few) / 2_000;
        println!("{case:<10}{each:>7} instructions a verdict, budget {budget}");
        if each > budget {
            over.push(format!("{case}: {each} instructions, budget {budget}"));
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(over.join("\n").into())
    }
}

fn count(program: &Path, case: &str, times: u32) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([case, &times.to_string()]);
    let output = valgrind.output()?;
    let report = String::from_utf8_lossy(&output.stderr);
    report
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, count)| count.trim().parse().ok())
        .ok_or_else(|| format!("valgrind counted nothing:\n{report}").into())
}
