//! Searches breadth first, so that the first path found is a shortest one.

use std::collections::{HashSet, VecDeque};

use super::node::Step;
use super::system::{Broken, System};

/// Returns the number of states, and the shortest path to one in which the
/// named invariant is broken, or any invariant if none is named.
pub(super) fn search(
    first: System,
    wanted: Option<Broken>,
) -> (usize, Option<(Broken, Vec<Step>)>) {
    let mut seen = HashSet::from([first.fingerprint()]);
    // The origin of each state: the state before it, and the step.
    let mut ways: Vec<(usize, Step)> = Vec::new();
    let mut queue = VecDeque::from([(usize::MAX, first)]);
    while let Some((from, system)) = queue.pop_front() {
        for step in system.steps() {
            let next = system.after(step);
            if !seen.insert(next.fingerprint()) {
                continue;
            }
            ways.push((from, step));
            let place = ways.len() - 1;
            let mut broken = next.broken().into_iter();
            if let Some(broken) = broken.find(|what| wanted.is_none_or(|wanted| *what == wanted)) {
                return (seen.len(), Some((broken, path(&ways, place))));
            }
            queue.push_back((place, next));
        }
    }
    (seen.len(), None)
}

fn path(ways: &[(usize, Step)], mut place: usize) -> Vec<Step> {
    let mut path = Vec::new();
    while let Some((from, step)) = ways.get(place) {
        path.push(*step);
        place = *from;
    }
    path.reverse();
    path
}
