//! What fails, one thing after the other, in the order that a seed decides.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::World;
use super::mail::{MODES, Mode};
use crate::support::chance::Chance;

/// Lets something fail every few seconds, until the end of the run.
pub(super) async fn inject(world: Arc<World>, mut chance: Chance) {
    while !world.is_over() {
        let pause = 1000 + chance.below(3000);
        sleep(Duration::from_millis(pause)).await;
        let (world, node) = (&*world, chance.below(2) as usize);
        let some = Duration::from_millis(chance.below(2000));
        match chance.below(10) {
            0 | 1 => kill_node(world, node, some).await,
            2 => stop_node(world, node, some).await,
            3 => signal_back_end(world, "-KILL").await,
            4 => signal_back_end(world, "-TERM").await,
            5 => restart_database(world, "fast", some).await,
            6 => restart_database(world, "immediate", some).await,
            7 => lose_commits(world, node, &mut chance).await,
            8 => lose_connections(world, node, some).await,
            _ => leave_unknown(world, node, 4 * some).await,
        }
    }
}

/// Lets the mail server fail every few seconds, too.
pub(super) async fn inject_in_mail(world: Arc<World>, mut chance: Chance) {
    while !world.is_over() {
        let (normal, failing) = (2000 + chance.below(6000), 500 + chance.below(3000));
        sleep(Duration::from_millis(normal)).await;
        let mode = MODES[1 + chance.below(3) as usize];
        world.report.fault(&format!("mail server: {mode:?}"));
        world.mail.set(mode);
        sleep(Duration::from_millis(failing)).await;
        world.mail.set(Mode::Normal);
    }
}

async fn kill_node(world: &World, node: usize, pause: Duration) {
    world.report.fault("node killed");
    world.nodes[node].kill();
    sleep(pause).await;
    world.nodes[node].start().await;
}

async fn stop_node(world: &World, node: usize, pause: Duration) {
    world.report.fault("node stopped and continued");
    world.nodes[node].signal("-STOP");
    sleep(pause + Duration::from_millis(500)).await;
    world.nodes[node].signal("-CONT");
}

/// PostgreSQL ends all other back ends after SIGKILL of one, too, and recovers.
async fn signal_back_end(world: &World, name: &str) {
    let sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'genkan'
               ORDER BY state_change DESC LIMIT 1";
    let found = world.database.query(sql, &[]).await;
    if let Some(row) = found.first() {
        world
            .report
            .fault(&format!("back end of PostgreSQL: {name}"));
        let id: i32 = row.get(0);
        // It may have ended.
        let _ = Command::new("kill").args([name, &id.to_string()]).status();
    }
}

async fn restart_database(world: &World, mode: &'static str, pause: Duration) {
    world.report.fault(&format!("PostgreSQL restarted: {mode}"));
    tokio::task::block_in_place(|| world.server.stop(mode));
    sleep(pause).await;
    tokio::task::block_in_place(|| world.server.start_again());
}

/// Loses the replies to a few COMMITs in a row, but not the database.
async fn lose_commits(world: &World, node: usize, chance: &mut Chance) {
    for _ in 0..=chance.below(6) {
        world.report.fault("reply to COMMIT lost");
        world.proxies[node].lose_commit(false);
        sleep(Duration::from_millis(300)).await;
    }
    world.proxies[node].recover();
}

async fn lose_connections(world: &World, node: usize, time: Duration) {
    for _ in 0..=time.as_millis() / 200 {
        world.report.fault("connections lost at random");
        world.proxies[node].lose_one_in(5);
        sleep(Duration::from_millis(200)).await;
    }
    world.proxies[node].recover();
}

/// Loses the reply to a COMMIT, and the database, for longer than a page waits.
async fn leave_unknown(world: &World, node: usize, time: Duration) {
    world
        .report
        .fault("reply to COMMIT lost, then the database");
    world.proxies[node].lose_commit(true);
    sleep(time + Duration::from_secs(3)).await;
    world.proxies[node].recover();
}
