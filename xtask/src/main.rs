//! What a line in the Makefile can't say: `cargo xtask <task> [--check]`.
//!
//! * `schema`: writes the JSON Schemas of the documents into `schema/`.
//! * `types`: writes the types of the documents in TypeScript and Python.
//! * `readme [PAGE …]`: runs the programs in the documentation, or those of some pages.
//! * `findings`: writes the page about findings, and their examples as conformance vectors.
//! * `traits`: lists the common traits that a public type of okr-core lacks, and fails where there is one.
//! * `wasm`: compiles `okr-wasm` and writes its JavaScript glue into `okr-wasm/pkg`.
//!
//! With `--check`, a generator compares what it would write with what is there, and fails where they differ.

mod cargo;
mod findings;
mod generated;
mod readme;
mod schema;
mod traits;
mod tree;
mod types;
mod wasm;

use std::env;
use std::error::Error;
use std::process::ExitCode;

use generated::Mode;

/// What a task returns: nothing, or why it stopped.
type Outcome = Result<(), Box<dyn Error>>;

const USAGE: &str =
    "usage: cargo xtask schema|types|findings [--check], cargo xtask readme [PAGE …], cargo xtask traits|wasm";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    match words {
        ["schema"] => schema::run(Mode::Write),
        ["schema", "--check"] => schema::run(Mode::Check),
        ["types"] => types::run(Mode::Write),
        ["types", "--check"] => types::run(Mode::Check),
        ["findings"] => findings::run(Mode::Write),
        ["findings", "--check"] => findings::run(Mode::Check),
        ["readme", pages @ ..] => readme::run(pages),
        ["traits"] => traits::run(),
        ["wasm"] => wasm::build(),
        _ => Err(USAGE.into()),
    }
}
