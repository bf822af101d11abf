//! Bounds how much is worked on at a time, with equal shares for all clients.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

/// Places for work, and the clients that wait for one. Each client waits in a
/// queue of its own, and the queues take turns: however many requests one
/// client sends, another client waits for one place to become free.
#[derive(Clone, Debug)]
pub(crate) struct FairQueue {
    bounds: Bounds,
    state: Arc<Mutex<State>>,
}

/// The bounds of a queue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// How many places there are.
    pub(crate) places: usize,
    /// How many of them one client can have.
    pub(crate) places_of_client: usize,
    /// How many requests of all clients can wait.
    pub(crate) waiting: usize,
    /// How many requests of one client can wait.
    pub(crate) waiting_of_client: usize,
    /// How long a request waits at most.
    pub(crate) longest: Duration,
}

/// A place, until it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    client: String,
    state: Arc<Mutex<State>>,
    places_of_client: usize,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NoPlace {
    /// Too many requests of this client wait already.
    Client,
    /// Too many requests of all clients wait, or this one has waited too long.
    Everybody,
}

#[derive(Debug, Default)]
struct State {
    taken: usize,
    waiting: usize,
    clients: HashMap<String, Client>,
    /// The clients that wait, in the order of their turns.
    turns: VecDeque<String>,
}

#[derive(Debug, Default)]
struct Client {
    taken: usize,
    waiting: VecDeque<oneshot::Sender<Place>>,
}

impl FairQueue {
    pub(crate) fn new(bounds: Bounds) -> Self {
        let state = Arc::default();
        Self { bounds, state }
    }

    /// Waits for a place.
    pub(crate) async fn enter(&self, client: &str) -> Result<Place, NoPlace> {
        let place = match self.take_or_wait(client)? {
            Ok(place) => return Ok(place),
            Err(place) => place,
        };
        // Forgets the request if it is given up before it has a place.
        let _forget = Forget {
            queue: self,
            client,
        };
        match timeout(self.bounds.longest, place).await {
            Ok(Ok(place)) => Ok(place),
            // Too long, or displaced.
            Ok(Err(_)) | Err(_) => Err(NoPlace::Everybody),
        }
    }

    fn take_or_wait(&self, name: &str) -> Result<Result<Place, oneshot::Receiver<Place>>, NoPlace> {
        let bounds = &self.bounds;
        let mut state = self.lock();
        let client = state.clients.get(name);
        let (taken, waiting) = client.map_or((0, 0), |one| (one.taken, one.waiting.len()));
        if state.taken < bounds.places && taken < bounds.places_of_client && waiting == 0 {
            state.taken += 1;
            state.clients.entry(name.into()).or_default().taken += 1;
            return Ok(Ok(self.place(name)));
        }
        if waiting >= bounds.waiting_of_client {
            return Err(NoPlace::Client);
        }
        if state.waiting >= bounds.waiting && !state.displace(waiting + 1) {
            return Err(NoPlace::Everybody);
        }
        let (sender, receiver) = oneshot::channel();
        if waiting == 0 {
            state.turns.push_back(name.into());
        }
        state.waiting += 1;
        let client = state.clients.entry(name.into()).or_default();
        client.waiting.push_back(sender);
        Ok(Err(receiver))
    }

    fn place(&self, client: &str) -> Place {
        Place {
            client: client.into(),
            state: Arc::clone(&self.state),
            places_of_client: self.bounds.places_of_client,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl State {
    /// Refuses the newest waiting request of the client that has the most, if
    /// those are more than `least`.
    fn displace(&mut self, least: usize) -> bool {
        let most = self.clients.iter_mut();
        let most = most.max_by_key(|(_, client)| client.waiting.len());
        let Some((_, client)) = most.filter(|(_, client)| client.waiting.len() > least) else {
            return false;
        };
        client.waiting.pop_back();
        self.waiting -= 1;
        true
    }

    /// Removes the requests of a client that nobody waits for any more.
    fn forget(&mut self, name: &str) {
        let Some(client) = self.clients.get_mut(name) else {
            return;
        };
        let before = client.waiting.len();
        client.waiting.retain(|sender| !sender.is_closed());
        self.waiting -= before - client.waiting.len();
        self.tidy(name);
    }

    /// Removes a client that neither waits nor has a place.
    fn tidy(&mut self, name: &str) {
        let Some(client) = self.clients.get(name) else {
            return;
        };
        if client.waiting.is_empty() {
            let is_gone = client.taken == 0;
            self.turns.retain(|turn| turn != name);
            if is_gone {
                self.clients.remove(name);
            }
        }
    }

    /// Returns the request whose turn it is, of a client that can have another
    /// place.
    fn next(&mut self, places_of_client: usize) -> Option<(String, oneshot::Sender<Place>)> {
        let can_have = |name: &String| {
            let client = self.clients.get(name);
            client.is_some_and(|client| client.taken < places_of_client)
        };
        let turn = self.turns.iter().position(can_have)?;
        let name = self.turns.remove(turn)?;
        let client = self.clients.get_mut(&name)?;
        let sender = client.waiting.pop_front()?;
        self.waiting -= 1;
        if !client.waiting.is_empty() {
            self.turns.push_back(name.clone());
        }
        Some((name, sender))
    }
}

impl Drop for Place {
    /// Hands the place over to the next request, or sets it free.
    fn drop(&mut self) {
        let mut state = lock(&self.state);
        state.taken -= 1;
        if let Some(client) = state.clients.get_mut(&self.client) {
            client.taken -= 1;
        }
        state.tidy(&self.client);
        let next = state.next(self.places_of_client);
        let unwanted = next.and_then(|(client, sender)| {
            state.taken += 1;
            state.clients.entry(client.clone()).or_default().taken += 1;
            let place = Self {
                client,
                state: Arc::clone(&self.state),
                places_of_client: self.places_of_client,
            };
            sender.send(place).err()
        });
        drop(state);
        // Nobody waits for it any more: it is handed over again.
        drop(unwanted);
    }
}

struct Forget<'q> {
    queue: &'q FairQueue,
    client: &'q str,
}

impl Drop for Forget<'_> {
    fn drop(&mut self) {
        self.queue.lock().forget(self.client);
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tokio::task::JoinSet;
    use tokio::time::sleep;

    use super::*;

    const BOUNDS: Bounds = Bounds {
        places: 4,
        places_of_client: 2,
        waiting: 10,
        waiting_of_client: 6,
        longest: Duration::from_secs(60),
    };

    fn is_empty(queue: &FairQueue) -> bool {
        let state = queue.lock();
        state.taken == 0 && state.waiting == 0 && state.clients.is_empty() && state.turns.is_empty()
    }

    /// Lets requests wait, and returns their outcomes in the order in which
    /// they end.
    async fn wait(
        queue: &FairQueue,
        clients: &[&'static str],
    ) -> JoinSet<(&'static str, Result<Place, NoPlace>)> {
        let mut all = JoinSet::new();
        for client in clients.iter().copied() {
            let queue = queue.clone();
            all.spawn(async move { (client, queue.enter(client).await) });
            tokio::task::yield_now().await;
        }
        all
    }

    #[tokio::test]
    async fn a_client_with_many_requests_leaves_places_to_others() {
        let queue = FairQueue::new(BOUNDS);
        let first = queue.enter("a").await.unwrap();
        let second = queue.enter("a").await.unwrap();
        let mut more = wait(&queue, &["a"; 8]).await;
        // Six wait, and two are refused in the client's own queue.
        for _ in 0..2 {
            let (_, refused) = more.join_next().await.unwrap().unwrap();
            assert_eq!(refused.unwrap_err(), NoPlace::Client);
        }
        let other = queue.enter("b").await.unwrap();
        drop(first);
        assert!(more.join_next().await.unwrap().unwrap().1.is_ok());
        drop((second, other));
        while let Some(ended) = more.join_next().await {
            assert!(ended.unwrap().1.is_ok());
        }
        assert!(is_empty(&queue));
    }

    #[tokio::test]
    async fn clients_take_turns() {
        let queue = FairQueue::new(Bounds {
            places: 1,
            ..BOUNDS
        });
        let place = queue.enter("z").await.unwrap();
        let mut all = wait(&queue, &["a", "a", "a", "b", "b", "c"]).await;
        drop(place);
        let mut order = Vec::new();
        while let Some(ended) = all.join_next().await {
            let (client, place) = ended.unwrap();
            order.push(client);
            drop(place.unwrap());
        }
        assert_eq!(order, ["a", "b", "c", "a", "b", "a"]);
        assert!(is_empty(&queue));
    }

    #[tokio::test]
    async fn the_client_with_most_loses_one_when_everything_is_full() {
        let queue = FairQueue::new(BOUNDS);
        let mut places = Vec::new();
        for client in ["a", "a", "b", "b"] {
            places.push(queue.enter(client).await.unwrap());
        }
        let mut all = wait(&queue, &["a", "a", "a", "a", "a", "a", "b", "b", "b", "b"]).await;
        // A newcomer takes the place of the newest request of "a" …
        let newcomer = wait(&queue, &["c"]).await;
        let (client, refused) = all.join_next().await.unwrap().unwrap();
        assert_eq!((client, refused.unwrap_err()), ("a", NoPlace::Everybody));
        // … but "b", who would then have more than "a", is refused itself.
        let (_, refused) = wait(&queue, &["b"])
            .await
            .join_next()
            .await
            .unwrap()
            .unwrap();
        assert_eq!(refused.unwrap_err(), NoPlace::Everybody);
        drop(places);
        for mut rest in [all, newcomer] {
            while let Some(ended) = rest.join_next().await {
                assert!(ended.unwrap().1.is_ok());
            }
        }
        assert!(is_empty(&queue));
    }

    #[tokio::test]
    async fn no_client_waits_longer_than_the_bound_or_is_remembered_after_giving_up() {
        let queue = FairQueue::new(Bounds {
            longest: Duration::from_millis(200),
            ..BOUNDS
        });
        let places = (
            queue.enter("a").await.unwrap(),
            queue.enter("a").await.unwrap(),
        );
        assert_eq!(queue.enter("a").await.unwrap_err(), NoPlace::Everybody);
        let given_up = timeout(Duration::from_millis(50), queue.enter("a")).await;
        assert!(given_up.is_err());
        assert_eq!(queue.lock().waiting, 0);
        drop(places);
        assert!(is_empty(&queue));
    }

    /// Whatever comes and goes: the bounds hold, and nothing is left behind.
    #[tokio::test]
    async fn bounds_hold_under_random_use() {
        let queue = FairQueue::new(Bounds {
            longest: Duration::from_millis(20),
            ..BOUNDS
        });
        let taken: Arc<Mutex<BTreeMap<&str, usize>>> = Arc::default();
        let mut all = JoinSet::new();
        for n in 0_u64..2000 {
            let (queue, taken) = (queue.clone(), Arc::clone(&taken));
            let client = ["a", "b", "c", "d"][usize::try_from(n * n % 7 % 4).unwrap()];
            let mixed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
            all.spawn(async move {
                sleep(Duration::from_millis(mixed % 1000)).await;
                let patience = Duration::from_millis(mixed % 31);
                let Ok(Ok(place)) = timeout(patience, queue.enter(client)).await else {
                    return 0;
                };
                let count = |change: fn(&mut usize)| {
                    let mut taken = taken.lock().unwrap();
                    change(taken.entry(client).or_default());
                    assert!(taken[client] <= BOUNDS.places_of_client);
                    assert!(taken.values().sum::<usize>() <= BOUNDS.places);
                };
                count(|taken| *taken += 1);
                sleep(Duration::from_millis(mixed % 13)).await;
                count(|taken| *taken -= 1);
                drop(place);
                1
            });
        }
        let done: usize = all.join_all().await.into_iter().sum();
        assert!(done > 100, "{done}");
        assert!(is_empty(&queue));
    }
}
