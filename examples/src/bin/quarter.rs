//! Prints the example quarter on a day: `quarter [--json] [YYYY-MM-DD]`.
//!
//! With `--json` it prints the report's text instead, the same bytes as in Python and JavaScript.

use std::error::Error;
use std::process::ExitCode;

use okr_core::Evaluation;
use okr_core::calendar::parse_date;
use okr_examples::{quarter, terminal};

fn main() -> ExitCode {
    match run() {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, Box<dyn Error>> {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with('-'));
    if let Some(flag) = flags.iter().find(|flag| *flag != "--json") {
        return Err(format!("unknown option `{flag}`: quarter [--json] [YYYY-MM-DD]").into());
    }
    let as_of = parse_date(words.first().map_or("2026-08-31", String::as_str))?;
    let quarter = quarter::read(&quarter::folder(), "people-quarter")?;
    let evaluation = Evaluation::new(&quarter.readings, as_of).check_ins(&quarter.check_ins).kpi_periods(true);
    let report = quarter.tracker.evaluate(&evaluation)?;
    Ok(if flags.is_empty() { terminal::render(quarter.tracker.plan(), &report) } else { report.to_json() })
}
