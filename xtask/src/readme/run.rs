//! Running a program that stands in a page.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::block::{Block, Language};
use crate::{cargo, tree};

/// Where programs are written to, and the Rust libraries that they may use.
pub struct Runner {
    folder: PathBuf,
    libraries: Vec<(String, PathBuf)>,
}

impl Runner {
    /// Builds what the programs need.
    ///
    /// # Errors
    /// Where the build fails, or the folder can't be made.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let folder = tree::root().join("target/readme");
        fs::create_dir_all(&folder)?;
        let built = cargo::tested()?;
        let library =
            |files: Vec<PathBuf>| files.into_iter().find(|file| file.extension().is_some_and(|it| it == "rlib"));
        let libraries = built.into_iter().filter_map(|artifact| Some((artifact.name, library(artifact.files)?)));
        Ok(Runner { folder, libraries: libraries.collect() })
    }

    /// What a program prints.
    ///
    /// # Errors
    /// What it says where it fails.
    pub fn output(&self, block: &Block) -> Result<String, Box<dyn Error>> {
        let mut program = match block.language {
            Language::Rust => Command::new(self.compiled(&block.code)?),
            Language::Python => {
                let mut python = Command::new(tree::root().join(".venv/bin/python"));
                python.arg(self.written("program.py", &block.code)?);
                python
            }
            Language::JavaScript => {
                let mut node = Command::new("node");
                node.arg(self.written("program.mjs", &block.code)?);
                node
            }
        };
        succeed(program.current_dir(tree::root()))
    }

    fn written(&self, name: &str, code: &str) -> Result<PathBuf, Box<dyn Error>> {
        let path = self.folder.join(name);
        fs::write(&path, code)?;
        Ok(path)
    }

    /// As rustdoc does it: what has no `main` is the body of one.
    fn compiled(&self, code: &str) -> Result<PathBuf, Box<dyn Error>> {
        let code = if code.contains("fn main(") {
            code.to_owned()
        } else {
            format!("fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{code}\nOk(())\n}}\n")
        };
        let source = self.written("program.rs", &code)?;
        let program = self.folder.join("program");
        let mut rustc = Command::new("rustc");
        rustc.args(["--edition=2024", "-o"]).arg(&program).arg(source);
        for (name, file) in &self.libraries {
            rustc.arg("--extern").arg(format!("{name}={}", file.display()));
            rustc.arg("-L").arg(format!("dependency={}", file.parent().unwrap_or(Path::new(".")).display()));
        }
        succeed(&mut rustc)?;
        Ok(program)
    }
}

fn succeed(command: &mut Command) -> Result<String, Box<dyn Error>> {
    let output = command.output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    Err(format!("fails:\n{text}{}", String::from_utf8_lossy(&output.stderr)).into())
}
