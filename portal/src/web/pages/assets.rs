//! The files that pages use. They are part of the program.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

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
    let file = match path.strip_prefix("genkan/") {
        Some(path) => PackageFiles::get(path),
        None => PortalFiles::get(&path),
    };
    let (Some(file), Some(kind)) = (file, kind(&path)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = tag(&file);
    // Revalidated each time, and not sent again while unchanged, so that a page
    // never uses the files of another version.
    let caching = [(CACHE_CONTROL, "no-cache"), (ETAG, &tag)];
    if headers
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known == tag.as_str())
    {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(CONTENT_TYPE, kind)], file.data).into_response()
}

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
