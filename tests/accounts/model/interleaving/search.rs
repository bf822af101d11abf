//! Searches breadth first, so that the first path found is a shortest one.

use std::collections::{HashSet, VecDeque};

use super::node::Step;
use super::world::{Broken, World};

/// Returns how many states there are, and the shortest path to one in which
/// the wanted thing is broken, or anything if nothing is named.
pub(super) fn search(first: World, wanted: Option<Broken>) -> (usize, Option<(Broken, Vec<Step>)>) {
    let mut seen = HashSet::from([first.sketch()]);
    // Each state's way: the state before it, and the step.
    let mut ways: Vec<(usize, Step)> = Vec::new();
    let mut queue = VecDeque::from([(usize::MAX, first)]);
    while let Some((from, world)) = queue.pop_front() {
        for step in world.steps() {
            let next = world.after(step);
            if !seen.insert(next.sketch()) {
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
