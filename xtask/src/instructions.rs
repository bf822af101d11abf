//! Checks the number of instructions of a verdict, and its growth with a
//! password's length.
//!
//! Unlike a time, a count does not depend on other work of the machine. It
//! depends a little on the compiler, so the budgets have a margin.

use std::path::Path;
use std::process::Command;

use crate::{Result, valgrind};

/// The cases of the documented policy in `benches/instructions.rs` and their
/// budgets: about a tenth more than the cost when the budget was set (rustc
/// 1.95).
const BUDGETS: [(&str, u64); 2] = [("prepared", 2_790), ("address", 2_830)];

/// The lengths of the texts.
const LENGTHS: [u64; 3] = [250, 500, 1_000];
/// The accepted cost of a text of twice the length, in percent: 200 is linear.
const GROWTH: u64 = 220;

/// Compares the instructions of each case with its budget, and those of each
/// rule on longer texts with linear growth.
///
/// # Errors
///
/// With every case that exceeds its budget.
pub(crate) fn check(root: &Path) -> Result {
    let program = valgrind::build(root, "instructions")?;

    let mut over = Vec::new();
    for (case, budget) in BUDGETS {
        let each = cost(&program, case, (1_000, 3_000), None)?;
        println!("{case:<20}{each:>9} instructions a verdict, budget {budget}");
        if each > budget {
            over.push(format!("{case}: {each} instructions, budget {budget}"));
        }
    }
    let cases = Command::new(&program).arg("cases").output()?.stdout;
    for case in String::from_utf8(cases)?.lines() {
        let mut costs = Vec::new();
        for length in LENGTHS {
            costs.push(cost(&program, case, (1, 3), Some(length))?);
        }
        println!("{case:<20}{costs:>9?} instructions for {LENGTHS:?} characters");
        let grows = |pair: &[u64]| matches!(pair, [one, two] if two * 100 > one * GROWTH);
        if costs.windows(2).any(grows) {
            over.push(format!(
                "{case}: {costs:?} instructions is more than linear"
            ));
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(over.join("\n").into())
    }
}

/// Returns the instructions of one verdict. The cost of starting and ending is
/// the same in both runs, and cancels out.
fn cost(program: &Path, case: &str, (few, many): (u64, u64), length: Option<u64>) -> Result<u64> {
    let difference =
        count(program, case, many, length)?.saturating_sub(count(program, case, few, length)?);
    Ok(difference / (many - few))
}

fn count(program: &Path, case: &str, times: u64, length: Option<u64>) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([case, &times.to_string()])
        .args(length.map(|length| length.to_string()));
    let output = valgrind.output()?;
    let report = String::from_utf8_lossy(&output.stderr);
    report
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .filter(|_| output.status.success())
        .and_then(|(_, count)| count.trim().parse().ok())
        .ok_or_else(|| format!("valgrind counted nothing:\n{report}").into())
}
