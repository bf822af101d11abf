//! A Maildir folder: a mail server writes each email to a file in `new`, and
//! the portal moves it to `cur` when it has dealt with it.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use genkan::onboarding::Store;
use tokio::task::spawn_blocking;

use super::{DeliveryStatus, Inbox, Taken};
use crate::store;

/// Watches a folder until it is dropped.
pub async fn watch_maildir<S>(folder: PathBuf, inbox: Inbox<S>)
where
    S: Store<Error = store::Error> + 'static,
{
    let mut is_broken = false;
    loop {
        match empty(&folder, &inbox).await {
            Ok(()) => is_broken = false,
            // Logged once for each failure.
            Err(error) if !std::mem::replace(&mut is_broken, true) => {
                let folder = folder.display();
                tracing::error!(code = "maildir", %folder, %error, "the Maildir cannot be used");
            }
            Err(_) => {}
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Takes the emails in `new`, so many at a time.
///
/// # Errors
///
/// If the folder cannot be read or changed.
pub(super) async fn empty<S>(folder: &Path, inbox: &Inbox<S>) -> io::Result<()>
where
    S: Store<Error = store::Error> + 'static,
{
    let (new, cur) = (folder.join("new"), folder.join("cur"));
    for file in blocking(move || files(&new)).await? {
        let path = file.clone();
        let read = match blocking(move || read(&path)).await {
            Ok(read) => read,
            // Another node has moved it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        let taken = match &read.email {
            Some(email) => inbox.take(email, None).await,
            None => {
                tracing::warn!("an email that is too large for a report was ignored");
                Taken::Done
            }
        };
        // One that is still too early after an hour waits for nothing.
        let is_old = read.age.is_some_and(|age| age > LONGEST_WAIT);
        if taken == Taken::Later && !is_old {
            continue;
        }
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(":2,S");
        let moved = cur.join(name);
        match blocking(move || fs::rename(file, moved)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            moved => moved?,
        }
    }
    Ok(())
}

struct ReadFile {
    /// `None` if it is too large.
    email: Option<Vec<u8>>,
    age: Option<Duration>,
}

/// Returns the files of a folder, the oldest name first. A link, a device or a
/// folder is none.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)?.take(MOST_LISTED) {
        let entry = entry?;
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !is_hidden && entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> io::Result<ReadFile> {
    let file = fs::File::open(path)?;
    let modified = file.metadata()?.modified();
    let age = modified.ok().and_then(|modified| {
        let age = SystemTime::now().duration_since(modified);
        age.ok()
    });
    let mut email = Vec::new();
    file.take(DeliveryStatus::LARGEST as u64 + 1)
        .read_to_end(&mut email)?;
    let is_small = email.len() <= DeliveryStatus::LARGEST;
    Ok(ReadFile {
        email: is_small.then_some(email),
        age,
    })
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}

const PAUSE: Duration = Duration::from_secs(2);
/// How many files are looked at in one round.
const MOST_LISTED: usize = 1_000;
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
