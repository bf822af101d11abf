use std::collections::{HashMap, HashSet, VecDeque};

use genkan::address::Address;

use super::{RequestSource, VisitorCase};

/// Requests of visitors that wait: each client in a queue of its own, and the
/// queues take turns. The same request waits once, however often it is made.
#[derive(Default)]
pub(super) struct LinkQueue {
    clients: HashMap<String, VecDeque<LinkRequest>>,
    /// The clients that wait, in the order of their turns.
    turns: VecDeque<String>,
    known: HashSet<Key>,
}

/// A request of a visitor: for a link, or for a case.
pub(super) struct LinkRequest {
    pub(super) address: Address,
    pub(super) source: RequestSource,
    /// The case to open; `None` for a link.
    pub(super) case: Option<VisitorCase>,
}

/// What makes two requests the same: client, address, browser and form.
type Key = (String, String, String, &'static str);

/// Why a request is not even queued. It is the same for every address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "the page has an answer to each")]
pub enum NotQueued {
    /// The client has made too many requests.
    Client,
    /// All clients together have made too many.
    Everybody,
}

impl LinkQueue {
    pub(super) fn push(&mut self, request: LinkRequest) -> Result<(), NotQueued> {
        let key = request.key();
        if self.known.contains(&key) {
            return Ok(());
        }
        let client = &request.source.client;
        let waiting = self.clients.get(client).map_or(0, VecDeque::len);
        if waiting >= WAITING_OF_CLIENT {
            return Err(NotQueued::Client);
        }
        if self.known.len() >= WAITING {
            return Err(NotQueued::Everybody);
        }
        if waiting == 0 {
            self.turns.push_back(client.clone());
        }
        self.known.insert(key);
        self.clients
            .entry(client.clone())
            .or_default()
            .push_back(request);
        Ok(())
    }

    /// Removes the request whose turn it is.
    pub(super) fn pop(&mut self) -> Option<LinkRequest> {
        let client = self.turns.pop_front()?;
        let waiting = self.clients.get_mut(&client)?;
        let request = waiting.pop_front()?;
        if waiting.is_empty() {
            self.clients.remove(&client);
        } else {
            self.turns.push_back(client);
        }
        self.known.remove(&request.key());
        Some(request)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

impl LinkRequest {
    fn key(&self) -> Key {
        let source = &self.source;
        let device = source.device.as_str();
        let form = self.case.as_ref().map_or("link", VisitorCase::code);
        let (client, device) = (source.client.clone(), device.to_owned());
        (client, self.address.key(), device, form)
    }
}

/// How many requests of one client wait at most.
const WAITING_OF_CLIENT: usize = 32;
/// How many requests of all clients wait at most: about two seconds of work.
const WAITING: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    fn request(client: &str, address: &str) -> LinkRequest {
        LinkRequest {
            address: address.parse().unwrap(),
            source: RequestSource {
                client: client.into(),
                ..RequestSource::default()
            },
            case: None,
        }
    }

    fn order(queue: &mut LinkQueue) -> Vec<String> {
        let popped = std::iter::from_fn(|| queue.pop());
        popped.map(|request| request.source.client).collect()
    }

    #[test]
    fn clients_take_turns() {
        let mut queue = LinkQueue::default();
        for (client, n) in [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("b", 2), ("c", 1)] {
            let address = format!("contact{n}@example.com");
            assert!(queue.push(request(client, &address)).is_ok());
        }
        assert_eq!(order(&mut queue), ["a", "b", "c", "a", "b", "a"]);
        assert!(queue.is_empty() && queue.clients.is_empty() && queue.turns.is_empty());
    }

    #[test]
    fn the_same_request_waits_once() {
        let mut queue = LinkQueue::default();
        for _ in 0..1000 {
            assert!(queue.push(request("a", "taro@example.com")).is_ok());
            assert!(queue.push(request("a", "TARO@example.com")).is_ok());
        }
        assert!(queue.push(request("b", "taro@example.com")).is_ok());
        assert_eq!(order(&mut queue), ["a", "b"]);
        // It can be made again afterwards.
        assert!(queue.push(request("a", "taro@example.com")).is_ok());
        assert_eq!(order(&mut queue), ["a"]);
    }

    #[test]
    fn a_client_is_refused_in_its_own_queue() {
        let mut queue = LinkQueue::default();
        for n in 0..WAITING_OF_CLIENT {
            let request = request("a", &format!("contact{n}@example.com"));
            assert!(queue.push(request).is_ok());
        }
        let more = queue.push(request("a", "taro@example.com"));
        assert!(matches!(more, Err(NotQueued::Client)));
        assert!(queue.push(request("b", "taro@example.com")).is_ok());
    }

    #[test]
    fn the_whole_queue_is_bounded() {
        let mut queue = LinkQueue::default();
        for n in 0..WAITING {
            let request = request(&format!("client{n}"), "taro@example.com");
            assert!(queue.push(request).is_ok());
        }
        let more = queue.push(request("another", "taro@example.com"));
        assert!(matches!(more, Err(NotQueued::Everybody)));
    }
}
