//! The program behind the programs that are there already, as the documents say it.

mod container;
mod first_day;
mod nodes;
mod proxies;

use std::path::Path;
use std::process::{Child, Command, Output};
use std::time::{Duration, Instant};

/// The documents, which must have the same configurations.
const DOCUMENTS: [&str; 2] = [
    include_str!("../../../docs/deploying.md"),
    include_str!("../../../docs/deploying.ja.md"),
];

/// Returns the code block in a language, after a heading that ends so. Both
/// documents have the same one.
fn block(heading: [&str; 2], language: &str) -> String {
    let blocks = [0, 1].map(|at| {
        let (_, section) = DOCUMENTS[at].split_once(heading[at]).unwrap();
        let (_, block) = section.split_once(&format!("```{language}\n")).unwrap();
        block.split("```").next().unwrap()
    });
    assert_eq!(blocks[0], blocks[1], "{heading:?}");
    blocks[0].to_owned()
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Killed at once, nginx would leave its workers behind.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let begun = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) && begun.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until a condition holds.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn ran(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    output
}

/// Makes a certificate of a host, as `NAME.crt`, `NAME.key` and both in `NAME.pem`.
fn certificate(folder: &Path, host: &str) {
    let path = |ending: &str| folder.join(format!("{host}.{ending}"));
    let mut openssl = Command::new("openssl");
    openssl
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
        ])
        .args(["-nodes", "-days", "1", "-subj", &format!("/CN={host}")])
        .args(["-addext", &format!("subjectAltName=DNS:{host}")])
        .arg("-keyout")
        .arg(path("key"))
        .arg("-out")
        .arg(path("crt"));
    ran(&mut openssl);
    let both = [path("crt"), path("key")].map(|path| std::fs::read(path).unwrap());
    std::fs::write(path("pem"), both.concat()).unwrap();
}
