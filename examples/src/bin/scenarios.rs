//! Plays the scenarios of `examples/scenarios`, a quarter each, week by week: `scenarios [FOLDER]`.
//!
//! Writes into the folder (default: `examples/scenarios` itself) what a team would have read of each: the message of
//! every week, an agenda, the report in the middle, the review at the end, and the plan that follows from it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{Days, NaiveDate};
use okr_core::calendar::parse_date;
use okr_core::plan::Objective;
use okr_core::readings::{CheckIns, Loader};
use okr_core::render::PageOptions;
use okr_core::{Evaluation, Plan, Readings, Tracker};
use serde::Deserialize;
use serde_json::Value;

/// What happens when; `script.json` of a scenario.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    /// The cycle that is played.
    cycle: String,
    /// The days of the first and the last weekly message.
    weeks: [String; 2],
    /// The drafts that the team takes into its plan: the day, and the trigger as `kpi:rule`.
    #[serde(default)]
    accept: Vec<(String, String)>,
    /// The day of the report in the middle.
    report: String,

    /// The day of the review.
    review: String,
    /// Ids whose next steps are not taken.
    #[serde(default)]
    drop: Vec<String>,
}

/// A scenario as it stands in some week.
struct Scenario {
    script: Script,
    plan: Plan,
    readings: Readings,
    check_ins: CheckIns,
    /// Where its files go.
    folder: PathBuf,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let target = std::env::args_os().nth(1).map_or_else(|| source.clone(), PathBuf::from);
    for entry in std::fs::read_dir(&source)? {
        let from = entry?.path();
        if let Some(name) = from.file_name().filter(|_| from.is_dir()) {
            let play = || Scenario::read(&from, target.join(name))?.play();
            play().map_err(|error: Box<dyn Error>| format!("{}: {error}", from.display()))?;
        }
    }
    Ok(())
}

impl Scenario {
    fn read(from: &Path, folder: PathBuf) -> Result<Self, Box<dyn Error>> {
        let text = |name| std::fs::read_to_string(from.join(name));
        std::fs::create_dir_all(&folder)?;
        Ok(Scenario {
            script: serde_json::from_str(&text("script.json")?)?,
            plan: Plan::from_json(&text("plan.json")?)?,
            readings: Loader::new().csv(text("readings.csv")?.as_bytes())?.complete()?,
            check_ins: CheckIns::from_json(&text("check_ins.json")?)?,
            folder,
        })
    }

    fn play(mut self) -> Result<(), Box<dyn Error>> {
        let [first, last] = [parse_date(&self.script.weeks[0])?, parse_date(&self.script.weeks[1])?];
        let report = parse_date(&self.script.report)?;
        let mut weeks = vec!["# Weekly messages\n".to_owned()];
        let mut before = self.plan.clone().resolve()?;
        for day in first.iter_days().step_by(7).take_while(|day| *day <= last) {
            let tracker = self.plan.clone().resolve()?;
            let check_ins = self.said_by(day)?;
            let evaluation = Evaluation::new(&self.readings, day).check_ins(&check_ins);
            let changes = tracker.changes_from(&before, &evaluation, day - Days::new(7))?;
            weeks.push(changes.to_markdown(None, 10));
            if day == report {
                let report = tracker.evaluate(&evaluation)?;
                self.write("report.md", &report.to_markdown(&PageOptions::new()))?;
            }
            self.accept(day, &tracker, &evaluation)?.into_iter().for_each(|draft| self.merge(draft));
            before = tracker;
        }
        self.write("weeks.md", &weeks.join("\n"))?;
        self.review()
    }

    /// The check-ins made up to a day: later ones may be about goals that are not in the plan yet.
    fn said_by(&self, day: NaiveDate) -> Result<CheckIns, Box<dyn Error>> {
        Ok(CheckIns::new(self.check_ins.iter().filter(|check_in| check_in.date <= day).cloned())?)
    }

    /// The drafts that the team takes into its plan on a day.
    fn accept(
        &self,
        day: NaiveDate,
        tracker: &Tracker,
        evaluation: &Evaluation<'_>,
    ) -> Result<Vec<Objective>, Box<dyn Error>> {
        let accepted = self.script.accept.iter().filter(|(on, _)| *on == day.to_string());
        let drafts = accepted.map(|(_, trigger)| {
            let report = tracker.evaluate(evaluation)?;
            let row = report.triggers.into_iter().find(|row| format!("{}:{}", row.kpi, row.rule) == *trigger);
            let draft = row.and_then(|row| row.draft).ok_or_else(|| format!("no draft of `{trigger}` on {day}"))?;
            Ok(*draft)
        });
        drafts.collect()
    }

    fn merge(&mut self, draft: Objective) {
        self.plan = self.plan.clone().merge(draft).plan;
    }

    fn review(&self) -> Result<(), Box<dyn Error>> {
        let day = parse_date(&self.script.review)?;
        let check_ins = self.said_by(day)?;
        let tracker = self.plan.clone().resolve()?;
        let review = tracker.review(&Evaluation::new(&self.readings, day).check_ins(&check_ins), &self.script.cycle)?;
        self.write("review.md", &review.to_markdown())?;
        let drop: Vec<&str> = self.script.drop.iter().map(String::as_str).collect();
        let next = review.next_plan(&[], &drop)?;
        self.plan.clone().merge(next.clone()).plan.resolve()?;
        let next = serde_json::to_string_pretty(&whole(serde_json::to_value(next)?))?;
        self.write("next_plan.json", &format!("{next}\n"))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), Box<dyn Error>> {
        Ok(std::fs::write(self.folder.join(name), text)?)
    }
}

/// JSON with whole numbers written without a fraction, as JavaScript writes them.
fn whole(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(whole).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, whole(value))).collect(),
        Value::Number(number) => match number.as_f64() {
            // Beyond 2^53 an `f64` holds whole numbers that an integer would write otherwise.
            Some(number) if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 => (number as i64).into(),
            _ => number.into(),
        },
        other => other,
    }
}
