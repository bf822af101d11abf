//! What must hold at the end of a run.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::time::sleep;

use super::World;
use super::nodes::ATTEMPT;

/// Waits until no message is queued. Attempts that were put off are made at once.
pub(super) async fn drain(world: &World) {
    let begun = Instant::now();
    loop {
        let sql = "UPDATE messages SET due_at = 0
                   WHERE state = 'queued' AND leased_until IS NULL";
        world.database.query(sql, &[]).await;
        let sql = "SELECT count(*) FROM messages WHERE state = 'queued'";
        let queued: i64 = world.database.query(sql, &[]).await[0].get(0);
        if queued == 0 {
            return;
        }
        if begun.elapsed() > Duration::from_secs(120) {
            let what = format!("{queued} messages are still queued after two minutes");
            return world.report.violation(what);
        }
        sleep(Duration::from_millis(500)).await;
    }
}

pub(super) async fn messages(world: &World) {
    let mut emails = world.mail.all();
    let sql = "SELECT encode(m.id, 'hex'), m.kind, m.state, coalesce(m.cause, ''), m.queued_at,
            (SELECT coalesce(array_agg(e.at ORDER BY e.at), '{}') FROM audit_log AS e
             WHERE e.subject_id = m.to_id AND e.kind IN ('password-set', 'password-changed',
                 'replacement-requested', 'address-replaced'))
        FROM messages AS m";
    for row in world.database.query(sql, &[]).await {
        let (id, kind): (String, String) = (row.get(0), row.get(1));
        let (state, cause): (String, String) = (row.get(2), row.get(3));
        let (queued_at, ends): (i64, Vec<i64>) = (row.get(4), row.get(5));
        let copies = emails.remove(&id).unwrap_or_default();
        world
            .report
            .count(&format!("messages: {kind} {state} {cause}"));
        let violation = |what: &str| {
            let text = format!("message {id} ({kind}, {state} {cause}): {what}");
            world.report.violation(text);
        };
        // Both are of whole seconds.
        let end = ends.iter().find(|end| **end >= queued_at);
        match (state.as_str(), cause.as_str()) {
            ("sent", _) if copies.is_empty() => violation("the mail server has no such email"),
            ("sent", _) => {}
            ("failed", "no-longer-applies") if end.is_some() => {}
            _ => violation("lost, although its occasion has not passed"),
        }
        let end = ends.iter().find(|end| **end > queued_at);
        for email in &copies {
            let late = end.map(|end| unix(email.at) - *end as f64);
            let most = ATTEMPT as f64 + STOPPED;
            if ["link", "prove-address"].contains(&kind.as_str())
                && late.is_some_and(|late| late > most)
            {
                violation(&format!("sent {late:?} s after its occasion had passed"));
            }
        }
        for pair in copies.windows(2) {
            let deaths = world.nodes[pair[0].node].deaths();
            let has_died = |death: &SystemTime| (pair[0].at..pair[1].at).contains(death);
            if deaths.iter().any(has_died) {
                world
                    .report
                    .count("emails sent twice because a node was killed");
            } else {
                violation("sent twice, although the node was not killed");
            }
        }
        if copies.iter().any(|copy| copy.to != copies[0].to) {
            violation("sent to two addresses");
        }
    }
    if !emails.is_empty() {
        let number = emails.len();
        world
            .report
            .violation(format!("{number} emails of no message"));
    }
    world
        .report
        .add("emails dropped after DATA", world.mail.dropped());
}

pub(super) fn nodes(world: &World) {
    for (number, node) in world.nodes.iter().enumerate() {
        if node.has_ended() {
            world
                .report
                .violation(format!("node {number} has ended by itself"));
        }
        let peak = node.peak_mib();
        world
            .report
            .add(&format!("MiB at most on node {number}"), peak as usize);
        if peak > MOST_MIB {
            world
                .report
                .violation(format!("node {number} used {peak} MiB"));
        }
        let mut errors = BTreeMap::<String, usize>::new();
        for line in node.log().lines() {
            if line.contains("panicked") || line.contains("stopped the worker") {
                world.report.violation(format!("node {number}: {line}"));
            }
            if let Some((_, error)) = line.split_once(" ERROR ") {
                let error: String = error.chars().take(90).collect();
                *errors.entry(error).or_default() += 1;
            }
        }
        for (error, count) in errors {
            world.report.add(&format!("log: {error}"), count);
        }
        world.report.add("nodes killed", node.deaths().len());
    }
}

fn unix(at: SystemTime) -> f64 {
    at.duration_since(UNIX_EPOCH).unwrap().as_secs_f64()
}

/// The longest time for which a node is stopped, and a second for rounding.
const STOPPED: f64 = 3.5;
/// Twice what a node needs with the hashes of two processors.
const MOST_MIB: u64 = 160;
