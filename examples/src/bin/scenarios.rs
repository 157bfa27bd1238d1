//! Plays the scenarios of `examples/scenarios`, a quarter each, week by week: `scenarios [FOLDER]`.
//!
//! Writes into the folder (default: `examples/scenarios` itself) what a team would have read of each.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use okr_examples::scenario::{self, Scenario};

fn main() -> ExitCode {
    match run(std::env::args_os().nth(1).map(PathBuf::from)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(target: Option<PathBuf>) -> Result<(), Box<dyn Error>> {
    for source in scenario::folders()? {
        let target = match (&target, source.file_name()) {
            (Some(target), Some(name)) => target.join(name),
            _ => source.clone(),
        };
        play(&source, &target).map_err(|error| format!("{}: {error}", source.display()))?;
    }
    Ok(())
}

fn play(source: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(target)?;
    for (name, text) in Scenario::read(source)?.play()?.files {
        std::fs::write(target.join(name), text)?;
    }
    Ok(())
}
