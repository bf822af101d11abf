//! The files that pages use. They are part of the program. Their path has a hash
//! of all of them, so that browsers keep them for a year, and a page never uses
//! files of another version.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest as _, Sha256};

use base16ct::lower::encode_string;

#[derive(RustEmbed)]
#[folder = "assets"]
struct PortalFiles;

/// The browser package, as it is published.
#[derive(RustEmbed)]
#[folder = "../pkg/dist"]
#[exclude = "*.d.ts"]
struct PackageFiles;

pub(crate) async fn serve(
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let path = path.map(|Path(path)| path).unwrap_or_default();
    let (version, path) = path.split_once('/').unwrap_or_default();
    let file = match path.strip_prefix("genkan/") {
        Some(path) => PackageFiles::get(path),
        None => PortalFiles::get(path),
    };
    let (Some(file), Some(kind)) = (file, kind(path)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = tag(&file);
    let caching = [(CACHE_CONTROL, caching(version == *VERSION)), (ETAG, &tag)];
    if headers
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known == tag.as_str())
    {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(CONTENT_TYPE, kind)], file.data).into_response()
}

/// Returns how browsers keep a file whose path has its version. While nodes are
/// updated, one may be asked for a file of another version. It sends its own, which
/// must not be kept under that name.
pub(crate) const fn caching(is_current: bool) -> &'static str {
    match is_current {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    }
}

/// Returns the path of a file in `assets/`, or in the package below `genkan/`.
pub(crate) fn asset(path: &str) -> String {
    format!("/assets/{}/{path}", *VERSION)
}

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let portal = PortalFiles::iter().filter_map(|path| PortalFiles::get(&path));
    let package = PackageFiles::iter().filter_map(|path| PackageFiles::get(&path));
    let mut all = Sha256::new();
    for file in portal.chain(package) {
        all.update(file.metadata.sha256_hash());
    }
    encode_string(&all.finalize()[..8])
});

/// Returns the file's tag. It is weak because the compressed file has the same
/// one (RFC 9110 section 8.8.1).
fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let half = hash.get(..16).unwrap_or(&hash);
    format!("W/\"{}\"", encode_string(half))
}

fn kind(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => return None,
    })
}
