//! Builds, and what they produced.

use std::error::Error;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::tree;

/// One thing that cargo built.
pub struct Artifact {
    /// The name of the library or program, with underscores.
    pub name: String,
    /// The files that it consists of.
    pub files: Vec<PathBuf>,
}

/// Runs `cargo build` with these arguments and lists what came of it, dependencies included.
///
/// # Errors
/// Where the build fails; cargo has printed why.
pub fn build(arguments: &[&str]) -> Result<Vec<Artifact>, Box<dyn Error>> {
    artifacts("build", arguments)
}

/// Builds what `make test` tests as Rust, just as it does, so that nothing is built twice.
///
/// # Errors
/// Where the build fails; cargo has printed why.
pub fn tested() -> Result<Vec<Artifact>, Box<dyn Error>> {
    artifacts("test", &["--no-run"])
}

fn artifacts(command: &str, arguments: &[&str]) -> Result<Vec<Artifact>, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args([command, "--quiet", "--message-format=json-render-diagnostics"])
        .args(arguments)
        .current_dir(tree::root())
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("cargo {command} {} failed", arguments.join(" ")).into());
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().filter_map(artifact).collect())
}

fn artifact(line: &str) -> Option<Artifact> {
    let message: Value = serde_json::from_str(line).ok()?;
    if message.get("reason")? != "compiler-artifact" {
        return None;
    }
    let name = message.pointer("/target/name")?.as_str()?.replace('-', "_");
    let files = message.get("filenames")?.as_array()?;
    let files = files.iter().filter_map(Value::as_str).map(PathBuf::from);
    Some(Artifact { name, files: files.collect() })
}
