//! What a line in the Makefile can't say: `cargo xtask <task> [--check]`.
//!
//! * `wasm`: compiles `okr-wasm` and writes its JavaScript glue into `okr-wasm/pkg`.

mod cargo;
mod tree;
mod wasm;

use std::env;
use std::error::Error;
use std::process::ExitCode;

/// What a task returns: nothing, or why it stopped.
type Outcome = Result<(), Box<dyn Error>>;

const USAGE: &str = "usage: cargo xtask wasm";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["wasm"] => wasm::build(),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
