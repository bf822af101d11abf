//! Finds every path that a crate's sources mention, as the compiler reads them:
//! comments, strings and documentation do not count.

use std::fmt;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ItemFn, ItemMod, ItemUse, Macro, UseTree};

use crate::Result;

/// A path, and the place where it is mentioned.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) place: Place,
    /// The module of that place, from the crate's root.
    pub(super) module: Vec<String>,
    /// Whether it is compiled for tests only.
    pub(super) is_test: bool,
    /// Its segments. A path of the same crate starts with `crate`, however it
    /// was written; a glob ends with `*`; the whole crate is `crate::self`.
    pub(super) path: Vec<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    file: PathBuf,
    line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// Returns the mentions in the crate whose first file is `first`, a path from
/// `root`.
///
/// It follows the module tree, so that it reads the same files as the compiler.
pub(super) fn in_crate(root: &Path, first: &Path) -> Result<Vec<Mention>> {
    let mut mentions = Vec::new();
    let mut waiting = vec![(first.to_path_buf(), Reader::default())];
    while let Some((file, mut reader)) = waiting.pop() {
        let source = std::fs::read_to_string(root.join(&file))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        reader.file.clone_from(&file);
        reader.read(&source)?;
        mentions.append(&mut reader.mentions);
        for child in reader.children {
            waiting.push((file_of(root, first, &child.module)?, child));
        }
    }
    Ok(mentions)
}

/// Returns the mentions in one source text of `module`.
#[cfg(test)]
pub(super) fn in_source(source: &str, module: &[&str]) -> Result<Vec<Mention>> {
    let mut reader = Reader {
        module: module.iter().map(ToString::to_string).collect(),
        ..Reader::default()
    };
    reader.read(source)?;
    Ok(reader.mentions)
}

fn file_of(root: &Path, first: &Path, module: &[String]) -> Result<PathBuf> {
    let mut path = first.parent().unwrap_or(Path::new("")).to_path_buf();
    path.extend(module);
    [path.with_extension("rs"), path.join("mod.rs")]
        .into_iter()
        .find(|file| root.join(file).exists())
        .ok_or_else(|| format!("no file for module {}", module.join("::")).into())
}

#[derive(Clone, Default)]
struct Reader {
    file: PathBuf,
    module: Vec<String>,
    is_test: bool,
    mentions: Vec<Mention>,
    /// Modules in files of their own, to be read next.
    children: Vec<Reader>,
}

impl Reader {
    fn read(&mut self, source: &str) -> Result {
        let file = syn::parse_file(source).map_err(|error| {
            format!(
                "{}:{}: {error}",
                self.file.display(),
                error.span().start().line
            )
        })?;
        self.visit_file(&file);
        Ok(())
    }

    fn mention(&mut self, path: &[Ident]) {
        let Some(first) = path.first() else { return };
        let words: Vec<String> = path.iter().map(ToString::to_string).collect();
        self.mentions.push(Mention {
            place: Place {
                file: self.file.clone(),
                line: first.span().start().line,
            },
            module: self.module.clone(),
            is_test: self.is_test,
            path: self.resolve(&words),
        });
    }

    fn resolve(&self, path: &[String]) -> Vec<String> {
        let mut from = match path.first().map(String::as_str) {
            Some("self" | "super") => self.module.as_slice(),
            _ => return path.to_vec(),
        };
        let mut rest = path;
        while let Some((word, after)) = rest.split_first() {
            match word.as_str() {
                "self" => {}
                "super" => from = from.split_last().map_or(&[], |(_, parent)| parent),
                _ => break,
            }
            rest = after;
        }
        let root = [String::from("crate")];
        root.iter().chain(from).chain(rest).cloned().collect()
    }

    fn mention_use(&mut self, before: &[Ident], tree: &UseTree) {
        let mut path = before.to_vec();
        match tree {
            UseTree::Path(part) => {
                path.push(part.ident.clone());
                self.mention_use(&path, &part.tree);
            }
            UseTree::Group(group) => {
                for part in &group.items {
                    self.mention_use(&path, part);
                }
            }
            UseTree::Name(part) => self.mention_import(path, &part.ident),
            UseTree::Rename(part) => self.mention_import(path, &part.ident),
            UseTree::Glob(glob) => {
                self.mention(&path);
                self.end_last_with("*", glob.star_token.spans[0].start().line);
            }
        }
    }

    fn mention_import(&mut self, mut path: Vec<Ident>, name: &Ident) {
        // `a::{self}` imports `a`.
        if path.is_empty() || name != "self" {
            path.push(name.clone());
        }
        self.mention(&path);
        if self
            .mentions
            .last()
            .is_some_and(|last| last.path.len() == 1)
        {
            self.end_last_with("self", name.span().start().line);
        }
    }

    fn end_last_with(&mut self, word: &str, line: usize) {
        if let Some(last) = self.mentions.last_mut() {
            last.path.push(word.to_owned());
            last.place.line = line;
        }
    }

    /// Macros contain tokens, not paths: everything that looks like a path
    /// counts as one.
    fn mention_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<Ident> = Vec::new();
        // The number of colons after the path so far.
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.mention(&std::mem::take(&mut path));
                    }
                    path.push(ident);
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += if colons == 0 && mark.spacing() == Spacing::Alone {
                        3
                    } else {
                        1
                    };
                }
                TokenTree::Group(group) => {
                    // `use a::{b, c}` inside a macro.
                    if colons == 2 && group.delimiter() == Delimiter::Brace {
                        self.mention(&path);
                    }
                    self.mention(&std::mem::take(&mut path));
                    self.mention_tokens(group.stream());
                    colons = 0;
                }
                _ => {
                    self.mention(&std::mem::take(&mut path));
                    colons = 0;
                }
            }
        }
        self.mention(&path);
    }

    fn with_test(&mut self, attributes: &[Attribute], read: impl FnOnce(&mut Self)) {
        let before = self.is_test;
        self.is_test |= attributes.iter().any(is_for_tests);
        read(self);
        self.is_test = before;
    }
}

impl Visit<'_> for Reader {
    fn visit_item_mod(&mut self, item: &ItemMod) {
        self.with_test(&item.attrs, |reader| {
            reader.module.push(item.ident.to_string());
            if item.content.is_some() {
                visit::visit_item_mod(reader, item);
            } else {
                reader.children.push(Reader {
                    module: reader.module.clone(),
                    is_test: reader.is_test,
                    ..Reader::default()
                });
            }
            reader.module.pop();
        });
    }

    fn visit_item_fn(&mut self, item: &ItemFn) {
        self.with_test(&item.attrs, |reader| visit::visit_item_fn(reader, item));
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        self.with_test(&item.attrs, |reader| reader.mention_use(&[], &item.tree));
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let segments: Vec<Ident> = path.segments.iter().map(|s| s.ident.clone()).collect();
        self.mention(&segments);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &Macro) {
        self.visit_path(&item.path);
        self.mention_tokens(item.tokens.clone());
    }

    /// Skips documentation and lints, which use nothing.
    fn visit_attribute(&mut self, _: &Attribute) {}
}

/// Returns whether an attribute is `#[cfg(test)]` or `#[cfg(all(test, …))]`.
/// `any` does not count, because a feature could enable it.
fn is_for_tests(attribute: &Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else {
        return false;
    };
    let words: Vec<TokenTree> = list.tokens.clone().into_iter().collect();
    let is_test =
        |word: Option<&TokenTree>| matches!(word, Some(TokenTree::Ident(i)) if i == "test");
    let is_all = |word: Option<&TokenTree>| matches!(word, Some(TokenTree::Ident(i)) if i == "all");
    list.path.is_ident("cfg")
        && match words.as_slice() {
            [word] => is_test(Some(word)),
            [word, TokenTree::Group(group)] => {
                is_all(Some(word)) && is_test(group.stream().into_iter().next().as_ref())
            }
            _ => false,
        }
}
