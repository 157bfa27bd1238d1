//! The scenarios of `examples/scenarios`, a quarter each, played week by week.

use std::error::Error;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use okr_core::calendar::parse_date;
use okr_core::changes::{Changes, MAX_LINES};
use okr_core::plan::Objective;
use okr_core::readings::{CheckIns, Loader};
use okr_core::render::PageOptions;
use okr_core::{Evaluation, Plan, Readings, Report, Tracker};
use serde::Deserialize;
use serde_json::Value;

/// What happens when; `script.json` of a scenario.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// The cycle that is played.
    cycle: String,
    /// The days of the first and the last weekly message.
    weeks: [String; 2],
    /// The drafts that the team takes into its plan: the day, and the trigger as `kpi:rule`.
    #[serde(default)]
    accept: Vec<(String, String)>,
    /// A talk with one of the team: its day, and with whom.
    agenda: (String, String),
    /// The day of the report in the middle.
    report: String,

    /// The day on which KPIs are compared by team.
    compare: Option<String>,
    /// The day of the review.
    review: String,
    /// Ids whose next steps are not taken.
    #[serde(default)]
    drop: Vec<String>,
}

/// A scenario as it stands in some week.
#[derive(Debug, Clone)]
pub struct Scenario {
    script: Script,
    plan: Plan,
    readings: Readings,
    check_ins: CheckIns,
}

/// A week of a scenario.
#[derive(Debug)]
pub struct Week {
    /// Its message.
    pub changes: Changes,
    /// The report at its end.
    pub report: Report,
}

/// What a team would have read of a quarter.
#[derive(Debug)]
pub struct Played {
    /// The weeks.
    pub weeks: Vec<Week>,
    /// The texts: the name of a file, and what it holds.
    pub files: Vec<(&'static str, String)>,
}

/// Where the scenarios lie, each in a folder of its own.
///
/// # Errors
///
/// A folder that can't be read.
pub fn folders() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let all = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"))?;
    let paths: Vec<PathBuf> = all.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    Ok(paths.into_iter().filter(|path| path.is_dir()).collect())
}

impl Scenario {
    /// Reads a scenario from its folder.
    ///
    /// # Errors
    ///
    /// A file that can't be read, and all that is wrong in one that can.
    pub fn read(from: &Path) -> Result<Self, Box<dyn Error>> {
        let text = |name| std::fs::read_to_string(from.join(name));
        Ok(Scenario {
            script: serde_json::from_str(&text("script.json")?)?,
            plan: Plan::from_json(&text("plan.json")?)?,
            readings: Loader::new().csv(text("readings.csv")?.as_bytes())?.complete()?,
            check_ins: CheckIns::from_json(&text("check_ins.json")?)?,
        })
    }

    /// Plays it: the message of every week, an agenda, the report in the middle, the review at the end, and the plan that follows.
    ///
    /// # Errors
    ///
    /// What does not resolve or cannot be evaluated.
    pub fn play(mut self) -> Result<Played, Box<dyn Error>> {
        let [first, last] = [parse_date(&self.script.weeks[0])?, parse_date(&self.script.weeks[1])?];
        let middle = parse_date(&self.script.report)?;
        let (mut weeks, mut files) = (Vec::new(), Vec::new());
        let mut before = self.plan.clone().resolve()?;
        for day in first.iter_days().step_by(7).take_while(|day| *day <= last) {
            let tracker = self.plan.clone().resolve()?;
            let check_ins = self.said_by(day)?;
            let evaluation = Evaluation::new(&self.readings, day).check_ins(&check_ins);
            let changes = tracker.changes_from(&before, &evaluation, day - Days::new(7))?;
            let report = tracker.evaluate(&evaluation)?;
            if day == middle {
                files.push(("report.md", report.to_markdown(&PageOptions::new())));
            }
            if self.script.agenda.0 == day.to_string() {
                let agenda = tracker.agenda_from(&before, &self.script.agenda.1, &evaluation, day - Days::new(7))?;
                files.push(("agenda.md", agenda.to_markdown(MAX_LINES)));
            }
            if self.script.compare.as_ref().is_some_and(|on| *on == day.to_string()) {
                files.push(("comparison.json", pretty(&tracker.compare(&evaluation)?.kpis)?));
            }
            weeks.push(Week { changes, report });
            self.accept(day, &tracker, &evaluation)?.into_iter().for_each(|draft| self.merge(draft));
            before = tracker;
        }
        let messages = weeks.iter().map(|week| week.changes.to_markdown(None, MAX_LINES));
        let messages: Vec<String> = std::iter::once("# Weekly messages\n".to_owned()).chain(messages).collect();
        files.push(("weeks.md", messages.join("\n")));
        files.extend(self.review()?);
        Ok(Played { weeks, files })
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

    fn review(&self) -> Result<[(&'static str, String); 2], Box<dyn Error>> {
        let day = parse_date(&self.script.review)?;
        let check_ins = self.said_by(day)?;
        let tracker = self.plan.clone().resolve()?;
        let review = tracker.review(&Evaluation::new(&self.readings, day).check_ins(&check_ins), &self.script.cycle)?;
        let drop: Vec<&str> = self.script.drop.iter().map(String::as_str).collect();
        let next = review.next_plan(&[], &drop)?;
        self.plan.clone().merge(next.clone()).plan.resolve()?;
        Ok([("review.md", review.to_markdown()), ("next_plan.json", pretty(&next)?)])
    }
}

/// JSON text that people can read, the same in every language.
fn pretty(value: &impl serde::Serialize) -> Result<String, Box<dyn Error>> {
    Ok(format!("{}\n", serde_json::to_string_pretty(&whole(serde_json::to_value(value)?))?))
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
