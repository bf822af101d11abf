//! Hashes and verifies passwords with Argon2id, in separate threads: one for each
//! processor.

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

/// Hashes and verifies passwords.
///
/// The parameters are m = 19456 KiB, t = 2, p = 1, the first choice of the OWASP
/// Password Storage Cheat Sheet. A hash needs 19 MiB, so both the hashes at a
/// time and the waiting ones are bounded. Each thread reuses its memory.
#[derive(Debug)]
pub struct Hasher {
    queue: mpsc::Sender<Work>,
    admitted: Arc<Semaphore>,
    decoy: PasswordHash,
    hashes: AtomicU64,
}

/// The permission to queue one piece of work. It ends when the work is done, or
/// when the permit is dropped.
#[derive(Debug)]
pub struct Permit {
    queue: mpsc::Sender<Work>,
    admitted: OwnedSemaphorePermit,
}

type Work = Box<dyn FnOnce(&mut Argon2Buffer) + Send>;

impl Hasher {
    /// Starts one thread for each processor.
    ///
    /// # Errors
    ///
    /// [`Error::Threads`] if a thread cannot be started, [`Error::Hash`] if the
    /// decoy cannot be hashed.
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

    /// Returns a permit to queue work.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if the queue is full.
    pub fn permit(&self) -> Result<Permit, Error> {
        let admitted = Arc::clone(&self.admitted);
        Ok(Permit {
            queue: self.queue.clone(),
            admitted: admitted.try_acquire_owned().map_err(|_| Error::Busy)?,
        })
    }

    /// Returns how many passwords were hashed, to be stored or compared.
    #[must_use]
    pub fn hashes(&self) -> u64 {
        self.hashes.load(Ordering::Relaxed)
    }

    /// Hashes an accepted password.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if the queue is full, [`Error::Hash`] if hashing fails,
    /// [`Error::Stopped`] if the work panics.
    pub async fn hash(&self, password: AcceptedPassword) -> Result<NewPassword, Error> {
        let permit = self.permit()?;
        self.hashes.fetch_add(1, Ordering::Relaxed);
        permit
            .run_with(move |buffer| NewPassword::hash(&password, |bytes| hash(buffer, bytes)))
            .await?
    }

    /// Verifies a password against the stored one. If there is none, it is
    /// compared with a decoy, which takes the same time.
    ///
    /// # Errors
    ///
    /// [`Error::Stopped`] if the work panics.
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
    /// Runs slow work in a hashing thread instead of an async one.
    ///
    /// # Errors
    ///
    /// [`Error::Stopped`] if the work panics.
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
        let (sender, receiver) = oneshot::channel();
        let work = move |buffer: &mut Argon2Buffer| {
            let result = work(buffer);
            // Work counts until it is done, even if the caller was dropped.
            drop(admitted);
            // If the caller was dropped, the result is not needed.
            let _ = sender.send(result);
        };
        queue.send(Box::new(work)).map_err(|_| Error::Stopped)?;
        receiver.await.map_err(|_| Error::Stopped)
    }
}

/// Starts the threads. They end when every sender of their queue is dropped.
fn start(threads: usize) -> io::Result<mpsc::Sender<Work>> {
    let (queue, work) = mpsc::channel::<Work>();
    let work = Arc::new(Mutex::new(work));
    for _ in 0..threads {
        let work = Arc::clone(&work);
        let body = move || {
            let mut buffer = Argon2Buffer::default();
            loop {
                // The lock is held only while a thread waits for work.
                let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(work) = next else {
                    return;
                };
                // After a panic the caller gets an error, and the thread
                // continues.
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

/// The name of the threads.
pub const THREADS: &str = "genkan-hash";
/// How many passwords may wait: a few seconds of work, at 25 ms a hash.
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
    async fn only_the_same_password_is_verified() {
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
    async fn threads_continue_after_a_panic() {
        let hasher = Hasher::new().unwrap();
        for _ in 0..2 * thread::available_parallelism().unwrap().get() {
            let permit = hasher.permit().unwrap();
            let broken: Result<(), _> = permit.run(|| panic!("on purpose")).await;
            assert!(matches!(broken, Err(Error::Stopped)));
        }
        assert!(hasher.hash(accepted()).await.is_ok());
    }

    #[tokio::test]
    async fn the_queue_is_bounded_and_a_dropped_permit_frees_a_place() {
        let hasher = Hasher::new().unwrap();
        let permits: Vec<Permit> = std::iter::from_fn(|| hasher.permit().ok()).collect();
        assert!((WAITING..WAITING + 4096).contains(&permits.len()));
        assert!(matches!(hasher.hash(accepted()).await, Err(Error::Busy)));
        drop(permits);
        assert!(hasher.hash(accepted()).await.is_ok());
    }
}
