use std::process::Command;

use crate::support::server::Program;

/// Addresses with a number each.
pub(super) fn contacts(name: &str, count: usize) -> Vec<String> {
    (0..count)
        .map(|n| format!("{name}{n}@example.com"))
        .collect()
}

/// Registers contacts, as an operator does.
pub(super) fn register(program: &Program, addresses: &[String]) {
    let mut rows = String::from("name,email,language\n");
    for address in addresses {
        rows += &format!("Contact,{address},en\n");
    }
    let file = program.folder.path().join("contacts.csv");
    std::fs::write(&file, rows).unwrap();
    let imported = Command::new(env!("CARGO_BIN_EXE_genkan"))
        .args(["contacts", "import"])
        .arg(&file)
        .arg("--config")
        .arg(program.folder.path().join("genkan.toml"))
        .output()
        .unwrap();
    assert!(imported.status.success(), "{imported:?}");
}
