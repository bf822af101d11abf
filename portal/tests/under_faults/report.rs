use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What happened in a run.
pub(super) struct Report {
    begun: Instant,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    /// How long each kind of request took.
    times: BTreeMap<&'static str, Vec<Duration>>,
    counts: BTreeMap<String, usize>,
    violations: Vec<String>,
}

impl Report {
    pub(super) fn new() -> Self {
        Self {
            begun: Instant::now(),
            found: Mutex::default(),
        }
    }

    pub(super) fn request(&self, kind: &'static str, time: Duration) {
        let mut found = self.found.lock().unwrap();
        found.times.entry(kind).or_default().push(time);
    }

    pub(super) fn count(&self, what: &str) {
        self.add(what, 1);
    }

    pub(super) fn add(&self, what: &str, number: usize) {
        let mut found = self.found.lock().unwrap();
        *found.counts.entry(what.to_owned()).or_default() += number;
    }

    /// Records that an invariant does not hold.
    pub(super) fn violation(&self, what: String) {
        let line = format!("{:6.1} s: {what}", self.begun.elapsed().as_secs_f64());
        println!("VIOLATION {line}");
        self.found.lock().unwrap().violations.push(line);
    }

    pub(super) fn fault(&self, what: &str) {
        println!("{:6.1} s: {what}", self.begun.elapsed().as_secs_f64());
        self.count(&format!("fault: {what}"));
    }

    pub(super) fn violations(&self) -> usize {
        self.found.lock().unwrap().violations.len()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.found.lock().unwrap();
        let heads = ["requests", "count", "p50", "p90", "p99", "longest (ms)"];
        let [kind, count, middle, tenth, hundredth, longest] = heads;
        writeln!(
            f,
            "\n{kind:<24}{count:>8}{middle:>8}{tenth:>8}{hundredth:>8}{longest:>14}"
        )?;
        for (kind, times) in &found.times {
            let mut times = times.clone();
            times.sort_unstable();
            let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_millis();
            writeln!(
                f,
                "{kind:<24}{:>8}{:>8}{:>8}{:>8}{:>14}",
                times.len(),
                at(50),
                at(90),
                at(99),
                at(100)
            )?;
        }
        writeln!(f)?;
        for (what, number) in &found.counts {
            writeln!(f, "{number:>8}  {what}")?;
        }
        writeln!(f, "\n{:>8}  invariants broken", found.violations.len())?;
        found
            .violations
            .iter()
            .try_for_each(|violation| writeln!(f, "{violation}"))
    }
}
