//! Passwords are hashed and verified with Argon2id, off the async threads and
//! never more at once than there are processors.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use genkan::onboarding::{NewPassword, PasswordHash};
use genkan::policy::AcceptedPassword;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zeroize::Zeroizing;

use crate::fault::Fault;
use crate::system;

/// Hashes and verifies.
///
/// m = 19456 KiB, t = 2, p = 1: the first choice of the OWASP Password Storage
/// Cheat Sheet. Each takes 19 MiB while it runs, so the number that run at
/// once is bounded, and so is the number that wait.
#[derive(Debug)]
pub struct Hasher {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
    decoy: PasswordHash,
    hashes: AtomicU64,
}

/// A place among those that wait for a processor; it is given back when the
/// work is done, or when it is dropped.
#[derive(Debug)]
pub struct Seat {
    running: Arc<Semaphore>,
    admitted: OwnedSemaphorePermit,
}

impl Hasher {
    /// A hasher for this machine.
    ///
    /// # Errors
    ///
    /// [`Fault::Hash`] where the decoy cannot be hashed.
    pub fn new() -> Result<Self, Fault> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            running: Arc::new(Semaphore::new(processors)),
            admitted: Arc::new(Semaphore::new(processors + WAITING)),
            decoy: PasswordHash::from_stored(hash(&system::random_bytes::<32>())?),
            hashes: AtomicU64::new(0),
        })
    }

    /// A place in the queue.
    ///
    /// # Errors
    ///
    /// [`Fault::Busy`] where too many wait already.
    pub fn seat(&self) -> Result<Seat, Fault> {
        let admitted = Arc::clone(&self.admitted);
        Ok(Seat {
            running: Arc::clone(&self.running),
            admitted: admitted.try_acquire_owned().map_err(|_| Fault::Busy)?,
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
    /// [`Fault::Busy`] where too many wait already, [`Fault::Hash`] where it
    /// fails.
    pub async fn hash(&self, password: AcceptedPassword) -> Result<NewPassword, Fault> {
        let seat = self.seat()?;
        self.hashes.fetch_add(1, Ordering::Relaxed);
        seat.run(move || NewPassword::hash(&password, hash)).await?
    }

    /// Whether the password is the one that was hashed. Where there is no
    /// hash, the same work is done on a decoy and the answer is no.
    ///
    /// # Errors
    ///
    /// [`Fault::Stopped`] where the work broke off.
    pub async fn verify(
        &self,
        seat: Seat,
        password: Zeroizing<String>,
        stored: Option<PasswordHash>,
    ) -> Result<bool, Fault> {
        let is_real = stored.is_some();
        let hash = stored.unwrap_or_else(|| self.decoy.clone());
        self.hashes.fetch_add(1, Ordering::Relaxed);
        let matches = seat
            .run(move || {
                Phc::new(hash.as_phc())
                    .is_ok_and(|phc| argon2().verify_password(password.as_bytes(), &phc).is_ok())
            })
            .await?;
        Ok(matches && is_real)
    }
}

impl Seat {
    /// Does what takes long: off the async threads, and only so much of it at
    /// once.
    ///
    /// # Errors
    ///
    /// [`Fault::Stopped`] where the work broke off.
    pub(crate) async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let Self { running, admitted } = self;
        let running = running.acquire_owned().await.map_err(|_| Fault::Stopped)?;
        tokio::task::spawn_blocking(move || {
            // Held until the work is done, even where nobody waits any more.
            let _permits = (admitted, running);
            work()
        })
        .await
        .map_err(|_| Fault::Stopped)
    }
}

fn hash(password: &[u8]) -> Result<String, Fault> {
    argon2()
        .hash_password_with_salt(password, &system::random_bytes::<16>())
        .map(|phc: Phc| phc.to_string())
        .map_err(Fault::Hash)
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS)
}

const PARAMS: Params = match Params::new(19_456, 2, 1, None) {
    Ok(params) => params,
    Err(_) => Params::DEFAULT,
};
/// How many may wait for a processor: at 25 ms each, some seconds' worth.
const WAITING: usize = 256;

#[cfg(test)]
mod tests {
    use genkan::policy::{Context, Policy};

    use super::*;

    fn accepted() -> AcceptedPassword {
        let policy = Policy::support_center();
        policy.accept("blue7Kite!", &Context::new()).unwrap()
    }

    #[tokio::test]
    async fn a_password_is_recognised_and_no_other() {
        let hasher = Hasher::new().unwrap();
        let password = hasher.hash(accepted()).await.unwrap();
        let stored = format!("{password:?}");
        assert_eq!(stored, "NewPassword(PasswordHash(..))");
        let phc = NewPassword::hash(&accepted(), hash).map(|_| hash(b"blue7Kite!").unwrap());
        let stored = PasswordHash::from_stored(phc.unwrap());
        assert!(
            stored
                .as_phc()
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
        );
        let verify = |text: &str, stored| {
            let seat = hasher.seat().unwrap();
            hasher.verify(seat, Zeroizing::new(text.into()), stored)
        };
        assert!(verify("blue7Kite!", Some(stored.clone())).await.unwrap());
        assert!(!verify("blue7Kite", Some(stored)).await.unwrap());
        assert!(!verify("x", None).await.unwrap());
        assert_eq!(hasher.hashes(), 4);
    }

    #[tokio::test]
    async fn only_so_many_wait_and_a_seat_is_given_back() {
        let hasher = Hasher::new().unwrap();
        let seats: Vec<Seat> = std::iter::from_fn(|| hasher.seat().ok()).collect();
        assert!((WAITING..WAITING + 4096).contains(&seats.len()));
        assert!(matches!(hasher.hash(accepted()).await, Err(Fault::Busy)));
        drop(seats);
        assert!(hasher.hash(accepted()).await.is_ok());
    }
}
