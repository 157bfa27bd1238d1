//! The npm package's compiled half: WebAssembly and the JavaScript that loads it.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::{Outcome, cargo, tree};

/// Compiles `okr-wasm`, writes the glue into `okr-wasm/pkg`, and shrinks the code where `wasm-opt` is installed.
pub fn build() -> Outcome {
    let package = tree::root().join("okr-wasm/pkg");
    fs::create_dir_all(&package)?;
    // One build for the web; the small entry files beside it load it in a page and in Node.
    Bindgen::new()
        .input_path(compile()?)
        .web(true)?
        .typescript(true)
        .remove_producers_section(true)
        .generate(&package)?;
    let code = package.join("okr_wasm_bg.wasm");
    let before = fs::metadata(&code)?.len();
    match tree::npm_program("wasm-opt") {
        Some(program) => optimize(&program, &code)?,
        None => println!("wasm-opt is not installed (npm ci): the package works, but is larger"),
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(tree::root().join(licence), package.join(licence))?;
    }
    println!("okr_wasm_bg.wasm: {before} bytes built, {} kept", fs::metadata(&code)?.len());
    Ok(())
}

fn compile() -> Result<PathBuf, Box<dyn Error>> {
    let built = cargo::build(&["--package=okr-wasm", "--profile=wasm", "--target=wasm32-unknown-unknown"])?;
    let library = built.into_iter().find(|artifact| artifact.name == "okr_wasm");
    let files = library.map(|artifact| artifact.files).unwrap_or_default();
    let code = files.into_iter().find(|file| file.extension().is_some_and(|it| it == "wasm"));
    code.ok_or_else(|| "cargo built no wasm file".into())
}

fn optimize(program: &Path, code: &Path) -> Outcome {
    let status = Command::new(program).arg("-Oz").arg(code).arg("-o").arg(code).status()?;
    if status.success() { Ok(()) } else { Err("wasm-opt failed".into()) }
}
