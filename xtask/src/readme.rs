//! Programs in the documentation: run, and held against the output that stands below them.
//!
//! A fenced block in `rust`, `python` or `js` is a program of its own. A `text` block after it is what it prints. One with
//! `<!-- not run: why -->` on the line before is left out.

mod block;
mod run;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Outcome, tree};
use block::Block;
use run::Runner;

/// Runs every program in the documentation, all of them even where one fails.
pub fn run() -> Outcome {
    let runner = Runner::new()?;
    let mut failed = 0;
    let mut passed = 0;
    for page in pages()? {
        let text = fs::read_to_string(&page)?;
        let name = page.strip_prefix(tree::root()).unwrap_or(&page).display().to_string();
        for block in block::blocks(&text) {
            match check(&runner, &block) {
                Ok(()) => passed += 1,
                Err(problem) => {
                    failed += 1;
                    println!("{name}:{}: {problem}", block.line);
                }
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err("a program in the documentation fails".into()) }
}

fn check(runner: &Runner, block: &Block) -> Outcome {
    let printed = runner.output(block)?;
    match &block.output {
        Some(expected) if expected.trim_end() != printed.trim_end() => {
            Err(format!("prints something else than what stands below it:\n{printed}").into())
        }
        _ => Ok(()),
    }
}

/// The README of the project and of each package, and all pages of `docs`.
fn pages() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for folder in [".", "docs", "okr-core", "okr-py", "okr-wasm", "examples"] {
        collect(&tree::root().join(folder), folder == "docs", &mut pages)?;
    }
    pages.sort();
    Ok(pages)
}

fn collect(folder: &Path, deep: bool, pages: &mut Vec<PathBuf>) -> Outcome {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && deep {
            collect(&path, deep, pages)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    Ok(())
}
