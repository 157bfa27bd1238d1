//! The project's folders.

use std::path::{Path, PathBuf};

/// The folder that holds the whole project.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// A program that npm installed, where it did.
pub fn npm_program(name: &str) -> Option<PathBuf> {
    let path = root().join("node_modules/.bin").join(name);
    path.is_file().then_some(path)
}
