//! Shows, month by month, what the library would have said about the US quits rate since 2001: `quits [FILE]`.
//!
//! The file has the columns `metric,date,value` with the metric `us-quits-rate`, dated by month. For each month the
//! program evaluates as of its end, and prints when a rule fires, on what evidence and with what draft, and when it clears.

use std::collections::BTreeMap;
use std::process::ExitCode;

use okr_core::plan::{Better, Cadence, Cycle, Kpi, OutOfRange, Range, Rule, Shift, Spike, Stagnant, Trend, Worsening};
use okr_core::readings::Loader;
use okr_core::report::{TriggerRow, TriggerState};
use okr_core::{Evaluation, Plan, Tracker};

const METRIC: &str = "us-quits-rate";

fn main() -> ExitCode {
    let path = std::env::args().nth(1).unwrap_or_else(|| "../shared/data/us_quits_rate.csv".to_owned());
    match std::fs::read(&path) {
        Err(error) => {
            eprintln!("{path}: {error}: name a file with the columns metric,date,value");
            ExitCode::FAILURE
        }
        Ok(text) => match run(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
    }
}

/// Employee turnover as a head of HR would watch it: up to 2.3 % a month is usual, 2 % is aimed at.
fn tracker(first: i32, last: i32) -> Result<Tracker, Box<dyn std::error::Error>> {
    let rules: [Rule; 6] = [
        OutOfRange::new().into(),
        Worsening::new().into(),
        Stagnant::new().periods(12u32).into(),
        Spike::new().percent(20.0).into(),
        Shift::new().into(),
        Trend::new().into(),
    ];
    let kpi = Kpi::new(METRIC, "Quits rate", Better::Lower, Cadence::Monthly)
        .unit("%")
        .healthy(Range::new().max(2.3))
        .target(2.0)
        .rules(rules.to_vec());
    let mut cycles = Vec::new();
    for year in first..=last + 1 {
        for quarter in 1..=4u32 {
            let start = chrono::NaiveDate::from_ymd_opt(year, 3 * quarter - 2, 1).ok_or("no such day")?;
            let end = start + chrono::Months::new(3) - chrono::Days::new(1);
            cycles.push(Cycle::new(format!("{year}-Q{quarter}"), start, end));
        }
    }
    Ok(Plan::new().cycles(cycles).kpis([kpi]).resolve()?)
}

fn run(text: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
    let readings = Loader::new().csv(text)?.complete()?;
    let months: Vec<_> = readings.rows().map(|reading| reading.date).collect();
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return Err("no readings".into()) };
    let tracker = tracker(chrono::Datelike::year(first), chrono::Datelike::year(last))?;
    let mut before: BTreeMap<String, TriggerState> = BTreeMap::new();
    let mut fired = 0;
    for month in months {
        let report = tracker.evaluate(&Evaluation::new(&readings, month))?;
        let now: BTreeMap<String, &TriggerRow> =
            report.triggers.iter().map(|row| (row.rule.to_string(), row)).collect();
        let label = month.format("%Y-%m");
        for (rule, row) in &now {
            let was_firing = matches!(before.get(rule), Some(TriggerState::Firing | TriggerState::Recovering));
            if row.state == TriggerState::Firing && !was_firing {
                fired += 1;
                println!("{label}  {}", row.message);
                if let Some(draft) = &row.draft {
                    let aims: Vec<_> = draft.key_results.iter().map(|key_result| key_result.title.as_str()).collect();
                    println!("         draft in {}: {} ({})", draft.cycle, draft.title, aims.join("; "));
                }
            }
        }
        for (rule, state) in &before {
            let firing = matches!(state, TriggerState::Firing | TriggerState::Recovering);
            if firing
                && !now
                    .get(rule)
                    .is_some_and(|row| matches!(row.state, TriggerState::Firing | TriggerState::Recovering))
            {
                println!("{label}  {} cleared", rule.replace('_', " "));
            }
        }
        before = now.into_iter().map(|(rule, row)| (rule, row.state)).collect();
    }
    println!("{fired} alarms in {} months", readings.len());
    Ok(())
}
