//! Runs the programs in the documentation and compares what they print with the page.
//!
//! A fenced block in `rust`, `python` or `js` is a program of its own. The `text` block below it holds its output; where
//! several programs stand above one `text` block, as in the guide, each of them prints it. A heading ends that search.
//! `<!-- not run: why -->` on the line above a block leaves it out.
//! `<!-- continued -->` there makes it part of the program above it in its language.
//!
//! The Rust examples of the guide are doctests of the crate, so that only its Python and JavaScript runs here.

mod block;
mod run;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Outcome, tree};
use block::{Block, Language};

/// The pages that rustdoc shows, and whose Rust it tests.
const GUIDE: &str = "okr-core/src/guide";

/// A program and the page that it stands in.
struct Program {
    page: String,
    block: Block,
}

/// Runs the programs of the named pages, or of all pages where none is named. All of them run even where one fails.
///
/// # Errors
/// Where a page can't be read, a build fails or a program does not print what its page says.
pub fn run(names: &[&str]) -> Outcome {
    let pages = if names.is_empty() { pages()? } else { names.iter().map(|name| tree::root().join(name)).collect() };
    let mut programs = Vec::new();
    for page in pages {
        programs.extend(programs_of(&page)?);
    }
    let mut failed = 0;
    for language in [Language::Rust, Language::Python, Language::JavaScript] {
        let programs: Vec<&Program> = programs.iter().filter(|it| it.block.language == language).collect();
        if programs.is_empty() {
            continue;
        }
        let outputs = run::outputs(language, &programs.iter().map(|it| it.block.code.as_str()).collect::<Vec<_>>())?;
        for (program, printed) in programs.iter().zip(outputs) {
            if let Err(problem) = check(&program.block, printed) {
                failed += 1;
                println!("{}:{}: {problem}", program.page, program.block.line);
            }
        }
    }
    println!("{} passed, {failed} failed", programs.len() - failed);
    if failed == 0 { Ok(()) } else { Err("a program in the documentation fails".into()) }
}

fn programs_of(page: &Path) -> Result<impl Iterator<Item = Program>, Box<dyn Error>> {
    let name = page.strip_prefix(tree::root()).unwrap_or(page).display().to_string();
    let text = fs::read_to_string(page).map_err(|error| format!("{name}: {error}"))?;
    let tested_by_rustdoc = name.starts_with(GUIDE);
    let blocks = block::blocks(&text).into_iter();
    Ok(blocks
        .filter(move |block| !(tested_by_rustdoc && block.language == Language::Rust))
        .map(move |block| Program { page: name.clone(), block }))
}

fn check(block: &Block, printed: Result<String, String>) -> Result<(), String> {
    let printed = printed.map_err(|problem| format!("fails:\n{problem}"))?;
    match &block.output {
        Some(expected) if expected.trim_end() != printed.trim_end() => {
            Err(format!("must print the `text` block below it, found:\n{printed}"))
        }
        _ => Ok(()),
    }
}

/// The README of the project and of each package, all pages of `docs`, and the guide.
fn pages() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for folder in [".", "docs", "okr-core", GUIDE, "okr-py", "okr-wasm", "examples"] {
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
