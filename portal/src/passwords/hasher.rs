//! Hashes and verifies passwords with Argon2id, off the async threads.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;

use genkan::onboarding::{NewPassword, PasswordHash, PasswordMatch, StoredPassword};
use genkan::policy::AcceptedPassword;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use super::argon2_buffer::{Argon2Buffer, PHC_PREFIX};
use super::{Error, ImportedHash};
use crate::random;

/// Hashes and verifies passwords, one at a time for each processor.
///
/// The parameters are m = 19456 KiB, t = 2, p = 1, the first choice of the OWASP
/// Password Storage Cheat Sheet. A hash needs 19 MiB, which is kept for the next
/// one. How many callers wait is bounded by the caller.
#[derive(Debug)]
pub struct Hasher {
    processors: Arc<Semaphore>,
    buffers: Arc<Mutex<Vec<Argon2Buffer>>>,
    decoy: PasswordHash,
    imported_decoy: RwLock<Option<Arc<ImportedHash>>>,
    hashes: Arc<AtomicU64>,
}

/// A password as it was typed, and as the policy prepares it to be hashed.
pub struct TypedPassword {
    /// What other systems have hashed.
    pub raw: Zeroizing<String>,
    /// What is hashed here.
    pub prepared: Zeroizing<String>,
}

impl std::fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedPassword(..)")
    }
}

impl Hasher {
    /// Returns a hasher.
    ///
    /// # Errors
    ///
    /// [`Error::Hash`] if the decoy cannot be hashed.
    pub fn new() -> Result<Self, Error> {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            processors: Arc::new(Semaphore::new(processors)),
            buffers: Arc::default(),
            decoy: PasswordHash::from_stored(hash(
                &mut Argon2Buffer::default(),
                &random::random_bytes::<32>(),
            )?),
            imported_decoy: RwLock::default(),
            hashes: Arc::default(),
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
    /// [`Error::Hash`] if hashing fails, [`Error::Stopped`] if the work panics.
    pub async fn hash(&self, password: AcceptedPassword) -> Result<NewPassword, Error> {
        self.hashes.fetch_add(1, Ordering::Relaxed);
        self.run_with(move |buffer| NewPassword::hash(&password, |bytes| hash(buffer, bytes)))
            .await?
    }

    /// Adds work like that for a hash from another system to every verification
    /// of another one, as long as there are accounts with such hashes: the time
    /// must not show which accounts have them, or whether there is an account.
    pub fn imitate(&self, imported: Option<ImportedHash>) {
        let mut decoy = self
            .imported_decoy
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *decoy = imported.map(Arc::new);
    }

    /// Verifies a password against the stored one. If there is none, it is
    /// compared with a decoy, which takes the same time. If the stored hash is
    /// from another system, a match has a new hash of the same password.
    ///
    /// # Errors
    ///
    /// [`Error::Stopped`] if the work panics.
    pub async fn verify(
        &self,
        password: TypedPassword,
        stored: Option<StoredPassword>,
    ) -> Result<Option<PasswordMatch>, Error> {
        let decoy = self.decoy.clone();
        let imported_decoy = self.imported_decoy.read();
        let imported_decoy = imported_decoy
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let hashes = Arc::clone(&self.hashes);
        self.run_with(move |buffer| {
            let TypedPassword { raw, prepared } = password;
            let count = || hashes.fetch_add(1, Ordering::Relaxed);
            let mut is_imported = false;
            let mut scheme = |text: &str| {
                count();
                if text.starts_with(PHC_PREFIX) {
                    return buffer.verify(prepared.as_bytes(), text);
                }
                is_imported = true;
                let hash = ImportedHash::parse(text);
                Ok(hash.is_ok_and(|hash| hash.verify(buffer, raw.as_bytes())))
            };
            let matched = match stored {
                Some(stored) => stored.verify(&mut scheme).unwrap_or_default(),
                None => scheme(decoy.as_phc()).map(|_| None).unwrap_or_default(),
            };
            if is_imported {
                // In either case a hash of today's scheme.
                count();
                let rehashed = hash(buffer, prepared.as_bytes());
                return match (matched, rehashed) {
                    (Some(matched), Ok(phc)) => Some(matched.rehashed(phc)),
                    // The next sign-in tries again.
                    (matched, _) => matched,
                };
            }
            if let Some(decoy) = imported_decoy {
                count();
                std::hint::black_box(decoy.verify(buffer, raw.as_bytes()));
            }
            matched
        })
        .await
    }

    /// Runs slow work when a processor is free for it.
    ///
    /// # Errors
    ///
    /// [`Error::Stopped`] if the work panics.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        self.run_with(|_| work()).await
    }

    async fn run_with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Argon2Buffer) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let processor = Arc::clone(&self.processors).acquire_owned().await;
        let processor = processor.map_err(|_| Error::Stopped)?;
        let buffers = Arc::clone(&self.buffers);
        let work = move || {
            let lock = || buffers.lock().unwrap_or_else(PoisonError::into_inner);
            let mut buffer = lock().pop().unwrap_or_default();
            let done = work(&mut buffer);
            lock().push(buffer);
            // Work counts until it is done, even if the caller was dropped.
            drop(processor);
            done
        };
        spawn_blocking(work).await.map_err(|_| Error::Stopped)
    }
}

fn hash(buffer: &mut Argon2Buffer, password: &[u8]) -> Result<String, Error> {
    let salt = random::random_bytes::<16>();
    buffer.hash(password, &salt).map_err(Error::Hash)
}

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
            kind: genkan::onboarding::AccountKind::Contact,
            revision: 1,
            name: Name::from_stored("Taro".into()),
            address: Address::from_stored("taro@example.com"),
            company: None,
            is_manager: false,
            language: Language::Ja,
            state: State::Active {
                password: PasswordHash::from_stored(phc),
            },
            registered_at: crate::clock::now(),
            password_set_at: None,
            notified_at: None,
            links_ended_at: 1,
            link_requested_at: None,
            link_used_again_at: None,
            undeliverable_since: None,
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
            let (raw, prepared) = (Zeroizing::new(text.into()), Zeroizing::new(text.into()));
            hasher.verify(TypedPassword { raw, prepared }, stored)
        };
        let matched = verify("blue7Kite!", Some(stored.clone())).await.unwrap();
        assert!(matched.is_some());
        assert!(verify("blue7Kite", Some(stored)).await.unwrap().is_none());
        assert!(verify("x", None).await.unwrap().is_none());
        assert_eq!(hasher.hashes(), 4);
    }

    #[tokio::test]
    async fn work_continues_after_a_panic() {
        let hasher = Hasher::new().unwrap();
        for _ in 0..2 * thread::available_parallelism().unwrap().get() {
            let broken: Result<(), _> = hasher.run(|| panic!("on purpose")).await;
            assert!(matches!(broken, Err(Error::Stopped)));
        }
        assert!(hasher.hash(accepted()).await.is_ok());
    }

    #[tokio::test]
    async fn there_are_no_more_buffers_than_processors() {
        let hasher = Arc::new(Hasher::new().unwrap());
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let hasher = Arc::clone(&hasher);
            all.spawn(async move { hasher.hash(accepted()).await.unwrap() });
        }
        all.join_all().await;
        let processors = thread::available_parallelism().unwrap().get();
        assert!((1..=processors).contains(&hasher.buffers.lock().unwrap().len()));
    }
}
