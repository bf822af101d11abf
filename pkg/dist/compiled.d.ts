/** The compiled module: an option of `Policy.from`. */
declare const module: WebAssembly.Module;
export default module;
