use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use genkan::blocklist::{Blocklist, CompactList, HashList, InvalidList, common};
use genkan::policy::Context;
use sha1::{Digest as _, Sha1};

use super::Error;
use crate::blocklist::Mapped;
use crate::config::ListFiles;

/// Blocklists and a list of breached passwords, mapped into memory.
///
/// The built-in blocklist has the name `common`, unless a configured file
/// replaces it under that name.
pub struct Lists {
    blocklists: BTreeMap<String, Box<dyn Blocklist>>,
    breached: Option<Mapped>,
}

impl Lists {
    /// Maps the files into memory. Only their headers and sizes are checked;
    /// `genkan blocklist check` reads a whole file.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if a file cannot be read, [`Error::List`] if it is not a
    /// list of its kind.
    pub fn open(files: &ListFiles) -> Result<Self, Error> {
        let mut lists = Self::default();
        for (name, path) in &files.blocklists {
            let list = open(path, |bytes| CompactList::from_bytes(bytes).map(drop))?;
            lists.blocklists.insert(name.clone(), Box::new(Texts(list)));
        }
        if let Some(path) = &files.breached {
            lists.breached = Some(open(path, |bytes| digests(bytes).map(drop))?);
        }
        Ok(lists)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.blocklists.contains_key(name)
    }

    pub(super) const fn has_breached(&self) -> bool {
        self.breached.is_some()
    }

    /// Adds the blocklists to a context.
    pub(super) fn add_to<'c>(&'c self, context: Context<'c>) -> Context<'c> {
        let lists = self.blocklists.iter();
        lists.fold(context, |context, (name, list)| {
            context.blocklist(name, list.as_ref())
        })
    }

    /// Returns 1 if a prepared password is in the list of breached passwords, 0
    /// if it is not, and `None` if there is no list. The list has no counts.
    pub(super) fn breaches(&self, prepared: &str) -> Option<u64> {
        let list = digests(self.breached.as_ref()?.bytes()).ok()?;
        Some(list.contains(&Sha1::digest(prepared.as_bytes())).into())
    }
}

impl Default for Lists {
    /// Returns the built-in blocklist only.
    fn default() -> Self {
        let common: (_, Box<dyn Blocklist>) = ("common".into(), Box::new(common()));
        Self {
            blocklists: [common].into(),
            breached: None,
        }
    }
}

/// A mapped blocklist, which was checked when it was opened.
struct Texts(Mapped);

impl Blocklist for Texts {
    fn contains(&self, folded: &str) -> bool {
        // Parsing the header again costs nanoseconds, and avoids a struct that
        // borrows from itself.
        CompactList::from_bytes(self.0.bytes()).is_ok_and(|list| list.contains(folded))
    }
}

fn digests(bytes: &[u8]) -> Result<HashList<'_>, InvalidList> {
    let list = HashList::from_bytes(bytes)?;
    if list.width() == Sha1::output_size() {
        Ok(list)
    } else {
        Err(InvalidList::OtherKind)
    }
}

fn open(
    path: &Path,
    check: impl FnOnce(&[u8]) -> Result<(), InvalidList>,
) -> Result<Mapped, Error> {
    let list = Mapped::open(path)?;
    match check(list.bytes()) {
        Ok(()) => Ok(list),
        Err(problem) => Err(Error::List {
            path: path.into(),
            problem,
        }),
    }
}

impl fmt::Debug for Lists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lists")
            .field("blocklists", &self.blocklists.keys())
            .field("breached", &self.breached.is_some())
            .finish()
    }
}
