//! Running the programs of the documentation, all programs of a language together.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::block::Language;
use crate::{cargo, tree};

/// What a program printed, or what it said where it failed.
type Output = Result<String, String>;

/// What each of the programs printed. Python and JavaScript start once for all of their programs.
///
/// # Errors
/// Where what the programs need can't be built, or Python or Node does not start.
pub fn outputs(language: Language, programs: &[&str]) -> Result<Vec<Output>, Box<dyn Error>> {
    let folder = tree::root().join("target/readme");
    fs::create_dir_all(&folder)?;
    match language {
        Language::Rust => {
            let libraries = libraries()?;
            programs.iter().map(|code| rust(&folder, &libraries, code)).collect()
        }
        Language::Python => {
            let python = tree::root().join(".venv/bin/python");
            together(&folder, Command::new(python), ("each.py", include_str!("each.py")), "py", programs)
        }
        Language::JavaScript => {
            together(&folder, Command::new("node"), ("each.mjs", include_str!("each.mjs")), "mjs", programs)
        }
    }
}

/// Writes each program to a file of its own and runs all of them with `each`: a script, by name and text, that prints a line
/// of JSON for each.
fn together(
    folder: &Path,
    mut interpreter: Command,
    each: (&str, &str),
    ending: &str,
    programs: &[&str],
) -> Result<Vec<Output>, Box<dyn Error>> {
    interpreter.arg(written(folder, each.0, each.1)?);
    for (index, code) in programs.iter().enumerate() {
        interpreter.arg(written(folder, &format!("program_{index}.{ending}"), code)?);
    }
    let printed = succeed(interpreter.current_dir(tree::root()))??;
    let outputs = printed.lines().map(outcome).collect::<Result<Vec<Output>, _>>()?;
    if outputs.len() != programs.len() {
        return Err(format!("{} ran {} of {} programs", each.0, outputs.len(), programs.len()).into());
    }
    Ok(outputs)
}

/// One program's outcome, as `each.py` and `each.mjs` write it.
fn outcome(line: &str) -> Result<Output, Box<dyn Error>> {
    let value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().ok_or("no text")?.to_owned();
    Ok(if value["ok"] == true { Ok(text) } else { Err(text) })
}

/// The Rust libraries that programs may use, with their files.
fn libraries() -> Result<Vec<(String, PathBuf)>, Box<dyn Error>> {
    let library = |files: Vec<PathBuf>| files.into_iter().find(|file| file.extension().is_some_and(|it| it == "rlib"));
    let built = cargo::tested()?.into_iter();
    Ok(built.filter_map(|artifact| Some((artifact.name, library(artifact.files)?))).collect())
}

/// As rustdoc does it: what has no `main` is the body of one.
fn rust(folder: &Path, libraries: &[(String, PathBuf)], code: &str) -> Result<Output, Box<dyn Error>> {
    let code = if code.contains("fn main(") {
        code.to_owned()
    } else {
        format!("fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{code}\nOk(())\n}}\n")
    };
    let source = written(folder, "program.rs", &code)?;
    let program = folder.join("program");
    let mut rustc = Command::new("rustc");
    rustc.args(["--edition=2024", "-o"]).arg(&program).arg(source);
    for (name, file) in libraries {
        rustc.arg("--extern").arg(format!("{name}={}", file.display()));
        rustc.arg("-L").arg(format!("dependency={}", file.parent().unwrap_or(Path::new(".")).display()));
    }
    match succeed(&mut rustc)? {
        Ok(_) => succeed(Command::new(program).current_dir(tree::root())),
        failed => Ok(failed),
    }
}

fn written(folder: &Path, name: &str, code: &str) -> Result<PathBuf, Box<dyn Error>> {
    let path = folder.join(name);
    fs::write(&path, code)?;
    Ok(path)
}

fn succeed(command: &mut Command) -> Result<Output, Box<dyn Error>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(if output.status.success() {
        Ok(text)
    } else {
        Err(format!("{text}{}", String::from_utf8_lossy(&output.stderr)))
    })
}
