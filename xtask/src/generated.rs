//! Files that follow from others: written, or compared with what is committed.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use crate::{Outcome, tree};

/// What to do with generated files.
#[derive(Clone, Copy)]
pub enum Mode {
    /// Write those that differ.
    Write,
    /// Fail where one differs.
    Check,
}

/// A file and what belongs into it.
pub struct Generated {
    /// Its path from the project's root.
    pub path: Cow<'static, str>,
    /// Its whole text.
    pub text: String,
}

/// Writes the files, or fails with the names of those that differ.
pub fn settle(files: &[Generated], mode: Mode) -> Outcome {
    let differing: Vec<&Generated> = files.iter().filter(|file| differs(file)).collect();
    match mode {
        Mode::Write => differing.into_iter().try_for_each(write),
        Mode::Check if differing.is_empty() => Ok(()),
        Mode::Check => {
            let names: Vec<&str> = differing.iter().map(|file| &*file.path).collect();
            Err(format!("not up to date: {}; run `make generate`", names.join(", ")).into())
        }
    }
}

fn differs(file: &Generated) -> bool {
    fs::read_to_string(tree::root().join(&*file.path)).ok().as_ref() != Some(&file.text)
}

fn write(file: &Generated) -> Outcome {
    let path = tree::root().join(&*file.path);
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    fs::write(path, &file.text)?;
    println!("wrote {}", file.path);
    Ok(())
}
