use std::collections::BTreeMap;
use std::path::Path;

use walrus::Module;

use crate::Result;

/// Has a module ask for what it needs of JavaScript by a letter each, and
/// answers with the script that says which function of `unicode.js` each is.
///
/// wasm-bindgen's names are long, and what its JavaScript does to numbers on
/// their way is nothing.
///
/// # Errors
///
/// When the module asks for something else.
pub(super) fn link(path: &Path) -> Result<String> {
    let mut module = Module::from_file(path).map_err(|error| error.to_string())?;
    // What wasm-bindgen keeps for a panic that unwinds, which none here does.
    for name in ["__abort_handler", "__instance_terminated"] {
        let _ = module.exports.remove(name);
    }
    // In the order of the names: that of the imports is the compiler's, and not
    // the same in both modules.
    let mut functions = BTreeMap::new();
    for import in module.imports.iter_mut() {
        let function = import.name.strip_prefix("__wbg_");
        let Some((function, _)) = function.and_then(|name| name.rsplit_once('_')) else {
            return Err(format!("the module asks for {}", import.name).into());
        };
        functions.insert(function.to_owned(), import);
    }
    let mut fields = Vec::new();
    for (letter, (function, import)) in ('a'..='z').zip(&mut functions) {
        fields.push(format!("{letter}: {function}"));
        import.module = String::new();
        import.name = letter.to_string();
    }
    let names: Vec<String> = functions.into_keys().collect();
    module
        .emit_wasm_file(path)
        .map_err(|error| error.to_string())?;

    Ok(format!(
        "import {{ {} }} from './unicode.js';\nexport default {{ '': {{ {} }} }};\n",
        names.join(", "),
        fields.join(", ")
    ))
}
