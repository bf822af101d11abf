// How `cargo xtask wasm` bundles the modules into `genkan/inline`.

declare module '*.wasm' {
  const base64: string;
  export default base64;
}

// How the tools of Cloudflare Workers import a module.

declare module '*.wasm?module' {
  const module: WebAssembly.Module;
  export default module;
}
