//! What the packages depend on, as cargo reads their manifests.

use serde_json::Value;

/// Which members of the workspace each member may use.
const MEMBERS: &[(&str, &[&str])] = &[
    ("genkan", &[]),
    ("genkan-wasm", &["genkan"]),
    ("genkan-oracle", &["genkan"]),
    ("genkan-portal", &["genkan"]),
    ("genkan-benches", &["genkan", "genkan-portal"]),
    ("xtask", &["genkan"]),
];

/// What the crate may link. None of these does I/O; another one is added here
/// together with the reason in `Cargo.toml`.
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

/// Every dependency that the plan does not allow.
pub(super) fn offences(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    packages.iter().flat_map(of_package).collect()
}

fn of_package(package: &Value) -> Vec<String> {
    let name = text(&package["name"]);
    let Some((_, allowed)) = MEMBERS.iter().find(|(member, _)| *member == name) else {
        return vec![format!("`{name}` is no member that the layer check knows")];
    };
    let dependencies = package["dependencies"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    dependencies
        .iter()
        .filter_map(|dependency| {
            let other = text(&dependency["name"]);
            // `kind` is null for what is linked, else "dev" or "build".
            let kind = text(&dependency["kind"]);
            let is_member = MEMBERS.iter().any(|(member, _)| *member == other);
            if is_member && !allowed.contains(&other) {
                Some(format!("`{name}` may not use `{other}`"))
            } else if name == "genkan" && kind == "build" {
                Some(format!(
                    "`genkan` has no build script, so no `{other}` for one"
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

    fn judged(name: &str, dependency: &str, kind: Option<&str>) -> Vec<String> {
        offences(&json!({ "packages": [{
            "name": name,
            "dependencies": [{ "name": dependency, "kind": kind }],
        }]}))
    }

    #[test]
    fn the_crate_links_what_is_listed() {
        assert_eq!(judged("genkan", "serde", None), [""; 0]);
        assert_eq!(judged("genkan", "proptest", Some("dev")), [""; 0]);
        assert_ne!(judged("genkan", "tokio", None), [""; 0]);
        assert_ne!(judged("genkan", "getrandom", None), [""; 0]);
        assert_ne!(judged("genkan", "cc", Some("build")), [""; 0]);
    }

    #[test]
    fn no_member_depends_on_one_above() {
        assert_eq!(judged("genkan-portal", "genkan", None), [""; 0]);
        assert_eq!(judged("genkan-portal", "tokio", None), [""; 0]);
        assert_ne!(judged("genkan", "genkan-portal", Some("dev")), [""; 0]);
        assert_ne!(judged("genkan-wasm", "genkan-portal", None), [""; 0]);
        assert_ne!(judged("genkan-portal", "xtask", Some("build")), [""; 0]);
    }

    #[test]
    fn a_member_that_nobody_planned_is_an_offence() {
        assert_ne!(judged("genkan-attic", "serde", None), [""; 0]);
    }
}
