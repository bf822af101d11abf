//! The licences, the sources and the versions of all dependencies.
//!
//! `cargo-deny` checks the same and more. It takes minutes to compile on a new
//! machine, and this takes a second.

mod allowed;
mod licence;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::{Result, command};

/// Checks every dependency of every member against the lists in `allowed.rs`.
///
/// # Errors
///
/// With every dependency that is not allowed, and every exception that is no
/// longer used.
pub(crate) fn check(root: &Path) -> Result {
    let metadata = metadata(root, &["--all-features"])?;
    let packages = packages(&metadata);
    println!("{} packages, for all platforms", packages.len());
    let mut wrong = Vec::new();
    for package in &packages {
        wrong.extend(objection(package).map(|what| format!("{}: {what}", title(package))));
    }
    wrong.extend(unused_exceptions(&packages));

    let linux = ["--filter-platform", "x86_64-unknown-linux-gnu"];
    wrong.extend(duplicates(&self::metadata(root, &linux)?));
    if wrong.is_empty() {
        Ok(())
    } else {
        let file = file!().replace("mod.rs", "allowed.rs");
        Err(format!("not allowed by {file}:\n  {}", wrong.join("\n  ")).into())
    }
}

fn metadata(root: &Path, options: &[&str]) -> Result<Value> {
    let mut cargo = command::cargo();
    cargo
        .args(["metadata", "--locked", "--format-version=1"])
        .args(options);
    Ok(serde_json::from_str(&command::output(
        cargo.current_dir(root),
    )?)?)
}

fn packages(metadata: &Value) -> Vec<&Value> {
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .collect()
}

fn title(package: &Value) -> String {
    format!("{} {}", text(package, "name"), text(package, "version"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Returns why a package is not allowed, if it is not.
fn objection(package: &Value) -> Option<String> {
    let name = text(package, "name");
    if let Some((_, reason)) = allowed::BANNED.iter().find(|(banned, _)| *banned == name) {
        return Some(format!("is banned: {reason}"));
    }
    // Only the workspace's own packages have no source.
    let source = package["source"].as_str();
    if source.is_some_and(|source| !allowed::SOURCES.contains(&source)) {
        return Some(format!("comes from {}", text(package, "source")));
    }
    let is_excepted = |licence: &str| {
        allowed::EXCEPTIONS
            .iter()
            .any(|e| (e.0, e.1) == (name, licence))
    };
    let is_allowed = |licence: &str| allowed::LICENCES.contains(&licence) || is_excepted(licence);
    let licence = text(package, "license");
    match licence::is_satisfied(licence, &is_allowed) {
        Some(true) => None,
        Some(false) => Some(format!("has the licence {licence}")),
        None => Some(format!("has a licence that is not understood: {licence:?}")),
    }
}

fn unused_exceptions(packages: &[&Value]) -> Vec<String> {
    let is_used = |name: &str| packages.iter().any(|package| text(package, "name") == name);
    allowed::EXCEPTIONS
        .iter()
        .filter(|(name, ..)| !is_used(name))
        .map(|(name, ..)| {
            format!("{name}: there is an exception for it, and nothing depends on it")
        })
        .collect()
}

/// Returns the libraries that the portal has in two versions without a listed
/// reason.
///
/// Two versions are two copies in the program, and types that do not fit
/// together.
fn duplicates(metadata: &Value) -> Vec<String> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let linked = linked(metadata, "genkan-portal");
    for package in packages(metadata) {
        if linked.contains(text(package, "id")) {
            let of_name = versions.entry(text(package, "name")).or_default();
            of_name.insert(text(package, "version"));
        }
    }
    versions.retain(|_, versions| versions.len() > 1);
    let is_listed = |name: &str| {
        allowed::DUPLICATES
            .iter()
            .any(|(listed, _)| *listed == name)
    };
    let extra = versions
        .iter()
        .filter(|(name, _)| !is_listed(name))
        .map(|(name, versions)| format!("{name}: the portal has it in {versions:?}"));
    let unused = allowed::DUPLICATES
        .iter()
        .filter(|(name, _)| !versions.contains_key(name))
        .map(|(name, _)| format!("{name}: it is listed as a duplicate, and is none"));
    extra.chain(unused).collect()
}

/// Returns the ids of a member and of everything that it is built from, without
/// the dependencies of tests.
fn linked<'a>(metadata: &'a Value, member: &str) -> BTreeSet<&'a str> {
    let nodes = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten();
    let nodes: BTreeMap<&str, &Value> = nodes.map(|node| (text(node, "id"), node)).collect();
    let members = packages(metadata).into_iter();
    let mut waiting: Vec<&str> = members
        .filter(|package| text(package, "name") == member)
        .map(|package| text(package, "id"))
        .collect();
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !found.insert(id) {
            continue;
        }
        let dependencies = nodes.get(id).and_then(|node| node["deps"].as_array());
        for dependency in dependencies.into_iter().flatten() {
            let kinds = dependency["dep_kinds"].as_array();
            if kinds
                .into_iter()
                .flatten()
                .any(|kind| kind["kind"] != "dev")
            {
                waiting.push(text(dependency, "pkg"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn package(name: &str, licence: &str, source: Option<&str>) -> Value {
        json!({ "name": name, "version": "1.0.0", "license": licence, "source": source, "id": name })
    }

    #[test]
    fn a_package_is_refused_for_its_licence_its_source_or_its_name() {
        let registry = Some(allowed::SOURCES[0]);
        assert_eq!(
            objection(&package("a", "MIT OR GPL-3.0-only", registry)),
            None
        );
        assert_eq!(objection(&package("a", "MIT", None)), None);
        for refused in [
            package("a", "MIT AND GPL-3.0-only", registry),
            package("a", "", registry),
            package("a", "MIT", Some("git+https://example.com/a#1")),
            package(allowed::BANNED[0].0, "MIT", registry),
            // An exception holds for one package only.
            package("a", allowed::EXCEPTIONS[0].1, registry),
        ] {
            assert!(objection(&refused).is_some(), "{refused}");
        }
    }

    #[test]
    fn two_versions_that_only_tests_need_are_no_duplicates() {
        let dependency =
            |id: &str, kind: Option<&str>| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let node = |id: &str, deps: Vec<Value>| json!({ "id": id, "deps": deps });
        let library = |version: &str| json!({ "name": "library", "version": version, "id": format!("library {version}") });
        let graph = |kind: Option<&str>| {
            json!({
                "packages": [package("genkan-portal", "MIT", None), library("1"), library("2")],
                "resolve": { "nodes": [
                    node("genkan-portal", vec![dependency("library 1", None), dependency("library 2", kind)]),
                    node("library 1", vec![]),
                    node("library 2", vec![]),
                ] },
            })
        };
        let of_library = |graph: &Value| {
            duplicates(graph)
                .iter()
                .any(|what| what.starts_with("library:"))
        };
        assert!(of_library(&graph(None)));
        assert!(of_library(&graph(Some("build"))));
        assert!(!of_library(&graph(Some("dev"))));
    }
}
