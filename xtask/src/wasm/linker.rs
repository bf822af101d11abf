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
    let mut functions = Vec::new();
    for (import, letter) in module.imports.iter_mut().zip('a'..='z') {
        let function = import.name.strip_prefix("__wbg_");
        let Some((function, _)) = function.and_then(|name| name.rsplit_once('_')) else {
            return Err(format!("the module asks for {}", import.name).into());
        };
        functions.push((letter, function.to_owned()));
        import.module = String::new();
        import.name = letter.to_string();
    }
    module
        .emit_wasm_file(path)
        .map_err(|error| error.to_string())?;

    let names: Vec<&str> = functions.iter().map(|(_, name)| name.as_str()).collect();
    let fields: Vec<String> = functions
        .iter()
        .map(|(letter, name)| format!("{letter}: {name}"))
        .collect();
    Ok(format!(
        "import {{ {} }} from './unicode.js';\nexport default {{ '': {{ {} }} }};\n",
        names.join(", "),
        fields.join(", ")
    ))
}
