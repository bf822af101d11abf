//! Checks the dependencies of the packages, as cargo reads their manifests.

use serde_json::Value;

/// The members of the workspace that each member may use.
const MEMBERS: &[(&str, &[&str])] = &[
    ("genkan", &[]),
    ("genkan-wasm", &["genkan"]),
    ("genkan-wasm-basic", &["genkan", "genkan-wasm"]),
    ("genkan-wasm-extended", &["genkan", "genkan-wasm"]),
    ("genkan-oracle", &["genkan"]),
    ("genkan-portal", &["genkan"]),
    ("genkan-example-actix", &["genkan"]),
    ("genkan-example-axum", &["genkan"]),
    ("genkan-example-onboarding", &["genkan"]),
    ("genkan-sql-tests", &["genkan"]),
    ("genkan-benches", &["genkan", "genkan-portal"]),
    ("xtask", &["genkan"]),
];

/// The dependencies that the crate may link. None of them does I/O. A new one
/// is added here and, with its reason, in `Cargo.toml`.
const LINKED_BY_THE_CRATE: &[&str] = &[
    "base16ct",
    "base32ct",
    "crc32fast",
    "hmac",
    "rand_core",
    "serde",
    "sha1",
    "sha2",
    "thiserror",
    "unicode-normalization",
    "zeroize",
    "zxcvbn",
];

/// Returns an error for every dependency that is not allowed.
pub(super) fn offences(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    packages.iter().flat_map(of_package).collect()
}

fn of_package(package: &Value) -> Vec<String> {
    let name = text(&package["name"]);
    let Some((_, allowed)) = MEMBERS.iter().find(|(member, _)| *member == name) else {
        return vec![format!("`{name}` is not listed in the layer check")];
    };
    let dependencies = package["dependencies"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    dependencies
        .iter()
        .filter_map(|dependency| {
            let other = text(&dependency["name"]);
            // `kind` is null for linked dependencies, else "dev" or "build".
            let kind = text(&dependency["kind"]);
            let is_member = MEMBERS.iter().any(|(member, _)| *member == other);
            if is_member && !allowed.contains(&other) {
                Some(format!("`{name}` may not use `{other}`"))
            } else if name == "genkan" && kind == "build" {
                Some(format!(
                    "`genkan` has no build script that could use `{other}`"
                ))
            } else if name == "genkan" && kind != "dev" && !LINKED_BY_THE_CRATE.contains(&other) {
                Some(format!("`genkan` may not link `{other}`"))
            } else {
                None
            }
        })
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn offences_of(name: &str, dependency: &str, kind: Option<&str>) -> Vec<String> {
        offences(&json!({ "packages": [{
            "name": name,
            "dependencies": [{ "name": dependency, "kind": kind }],
        }]}))
    }

    #[test]
    fn the_crate_links_what_is_listed() {
        assert_eq!(offences_of("genkan", "serde", None), [""; 0]);
        assert_eq!(offences_of("genkan", "proptest", Some("dev")), [""; 0]);
        assert_ne!(offences_of("genkan", "tokio", None), [""; 0]);
        assert_ne!(offences_of("genkan", "getrandom", None), [""; 0]);
        assert_ne!(offences_of("genkan", "cc", Some("build")), [""; 0]);
    }

    #[test]
    fn no_member_depends_on_one_above() {
        assert_eq!(offences_of("genkan-portal", "genkan", None), [""; 0]);
        assert_eq!(offences_of("genkan-portal", "tokio", None), [""; 0]);
        assert_ne!(offences_of("genkan", "genkan-portal", Some("dev")), [""; 0]);
        assert_ne!(offences_of("genkan-wasm", "genkan-portal", None), [""; 0]);
        assert_ne!(
            offences_of("genkan-portal", "xtask", Some("build")),
            [""; 0]
        );
    }

    #[test]
    fn an_unlisted_member_is_an_offence() {
        assert_ne!(offences_of("genkan-attic", "serde", None), [""; 0]);
    }
}
