//! Passwords are hashed and verified with Argon2id, by threads of their own: as
//! many as there are processors.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use genkan::onboarding::{NewPassword, PasswordHash, PasswordMatch, StoredPassword};
use genkan::policy::AcceptedPassword;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use zeroize::Zeroizing;

use super::Error;
use super::argon2_buffer::Argon2Buffer;
use crate::random;

/// Hashes and verifies.
///
/// m = 19456 KiB, t = 2, p = 1: the first choice of the OWASP Password Storage
/// Cheat Sheet. Each takes 19 MiB while it runs, so the number that run at
/// once is bounded, and so is the number that wait. Each thread keeps its
/// memory for the next.
#[derive(Debug)]
pub struct Hasher {
    queue: mpsc::Sender<Work>,
    admitted: Arc<Semaphore>,
    decoy: PasswordHash,
    hashes: AtomicU64,
}

/// A place among those that wait for a processor; it is given back when the
/// work is done, or when it is dropped.
#[derive(Debug)]
pub struct Permit {
    queue: mpsc::Sender<Work>,
    admitted: OwnedSemaphorePermit,
}

type Work = Box<dyn FnOnce(&mut Argon2Buffer) + Send>;

impl Hasher {
    /// A hasher for this machine.
    ///
    /// # Errors
    ///
    /// [`Error::Hash`] where the decoy cannot be hashed.
    pub fn new() -> Result<Self, Error> {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            queue: start(processors).map_err(Error::Threads)?,
            admitted: Arc::new(Semaphore::new(processors + WAITING)),
            decoy: PasswordHash::from_stored(hash(
                &mut Argon2Buffer::default(),
                &random::random_bytes::<32>(),
            )?),
            hashes: AtomicU64::new(0),
        })
    }

    /// A place in the queue.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] where too many wait already.
    pub fn permit(&self) -> Result<Permit, Error> {
        let admitted = Arc::clone(&self.admitted);
        Ok(Permit {
            queue: self.queue.clone(),
            admitted: admitted.try_acquire_owned().map_err(|_| Error::Busy)?,
        })
    }

    /// How many passwords have been hashed here, to keep or to compare.
    #[must_use]
    pub fn hashes(&self) -> u64 {
        self.hashes.load(Ordering::Relaxed)
    }

    /// Hashes an accepted password.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] where too many wait already, [`Error::Hash`] where it
    /// fails.
    pub async fn hash(&self, password: AcceptedPassword) -> Result<NewPassword, Error> {
        let permit = self.permit()?;
        self.hashes.fetch_add(1, Ordering::Relaxed);
        permit
            .run_with(move |buffer| NewPassword::hash(&password, |bytes| hash(buffer, bytes)))
            .await?
    }

    /// Verifies a password against the stored one. If there is none, the same
    /// work is done on a decoy.
    ///
    /// # Errors
    ///
    /// [`Error::Stopped`] if the work broke off.
    pub async fn verify(
        &self,
        permit: Permit,
        password: Zeroizing<String>,
        stored: Option<StoredPassword>,
    ) -> Result<Option<PasswordMatch>, Error> {
        let decoy = self.decoy.clone();
        self.hashes.fetch_add(1, Ordering::Relaxed);
        permit
            .run_with(move |buffer| {
                let mut verify = |phc: &str| buffer.verify(password.as_bytes(), phc);
                if let Some(stored) = stored {
                    return stored.verify(verify).unwrap_or_default();
                }
                let _ = verify(decoy.as_phc());
                None
            })
            .await
    }
}

impl Permit {
    /// Does what takes long: off the async threads, and only so much of it at
    /// once.
    ///
    /// # Errors
    ///
    /// [`Error::Stopped`] where the work broke off.
    pub(crate) async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        self.run_with(|_| work()).await
    }

    async fn run_with<T: Send + 'static>(
        self,
        work: impl FnOnce(&mut Argon2Buffer) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let Self { queue, admitted } = self;
        let (tell, told) = oneshot::channel();
        let work = move |buffer: &mut Argon2Buffer| {
            let result = work(buffer);
            // Held until the work is done, even where nobody waits any more.
            drop(admitted);
            // Nobody may be there any more.
            let _ = tell.send(result);
        };
        queue.send(Box::new(work)).map_err(|_| Error::Stopped)?;
        told.await.map_err(|_| Error::Stopped)
    }
}

/// Starts the threads; they end when nobody can give them work any more.
fn start(threads: usize) -> io::Result<mpsc::Sender<Work>> {
    let (queue, work) = mpsc::channel::<Work>();
    let work = Arc::new(Mutex::new(work));
    for _ in 0..threads {
        let work = Arc::clone(&work);
        let body = move || {
            let mut buffer = Argon2Buffer::default();
            loop {
                // Whoever waits for work holds the lock, and nobody else does.
                let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(work) = next else {
                    return;
                };
                // Whoever waits for it hears that it broke off; the thread
                // goes on.
                let _ = catch_unwind(AssertUnwindSafe(|| work(&mut buffer)));
            }
        };
        thread::Builder::new().name(THREADS.into()).spawn(body)?;
    }
    Ok(queue)
}

fn hash(buffer: &mut Argon2Buffer, password: &[u8]) -> Result<String, Error> {
    let salt = random::random_bytes::<16>();
    buffer.hash(password, &salt).map_err(Error::Hash)
}

/// What the threads are called.
pub const THREADS: &str = "genkan-hash";
/// How many may wait for a processor: at 25 ms each, some seconds' worth.
const WAITING: usize = 256;

#[cfg(test)]
mod tests {
    use genkan::Language;
    use genkan::address::Address;
    use genkan::id::AccountId;
    use genkan::onboarding::{Account, Name, State};
    use genkan::policy::{Context, Policy};

    use super::*;

    fn stored(phc: String) -> StoredPassword {
        let account = Account {
            id: AccountId::from_bytes([1; 16]),
            revision: 1,
            name: Name::from_stored("Taro".into()),
            address: Address::from_stored("taro@example.com"),
            company: None,
            language: Language::Ja,
            state: State::Active {
                password: PasswordHash::from_stored(phc),
            },
            registered_at: crate::clock::now(),
            link_requested_at: None,
            replacement: None,
            former: None,
            successor: None,
        };
        StoredPassword::of(&account).unwrap()
    }

    fn accepted() -> AcceptedPassword {
        let policy = Policy::support_center();
        policy.accept("blue7Kite!", &Context::new()).unwrap()
    }

    #[tokio::test]
    async fn a_password_is_recognised_and_no_other() {
        let hasher = Hasher::new().unwrap();
        let password = hasher.hash(accepted()).await.unwrap();
        let shown = format!("{password:?}");
        assert_eq!(shown, "NewPassword(PasswordHash(..))");
        let phc = hash(&mut Argon2Buffer::default(), b"blue7Kite!").unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let stored = stored(phc);
        let verify = |text: &str, stored| {
            let permit = hasher.permit().unwrap();
            hasher.verify(permit, Zeroizing::new(text.into()), stored)
        };
        let matched = verify("blue7Kite!", Some(stored.clone())).await.unwrap();
        assert!(matched.is_some());
        assert!(verify("blue7Kite", Some(stored)).await.unwrap().is_none());
        assert!(verify("x", None).await.unwrap().is_none());
        assert_eq!(hasher.hashes(), 4);
    }

    #[tokio::test]
    async fn work_that_breaks_off_leaves_the_threads_at_work() {
        let hasher = Hasher::new().unwrap();
        for _ in 0..2 * thread::available_parallelism().unwrap().get() {
            let permit = hasher.permit().unwrap();
            let broken: Result<(), _> = permit.run(|| panic!("on purpose")).await;
            assert!(matches!(broken, Err(Error::Stopped)));
        }
        assert!(hasher.hash(accepted()).await.is_ok());
    }

    #[tokio::test]
    async fn only_so_many_wait_and_a_seat_is_given_back() {
        let hasher = Hasher::new().unwrap();
        let permits: Vec<Permit> = std::iter::from_fn(|| hasher.permit().ok()).collect();
        assert!((WAITING..WAITING + 4096).contains(&permits.len()));
        assert!(matches!(hasher.hash(accepted()).await, Err(Error::Busy)));
        drop(permits);
        assert!(hasher.hash(accepted()).await.is_ok());
    }
}
