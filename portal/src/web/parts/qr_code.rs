use std::fmt::Write as _;

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};
use zeroize::Zeroizing;

/// A QR code as an image in the page. It has no style of its own, so the content
/// security policy allows it.
pub(crate) fn qr_code(content: &str, label: &str) -> Option<Markup> {
    let code = QrCode::encode_text(content, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = Zeroizing::new(String::new());
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
    }
    let view = format!("-4 -4 {0} {0}", size + 8);
    Some(html! {
        svg.qr xmlns="http://www.w3.org/2000/svg" viewBox=(view) role="img" aria-label=(label)
            shape-rendering="crispEdges" {
            rect x="-4" y="-4" width=(size + 8) height=(size + 8) fill="#fff" {}
            path d=(*path) fill="#000" {}
        }
    })
}
