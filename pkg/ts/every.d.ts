// The same interface: wasm-bindgen writes dist/every.js for the other module.

export { default, Judge } from './genkan.js';
