/// Nothing from other sites, no inline script or style. `wasm-unsafe-eval`
/// allows WebAssembly to be compiled, and no text to be evaluated.
pub(crate) const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; require-trusted-types-for 'script'";
