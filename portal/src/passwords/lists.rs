use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use genkan::blocklist::{Blocklist, CompactList, HashList, InvalidList, common};
use genkan::policy::Context;
use sha1::{Digest as _, Sha1};

use super::Error;
use crate::blocklist::Mapped;
use crate::config::ListFiles;

/// Lists that are looked up where they lie.
///
/// The list in the box is always there, under the name `common`; a file of
/// that name takes its place.
pub struct Lists {
    blocklists: BTreeMap<String, Box<dyn Blocklist>>,
    breached: Option<Mapped>,
}

impl Lists {
    /// Maps the files into memory. Their headers and sizes are checked, which
    /// takes no time; `genkan blocklist check` reads one from end to end.
    ///
    /// # Errors
    ///
    /// An [`Error`] where a file cannot be read or is no such list.
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

    /// Adds the lists of texts to a context.
    pub(super) fn add_to<'c>(&'c self, context: Context<'c>) -> Context<'c> {
        let lists = self.blocklists.iter();
        lists.fold(context, |context, (name, list)| {
            context.blocklist(name, list.as_ref())
        })
    }

    /// How many times a prepared password was breached: the list does not say
    /// how often, so at least once. `None` if there is no list.
    pub(super) fn breaches(&self, prepared: &str) -> Option<u64> {
        let list = digests(self.breached.as_ref()?.bytes()).ok()?;
        Some(list.contains(&Sha1::digest(prepared.as_bytes())).into())
    }
}

impl Default for Lists {
    /// The list in the box.
    fn default() -> Self {
        let common: (_, Box<dyn Blocklist>) = ("common".into(), Box::new(common()));
        Self {
            blocklists: [common].into(),
            breached: None,
        }
    }
}

/// A mapped list of texts, which was one when it was opened.
struct Texts(Mapped);

impl Blocklist for Texts {
    fn contains(&self, folded: &str) -> bool {
        // Taking the header apart costs some nanoseconds, and spares a struct
        // that borrows from itself.
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

fn open(path: &Path, look: impl FnOnce(&[u8]) -> Result<(), InvalidList>) -> Result<Mapped, Error> {
    let list = Mapped::open(path)?;
    match look(list.bytes()) {
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
