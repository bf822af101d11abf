// How `cargo xtask wasm` bundles the modules into `genkan/inline`.

declare module '*.wasm' {
  const base64: string;
  export default base64;
}
